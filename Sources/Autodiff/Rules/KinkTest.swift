import Tensors

/// The test for a kink, ready to run.
struct KinkTest: Sendable {
  private let kind: Kind

  private enum Kind: Sendable {
    case elements(Program)
    case ties(@Sendable (_ at: Linearization) -> Term)
    case factors(@Sendable (_ at: Linearization) -> Term, example: [[Double]])
  }

  init(_ kink: Kink, operandCount: Int) {
    switch kink.test {
    case .elements(let formula):
      kind = .elements(Program(formula((0..<operandCount).map(Formula.operand))))
    case .ties(let count): kind = .ties(count)
    case .factors(let places): kind = .factors(places, example: kink.example)
    }
  }

  /// The program that is not 0 where one of some elementwise tests is not; nil without such a test.
  static func program(of kinks: [Kink], operandCount: Int) -> Program? {
    let operands = (0..<operandCount).map(Formula.operand)
    let tests = kinks.compactMap { kink -> Formula? in
      if case .elements(let formula) = kink.test { return formula(operands) }
      return nil
    }
    guard let first = tests.first else { return nil }
    return Program(tests.dropFirst().reduce(first) { $0 + $1 })
  }

  /// The operands' elements at the first point of that kind whose cotangent is not zero; nil where
  /// there is none, and where no memory is left for looking: a note is worth no failure.
  func point(_ at: Linearization, _ cotangent: Tensor, in scope: Scope) -> [[Double]]? {
    switch kind {
    case .elements(let program):
      let found = program(
        operands: at.x, result: at.y, cotangent: scope.constant(0, at.x[0].dtype))
      guard let place = place(found, cotangent, in: scope, from: 1) else { return nil }
      return at.x.map { operand in
        let whole = operand.broadcast(to: at.y.shape)
        return [KinkTest.numbers(whole, scope)?[place.index] ?? .nan]
      }
    case .ties(let count):
      guard let place = place(count(at), cotangent, in: scope, from: 2) else { return nil }
      return [[Double](repeating: 0, count: Int(place.value))]
    case .factors(let places, let example):
      // A matrix of any size is at the same point as the smallest.
      return place(places(at), cotangent, in: scope, from: 1) == nil ? nil : example
    }
  }

  private func place(
    _ found: Term, _ cotangent: Tensor, in scope: Scope, from least: Double
  ) -> (index: Int, value: Double)? {
    // The counts of a reduction keep its axes, so they stand in the result's order.
    let found = found.rank == 0 ? found.broadcast(to: cotangent.shape) : found
    guard let found = KinkTest.numbers(found, scope),
      let weights = KinkTest.numbers(scope.term(cotangent), scope), found.count == weights.count,
      let index = found.indices.first(where: { found[$0] >= least && weights[$0] != 0 })
    else { return nil }
    return (index, found[index])
  }

  private static func numbers(_ term: Term, _ scope: Scope) -> [Double]? {
    guard scope.failure == nil else { return nil }
    return try? term.value.tensor.cast(to: .float64).values(as: Double.self)
  }
}
