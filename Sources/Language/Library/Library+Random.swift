import Autodiff
import Tensors

extension Library {
  /// Random tensors, from the session's generator: the seed decides them on every machine.
  ///
  /// The generator is Philox4x32-10, counter-based; `PhiloxGenerator` says how numbers are made of its
  /// words.
  static let random: [BuiltinFunction] =
    distributions + permutations + [
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
      evaluator.session.random = RandomState(seed: UInt64(bitPattern: Int64(seed)))
      return .none
    }
  }
}

extension Evaluator {
  /// Draws from the session's generator, from that of an operation and a seed of its own, or from the
  /// generator whose method is called.
  func draw<R>(
    seed: Object?, of operation: String = "", receiver: Object = .none,
    _ body: (inout PhiloxGenerator) throws -> R
  ) throws -> R {
    try poll()
    // A copy is drawn from, so that `body` may use the session.
    if let seed {
      let seed = try index(seed)
      var generator = session.random[operation, seed]
      defer { session.random[operation, seed] = generator }
      return try body(&generator)
    }
    if case .reference(let reference) = receiver,
      case .generator(var object) = session.heap[reference]
    {
      defer { session.heap[reference] = .generator(object) }
      return try body(&object.generator)
    }
    var generator = session.random.generator
    defer { session.random.generator = generator }
    return try body(&generator)
  }

  /// Random integers in a range.
  ///
  /// - Throws: `ValueError` for an empty range.
  func integers(
    _ shape: [Int], _ dtype: DType, low: Object, high: Object, seed: Object?,
    receiver: Object = .none
  ) throws -> Object {
    let (low, high) = (try index(low), try index(high))
    guard low < high else { throw EvaluationError.value("low >= high") }
    return try draw(seed: seed, of: "randint", receiver: receiver) {
      unrecorded(try $0.integers(shape: shape, dtype: dtype, low: low, high: high))
    }
  }
}
