import Testing

@testable import Plotting

/// Numbers are rounded as Python's `%g` rounds them, where no tie decides.
@Suite struct DecimalTextTests {
  @Test(
    arguments: [
      (0.5403023058681398, 6, "0.540302"), (1.0 / 3, 4, "0.3333"), (2.0 / 3, 3, "0.667"),
      (999.96, 4, "1000"), (1.25e-07, 3, "1.25e-07"), (123_456_789, 3, "123000000"),
      (1e22, 6, "1e+22"), (-0.00012344999, 4, "-0.0001234"), (99999.5, 5, "100000"),
      (0, 3, "0"), (-0.0, 3, "0"), (Double.leastNonzeroMagnitude, 3, "5e-324"),
      (1.7976931348623157e308, 4, "1.798e+308"),
      (0.00001, 3, "1e-05"), (0.0001, 3, "0.0001"), (-17, 1, "-20"),
    ] as [(Double, Int, String)])
  func aNumberHasSoManyDigits(_ number: Double, _ digits: Int, _ text: String) {
    #expect(PlotNumber.text(number, digits: digits) == text)
  }

  @Test func whatIsNotFiniteHasItsName() {
    #expect(PlotNumber.text(.nan) == "nan")
    #expect(PlotNumber.text(.infinity) == "inf" && PlotNumber.text(-.infinity) == "-inf")
  }

  @Test func wholeNumbersHaveAsManyDecimalsAsAreAskedFor() {
    #expect(DecimalText(15, exponent: -1).fixed(decimals: 1) == "1.5")
    #expect(DecimalText(-2, exponent: 0).fixed(decimals: 2) == "-2.00")
    #expect(DecimalText(7, exponent: -3).fixed(decimals: 3) == "0.007")
    #expect(DecimalText(7, exponent: 3).fixed(decimals: 0) == "7000")
    #expect(DecimalText(15, exponent: -8).scientific == "1.5e-07")
  }
}
