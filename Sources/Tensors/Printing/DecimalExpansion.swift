/// A finite number's magnitude in decimal: `significand` × 10^`exponent`.
///
/// At most 17 digits tell every float64 from its neighbours, so the significand fits a word and
/// rounding is integer arithmetic.
struct DecimalExpansion: Hashable {
  /// The digits as a number, without trailing zeros.
  let significand: UInt64
  /// The power of ten of the last digit.
  let exponent: Int
  /// The number of digits; 1 for zero.
  let digitCount: Int

  static let zero = DecimalExpansion(significand: 0, exponent: 0)

  /// The number with these digits, with trailing zeros moved to the exponent.
  init(significand: UInt64, exponent: Int) {
    guard significand != 0 else {
      (self.significand, self.exponent, self.digitCount) = (0, 0, 1)
      return
    }
    var digits = significand
    var power = exponent
    while true {
      let (quotient, digit) = digits.quotientAndRemainder(dividingBy: 10)
      guard digit == 0 else { break }
      digits = quotient
      power += 1
    }
    self.significand = digits
    self.exponent = power
    self.digitCount = DecimalExpansion.digitCount(digits)
  }

  /// 1, 10, 100 … as far as a word holds them.
  static let powersOfTen: [UInt64] = (0..<20).map { power in
    (0..<power).reduce(1) { product, _ in product * 10 }
  }

  /// The number of decimal digits that a number is written with; 1 for zero.
  static func digitCount(_ number: UInt64) -> Int {
    // 1233 / 4096 is log₁₀ 2 closely enough for 64 bits; the guess is right or one short.
    let bits = UInt64.bitWidth - (number | 1).leadingZeroBitCount
    let guess = (bits * 1233) >> 12
    return number < powersOfTen[guess] ? max(guess, 1) : guess + 1
  }

  /// The power of ten of the first digit; 0 for zero.
  var leadingExponent: Int { exponent + digitCount - 1 }

  /// The digits before the decimal point, at least one.
  var wholeDigitCount: Int { max(leadingExponent + 1, 1) }

  /// The digits after the decimal point.
  var fractionDigitCount: Int { max(-exponent, 0) }

  /// The digits of the significand without its last `count`, and those.
  ///
  /// - Precondition: `count` is in 0...19.
  func split(droppingLast count: Int) -> (kept: UInt64, dropped: UInt64) {
    let power = DecimalExpansion.powersOfTen[count]
    return (significand / power, significand % power)
  }
}

extension DecimalExpansion {
  /// The shortest digits that read back as `value`, and the closest to it among those.
  ///
  /// - Precondition: the value is finite.
  init<T: PrintableFloat>(shortest value: T) {
    var text = value.description
    self = text.withUTF8 { DecimalExpansion(parsing: $0) }
  }

  /// The digits of a number as Swift and C write it, `-12.5e-07`, without its sign.
  ///
  /// What stands between the digits is skipped, whichever decimal point the locale asks C for.
  init(parsing text: some Sequence<UInt8>) {
    var significand: UInt64 = 0
    var power = 0
    var writtenPower = 0
    var (isFraction, isExponent, isNegativePower) = (false, false, false)
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if isExponent {
          writtenPower = writtenPower * 10 + Int(digit)
        } else {
          significand = significand * 10 + UInt64(digit)
          if isFraction { power -= 1 }
        }
      case UInt8(ascii: "e"): isExponent = true
      case UInt8(ascii: "-"): isNegativePower = isExponent
      case UInt8(ascii: "+"): break
      default: isFraction = true
      }
    }
    self.init(
      significand: significand, exponent: power + (isNegativePower ? -writtenPower : writtenPower))
  }
}
