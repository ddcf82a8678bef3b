import Tensors
import Testing

@testable import Autodiff

@Suite struct GradientCheckerTests {
  @Test(arguments: Primitive.all) func everyRuleAgreesWithDifferencesInBothModesToSecondOrder(
    _ primitive: Primitive
  ) throws {
    guard primitive.hasDerivative else { return }
    var generator = PhiloxGenerator(seed: 7)
    for (number, sample) in primitive.samples.enumerated() {
      let point = try sample.tensors(dtype: .float64, using: &generator)
      var checker = GradientChecker(seed: UInt64(number))
      let mismatches = try checker.mismatches(at: point, by: sample.variables) {
        x, recorder throws(AutodiffError) in
        try recorder.apply(primitive, x, sample.attributes)
      }
      #expect(mismatches.isEmpty, "\(primitive.name), sample \(number): \(mismatches)")
    }
  }

  /// A check that cannot fail is worth nothing: three broken rules, each of another kind.
  @Test func aBrokenRuleIsSeen() throws {
    func mismatches(
      _ name: String, _ broken: Derivative, at point: [Tensor]
    ) throws -> [GradientChecker.Mismatch] {
      let primitive = Primitive.named(name)
      var checker = GradientChecker()
      checker.derivatives = DerivativeTable.standard.replacing(primitive, by: broken)
      return try checker.mismatches(at: point) { x, recorder throws(AutodiffError) in
        try recorder.apply(primitive, x)
      }
    }
    // The wrong sign: both modes follow one rule, so only the differences can tell.
    let sine = try mismatches("sin", .partials { x, _ in [-x[0].cos()] }, at: [Tensor(0.7)])
    #expect(sine.map(\.comparison) == [.forwardWithDifferences])
    #expect(sine.map(\.order) == [1])
    // A transpose that is not the transpose: the modes disagree.
    let matrix = try Tensor(shape: [2, 2], values: [1.0, 2, 3, 4])
    let product = try mismatches(
      "matmul", .multilinear { at, g, operand in g.matmul(at.x[1 - operand]) },
      at: [matrix, matrix])
    #expect(product.map(\.comparison) == [.reverseWithForward])
    // A first derivative that is right while the second is not: exp' = stop_gradient(exp).
    let exponential = try mismatches(
      "exp",
      .custom(
        pullback: { at, g, _ in g * at.y.call("stop_gradient", [at.y], []) },
        pushforward: { at, t in (t[0] ?? at.y) * at.y }),
      at: [Tensor(0.3)])
    #expect(exponential.map(\.order).contains(2))
  }

  @Test func aCompositionIsCheckedAsAWhole() throws {
    var checker = GradientChecker(seed: 3)
    let x = try Tensor(shape: [3], values: [0.4, 0.9, 1.3])
    let mismatches = try checker.mismatches(at: [x]) { x, recorder throws(AutodiffError) in
      let sine = try recorder.apply(.named("sin"), x[0])
      let product = try recorder.apply(.named("multiply"), sine, x[0])
      return try recorder.apply(.named("prod"), product)
    }
    #expect(mismatches.isEmpty)
  }
}
