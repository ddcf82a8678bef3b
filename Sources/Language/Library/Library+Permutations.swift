import Autodiff
import Tensors

extension Library {
  /// Random orders, and generators of their own.
  static let permutations: [BuiltinFunction] = [
    BuiltinFunction(
      "permutation", bare: ["permutation"],
      summary: "The whole numbers below a number, or the rows of a tensor, in a random order.",
      example: "permutation(5)",
      parameters: [.normal("x"), .normal("seed", default: .value(.none))]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .bare)
      return .tensor(try at.permuted(arguments.required(0), seed: arguments.given(1)))
    },
    BuiltinFunction(
      "shuffle", bare: ["shuffle"], tensorflow: ["random.shuffle"],
      summary: "The rows of a tensor in a random order; derivatives go where the rows go.",
      example: "shuffle([1., 2., 3.])",
      parameters: [
        .normal("value", "x"), .normal("seed", default: .value(.none)), .operationName,
      ]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .bare)
      let x = try at.tensor(arguments.required(0), in: "shuffle")
      guard x.tensor.rank > 0 else { return .tensor(x) }
      return .tensor(try at.permuted(.tensor(x), seed: arguments.given(1)))
    },
  ]

  /// Sources of random numbers that are values of their own.
  static let generators: [BuiltinFunction] = [
    BuiltinFunction(
      "default_rng", numpy: ["random.default_rng"],
      summary: "A generator of random numbers, by a seed or continuing from the session's.",
      example: "np.random.default_rng(0).normal(size=3)",
      parameters: [.normal("seed", default: .value(.none))]
    ) { arguments, evaluator in
      try evaluator.makeGenerator(seed: arguments.given(0), isNumPy: true)
    },
    BuiltinFunction(
      "from_seed", tensorflow: ["random.Generator.from_seed"],
      summary: "A generator of random numbers by a seed.",
      example: "tf.random.Generator.from_seed(1).normal((2,))",
      parameters: [.normal("seed"), .normal("alg", default: .value(.none))]
    ) { arguments, evaluator in
      try evaluator.makeGenerator(seed: arguments.required(0), isNumPy: false)
    },
  ]

  /// The methods of NumPy's generators.
  static let generatorMethods: [BuiltinFunction] =
    numpyDraws(isMethod: true) + [
      BuiltinFunction(
        "integers",
        summary: "Random integers from a lower bound up to an upper one, excluded unless endpoint.",
        example: "np.random.default_rng(0).integers(0, 10, size=3)",
        parameters: [
          .normal("low"), .normal("high", default: .value(.none)),
          .normal("size", default: .value(.none)), .dtype,
          .normal("endpoint", default: .value(.bool(false))),
        ]
      ) { arguments, evaluator in
        let above = arguments.given(1) ?? arguments.required(0)
        let low = arguments.given(1) == nil ? .int(0) : arguments.required(0)
        let dtype =
          try arguments.given(3).map { try evaluator.elementType($0, isNumPy: true) } ?? .int64
        let isClosed = try evaluator.isTrue(arguments.required(4))
        if evaluator.areSeveral([low, above]) {
          return try evaluator.integerDraws(
            low, above, dtype, isClosed: isClosed, size: arguments.given(2),
            receiver: arguments.receiver)
        }
        let high = try evaluator.index(above)
        guard !isClosed || high < Int.max else {
          throw EvaluationError.value("high is out of bounds")
        }
        let result = try evaluator.integers(
          arguments.given(2).map(evaluator.shape) ?? [], dtype, low: low,
          high: .int(isClosed ? high + 1 : high), seed: nil, receiver: arguments.receiver)
        return try scalar(result, isSized: arguments.given(2) != nil, evaluator)
      }
    ]

  /// The methods of TensorFlow's generators.
  static let tensorflowGeneratorMethods: [BuiltinFunction] = [
    method("normal", [("mean", 0), ("stddev", 1)], "Random numbers of a normal distribution.") {
      try $0.normal(shape: $1, dtype: $2, mean: $3, standardDeviation: $4)
    },
    method(
      "truncated_normal", [("mean", 0), ("stddev", 1)],
      "Random numbers of a normal distribution, none beyond two standard deviations."
    ) { try $0.truncatedNormal(shape: $1, dtype: $2, mean: $3, standardDeviation: $4) },
    method("uniform", [("minval", 0), ("maxval", 1)], "Random numbers spread evenly in a range.") {
      try $0.uniform(shape: $1, dtype: $2, low: $3, high: $4)
    },
  ]

  private static func method(
    _ name: String, _ bounds: [(name: String, value: Double)], _ summary: String,
    _ body:
      @escaping @Sendable (inout PhiloxGenerator, [Int], DType, Double, Double) throws -> Tensor
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, summary: summary, example: "tf.random.Generator.from_seed(1).\(name)((2,))",
      parameters: [.normal("shape")]
        + bounds.map { .normal($0.name, default: .value(.float($0.value))) }
        + [.dtype, .operationName]
    ) { arguments, evaluator in
      let shape = try evaluator.shape(arguments.required(0))
      let dtype = try evaluator.dtype(arguments.given("dtype"), isNumPy: false)
      if name == "uniform", dtype.isInteger {
        return try evaluator.integers(
          shape, dtype, low: arguments.required(1), high: arguments.required(2), seed: nil,
          receiver: arguments.receiver)
      }
      let numbers = try (1...2).map {
        try evaluator.real(arguments.required($0), for: "\(name)()")
      }
      return try evaluator.draw(seed: nil, receiver: arguments.receiver) {
        evaluator.unrecorded(try body(&$0, shape, dtype, numbers[0], numbers[1]))
      }
    }
  }
}

extension Composer {
  /// The rows of a tensor, or the whole numbers below a number.
  func rows(_ object: Object, in function: String) throws -> Value {
    if case .int(let count) = object {
      guard count >= 0 else { throw TensorError.negativeExtent(shape: [count]) }
      let dtype = namespace == .numpy ? DType.int64 : evaluator.session.options.integerDType
      return Value(try Tensor.arange(start: 0, stop: count, step: 1, dtype: dtype))
    }
    let x = try tensor(object, in: function)
    guard x.tensor.rank > 0 else {
      throw TensorError.wrongRank(operation: function, rank: 0, expected: "1 or more")
    }
    return x
  }

  /// Rows in a random order.
  func permuted(_ object: Object, seed: Object?, receiver: Object = .none) throws -> Value {
    let rows = try rows(object, in: "permutation")
    let order = try evaluator.draw(seed: seed, of: "permutation", receiver: receiver) {
      try $0.permutation(rows.tensor.shape[0])
    }
    return try gathered(rows, Value(order), axis: 0)
  }
}

extension Evaluator {
  /// A generator by a seed, or by what the session draws.
  fileprivate func makeGenerator(seed: Object?, isNumPy: Bool) throws -> Object {
    let start =
      try seed.map(index)
      ?? draw(seed: nil) {
        try $0.integers(shape: [], dtype: .int64, low: 0, high: Int.max).ints()[0]
      }
    let generator = PhiloxGenerator(seed: UInt64(bitPattern: Int64(start)))
    return .reference(
      session.heap.insert(.generator(GeneratorObject(generator: generator, isNumPy: isNumPy))))
  }
}
