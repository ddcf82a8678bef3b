extension FormatSpec {
  /// An integer in this format.
  ///
  /// - Throws: `ValueError` and `OverflowError` with CPython's texts.
  func text(_ value: Int) throws(EvaluationError) -> String {
    switch type {
    case nil, "d", "n": return try digits(value, radix: 10, prefix: "")
    case "b": return try digits(value, radix: 2, prefix: "0b")
    case "o": return try digits(value, radix: 8, prefix: "0o")
    case "x": return try digits(value, radix: 16, prefix: "0x")
    case "X": return try digits(value, radix: 16, prefix: "0X")
    case "c": return try character(value)
    case "e", "E", "f", "F", "g", "G", "%": return try text(Double(value))
    case let type?: throw unknown(type)
    }
  }

  private func digits(
    _ value: Int, radix: Int, prefix: String
  ) throws(EvaluationError) -> String {
    try checkInteger()
    return laidOut(
      NumberParts(
        isNegative: value < 0, prefix: isAlternate ? prefix : "",
        digits: String(value.magnitude, radix: radix, uppercase: type == "X")))
  }

  private func character(_ value: Int) throws(EvaluationError) -> String {
    try checkInteger()
    guard sign == nil else { throw .value("Sign not allowed with integer format specifier 'c'") }
    guard !isAlternate else {
      throw .value("Alternate form (#) not allowed with integer format specifier 'c'")
    }
    guard let code = UInt32(exactly: value), let scalar = Unicode.Scalar(code) else {
      throw EvaluationError(.overflowError, "%c arg not in range(0x110000)")
    }
    return laidOut(NumberParts(isNegative: false, digits: "", tail: String(Character(scalar))))
  }

  private func checkInteger() throws(EvaluationError) {
    guard precision == nil else {
      throw .value("Precision not allowed in integer format specifier")
    }
    guard !hasNoNegativeZero else {
      throw .value("Negative zero coercion (z) not allowed in integer format specifier")
    }
  }

  /// A string in this format.
  ///
  /// - Throws: `ValueError` with CPython's texts.
  func text(_ value: String) throws(EvaluationError) -> String {
    if let type, type != "s" { throw unknown(type) }
    if let sign {
      throw .value(
        sign == " "
          ? "Space not allowed in string format specifier"
          : "Sign not allowed in string format specifier")
    }
    guard !hasNoNegativeZero else {
      throw .value("Negative zero coercion (z) not allowed in string format specifier")
    }
    guard !isAlternate else {
      throw .value("Alternate form (#) not allowed in string format specifier")
    }
    guard alignment != .afterSign else {
      throw .value("'=' alignment not allowed in string format specifier")
    }
    guard let precision else { return padded(value) }
    return padded(String(String.UnicodeScalarView(value.unicodeScalars.prefix(precision))))
  }
}
