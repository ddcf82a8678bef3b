import Tensors
import Testing

@Suite struct PythonFloatTests {
  /// Values with the texts of CPython 3.11.
  static let examples: [(Double, String)] = [
    (1.0, "1.0"), (-0.0, "-0.0"), (0.1, "0.1"), (1e-4, "0.0001"), (1e-5, "1e-05"),
    (9.999999999999999e-5, "9.999999999999999e-05"), (1e15, "1000000000000000.0"),
    (9_999_999_999_999_998, "9999999999999998.0"), (1e16, "1e+16"), (1.5e16, "1.5e+16"),
    (1e22, "1e+22"), (1e23, "1e+23"), (.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e+308"),
    (1e100, "1e+100"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"), (-.nan, "nan"),
    (1.0 / 3, "0.3333333333333333"), (123_456_789.125, "123456789.125"),
  ]

  @Test(arguments: examples)
  func textIsWhatReprGives(value: Double, text: String) {
    #expect(PythonFloat.text(value) == text)
  }

  @Test func textReadsBackAsTheValue() {
    var bits: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<10_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits)
      guard value.isFinite else { continue }
      #expect(Double(PythonFloat.text(value)) == value)
    }
  }
}
