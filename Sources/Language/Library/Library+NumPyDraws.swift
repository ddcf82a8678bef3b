import Autodiff
import Tensors

extension Library {
  /// What NumPy draws from its own generator by functions, and from another by methods.
  static func numpyDraws(isMethod: Bool) -> [BuiltinFunction] {
    [
      sized(isMethod, "standard_normal", [], "Random numbers of the standard normal distribution.")
      {
        generator, shape, _ in
        try generator.normal(shape: shape, dtype: .float64)
      },
      sized(isMethod, "random", [], "Random numbers spread evenly from 0 up to 1.") {
        generator, shape, _ in
        try generator.uniform(shape: shape, dtype: .float64)
      },
      sized(
        isMethod, "normal", [("loc", 0), ("scale", 1)], "Random numbers of a normal distribution."
      ) { generator, shape, numbers in
        guard numbers[1] >= 0 else { throw EvaluationError.value("scale < 0") }
        return try generator.normal(
          shape: shape, dtype: .float64, mean: numbers[0], standardDeviation: numbers[1])
      },
      sized(
        isMethod, "uniform", [("low", 0), ("high", 1)], "Random numbers spread evenly in a range."
      ) { generator, shape, numbers in
        guard (numbers[1] - numbers[0]).isFinite else { throw Self.endlessRange }
        return try generator.uniform(
          shape: shape, dtype: .float64, low: numbers[0], high: numbers[1])
      },
      sized(
        isMethod, "exponential", [("scale", 1)], "Random numbers of an exponential distribution."
      ) { generator, shape, numbers in
        guard numbers[0] >= 0 else { throw EvaluationError.value("scale < 0") }
        return try generator.exponential(shape: shape, mean: numbers[0])
      },
      binomial(isMethod), poisson(isMethod), multivariateNormal(isMethod), permutation(isMethod),
      shuffle(isMethod), choice(isMethod),
    ]
  }

  fileprivate static let endlessRange = EvaluationError(
    .overflowError, "Range exceeds valid bounds")

  /// The names of a draw: a method has none of its own.
  static func names(_ isMethod: Bool, _ name: String) -> [String] {
    isMethod ? [] : ["random.\(name)"]
  }

  static func example(_ isMethod: Bool, _ call: String) -> String {
    (isMethod ? "np.random.default_rng(0)." : "np.random.") + call
  }

  /// `normal(0, 1, size=3)`: numbers, then a size.
  private static func sized(
    _ isMethod: Bool, _ name: String, _ numbers: [(name: String, value: Double)],
    _ summary: String,
    _ body: @escaping @Sendable (inout PhiloxGenerator, [Int], [Double]) throws -> Tensor
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, numpy: names(isMethod, name), summary: summary,
      example: example(isMethod, "\(name)(size=3)"),
      parameters: numbers.map { .normal($0.name, default: .value(.float($0.value))) } + [
        .normal("size", default: .value(.none))
      ],
      result: { known throws(TensorError) in
        guard let size = known.given("size") else { return .instance(.float) }
        return KnownArguments.tensor(.float64, try known.shape([size]))
      }
    ) { arguments, evaluator in
      let size = arguments.given(arguments.parameters.count - 1)
      let shape = try size.map(evaluator.shape) ?? []
      let given = (0..<numbers.count).map(arguments.required)
      if given.contains(where: { evaluator.listItems($0) != nil || evaluator.isTensorLike($0) }) {
        return try evaluator.draw(seed: nil, receiver: arguments.receiver) { generator in
          try evaluator.spread(given, shape: size.map(evaluator.shape), isRange: name == "uniform")
          {
            try body(&generator, $0, numbers.map(\.value))
          }
        }
      }
      let values = try given.map { try evaluator.real($0, for: "\(name)()") }
      let result = try evaluator.draw(seed: nil, receiver: arguments.receiver) {
        evaluator.unrecorded(try body(&$0, shape, values))
      }
      return try scalar(result, isSized: size != nil, evaluator)
    }
  }

  private static func permutation(_ isMethod: Bool) -> BuiltinFunction {
    BuiltinFunction(
      "permutation", numpy: names(isMethod, "permutation"),
      summary: "The whole numbers below a number, or the rows of an array, in a random order.",
      example: example(isMethod, "permutation(5)"), parameters: [.normal("x")]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .numpy)
      return .tensor(
        try at.permuted(arguments.required(0), seed: nil, receiver: arguments.receiver))
    }
  }

  private static func shuffle(_ isMethod: Bool) -> BuiltinFunction {
    BuiltinFunction(
      "shuffle", numpy: names(isMethod, "shuffle"), summary: "Puts a list in a random order.",
      example: example(isMethod, "shuffle([1, 2, 3])"), parameters: [.normal("x")]
    ) { arguments, evaluator in
      guard case .reference(let reference) = arguments.required(0), reference.kind == .list,
        let items = evaluator.listItems(arguments.required(0))
      else {
        throw EvaluationError.type(
          "shuffle() changes a list in place, and this is of type "
            + evaluator.typeName(of: arguments.required(0)).name,
          hint: "tensors are values; write x = np.random.permutation(x)")
      }
      let order = try evaluator.draw(seed: nil, receiver: arguments.receiver) {
        try $0.permutation(items.count).ints()
      }
      evaluator.withList(reference) { list in list = order.map { items[$0] } }
      return .none
    }
  }

  private static func choice(_ isMethod: Bool) -> BuiltinFunction {
    BuiltinFunction(
      "choice", numpy: names(isMethod, "choice"),
      summary: "Random rows of an array, or whole numbers below a number, with probabilities.",
      example: example(isMethod, "choice(5, size=3)"),
      parameters: [
        .normal("a"), .normal("size", default: .value(.none)),
        .normal("replace", default: .value(.bool(true))), .normal("p", default: .value(.none)),
      ]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .numpy)
      let rows = try at.rows(arguments.required(0), in: "choice")
      let extent = rows.tensor.shape[0]
      let shape = try arguments.given(1).map(evaluator.shape) ?? []
      let count = try Shape.checkedCount(shape)
      try evaluator.checkLength(count)
      let weights = try arguments.given(3).map { try evaluator.tensor(of: $0).doubles() }
      let replaces = try evaluator.isTrue(arguments.required(2))
      guard extent > 0 || count == 0 else {
        throw EvaluationError.value("a cannot be empty unless no samples are taken")
      }
      guard replaces || count <= extent else {
        throw EvaluationError.value(
          "Cannot take a larger sample than population when replace is False")
      }
      let positions = try evaluator.draw(seed: nil, receiver: arguments.receiver) { generator in
        try Library.positions(
          &generator, count, below: extent, replaces: replaces, weights: weights)
      }
      let indices = try at.indices(positions, shape: shape)
      return try scalar(
        .tensor(at.gathered(rows, indices, axis: 0)), isSized: arguments.given(1) != nil, evaluator)
    }
  }

  /// Positions with replacement or without, each with the same probability or by weights.
  private static func positions(
    _ generator: inout PhiloxGenerator, _ count: Int, below extent: Int, replaces: Bool,
    weights: [Double]?
  ) throws -> [Int] {
    guard var weights else {
      guard replaces else {
        return Array(try generator.permutation(extent).ints().prefix(count))
      }
      guard count > 0 else { return [] }
      return try generator.integers(shape: [count], dtype: .int64, low: 0, high: extent).ints()
    }
    guard weights.count == extent else {
      throw EvaluationError.value("'a' and 'p' must have same size")
    }
    guard weights.allSatisfy({ $0 >= 0 }) else {
      throw EvaluationError.value("Probabilities are not non-negative")
    }
    guard abs(weights.reduce(0, +) - 1) < 1e-8 else {
      throw EvaluationError.value("Probabilities do not sum to 1")
    }
    guard replaces || weights.count(where: { $0 > 0 }) >= count else {
      throw EvaluationError.value("Fewer non-zero entries in p than size")
    }
    let units = try generator.uniform(shape: [count], dtype: .float64).doubles()
    if replaces {
      let choice = WeightedChoice(weights: weights)
      return units.map(choice.position(of:))
    }
    return try units.map { unit in
      if InterruptionCheck.isRequested { throw TensorError.interrupted }
      let position = WeightedChoice(weights: weights).position(of: unit)
      weights[position] = 0
      return position
    }
  }
}

extension Evaluator {
  /// Draws that arrays scale and shift: `normal(loc=[0., 5.], scale=2.)`; one array is a scale.
  ///
  /// - Throws: `ShapeError` where the bounds do not broadcast to the size that is asked for.
  fileprivate func spread(
    _ bounds: [Object], shape: [Int]?, isRange: Bool, _ draw: ([Int]) throws -> Tensor
  ) throws -> Object {
    let bounds = try bounds.map {
      try value($0, type: .dtype(.float64), isNumPy: true).tensor
    }
    var common = shape ?? []
    for bound in bounds where shape == nil { common = try Shape.broadcast(common, bound.shape) }
    let standard = try draw(common)
    guard let shift = bounds.first, let last = bounds.last else { return unrecorded(standard) }
    let scale = isRange ? try Tensor.binary(.subtract, last, shift) : last
    if isRange, try !scale.doubles().allSatisfy(\.isFinite) { throw Library.endlessRange }
    let negative = try Tensor.compare(.less, last, Tensor(0, dtype: .float64))
    if !isRange, try negative.values(as: Bool.self).contains(true) {
      throw EvaluationError.value("scale < 0")
    }
    let scaled = try Tensor.binary(.multiply, standard, scale)
    let result = bounds.count == 1 ? scaled : try Tensor.binary(.add, scaled, shift)
    guard result.shape == common else {
      throw TensorError.notBroadcastableTo(from: result.shape, to: common)
    }
    return unrecorded(result)
  }
}
