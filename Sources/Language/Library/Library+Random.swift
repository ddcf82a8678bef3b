import Autodiff
import Tensors

extension Library {
  /// Random tensors, from the session's generator: the seed decides them on every machine.
  static let random: [BuiltinFunction] = [
    BuiltinFunction(
      "normal", bare: ["normal"], tensorflow: ["random.normal"],
      summary: "Random numbers of a normal distribution.", example: "normal((2, 3))",
      parameters: [
        .normal("shape"), .normal("mean", "loc", default: .value(.float(0))),
        .normal("stddev", "scale", default: .value(.float(1))), .dtype,
        .normal("seed", default: .value(.none)), .operationName,
      ],
      result: { known throws(TensorError) in
        // Tensors as bounds may broadcast the shape.
        guard known[1].isNumber, known[2].isNumber,
          let dtype = known.dtype(known.given(3), isNumPy: false), dtype.isFloatingPoint
        else { return .unknown }
        return KnownArguments.tensor(dtype, try known.shape([known[0]]))
      }
    ) { arguments, evaluator in
      let shape = try evaluator.shape(arguments.required(0))
      let dtype = try evaluator.dtype(arguments.given(3), isNumPy: false)
      let (mean, deviation) = (arguments.required(1), arguments.required(2))
      return try evaluator.draw(seed: arguments.given(4)) { generator in
        guard !evaluator.isTensorLike(mean), !evaluator.isTensorLike(deviation) else {
          // The draw is standard; what shifts and scales it is recorded.
          let draw = evaluator.unrecorded(try generator.normal(shape: shape, dtype: dtype))
          return try evaluator.binary(
            .add, evaluator.binary(.multiply, draw, deviation), mean)
        }
        return evaluator.unrecorded(
          try generator.normal(
            shape: shape, dtype: dtype, mean: evaluator.real(mean, for: "normal()"),
            standardDeviation: evaluator.real(deviation, for: "normal()")))
      }
    },
    BuiltinFunction(
      "uniform", bare: ["uniform"], tensorflow: ["random.uniform"],
      summary: "Random numbers spread evenly from a lower bound up to an upper one.",
      example: "uniform((2, 3), -1., 1.)",
      parameters: [
        .normal("shape"), .normal("minval", "low", default: .value(.int(0))),
        .normal("maxval", "high", default: .value(.none)), .dtype,
        .normal("seed", default: .value(.none)), .operationName,
      ],
      result: { known throws(TensorError) in
        let bounds = [known[1], known.given(2) ?? .object(.int(1))]
        guard bounds.allSatisfy(\.isNumber),
          let dtype = known.dtype(known.given(3), isNumPy: false),
          dtype.isFloatingPoint || (dtype.isInteger && known.given(2) != nil)
        else { return .unknown }
        return KnownArguments.tensor(dtype, try known.shape([known[0]]))
      }
    ) { arguments, evaluator in
      let shape = try evaluator.shape(arguments.required(0))
      let dtype = try evaluator.dtype(arguments.given(3), isNumPy: false)
      guard dtype.isFloatingPoint else {
        guard let maximum = arguments.given(2) else {
          throw EvaluationError.value("Must specify maxval for integer dtype \(dtype.name)")
        }
        return try evaluator.integers(
          shape, dtype, low: arguments.required(1), high: maximum, seed: arguments.given(4))
      }
      let low = try evaluator.real(arguments.required(1), for: "uniform()")
      let high = try arguments.given(2).map { try evaluator.real($0, for: "uniform()") } ?? 1
      return try evaluator.draw(seed: arguments.given(4)) {
        evaluator.unrecorded(try $0.uniform(shape: shape, dtype: dtype, low: low, high: high))
      }
    },
    BuiltinFunction(
      "randint", bare: ["randint"],
      summary: "Random integers from a lower bound up to an upper one, itself excluded.",
      example: "randint(0, 10, (3,))",
      parameters: [
        .normal("low", "minval"), .normal("high", "maxval"), .normal("shape", "size"), .dtype,
        .normal("seed", default: .value(.none)),
      ],
      result: { known throws(TensorError) in
        let standard = known.options.integerDType
        guard known[0].integer != nil, known[1].integer != nil,
          let dtype = known.dtype(known.given(3), isNumPy: false, else: standard), dtype.isInteger
        else { return .unknown }
        return KnownArguments.tensor(dtype, try known.shape([known[2]]))
      }
    ) { arguments, evaluator in
      let dtype =
        try arguments.given(3).map { try evaluator.elementType($0) }
        ?? evaluator.session.options.integerDType
      return try evaluator.integers(
        try evaluator.shape(arguments.required(2)), dtype, low: arguments.required(0),
        high: arguments.required(1), seed: arguments.given(4))
    },
    seeding("set_seed", bare: ["set_seed"], tensorflow: ["random.set_seed"], numpy: []),
    seeding("seed", bare: [], tensorflow: [], numpy: ["random.seed"]),
  ]

  private static func seeding(
    _ name: String, bare: [String], tensorflow: [String], numpy: [String]
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, bare: bare, tensorflow: tensorflow, numpy: numpy,
      summary: "Starts the random numbers again from a seed.",
      example: numpy.isEmpty ? "set_seed(7)" : "np.random.seed(7)", parameters: [.normal("seed")]
    ) { arguments, evaluator in
      let seed = try evaluator.index(arguments.required(0))
      evaluator.session.generator = PhiloxGenerator(seed: UInt64(bitPattern: Int64(seed)))
      return .none
    }
  }
}

extension Evaluator {
  /// Draws from the session's generator, or from one that a seed of the call's own starts.
  func draw<R>(
    seed: Object?, _ body: (inout PhiloxGenerator) throws -> R
  ) throws -> R {
    try poll()
    // A copy is drawn from, so that `body` may use the session.
    guard let seed else {
      var generator = session.generator
      defer { session.generator = generator }
      return try body(&generator)
    }
    var generator = PhiloxGenerator(seed: UInt64(bitPattern: Int64(try index(seed))))
    return try body(&generator)
  }

  /// Random integers in a range.
  ///
  /// - Throws: `ValueError` for an empty range.
  func integers(
    _ shape: [Int], _ dtype: DType, low: Object, high: Object, seed: Object?
  ) throws -> Object {
    let (low, high) = (try index(low), try index(high))
    guard low < high else { throw EvaluationError.value("low >= high") }
    return try draw(seed: seed) {
      unrecorded(try $0.integers(shape: shape, dtype: dtype, low: low, high: high))
    }
  }
}
