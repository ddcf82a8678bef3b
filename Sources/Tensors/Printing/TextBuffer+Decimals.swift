/// Decimal numbers, as digits with a point or in scientific notation.
extension TextBuffer {
  /// The digits that an exponent is written with: two at least.
  static func exponentDigitCount(_ exponent: Int) -> Int {
    max(2, DecimalExpansion.digitCount(UInt64(exponent.magnitude)))
  }

  /// Appends a number with its digits before and after the point: `12.5`, `0.25`, `300.`.
  mutating func append(positional decimal: DecimalExpansion) {
    if decimal.exponent >= 0 {
      append(digits: decimal.significand, count: decimal.digitCount)
      append("0", count: decimal.exponent)
      append(".")
    } else if decimal.fractionDigitCount < decimal.digitCount {
      let (whole, fraction) = decimal.split(droppingLast: decimal.fractionDigitCount)
      append(digits: whole, count: decimal.wholeDigitCount)
      append(".")
      append(digits: fraction, count: decimal.fractionDigitCount)
    } else {
      append("0")
      append(".")
      append(digits: decimal.significand, count: decimal.fractionDigitCount)
    }
  }

  /// Appends a number as one digit, a point, so many digits and a power of ten: `1.50e-07`.
  ///
  /// Without digits after the point NumPy's arrays keep the point, its scalars do not.
  mutating func append(
    scientific decimal: DecimalExpansion, fractionDigits: Int, exponentDigits: Int,
    keepsPoint: Bool = true
  ) {
    let (first, rest) = decimal.split(droppingLast: decimal.digitCount - 1)
    append(digits: first, count: 1)
    if keepsPoint || fractionDigits > 0 { append(".") }
    append(digits: rest, count: decimal.digitCount - 1)
    append("0", count: fractionDigits - (decimal.digitCount - 1))
    let exponent = decimal.leadingExponent
    append("e")
    append(exponent < 0 ? "-" : "+")
    append(digits: UInt64(exponent.magnitude), count: exponentDigits)
  }
}
