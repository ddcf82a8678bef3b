import Testing

@testable import Autodiff

@Suite struct MergedStepsTests {
  /// Of abc + d, ab·e, (ab·e)², a + fg and a·fg: a product that one step reads is part of it; one
  /// that two steps read, or that is wanted, is not.
  @Test func productsArePartOfTheOneStepThatReadsThem() {
    let given: [ScalarBlock.Step] = [
      .multiply(0, 1), .multiply(~0, 2), .add(~1, 3), .multiply(~0, 4), .multiply(~3, ~3),
      .multiply(5, 6), .add(0, ~5), .multiply(5, 6), .multiply(0, ~7), .multiply(5, 6), .add(~9, 0),
    ]
    let merged = MergedSteps(given, keeping: [2, 4, 6, 8, 9, 10])
    guard merged.steps.count == 8, case .multiply(0, 1) = merged.steps[0],
      case .addToProduct(~0, 2, 3) = merged.steps[1], case .multiply(~0, 4) = merged.steps[2],
      case .multiply(~2, ~2) = merged.steps[3], case .addProduct(0, 5, 6) = merged.steps[4],
      case .multiplyByProduct(0, 5, 6) = merged.steps[5], case .multiply(5, 6) = merged.steps[6],
      case .add(~6, 0) = merged.steps[7]
    else {
      Issue.record("\(merged.steps)")
      return
    }
    #expect([2, 4, 6, 8, 9, 10].map(merged.register(of:)) == [~1, ~3, ~4, ~5, ~6, ~7])
  }

  @Test func aProductOfAProductIsOneStep() {
    let merged = MergedSteps([.multiply(0, 1), .multiply(~0, 2)], keeping: [1])
    guard merged.steps.count == 1, case .multiplyProduct(0, 1, 2) = merged.steps[0] else {
      Issue.record("\(merged.steps)")
      return
    }
  }
}
