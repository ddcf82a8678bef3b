/// Single elements as NumPy prints its scalars.
enum ScalarText {
  /// The shortest digits that round-trip: `0.1`, `8.0`, `1e-05`, `nan`.
  static func text<T: PrintableFloat>(_ value: T) -> String {
    let isScientific =
      value != 0
      && (value.magnitude >= T.scalarScientificLimit.magnitude || Double(value.magnitude) < 1e-4)
    return text(value) { _ in isScientific }
  }

  /// The shortest digits that round-trip, in the notation that their power of ten asks for.
  static func text<T: PrintableFloat>(
    _ value: T, isScientific: (DecimalExpansion) -> Bool
  ) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    var text = TextBuffer()
    let decimal = DecimalExpansion(shortest: value)
    if value.sign == .minus { text.append("-") }
    if isScientific(decimal) {
      text.append(
        scientific: decimal, fractionDigits: decimal.digitCount - 1,
        exponentDigits: TextBuffer.exponentDigitCount(decimal.leadingExponent), keepsPoint: false)
    } else {
      text.append(positional: decimal)
      if decimal.exponent >= 0 { text.append("0") }
    }
    return text.string
  }

  /// An integer's digits.
  static func text(_ value: some FixedWidthInteger) -> String { value.description }

  /// `True` or `False`.
  static func text(_ value: Bool) -> String { value ? "True" : "False" }
}
