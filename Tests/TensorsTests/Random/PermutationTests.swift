import Testing

@testable import Tensors

struct PermutationTests {
  @Test func everyPositionStandsOnce() throws {
    var generator = PhiloxGenerator(seed: 1)
    let order = try generator.permutation(1000).ints()
    #expect(order.sorted() == Array(0..<1000))
    #expect(order != Array(0..<1000))
    #expect(try generator.permutation(1000).ints() != order)
    var again = PhiloxGenerator(seed: 1)
    #expect(try again.permutation(1000).ints() == order)
    #expect(try generator.permutation(0).count == 0)
  }

  /// Each of the six orders of three comes up a sixth of the time: within four deviations.
  @Test func everyOrderIsAsLikely() throws {
    var generator = PhiloxGenerator(seed: 2)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6000 { counts[try generator.permutation(3).ints(), default: 0] += 1 }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 116 })
  }

  /// Exponentials of mpmath 1.3 to 17 digits.
  @Test(arguments: [
    (0.0, 1.0), (-0.5, 0.60653065971263342), (-1.0, 0.36787944117144232),
    (-10.0, 4.5399929762484852e-05), (-700.0, 9.8596765437597705e-305),
  ])
  func theExponentialIsPortable(_ x: Double, _ expected: Double) {
    #expect(abs(Portable.exp(x) - expected) <= 2 * expected.ulp)
  }

  @Test func weightsAreKept() {
    let choice = WeightedChoice(weights: [1, 0, 3])
    #expect([0.0, 0.2499, 0.25, 0.999].map(choice.position(of:)) == [0, 0, 2, 2])
  }
}
