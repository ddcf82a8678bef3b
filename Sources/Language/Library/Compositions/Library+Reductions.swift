import Autodiff
import Tensors

extension Library {
  private static let axis = BuiltinParameter.normal(
    "axis", "axes", "reduction_indices", default: .value(.none))
  private static let keepdims = BuiltinParameter.normal(
    "keepdims", "keep_dims", default: .value(.bool(false)))
  private static let operand = BuiltinParameter.normal("x", "input_tensor", "a")

  /// Reductions and scans.
  static let reductionCompositions: [Composition] = [
    Composition(
      "var", tensorflow: ["math.reduce_variance"], numpy: ["var"],
      summary: "The mean square distance from the mean over the axes.",
      formula: "sum((x - mean(x))**2)/(n - ddof)", example: "var([1., 2., 3.])",
      parameters: [operand, axis, keepdims, ddof], samples: samples("var"), errors: errors("var")
    ) { .tensor(try $1.variance($0, in: "var")) },
    Composition(
      "std", tensorflow: ["math.reduce_std"], numpy: ["std"],
      summary: "The root of the mean square distance from the mean over the axes.",
      formula: "sqrt(var(x))",
      convention: "where all elements are equal the root of 0 decides: 0 by set kinks tapebook and "
        + "torch, nan by tensorflow and jax",
      example: "std([1., 2., 3.])", parameters: [operand, axis, keepdims, ddof],
      samples: samples("std"), errors: errors("std")
    ) {
      .tensor(try $1.apply("root_of_squares", [$1.variance($0, in: "std")]))
    },
    Composition(
      "logsumexp", tensorflow: ["reduce_logsumexp", "math.reduce_logsumexp"],
      summary: "log(sum(exp(x))) over the axes, without overflow.", formula: "log(sum(exp(x)))",
      convention: "smooth; nan where every element is -inf", example: "logsumexp([1., 2.])",
      parameters: [operand, axis, keepdims],
      samples: [
        CallSample("logsumexp(x)", ["x": .uniform([2, 2], -1...1)]),
        CallSample("logsumexp(x, axis=(0, 2))", ["x": .uniform([2, 2, 2], -1...1)]),
        CallSample("logsumexp(x, axis=1, keepdims=True)", ["x": .uniform([2, 2], -1...1)]),
      ],
      errors: ["logsumexp(ones(2), axis=1)", "logsumexp(constant([True]))"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let (axis, keeps) = (arguments.required(1), arguments.required(2))
      let shifted = try at.shifted(x, axis: axis)
      let sum = try at.reduced("sum", at.call("exp", shifted.rest), axis: axis, keepdims: keeps)
      let largest = try at.reduced("max", shifted.largest, axis: axis, keepdims: keeps)
      return try at.call("add", at.call("log", sum), largest)
    },
    Composition(
      "cumulative_logsumexp", bare: ["logcumsumexp"], tensorflow: ["math.cumulative_logsumexp"],
      summary: "log(cumsum(exp(x))) along an axis, without overflow.",
      formula: "log(sum of exp(x[i]) for i <= k)",
      convention: "smooth; nan as long as all are -inf",
      example: "cumulative_logsumexp([1., 2., 3.])",
      parameters: [
        .normal("x", "a"), .normal("axis", default: .value(.int(0))),
        .normal("exclusive", default: .value(.bool(false))),
        .normal("reverse", default: .value(.bool(false))),
      ],
      samples: [
        CallSample("cumulative_logsumexp(x, axis=1)", ["x": .uniform([2, 3], -1...1)]),
        CallSample("cumulative_logsumexp(x, reverse=True)", ["x": .uniform([3], -1...1)]),
      ],
      errors: ["cumulative_logsumexp(ones(2), axis=1)", "cumulative_logsumexp(constant([1, 2]))"]
    ) { arguments, at in
      try at.runningLogSumExp(arguments)
    },
    Composition(
      "count_nonzero", tensorflow: ["math.count_nonzero"], numpy: ["count_nonzero"],
      summary: "How many elements over the axes are not zero, or are True.",
      formula: "sum of 1 where x != 0", convention: "counts have no derivative",
      example: "count_nonzero([0., 1., 2.])",
      parameters: [
        .normal("x", "input", "a"), axis, keepdims,
        .normal("dtype", default: .value(.none), role: .dtype),
      ],
      samples: [
        CallSample(
          "count_nonzero(n, axis=0, dtype=float64)", ["n": .integers([2, 2], [0, 1, 2, 0])])
      ],
      errors: ["count_nonzero(ones(2), axis=1)", "count_nonzero(ones(2), dtype='no')"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "count_nonzero")
      var isNot = x
      if x.tensor.dtype != .bool {
        isNot = try at.apply("not_equal", [x, Value(Tensor(0, dtype: x.tensor.dtype))])
      }
      let dtype = try arguments.given(3).map { try at.evaluator.elementType($0) } ?? .int64
      let ones = try at.evaluator.apply(Operators.cast, [isNot], [.dtype(dtype)])
      return .tensor(
        try at.apply(
          "sum", [ones],
          [
            .integers(at.axes(arguments.given(1), rank: x.tensor.rank)),
            .flag(at.evaluator.isTrue(arguments.required(2))),
          ]))
    },
  ]

  private static let ddof = BuiltinParameter.keyword(
    "ddof", "correction", default: .value(.int(0)))

  private static func samples(_ name: String) -> [CallSample] {
    [
      CallSample("\(name)(x)", ["x": .uniform([2, 2], 0.5...2)]),
      CallSample("\(name)(x, axis=(0, -1), keepdims=True)", ["x": .uniform([2, 1, 3], 0.5...2)]),
      CallSample("\(name)(x, axis=1, ddof=1)", ["x": .uniform([2, 3], 0.5...2)]),
    ]
  }

  private static func errors(_ name: String) -> [String] {
    ["\(name)(ones(2), axis=1)", "\(name)(ones(2), axis=(0, 0))", "\(name)(constant([True]))"]
  }
}

extension Composer {
  /// The mean square distance from the mean, or by `ddof` the sum divided by fewer.
  fileprivate func variance(_ arguments: BoundArguments, in function: String) throws -> Value {
    guard case .tensor(let given) = try operand(arguments.required(0)) else {
      throw EvaluationError.type("\(function)() takes a tensor")
    }
    let x = try tensor(.tensor(given), in: function)
    let axes = try axes(arguments.given(1), rank: x.tensor.rank)
    let keeps = try evaluator.isTrue(arguments.required(2))
    let less = try evaluator.real(arguments.required(3), for: "\(function)()")
    let mean = try apply("mean", [x], [.integers(axes), .flag(true)])
    let squares = try apply("square", [apply("subtract", [x, mean])])
    if less == 0 { return try apply("mean", [squares], [.integers(axes), .flag(keeps)]) }
    let sum = try apply("sum", [squares], [.integers(axes), .flag(keeps)])
    // Beside an empty axis the others may be too many to multiply; nothing is counted then.
    let count = x.tensor.count == 0 ? 0 : axes.reduce(1) { $0 * x.tensor.shape[$1] }
    // As in NumPy, not less than 0: the quotient is then nan or inf.
    let divisor = Value(try Tensor(max(Double(count) - less, 0), dtype: sum.tensor.dtype))
    return try apply("divide", [sum, divisor])
  }

  /// Sums of exponentials, each taken relative to the largest so far, so that none overflows and the
  /// first do not vanish beside the last.
  fileprivate func runningLogSumExp(_ arguments: BoundArguments) throws -> Object {
    var x = try tensor(arguments.required(0), in: "cumulative_logsumexp")
    let dtype = x.tensor.dtype
    guard dtype.isFloatingPoint else {
      throw TensorError.unsupportedDType(
        operation: "cumulative_logsumexp", dtype: dtype, expected: "float32 or float64")
    }
    let axis = try axis(arguments.required(1), rank: x.tensor.rank)
    let isReversed = try evaluator.isTrue(arguments.required(3))
    guard x.tensor.count > 0 else { return .tensor(x) }
    if try evaluator.isTrue(arguments.required(2)) {
      x = try shifted(x, axis: axis, isReversed: isReversed, filling: -.infinity)
    }
    let scan: [Attribute] = [.integer(axis), .flag(isReversed)]
    let largest = try apply("stop_gradient", [apply("cummax", [x], scan)])
    let zero = Value(try Tensor(0, dtype: dtype))
    let finite = try apply("where", [apply("isfinite", [largest]), largest, zero])
    let before = try shifted(finite, axis: axis, isReversed: isReversed, filling: 0)
    let sums = try apply(
      "linear_recurrence",
      [
        apply("exp", [apply("subtract", [before, finite])]),
        apply("exp", [apply("subtract", [x, finite])]),
      ], scan)
    return .tensor(try apply("add", [apply("log", [sums]), finite]))
  }

  /// What stood one step before along a scan.
  private func shifted(
    _ x: Value, axis: Int, isReversed: Bool, filling number: Double
  ) throws -> Value {
    let extent = x.tensor.shape[axis]
    let rest = try part(
      x, axis: axis, from: isReversed ? 1 : 0, to: isReversed ? extent : extent - 1)
    let widths = x.tensor.shape.indices.map { place in
      place != axis ? [0, 0] : isReversed ? [0, 1] : [1, 0]
    }
    return try apply("constant_pad", [rest], [.rows(widths), .number(number)])
  }
}
