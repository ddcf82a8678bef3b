import Testing

@testable import Autodiff

/// Which points can be kinks where some of the operands are known.
@Suite struct KinkTests {
  /// A power depends on its base without a derivative at 0**0 alone, so not with another exponent.
  @Test(arguments: [(2.0, false), (0.5, false), (-1.0, false), (0.0, true)])
  func aPowerByANumberHasAKinkOnlyWhereThatIsZero(_ exponent: Double, _ isPossible: Bool) {
    #expect(kinks(of: "power", by: 0).map { $0.isPossible([nil, exponent]) } == [isPossible])
  }

  /// By its exponent it has none where the base is a positive number.
  @Test(arguments: [(2.0, false), (-2.0, true)])
  func aPowerOfANumberHasAKinkOnlyWhereThatIsNegative(_ base: Double, _ isPossible: Bool) {
    #expect(kinks(of: "power", by: 1).map { $0.isPossible([base, nil]) } == [isPossible])
  }

  @Test(arguments: [([3.0, nil], true), ([3, 3], true), ([3, 4], false)] as [([Double?], Bool)])
  func numbersThatDifferAreNoTie(_ operands: [Double?], _ isPossible: Bool) {
    #expect(kinks(of: "maximum", by: 0).map { $0.isPossible(operands) } == [isPossible])
  }

  @Test func whatIsNotKnownMayBeAKink() {
    for primitive in Primitive.all {
      for kink in primitive.conventions.kinks {
        #expect(kink.isPossible(Array(repeating: nil, count: kink.example.count)))
        // A number stands for a tensor only where it is one.
        let example = kink.example.map { $0.count == 1 ? $0.first : nil }
        #expect(kink.isPossible(example), "\(primitive.name)")
      }
    }
  }

  private func kinks(of name: String, by operand: Int) -> [Kink] {
    Primitive.named(name).conventions.kinks.filter { $0.operands.contains(operand) }
  }
}
