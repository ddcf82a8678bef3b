import Testing

@testable import Tensors

@Suite struct DecimalExpansionTests {
  @Test func trailingZerosMoveToTheExponent() {
    let expansion = DecimalExpansion(significand: 12_500, exponent: -3)
    #expect(expansion.significand == 125)
    #expect(expansion.exponent == -1)
    #expect(expansion.digitCount == 3)
    #expect(expansion.leadingExponent == 1)
    #expect(expansion.wholeDigitCount == 2)
    #expect(expansion.fractionDigitCount == 1)
  }

  static let counts: [(UInt64, Int)] = [
    (0, 1), (1, 1), (9, 1), (10, 2), (99, 2), (100, 3), (999_999, 6), (1_000_000, 7),
    (9_999_999_999_999_999_999, 19), (10_000_000_000_000_000_000, 20), (.max, 20),
  ]

  @Test(arguments: counts)
  func digitsAreCounted(number: UInt64, count: Int) {
    #expect(DecimalExpansion.digitCount(number) == count)
  }

  @Test func everyPowerOfTenBeginsANewDigitCount() {
    var power: UInt64 = 1
    for count in 1...19 {
      #expect(DecimalExpansion.digitCount(power) == count)
      #expect(DecimalExpansion.digitCount(power * 10 - 1) == count)
      if count < 19 { power *= 10 }
    }
  }

  @Test func theTextOfSwiftAndOfCIsRead() {
    let expected = DecimalExpansion(significand: 125, exponent: -9)
    #expect(DecimalExpansion(parsing: "-1.25e-07".utf8) == expected)
    #expect(DecimalExpansion(parsing: "1,25e-7".utf8) == expected)
    #expect(DecimalExpansion(parsing: "0.000000125".utf8) == expected)
    #expect(
      DecimalExpansion(parsing: "18014398509481984.0".utf8)
        == DecimalExpansion(significand: 18_014_398_509_481_984, exponent: 0))
  }

  @Test func aShortHalfIsRoundedByTheExactValue() {
    // 1.005 and 2.675 lie below their decimals, 1.145 above, 0.125 and 0.375 on them.
    func hundredths(_ value: Double) -> DecimalExpansion {
      DecimalExpansion(shortest: value).rounded(toFraction: 2, of: value)
    }
    #expect(hundredths(1.005) == DecimalExpansion(significand: 100, exponent: -2))
    #expect(hundredths(2.675) == DecimalExpansion(significand: 267, exponent: -2))
    #expect(hundredths(1.145) == DecimalExpansion(significand: 115, exponent: -2))
    #expect(hundredths(0.125) == DecimalExpansion(significand: 12, exponent: -2))
    #expect(hundredths(0.375) == DecimalExpansion(significand: 38, exponent: -2))
  }

  @Test func aValueBelowTheLastDigitRoundsToZeroOrOne() {
    func tenths(_ value: Double) -> DecimalExpansion {
      DecimalExpansion(shortest: value).rounded(toFraction: 1, of: value)
    }
    #expect(tenths(0.04) == .zero)
    #expect(tenths(0.05) == DecimalExpansion(significand: 1, exponent: -1))
    #expect(tenths(0.06) == DecimalExpansion(significand: 1, exponent: -1))
    #expect(tenths(0.009) == .zero)
  }

  @Test func moreDigitsThanIdentifyAValueAreItsExactOnes() {
    let tenth = Float(0.1)
    #expect(
      DecimalExpansion(shortest: tenth).expanded(toSignificant: 9, of: tenth)
        == DecimalExpansion(significand: 100_000_001, exponent: -9))
    let half = Double(0.5)
    #expect(
      DecimalExpansion(shortest: half).expanded(toSignificant: 9, of: half)
        == DecimalExpansion(significand: 5, exponent: -1))
  }
}
