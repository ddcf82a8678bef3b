import Autodiff
import Glibc
import Tensors

extension Library {
  /// One value like a tensor, and numbers whose quotients are equal.
  static let spaced: [BuiltinFunction] = [
    fullLike(isNumPy: false), fullLike(isNumPy: true), logspace(isNumPy: false),
    logspace(isNumPy: true), geomspace(isNumPy: false), geomspace(isNumPy: true),
    BuiltinFunction(
      "empty", bare: ["empty"], numpy: ["empty"],
      summary: "A tensor to be filled: zeros here, so that a result never depends on old memory.",
      example: "np.empty((2, 2))", parameters: [.normal("shape"), .dtype]
    ) { arguments, evaluator in
      let dtype = try evaluator.dtype(arguments.given(1), isNumPy: true)
      return evaluator.unrecorded(
        try Tensor.zeros(evaluator.shape(arguments.required(0)), dtype))
    },
  ]

  private static func fullLike(isNumPy: Bool) -> BuiltinFunction {
    BuiltinFunction(
      "full_like", bare: isNumPy ? [] : ["full_like"], numpy: isNumPy ? ["full_like"] : [],
      summary: "One value in the shape of a tensor.",
      example: isNumPy ? "np.full_like([1., 2.], 7.)" : "full_like(ones(2, 3), 7.)",
      parameters: [.normal("x", "a", "input"), .normal("value", "fill_value"), .dtype]
    ) { arguments, evaluator in
      let model = try evaluator.model(arguments.required(0), isNumPy: isNumPy)
      let dtype =
        try arguments.given(2).map { try evaluator.elementType($0, isNumPy: isNumPy) }
        ?? model.dtype
      let value = try evaluator.value(of: arguments.required(1), castTo: dtype)
      if isNumPy {
        return evaluator.departed(
          try value.tensor.broadcast(to: model.shape).copied(), from: [arguments.required(1)],
          through: "np.full_like()")
      }
      return .tensor(
        try evaluator.apply(.named("broadcast_to"), [value], [.integers(model.shape)]))
    }
  }

  /// The parameters of numbers between a start and a stop.
  private static let bounds: [BuiltinParameter] = [
    .normal("start"), .normal("stop"), .normal("num", default: .value(.int(50))),
    .keyword("endpoint", default: .value(.bool(true))),
  ]

  private static func logspace(isNumPy: Bool) -> BuiltinFunction {
    BuiltinFunction(
      "logspace", bare: isNumPy ? [] : ["logspace"], numpy: isNumPy ? ["logspace"] : [],
      summary: "The powers of a base by evenly spaced exponents.",
      example: isNumPy ? "np.logspace(0, 2, 3)" : "logspace(0, 2, 3)",
      parameters: bounds + [.normal("base", default: .value(.float(10))), .dtypeByName]
    ) { arguments, evaluator in
      let base = try evaluator.real(arguments.required(4), for: "logspace()")
      let exponents = try evaluator.spacedNumbers(arguments, in: "logspace") { $0 }
      let powers = try Tensor.binary(.power, Tensor(base), exponents)
      return evaluator.unrecorded(
        try powers.cast(to: evaluator.dtype(arguments.given("dtype"), isNumPy: isNumPy)))
    }
  }

  private static func geomspace(isNumPy: Bool) -> BuiltinFunction {
    BuiltinFunction(
      "geomspace", bare: isNumPy ? [] : ["geomspace"], numpy: isNumPy ? ["geomspace"] : [],
      summary: "Numbers from a start to a stop whose neighbours have one quotient.",
      example: isNumPy ? "np.geomspace(1, 8, 4)" : "geomspace(1, 8, 4)",
      parameters: bounds + [.dtypeByName]
    ) { arguments, evaluator in
      let start = try evaluator.real(arguments.required(0), for: "geomspace()")
      let stop = try evaluator.real(arguments.required(1), for: "geomspace()")
      guard start != 0, stop != 0, (start < 0) == (stop < 0) else {
        throw EvaluationError.value("geomspace() takes two numbers of one sign, and not 0")
      }
      let exponents = try evaluator.spacedNumbers(arguments, in: "geomspace") {
        log(abs($0))
      }
      let sign = Tensor(start < 0 ? -1.0 : 1.0)
      var numbers = try Tensor.binary(.multiply, sign, exponents.unary(.exp))
      // The ends are what was asked for, to the last bit.
      let last = try evaluator.isTrue(arguments.required(3)) ? numbers.count - 1 : -1
      try numbers.mutate(as: Double.self) { elements in
        if !elements.isEmpty { elements[0] = start }
        if last > 0 { elements[last] = stop }
      }
      return evaluator.unrecorded(
        try numbers.cast(to: evaluator.dtype(arguments.given("dtype"), isNumPy: isNumPy)))
    }
  }
}

extension Evaluator {
  /// Evenly spaced numbers in float64, between functions of the bounds.
  fileprivate func spacedNumbers(
    _ arguments: BoundArguments, in function: String, _ body: (Double) -> Double
  ) throws -> Tensor {
    let start = try real(arguments.required(0), for: "\(function)()")
    let stop = try real(arguments.required(1), for: "\(function)()")
    let count = try index(arguments.required(2))
    guard count >= 0 else {
      throw EvaluationError.value("Number of samples, \(count), must be non-negative.")
    }
    _ = try Shape.checkedCount([count])
    let isClosed = try isTrue(arguments.required(3))
    let numbers = try Tensor.linspace(
      body(start), body(stop), isClosed ? count : count + 1, .float64)
    return isClosed
      ? numbers : try numbers.sliced([.range(start: 0, stop: count, step: 1)]).contiguous()
  }

  /// What `linspace` gives of tensors: recorded, so that derivatives flow to both, as in TensorFlow;
  /// nil where both are numbers.
  func spacedTensors(_ arguments: BoundArguments, isNumPy: Bool) throws -> Object? {
    let (start, stop) = (arguments.required(0), arguments.required(1))
    let ranks = [start, stop].compactMap { plainTensor($0)?.rank }
    let isList = [start, stop].contains { listItems($0) != nil }
    guard !isNumPy, isList || isTensorLike(start) || isTensorLike(stop),
      try isTrue(arguments.required(6))
    else {
      guard ranks.contains(where: { $0 > 0 }) else { return nil }
      throw EvaluationError.type("linspace() takes numbers here", hint: "write tf.linspace(…)")
    }
    let count = try index(arguments.required(2))
    guard count > 0 else {
      throw EvaluationError.value("Number of samples, \(count), must be positive.")
    }
    let at = Composer(evaluator: self, namespace: .bare)
    let bounds = try at.tensors(of: makeList([start, stop]), in: "linspace")
    guard bounds[0].tensor.dtype.isFloatingPoint else { return nil }
    let dtype = bounds[0].tensor.dtype
    var shape = try Shape.broadcast(bounds[0].tensor.shape, bounds[1].tensor.shape)
    let axis = try Shape.normalized(axis: index(arguments.required(5)), rank: shape.count + 1)
    let wide = try bounds.map { try at.broadcast($0, to: shape) }
    shape.insert(1, at: axis)
    let (low, high) = (
      try at.reshaped(wide[0], to: shape), try at.reshaped(wide[1], to: shape)
    )
    let weights = try Tensor.linspace(0, 1, count, dtype)
      .reshaped(to: shape.indices.map { $0 == axis ? count : 1 })
    let step = try at.apply(
      "multiply", [at.apply("subtract", [high, low]), Value(weights)])
    let between = try at.apply("add", [low, step])
    // The stop itself, and not what rounding makes of the way to it.
    let isStop = Value(try Tensor.compare(.equal, weights, Tensor(1, dtype: dtype)))
    return .tensor(count == 1 ? between : try at.apply("where", [isStop, high, between]))
  }
}
