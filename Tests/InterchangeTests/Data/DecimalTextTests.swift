import Glibc
import Testing

@testable import Interchange

/// Numbers in text are the nearest doubles, as C's `strtod` has them.
@Suite struct DecimalTextTests {
  private func number(_ text: String, point: Character = ".") -> DecimalText.Number {
    var text = text
    return text.withUTF8 { DecimalText.number($0, point: point.asciiValue ?? 0) }
  }

  private func real(_ text: String) -> Double? {
    switch number(text) {
    case .integer(let value): Double(value)
    case .real(let value): value
    case .none: nil
    }
  }

  @Test func randomNumbersAreThoseOfC() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<50_000 {
      let digits = String(UInt64.random(in: 0...UInt64.max >> UInt64.random(in: 0..<64)))
      let fraction = String(UInt64.random(in: 0...UInt64.max >> UInt64.random(in: 0..<64)))
      let exponent = Int.random(in: -340...320)
      let sign = ["", "-", "+"].randomElement(using: &generator) ?? ""
      for text in [
        "\(sign)\(digits).\(fraction)", "\(sign)\(digits)e\(exponent)",
        "\(sign)\(digits).\(fraction)E\(exponent)", "\(sign).\(fraction)", "\(sign)\(digits).",
      ] {
        #expect(real(text)?.bitPattern == strtod(text, nil).bitPattern, "\(text)")
      }
    }
  }

  @Test(arguments: [
    "", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1,5", "0x10", "1_000", "--1", "1 2", "1d5", "١",
    "infin", "nano", "1e5.", "$1",
  ])
  func otherTextsAreNoNumbers(_ text: String) { #expect(real(text) == nil) }

  @Test func wholeNumbersStayWholeTo64Bits() {
    for text in ["0", "-1", "9223372036854775807", "-9223372036854775808", "007"] {
      guard case .integer(let value) = number(text) else {
        #expect(Bool(false), "\(text)")
        continue
      }
      #expect(value == Int64(text))
    }
    for text in ["9223372036854775808", "-9223372036854775809", "1.", "1e3"] {
      guard case .real(let value) = number(text) else {
        #expect(Bool(false), "\(text)")
        continue
      }
      #expect(value == strtod(text, nil))
    }
  }

  @Test func aCommaCanBeThePoint() {
    guard case .real(let value) = number("-1,25", point: ",") else { return #expect(Bool(false)) }
    #expect(value == -1.25)
    guard case .none = number("1.5", point: ",") else { return #expect(Bool(false)) }
  }

  /// The value of each binary16 by its definition: sign, exponent biased by 15, ten bits of fraction.
  @Test func everyHalfFloatIsItsValue() {
    for half in UInt16.min...UInt16.max {
      let exponent = Int(half >> 10) & 31
      let fraction = Double(half & 1023)
      let sign = half >> 15 == 1 ? -1.0 : 1.0
      let value = Float(bitPattern: HalfFloat.float32Bits(half))
      switch exponent {
      case 31 where fraction > 0: #expect(value.isNaN)
      case 31: #expect(Double(value) == sign * .infinity)
      case 0: #expect(Double(value).bitPattern == (sign * scalbn(fraction, -24)).bitPattern)
      default:
        #expect(Double(value) == sign * scalbn(1 + fraction / 1024, Int32(exponent - 15)))
      }
    }
  }
}
