import Autodiff
import Tensors

extension Library {
  /// NumPy's covariances, integrals and differences of samples.
  static let numpyStatistics: [BuiltinFunction] = [
    array(
      "cov", "The covariances of variables, each a row of observations.",
      "np.cov([[0., 1., 2.], [2., 1., 0.]])",
      [
        .normal("m"), .normal("y", default: .value(.none)),
        .normal("rowvar", default: .value(.bool(true))),
        .normal("bias", default: .value(.bool(false))),
        .normal("ddof", default: .value(.none)),
      ]
    ) { arguments, at in
      let isBiased = try at.evaluator.isTrue(arguments.required(3))
      let less = try arguments.given(4).map(at.evaluator.index) ?? (isBiased ? 0 : 1)
      return try at.covariance(arguments, less: less, in: "cov")
    },
    array(
      "corrcoef", "The correlations of variables, each a row of observations.",
      "np.corrcoef([[0., 1., 2.], [2., 1., 0.]])",
      [
        .normal("x"), .normal("y", default: .value(.none)),
        .normal("rowvar", default: .value(.bool(true))),
      ]
    ) { arguments, at in
      let covariance = try at.covariance(arguments, less: 1, in: "corrcoef")
      guard at.shape(covariance).count == 2 else {
        return try at.call("divide", covariance, covariance)
      }
      let deviations = try at.call("sqrt", at.call("diag_part", covariance))
      let rows = try at.call("expand_dims", deviations, .int(1))
      let quotient = try at.call("divide", at.call("divide", covariance, rows), deviations)
      return try at.call("clip_by_value", quotient, .float(-1), .float(1))
    },
    array(
      "trapezoid", "The integral of samples along an axis by the trapezoidal rule.",
      "np.trapezoid([1., 2., 3.])",
      [
        .normal("y"), .normal("x", default: .value(.none)),
        .normal("dx", default: .value(.float(1))), .normal("axis", default: .value(.int(-1))),
      ]
    ) { arguments, at in
      let y = try at.tensor(arguments.required(0), in: "trapezoid")
      let axis = try at.axis(arguments.required(3), rank: y.tensor.rank)
      let extent = y.tensor.shape[axis]
      let ends = try [(1, extent), (0, extent - 1)].map {
        Object.tensor(try at.part(y, axis: axis, from: $0.0, to: max($0.1, 0)))
      }
      var steps = arguments.required(2)
      if let given = arguments.given(1) {
        let x = try at.tensor(given, in: "trapezoid")
        let isLine = x.tensor.rank == 1
        let along = isLine ? 0 : axis
        guard x.tensor.rank == 1 || x.tensor.shape == y.tensor.shape,
          x.tensor.shape[along] == extent
        else { throw TensorError.shapesDiffer(x.tensor.shape, y.tensor.shape) }
        let pair = try [(1, extent), (0, extent - 1)].map {
          try at.part(x, axis: along, from: $0.0, to: max($0.1, 0))
        }
        var difference = try at.apply("subtract", pair)
        if isLine {
          var wide = Array(repeating: 1, count: y.tensor.rank)
          wide[axis] = max(extent - 1, 0)
          difference = try at.reshaped(difference, to: wide)
        }
        steps = .tensor(difference)
      }
      let sums = try at.call("multiply", at.call("add", ends[0], ends[1]), steps)
      return try at.call(
        "divide", at.reduced("sum", sums, axis: .int(axis), keepdims: .bool(false)), .float(2))
    },
    array(
      "gradient", "The slopes of samples along each axis by differences of neighbours.",
      "np.gradient([1., 4., 9., 16.])",
      [.normal("f"), .rest("varargs"), .keyword("axis", default: .value(.none))]
    ) { arguments, at in
      var f = try at.tensor(arguments.required(0), in: "gradient")
      if !f.tensor.dtype.isFloatingPoint { f = try at.apply("cast", [f], [.dtype(.float64)]) }
      let axes = try at.axes(arguments.given("axis"), rank: f.tensor.rank)
      let spacings = arguments.rest
      guard spacings.count <= 1 || spacings.count == axes.count else {
        throw EvaluationError.type("invalid number of arguments")
      }
      let slopes = try axes.enumerated().map { place, axis in
        let spacing = spacings.isEmpty ? Object.float(1) : spacings[min(place, spacings.count - 1)]
        return Object.tensor(try at.slopes(f, axis: axis, spacing))
      }
      return slopes.count == 1 ? slopes[0] : at.evaluator.makeTuple(slopes)
    },
  ]
}

extension Composer {
  /// The covariances of rows, with a count of observations less some.
  fileprivate func covariance(
    _ arguments: BoundArguments, less: Int, in name: String
  ) throws -> Object {
    func rows(_ object: Object) throws -> Value {
      var x = try tensor(object, in: name)
      guard x.tensor.rank <= 2 else { throw EvaluationError.value("m has more than 2 dimensions") }
      if !x.tensor.dtype.isFloatingPoint { x = try apply("cast", [x], [.dtype(.float64)]) }
      if x.tensor.rank < 2 { return try reshaped(x, to: [1, x.tensor.count]) }
      let isTurned = try !evaluator.isTrue(arguments.required(2)) && x.tensor.shape[0] != 1
      return isTurned ? try transposed(x, [1, 0]) : x
    }
    var x = try rows(arguments.required(0))
    if let further = try arguments.given(1).map(rows) {
      guard further.tensor.shape[1] == x.tensor.shape[1] else {
        throw TensorError.shapesDiffer(x.tensor.shape, further.tensor.shape)
      }
      x = try concatenated([x, further], axis: 0)
    }
    let mean = try reduced("mean", .tensor(x), axis: .int(1), keepdims: .bool(true))
    let centred = try call("subtract", .tensor(x), mean)
    let products = try call("matmul", centred, call("transpose", centred))
    let count = Double(x.tensor.shape[1]) - Double(less)
    let result = try call("divide", products, .float(max(count, 0)))
    return shape(result) == [1, 1] ? try call("reshape", result, tuple([])) : result
  }

  /// The slopes along an axis: of second order inside, of first order at the ends.
  ///
  /// Source: NumPy 2.4's reference, `numpy.gradient`.
  fileprivate func slopes(_ f: Value, axis: Int, _ spacing: Object) throws -> Value {
    let extent = f.tensor.shape[axis]
    guard extent >= 2 else {
      throw EvaluationError.value(
        "Shape of array too small to calculate a numerical gradient, at least 2 elements are required."
      )
    }
    let given = try tensor(spacing, in: "gradient").tensor.cast(to: f.tensor.dtype)
    guard given.rank == 0 || given.shape == [extent] else {
      throw EvaluationError.value(
        "when 1d, distances must match the length of the corresponding dimension")
    }
    var wide = Array(repeating: 1, count: f.tensor.rank)
    wide[axis] = extent - 1
    var steps = Value(try given.rank == 0 ? given.broadcast(to: wide) : given)
    if given.rank == 1 {
      let ends = try [
        part(steps, axis: 0, from: 1, to: extent), part(steps, axis: 0, from: 0, to: extent - 1),
      ]
      steps = try reshaped(apply("subtract", ends), to: wide)
    }
    let ends = try [
      part(f, axis: axis, from: 1, to: extent), part(f, axis: axis, from: 0, to: extent - 1),
    ]
    let quotients = try apply("divide", [apply("subtract", ends), steps])
    func first(_ x: Value) throws -> Value { try part(x, axis: axis, from: 0, to: extent - 2) }
    func last(_ x: Value) throws -> Value { try part(x, axis: axis, from: 1, to: extent - 1) }
    // The parabola through three points: each slope counts by the other's step.
    let (before, after) = (try first(steps), try last(steps))
    let weighted = try apply(
      "add",
      [
        apply("multiply", [first(quotients), after]), apply("multiply", [last(quotients), before]),
      ])
    let inside = try apply("divide", [weighted, apply("add", [before, after])])
    return try concatenated(
      [
        part(quotients, axis: axis, from: 0, to: 1), inside,
        part(quotients, axis: axis, from: extent - 2, to: extent - 1),
      ], axis: axis)
  }
}
