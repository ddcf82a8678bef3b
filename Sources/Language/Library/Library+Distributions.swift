import Autodiff
import Tensors

extension Library {
  /// Random numbers of a shape; bounds that are tensors are recorded, so that derivatives flow to
  /// them through the draw, as in TensorFlow.
  static let distributions: [BuiltinFunction] =
    [
      normal("normal", "Random numbers of a normal distribution.") {
        try $0.normal(shape: $1, dtype: $2, mean: $3, standardDeviation: $4)
      },
      normal(
        "truncated_normal",
        "Random numbers of a normal distribution, none beyond two standard deviations."
      ) { try $0.truncatedNormal(shape: $1, dtype: $2, mean: $3, standardDeviation: $4) },
      [uniform(isStateless: false), uniform(isStateless: true), bernoulli, categorical],
    ].flatMap { $0 }

  /// A function that draws from the session and one that draws by a pair of seeds of its own.
  private static func normal(
    _ name: String, _ summary: String,
    _ body:
      @escaping @Sendable (inout PhiloxGenerator, [Int], DType, Double, Double) throws -> Tensor
  ) -> [BuiltinFunction] {
    [false, true].map { isStateless in
      BuiltinFunction(
        isStateless ? "stateless_\(name)" : name, bare: isStateless ? [] : [name],
        tensorflow: [isStateless ? "random.stateless_\(name)" : "random.\(name)"],
        summary: isStateless ? summary.dropLast() + ", by a pair of seeds alone." : summary,
        example: isStateless
          ? "tf.random.stateless_\(name)((2, 3), seed=(1, 2))" : "\(name)((2, 3))",
        parameters: parameters(
          isStateless,
          [
            .normal("mean", "loc", default: .value(.float(0))),
            .normal("stddev", "scale", default: .value(.float(1))),
          ]),
        result: { known throws(TensorError) in
          // Tensors as bounds may broadcast the shape.
          guard let mean = known.given("mean"), let deviation = known.given("stddev"),
            mean.isNumber, deviation.isNumber,
            let dtype = known.dtype(known.given("dtype"), isNumPy: false),
            dtype.isFloatingPoint
          else { return .unknown }
          return KnownArguments.tensor(dtype, try known.shape([known[0]]))
        }
      ) { arguments, evaluator in
        let shape = try evaluator.shape(arguments.required(0))
        let dtype = try evaluator.dtype(arguments.given("dtype"), isNumPy: false)
        let mean = try evaluator.bound("mean", arguments.given("mean") ?? .float(0), dtype)
        let deviation = try evaluator.bound("stddev", arguments.given("stddev") ?? .float(1), dtype)
        return try evaluator.draw(arguments, of: isStateless ? nil : name) { generator in
          guard !evaluator.isTensorLike(mean), !evaluator.isTensorLike(deviation) else {
            // The draw is standard; what shifts and scales it is recorded.
            let draw = evaluator.unrecorded(try body(&generator, shape, dtype, 0, 1))
            return try evaluator.binary(
              .add, evaluator.binary(.multiply, draw, deviation), mean)
          }
          return evaluator.unrecorded(
            try body(
              &generator, shape, dtype, evaluator.real(mean, for: "\(name)()"),
              evaluator.real(deviation, for: "\(name)()")))
        }
      }
    }
  }

  private static func parameters(
    _ isStateless: Bool, _ bounds: [BuiltinParameter]
  ) -> [BuiltinParameter] {
    isStateless
      ? [.normal("shape"), .normal("seed")] + bounds + [.dtype, .operationName]
      : [.normal("shape")] + bounds + [
        .dtype, .normal("seed", default: .value(.none)), .operationName,
      ]
  }

  private static func uniform(isStateless: Bool) -> BuiltinFunction {
    BuiltinFunction(
      isStateless ? "stateless_uniform" : "uniform", bare: isStateless ? [] : ["uniform"],
      tensorflow: [isStateless ? "random.stateless_uniform" : "random.uniform"],
      summary: "Random numbers spread evenly from a lower bound up to an upper one"
        + (isStateless ? ", by a pair of seeds alone." : "."),
      example: isStateless
        ? "tf.random.stateless_uniform((2, 3), seed=(1, 2))" : "uniform((2, 3), -1., 1.)",
      parameters: parameters(
        isStateless,
        [
          .normal("minval", "low", default: .value(.int(0))),
          .normal("maxval", "high", default: .value(.none)),
        ]),
      result: { known throws(TensorError) in
        let high = known.given("maxval")
        guard let low = known.given("minval"), low.isNumber, high?.isNumber ?? true,
          let dtype = known.dtype(known.given("dtype"), isNumPy: false),
          dtype.isFloatingPoint || (dtype.isInteger && high != nil)
        else { return .unknown }
        return KnownArguments.tensor(dtype, try known.shape([known[0]]))
      }
    ) { arguments, evaluator in
      let shape = try evaluator.shape(arguments.required(0))
      let dtype = try evaluator.dtype(arguments.given("dtype"), isNumPy: false)
      let low = arguments.given("minval") ?? .int(0)
      guard dtype.isFloatingPoint else {
        guard let maximum = arguments.given("maxval") else {
          throw EvaluationError.value("Must specify maxval for integer dtype \(dtype.name)")
        }
        let bounds = (try evaluator.index(low), try evaluator.index(maximum))
        guard bounds.0 < bounds.1 else { throw EvaluationError.value("low >= high") }
        return try evaluator.draw(arguments, of: isStateless ? nil : "uniform") {
          evaluator.unrecorded(
            try $0.integers(shape: shape, dtype: dtype, low: bounds.0, high: bounds.1))
        }
      }
      let bottom = try evaluator.bound("minval", low, dtype)
      let high = try evaluator.bound("maxval", arguments.given("maxval") ?? .int(1), dtype)
      return try evaluator.draw(arguments, of: isStateless ? nil : "uniform") { generator in
        guard !evaluator.isTensorLike(bottom), !evaluator.isTensorLike(high) else {
          let draw = evaluator.unrecorded(try generator.uniform(shape: shape, dtype: dtype))
          let width = try evaluator.binary(.subtract, high, bottom)
          return try evaluator.binary(.add, evaluator.binary(.multiply, draw, width), bottom)
        }
        return evaluator.unrecorded(
          try generator.uniform(
            shape: shape, dtype: dtype, low: evaluator.real(bottom, for: "uniform()"),
            high: evaluator.real(high, for: "uniform()")))
      }
    }
  }

  private static let bernoulli = BuiltinFunction(
    "bernoulli", bare: ["bernoulli"],
    summary: "Random ones, with a probability, and zeros.", example: "bernoulli((2, 3), 0.3)",
    parameters: [
      .normal("shape"), .normal("probs", "p", default: .value(.float(0.5))), .dtype,
      .normal("seed", default: .value(.none)), .operationName,
    ],
    result: { known throws(TensorError) in
      KnownArguments.tensor(
        known.dtype(known.given("dtype"), isNumPy: false), try known.shape([known[0]]))
    }
  ) { arguments, evaluator in
    let shape = try evaluator.shape(arguments.required(0))
    let dtype = try evaluator.dtype(arguments.given("dtype"), isNumPy: false)
    return try evaluator.draw(seed: arguments.given("seed"), of: "bernoulli") { generator in
      guard let probabilities = evaluator.plainTensor(arguments.required(1)) else {
        let probability = try evaluator.real(arguments.required(1), for: "bernoulli()")
        try evaluator.requireProbability(probability)
        return evaluator.unrecorded(
          try generator.booleans(shape: shape, probability: probability).cast(to: dtype))
      }
      for number in try probabilities.doubles() { try evaluator.requireProbability(number) }
      let draw = try generator.uniform(shape: shape, dtype: .float64)
      return evaluator.unrecorded(
        try Tensor.compare(.less, draw, probabilities.cast(to: .float64)).cast(to: dtype))
    }
  }

  private static let categorical = BuiltinFunction(
    "categorical", tensorflow: ["random.categorical"],
    summary: "Random positions in each row, by the softmax of its logits.",
    example: "tf.random.categorical([[0., 1.]], 5)",
    parameters: [
      .normal("logits"), .normal("num_samples"),
      .normal("dtype", default: .value(.none), role: .dtype),
      .normal("seed", default: .value(.none)), .operationName,
    ]
  ) { arguments, evaluator in
    let logits = try evaluator.model(arguments.required(0), isNumPy: false)
    guard logits.rank == 2 else {
      throw TensorError.wrongRank(operation: "categorical", rank: logits.rank, expected: "2")
    }
    let samples = try evaluator.index(arguments.required(1))
    let dtype = try arguments.given(2).map { try evaluator.elementType($0) } ?? .int64
    let (rows, columns) = (logits.shape[0], logits.shape[1])
    guard columns > 0 || rows == 0 else {
      throw TensorError.emptyReduction(operation: "categorical", shape: logits.shape)
    }
    let numbers = try logits.doubles()
    evaluator.valueReads &+= 1
    return try evaluator.draw(seed: arguments.given(3), of: "categorical") { generator in
      let draw = try generator.uniform(shape: [rows, samples], dtype: .float64)
      let units = try draw.doubles()
      var positions: [Int64] = []
      positions.reserveCapacity(units.count)
      for row in 0..<rows {
        let choice = WeightedChoice(logits: Array(numbers[(row * columns)..<((row + 1) * columns)]))
        for unit in units[(row * samples)..<((row + 1) * samples)] {
          positions.append(Int64(choice.position(of: unit)))
        }
        try evaluator.pollInterruption()
      }
      return evaluator.unrecorded(
        try Tensor(shape: [rows, samples], values: positions).cast(to: dtype))
    }
  }
}

extension Evaluator {
  /// Draws by a pair of seeds that a call has, or else, for an operation that is named, by its own
  /// seed or from the session.
  fileprivate func draw<R>(
    _ arguments: BoundArguments, of operation: String?,
    _ body: (inout PhiloxGenerator) throws -> R
  ) throws -> R {
    if let operation { return try draw(seed: arguments.given("seed"), of: operation, body) }
    try poll()
    let seed = arguments.given("seed") ?? .none
    let pair =
      try listItems(seed)?.map(index) ?? plainTensor(seed).map { try $0.ints() } ?? []
    guard pair.count == 2 else {
      throw EvaluationError.value(
        "a stateless draw takes two seeds", hint: "such as seed=(1, 2)")
    }
    var generator = PhiloxGenerator(seeds: pair[0], pair[1])
    return try body(&generator)
  }

  func requireProbability(_ number: Double) throws {
    guard number >= 0, number <= 1 else {
      throw EvaluationError.value("a probability is from 0 to 1, not \(PythonFloat.text(number))")
    }
  }
}

extension Evaluator {
  /// A bound of a draw: a number or a tensor as it is, a list as a tensor.
  ///
  /// - Throws: `DTypeError` for a tensor of another element type, which names the bound.
  func bound(_ name: String, _ object: Object, _ dtype: DType) throws -> Object {
    if isTensorLike(object) {
      let value = try value(of: object)
      if value.tensor.dtype == dtype { return object }
      if let array = try givingWay(value, to: dtype) { return .tensor(array) }
      throw EvaluationError(
        .dtypeError,
        "\(name) is a tensor of \(value.tensor.dtype.name) where \(dtype.name) is drawn",
        hint: "write cast(\(name), \(dtype.name))")
    }
    return listItems(object) == nil ? object : .tensor(try value(of: object, dtype: dtype))
  }
}
