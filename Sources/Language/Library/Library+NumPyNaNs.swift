import Autodiff
import Tensors

extension Library {
  /// A function of NumPy's alone: its results are arrays that no tape knows.
  static func array(
    _ name: String, names: [String]? = nil, _ summary: String, _ example: String,
    _ parameters: [BuiltinParameter],
    _ body: @escaping @Sendable (BoundArguments, Composer) throws -> Object
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, numpy: names ?? [name], summary: summary, example: example, parameters: parameters
    ) { arguments, evaluator in
      do {
        return try body(arguments, Composer(evaluator: evaluator, namespace: .numpy))
      } catch let error as TensorError {
        throw error.told(of: name)
      }
    }
  }

  private static let reduced: [BuiltinParameter] = [
    .normal("a", "x"), .normal("axis", default: .value(.none)),
    .keyword("keepdims", default: .value(.bool(false))),
  ]

  /// NumPy's reductions that pass NaN over, and the span of elements.
  static let numpyNaNs: [BuiltinFunction] = [
    array(
      "ptp", "The largest less the smallest element over the axes.", "np.ptp([1., 4., 2.])", reduced
    ) { arguments, at in
      let x = Object.tensor(try at.tensor(arguments.required(0), in: "ptp"))
      let ends = try ["max", "min"].map {
        try at.reduced($0, x, axis: arguments.required(1), keepdims: arguments.required(2))
      }
      return try at.call("subtract", ends[0], ends[1])
    },
    array("nansum", "The sum over the axes, NaN as 0.", "np.nansum([1., np.nan])", reduced) {
      arguments, at in
      let (x, isNaN) = try at.numbersOrNaN(arguments.required(0), in: "nansum")
      return try at.reduced(
        "sum", at.filled(x, isNaN, with: 0), axis: arguments.required(1),
        keepdims: arguments.required(2))
    },
    array(
      "nanmean", "The mean over the axes of what is not NaN.", "np.nanmean([1., np.nan])", reduced
    ) { arguments, at in
      let (x, isNaN) = try at.numbersOrNaN(arguments.required(0), in: "nanmean")
      func sum(_ x: Object) throws -> Object {
        try at.reduced(
          "sum", x, axis: arguments.required(1), keepdims: arguments.required(2))
      }
      let real = x.tensor.dtype.isFloatingPoint ? x.tensor.dtype : .float64
      let count = try sum(.tensor(at.apply("logical_not", [isNaN])))
      return try at.call(
        "divide", sum(at.filled(x, isNaN, with: 0)), at.call("cast", count, .dtype(real)))
    },
    nanExtremum("nanmax", of: "max", -Double.infinity, "largest"),
    nanExtremum("nanmin", of: "min", .infinity, "smallest"),
  ]

  private static func nanExtremum(
    _ name: String, of reduction: String, _ bound: Double, _ adjective: String
  ) -> BuiltinFunction {
    array(
      name, "The \(adjective) element over the axes that is not NaN.",
      "np.\(name)([1., np.nan, 3.])", reduced
    ) { arguments, at in
      let (x, isNaN) = try at.numbersOrNaN(arguments.required(0), in: name)
      func reduced(_ name: String, _ x: Object) throws -> Object {
        try at.reduced(name, x, axis: arguments.required(1), keepdims: arguments.required(2))
      }
      guard x.tensor.dtype.isFloatingPoint else { return try reduced(reduction, .tensor(x)) }
      let result = try reduced(reduction, at.filled(x, isNaN, with: bound))
      // Of nothing but NaN it is NaN.
      return try at.call("where", reduced("all", .tensor(isNaN)), .float(.nan), result)
    }
  }
}

extension Composer {
  /// An array and where it is NaN.
  fileprivate func numbersOrNaN(_ object: Object, in name: String) throws -> (Value, Value) {
    let x = try tensor(object, in: name)
    guard x.tensor.dtype.isFloatingPoint else {
      return (x, Value(try Tensor.full(x.tensor.shape, like: Tensor(false))))
    }
    return (x, try apply("isnan", [x]))
  }

  /// An array with a number where a condition holds.
  fileprivate func filled(_ x: Value, _ condition: Value, with number: Double) throws -> Object {
    guard x.tensor.dtype.isFloatingPoint else { return .tensor(x) }
    let filling = Value(try Tensor(number).cast(to: x.tensor.dtype))
    return .tensor(try apply("where", [condition, filling, x]))
  }

  /// An argument's elements in float64.
  func doubles(_ object: Object, rank: Int? = nil, in name: String) throws -> [Double] {
    let tensor = try evaluator.model(object, isNumPy: true)
    evaluator.valueReads &+= 1
    if let rank, tensor.rank != rank {
      throw TensorError.wrongRank(operation: name, rank: tensor.rank, expected: "\(rank)")
    }
    return try tensor.cast(to: .float64).doubles()
  }

  /// Numbers as an array of float64.
  func array(_ numbers: [Double], shape: [Int]? = nil) throws -> Object {
    .tensor(Value(try Tensor(shape: shape ?? [numbers.count], values: numbers)))
  }
}
