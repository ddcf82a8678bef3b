import Autodiff
import Tensors

extension Library {
  /// The lengths of vectors and matrices.
  static let matrixNorms: [Composition] = [
    Composition(
      "norm", tensorflow: [], numpy: ["linalg.norm"],
      summary: "The norm of a vector, of a matrix, or of all elements where no order is given.",
      formula: "sqrt(sum of x**2); (sum of |x|**ord)**(1/ord); of matrices the norm of the order",
      convention: normConvention, example: "norm([3., 4.])",
      parameters: [
        .normal("x", "tensor"), .normal("ord", default: .value(.none)), normAxis, normKeepdims,
      ],
      samples: vectorSamples("norm")
        + [
          CallSample("norm(x, 'nuc')", ["x": .uniform([2, 3], 0.5...2)]),
          CallSample("norm(x, 1)", ["x": .numbers([2, 2], [1, -2, 3, 5])]),
          CallSample("norm(x, -2)", ["x": .numbers([2, 2], [1, -2, 3, 5])]),
        ],
      errors: normErrors("norm") + ["norm(ones(2, 2, 2), 1)"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let order = try MatrixNormOrder(arguments.given(1))
      var axes = try at.normAxes(arguments.given(2), rank: at.shape(x).count)
      if axes == nil, arguments.given(1) != nil {
        // NumPy's meaning: an order is that of the vector, or of the matrix.
        axes = Array(0..<at.shape(x).count)
        guard axes?.count ?? 0 == 1 || axes?.count ?? 0 == 2 else {
          throw EvaluationError(
            .shapeError,
            "norm() of an order takes a vector or a matrix, not shape "
              + Shape.text(at.shape(x)), hint: "name an axis or two: norm(x, 1, axis=-1)")
        }
      }
      return try at.norm(x, order, axes, keepdims: at.flag(arguments.given(3), default: false))
    },
    Composition(
      "vector_norm", tensorflow: ["norm", "linalg.norm"],
      summary: "The norm of all elements as one vector; of matrices where two axes are named.",
      formula: "(sum of |x|**ord)**(1/ord)", convention: normConvention,
      example: "vector_norm([3., 4.])",
      parameters: [
        .normal("x", "tensor"), .normal("ord", default: .value(.string("euclidean"))), normAxis,
        normKeepdims,
      ],
      samples: vectorSamples("vector_norm")
        + [
          CallSample("vector_norm(x, 1)", ["x": .uniform([2, 3], 0.5...2)]),
          CallSample("vector_norm(x, 2, axis=(0, 1))", ["x": .numbers([2, 2], [1, -2, 3, 5])]),
        ],
      errors: normErrors("vector_norm")
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      return try at.norm(
        x, MatrixNormOrder(arguments.given(1)),
        at.normAxes(arguments.given(2), rank: at.shape(x).count),
        keepdims: at.flag(arguments.given(3), default: false))
    },
    Composition(
      "normalize", tensorflow: ["linalg.normalize"],
      summary: "The tensor divided by its norm, and the norm.", formula: "(x/norm(x), norm(x))",
      convention: "as the norm; NaN at 0", example: "normalize([3., 4.])",
      parameters: [
        .normal("tensor", "x"), .normal("ord", default: .value(.string("euclidean"))), normAxis,
      ],
      samples: [
        CallSample("normalize(x)[0]", ["x": .uniform([2, 3], 0.5...2)]),
        CallSample("normalize(x, ord=1, axis=0)[0]", ["x": .uniform([2, 3], 0.5...2)]),
      ], errors: ["normalize([1.], ord='no')", "normalize([1.], axis=1)"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let norm = try at.norm(
        x, MatrixNormOrder(arguments.given(1)),
        at.normAxes(arguments.given(2), rank: at.shape(x).count), keepdims: true)
      return at.evaluator.makeTuple([try at.call("divide", x, norm), norm])
    },
  ]

  private static let normAxis = BuiltinParameter.normal("axis", "axes", default: .value(.none))
  private static let normKeepdims = BuiltinParameter.normal(
    "keepdims", "keep_dims", default: .value(.none))

  private static let normConvention =
    "at 0 that of the square root: NaN by tensorflow and jax, 0 by torch and tapebook; otherwise "
    + "those of abs, max and the singular values"

  private static func vectorSamples(_ name: String) -> [CallSample] {
    [
      CallSample("\(name)(x)", ["x": .uniform([2, 3], 0.5...2)]),
      CallSample("\(name)(x, 1, axis=0)", ["x": .uniform([2, 3], 0.5...2)]),
      CallSample("\(name)(x, 3, axis=-1, keepdims=True)", ["x": .uniform([2, 3], 0.5...2)]),
      CallSample("\(name)(x, inf, axis=1)", ["x": .numbers([2, 3], [1, -2, 3, 5, 4, -6])]),
      CallSample("\(name)(x, 'fro', axis=(0, 1))", ["x": .uniform([2, 3], 0.5...2)]),
    ]
  }

  private static func normErrors(_ name: String) -> [String] {
    [
      "\(name)([1., 2.], 'no')", "\(name)([1., 2.], axis=1)", "\(name)([1., 2.], 'nuc', axis=0)",
      "\(name)(ones(2, 2), 3, axis=(0, 1))", "\(name)(ones(2, 2), 1, axis=(0, 0))",
      "\(name)(ones(2, 2, 2), axis=(0, 1, 2))",
    ]
  }
}

/// Which norm is meant.
enum MatrixNormOrder: Equatable {
  case euclidean, nuclear
  case power(Double)

  init(_ object: Object?) throws {
    switch object {
    case nil, .string("euclidean"), .string("fro"): self = .euclidean
    case .string("nuc"): self = .nuclear
    case .int(let order)?: self = .power(Double(order))
    case .float(let order)? where !order.isNaN: self = .power(order)
    default:
      throw EvaluationError.value(
        "this is no order of a norm",
        hint: "it is 'euclidean', 'fro', 'nuc', inf, -inf or a number")
    }
  }
}

extension Composer {
  /// The axes that a norm is taken over; nil for all.
  func normAxes(_ object: Object?, rank: Int) throws -> [Int]? {
    guard let object else { return nil }
    let items = evaluator.listItems(object) ?? [object]
    let axes = try items.map { item in
      try Shape.normalized(axis: evaluator.integer(item, "axis of norm()"), rank: rank)
    }
    _ = try Shape.normalized(axes: axes, rank: rank)
    guard axes.count == 1 || axes.count == 2 else {
      throw EvaluationError.value("a norm is taken over one axis, two axes, or all")
    }
    return axes
  }

  /// The norm over an axis, two axes, or all, which are one vector.
  func norm(
    _ x: Object, _ order: MatrixNormOrder, _ axes: [Int]?, keepdims: Bool
  ) throws -> Object {
    let over = axes.map(tuple) ?? .none
    func reduced(_ name: String, _ x: Object) throws -> Object {
      try self.reduced(name, x, axis: over, keepdims: .bool(keepdims))
    }
    if let axes, axes.count == 2, order != .euclidean {
      return try matrixNorm(x, order, axes, keepdims: keepdims)
    }
    switch order {
    case .euclidean, .power(2):
      return try call("root_of_squares", reduced("sum", call("square", x)))
    case .power(1): return try reduced("sum", call("abs", x))
    case .power(.infinity): return try reduced("max", call("abs", x))
    case .power(-.infinity): return try reduced("min", call("abs", x))
    case .power(0):
      return try reduced("sum", call("abs", call("sign", x)))
    case .power(let order):
      let powers = try call("power", call("abs", x), .float(order))
      return try call("power", reduced("sum", powers), .float(1 / order))
    case .nuclear:
      throw EvaluationError.value(
        "the nuclear norm is one of matrices", hint: "name two axes: norm(x, 'nuc', axis=(-2, -1))")
    }
  }

  private func matrixNorm(
    _ x: Object, _ order: MatrixNormOrder, _ axes: [Int], keepdims: Bool
  ) throws -> Object {
    func extreme(_ name: String, ofSumsOver axis: Int, _ other: Int) throws -> Object {
      let sums = try reduced("sum", call("abs", x), axis: .int(axis), keepdims: .bool(true))
      let result = try reduced(name, sums, axis: .int(other), keepdims: .bool(true))
      return keepdims ? result : try call("squeeze", result, tuple(axes))
    }
    func ofSingularValues(_ name: String) throws -> Object {
      let others = shape(x).indices.filter { !axes.contains($0) }
      let matrices = try call("transpose", x, tuple(others + axes))
      let result = try reduced(
        name, call("svdvals", matrices), axis: .int(-1), keepdims: .bool(false))
      guard keepdims else { return result }
      return try axes.sorted().reduce(result) { try call("expand_dims", $0, .int($1)) }
    }
    switch order {
    case .power(1): return try extreme("max", ofSumsOver: axes[0], axes[1])
    case .power(-1): return try extreme("min", ofSumsOver: axes[0], axes[1])
    case .power(.infinity): return try extreme("max", ofSumsOver: axes[1], axes[0])
    case .power(-.infinity): return try extreme("min", ofSumsOver: axes[1], axes[0])
    case .power(2): return try ofSingularValues("max")
    case .power(-2): return try ofSingularValues("min")
    case .nuclear: return try ofSingularValues("sum")
    case .power, .euclidean:
      throw EvaluationError.value(
        "the orders of matrices are 'fro', 'nuc', 1, 2, inf and their negatives")
    }
  }
}
