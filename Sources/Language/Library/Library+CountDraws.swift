import Autodiff
import Glibc
import Tensors

extension Library {
  /// Counts of successes.
  static func binomial(_ isMethod: Bool) -> BuiltinFunction {
    BuiltinFunction(
      "binomial", numpy: names(isMethod, "binomial"),
      summary: "How many of n draws with a probability succeed.",
      example: example(isMethod, "binomial(10, 0.5, size=3)"),
      parameters: [.normal("n"), .normal("p"), .normal("size", default: .value(.none))]
    ) { arguments, evaluator in
      let given = [arguments.required(0), arguments.required(1)]
      if evaluator.areSeveral(given) {
        let (bounds, shape) = try evaluator.bounds(given, size: arguments.given(2))
        let (counts, chances) = (try bounds[0].ints(), try bounds[1].doubles())
        for (count, chance) in zip(counts, chances) {
          try evaluator.requireProbability(chance)
          guard count >= 0 else { throw EvaluationError.value("n < 0") }
        }
        return try evaluator.draw(seed: nil, receiver: arguments.receiver) { generator in
          let draws = try zip(counts, chances).map { count, chance -> Int64 in
            try evaluator.pollInterruption()
            let draws = try generator.booleans(shape: [count], probability: chance)
            return Int64(try draws.values(as: Bool.self).count { $0 })
          }
          return evaluator.unrecorded(try Tensor(shape: shape, values: draws))
        }
      }
      let count = try evaluator.index(arguments.required(0))
      let probability = try evaluator.real(arguments.required(1), for: "binomial()")
      try evaluator.requireProbability(probability)
      guard count >= 0 else { throw EvaluationError.value("n < 0") }
      let shape = try arguments.given(2).map(evaluator.shape) ?? []
      let result = try evaluator.draw(seed: nil, receiver: arguments.receiver) { generator in
        let draws = try generator.booleans(shape: shape + [count], probability: probability)
        return evaluator.unrecorded(
          try draws.cast(to: .int64).reduce(.sum, axes: [shape.count]))
      }
      return try scalar(result, isSized: arguments.given(2) != nil, evaluator)
    }
  }

  /// Counts of events that come independently.
  static func poisson(_ isMethod: Bool) -> BuiltinFunction {
    BuiltinFunction(
      "poisson", numpy: names(isMethod, "poisson"),
      summary: "How many independent events come where lam are expected.",
      example: example(isMethod, "poisson(3., size=3)"),
      parameters: [
        .normal("lam", default: .value(.float(1))), .normal("size", default: .value(.none)),
      ]
    ) { arguments, evaluator in
      let (bounds, shape) = try evaluator.bounds([arguments.required(0)], size: arguments.given(1))
      let rates = try bounds[0].doubles()
      for rate in rates {
        guard rate >= 0 else { throw EvaluationError.value("lam < 0 or lam contains NaNs") }
        // NumPy's limit, below which the counts fit in 64 bits with room for their spread.
        guard rate < 9.2233720064847708e18 else {
          throw EvaluationError.value("lam value too large")
        }
      }
      let result = try evaluator.draw(seed: nil, receiver: arguments.receiver) { generator in
        let counts = try rates.map { rate in
          try evaluator.pollInterruption()
          return try poisson(rate, &generator)
        }
        return evaluator.unrecorded(try Tensor(shape: shape, values: counts))
      }
      let isSized = arguments.given(1) != nil || evaluator.areSeveral([arguments.required(0)])
      return try scalar(result, isSized: isSized, evaluator)
    }
  }

  /// A count of events.
  ///
  /// Few are counted while a product of uniform numbers stays above exp(-lam); many are drawn by
  /// W. Hörmann, The transformed rejection method for generating Poisson random variables (1993).
  private static func poisson(
    _ rate: Double, _ generator: inout PhiloxGenerator
  ) throws -> Int64 {
    func unit() throws -> Double {
      try generator.uniform(shape: [1], dtype: .float64).doubles()[0]
    }
    guard rate >= 10 else {
      let limit = exp(-rate)
      var (count, product) = (Int64(0), try unit())
      while product > limit {
        count += 1
        product *= try unit()
      }
      return count
    }
    let b = 0.931 + 2.53 * rate.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let v = 0.9277 - 3.6224 / (b - 2)
    while true {
      if InterruptionCheck.isRequested { throw TensorError.interrupted }
      let (first, second) = (try unit() - 0.5, try unit())
      let distance = 0.5 - abs(first)
      let count = ((2 * a / distance + b) * first + rate + 0.43).rounded(.down)
      // Outside of 64 bits no count is near the rates that are allowed.
      guard let result = Int64(exactly: count) else { continue }
      if distance >= 0.07, second <= v { return result }
      if count < 0 || (distance < 0.013 && second > distance) { continue }
      let accepted = log(second) + log(inverseAlpha) - log(a / (distance * distance) + b)
      if accepted <= -rate + count * log(rate) - lgamma(count + 1) { return result }
    }
  }

  /// Vectors of normal numbers that depend on each other.
  static func multivariateNormal(_ isMethod: Bool) -> BuiltinFunction {
    BuiltinFunction(
      "multivariate_normal", numpy: names(isMethod, "multivariate_normal"),
      summary: "Random vectors of a normal distribution with a matrix of covariances.",
      example: example(isMethod, "multivariate_normal([0.], [[2.]], 3)"),
      parameters: [
        .normal("mean"), .normal("cov"), .normal("size", default: .value(.none)),
        .normal("check_valid", default: .value(.string("warn"))),
        .normal("tol", default: .value(.float(1e-8))),
      ]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .numpy)
      let mean = try evaluator.model(arguments.required(0), isNumPy: true).cast(to: .float64)
      let covariance = try evaluator.model(arguments.required(1), isNumPy: true).cast(to: .float64)
      guard mean.rank == 1 else { throw EvaluationError.value("mean must be 1 dimensional") }
      guard covariance.shape == [mean.shape[0], mean.shape[0]] else {
        throw EvaluationError.value(
          "cov must be 2 dimensional and square, with the extent of mean, not of shape "
            + Shape.text(covariance.shape))
      }
      let shape = try arguments.given(2).map(evaluator.shape) ?? []
      // The vectors stand in the columns, and the values in one behind them.
      let parts = try at.apply("eigh_parts", [Value(covariance)])
      let extent = mean.shape[0]
      let values = try at.part(parts, axis: 1, .index(extent)).tensor.doubles()
      let vectors = try at.part(parts, axis: 1, from: 0, to: extent)
      let checks = try evaluator.text(arguments.required(3), "check_valid") != "ignore"
      let tolerance = try evaluator.real(arguments.required(4), for: "tol")
      let least = -tolerance * max(values.map(abs).max() ?? 0, 1)
      guard !checks || values.allSatisfy({ $0 >= least }) else {
        throw EvaluationError.value("covariance is not symmetric positive-semidefinite")
      }
      let roots = try Tensor(shape: [extent], values: values.map { max($0, 0).squareRoot() })
      let factor = try at.apply("multiply", [vectors, Value(roots)])
      return try evaluator.draw(seed: nil, receiver: arguments.receiver) { generator in
        let draw = Value(try generator.normal(shape: shape + [extent], dtype: .float64))
        let turned = try at.call("matmul", .tensor(draw), .tensor(at.transposed(factor, [1, 0])))
        return try at.call("add", turned, .tensor(Value(mean)))
      }
    }
  }
}

extension Evaluator {
  /// Whether one of some bounds of a draw is an array or a list.
  func areSeveral(_ bounds: [Object]) -> Bool {
    bounds.contains { listItems($0) != nil || isTensorLike($0) }
  }

  /// Bounds of draws as arrays of the shape that they have in common, or of the size that is given.
  ///
  /// - Throws: `ShapeError` where they do not broadcast to the size.
  func bounds(_ objects: [Object], size: Object?) throws -> (tensors: [Tensor], shape: [Int]) {
    let at = Composer(evaluator: self, namespace: .numpy)
    let given = try objects.map { try model($0, isNumPy: true) }
    valueReads &+= 1
    var shape = try size.map(self.shape) ?? []
    for bound in given where size == nil { shape = try Shape.broadcast(shape, bound.shape) }
    try checkLength(Shape.checkedCount(shape))
    return (try given.map { try at.broadcast(Value($0), to: shape).tensor }, shape)
  }

  /// Whole numbers between bounds of their own.
  func integerDraws(
    _ low: Object, _ high: Object, _ dtype: DType, isClosed: Bool = false, size: Object?,
    receiver: Object = .none
  ) throws -> Object {
    let (bounds, shape) = try bounds([low, high], size: size)
    for bound in bounds where !bound.dtype.isInteger && bound.count > 0 {
      throw EvaluationError.type("the bounds are integers, not \(bound.dtype.name)")
    }
    let pairs = Array(zip(try bounds[0].ints(), try bounds[1].ints()))
    let draws = try draw(seed: nil, of: "randint", receiver: receiver) { generator in
      try pairs.map { low, high in
        try pollInterruption()
        let (above, isOver) = high.addingReportingOverflow(isClosed ? 1 : 0)
        guard !isOver else { throw EvaluationError.value("high is out of bounds") }
        guard low < above else { throw EvaluationError.value("low >= high") }
        return try generator.integers(shape: [], dtype: dtype, low: low, high: above)
      }
    }
    let numbers = try draws.flatMap { try $0.ints() }
    return unrecorded(try Tensor(shape: shape, values: numbers.map(Int64.init)).cast(to: dtype))
  }
}
