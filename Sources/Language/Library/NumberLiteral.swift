/// Numbers as `int` and `float` read them from text.
enum NumberLiteral {
  /// An integer in a base; in base 0 the prefix says which.
  ///
  /// - Throws: `ValueError` with CPython's text, `OverflowError`.
  static func integer(_ text: String, base: Int) throws(EvaluationError) -> Int {
    guard base == 0 || (2...36).contains(base) else {
      throw .value("int() base must be >= 2 and <= 36, or 0")
    }
    let invalid = EvaluationError.value(
      "invalid literal for int() with base \(base): \(PythonString.literal(text))")
    var digits = trimmed(text)
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    var radix = base
    if let given = prefixRadix(digits), base == 0 || base == given {
      radix = given
      digits.removeFirst(2)
      // An underscore may follow the prefix: 0x_ff.
      if digits.first == UInt8(ascii: "_") { digits.removeFirst() }
    } else if base == 0 {
      radix = 10
      let isZero = digits.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "_") }
      if digits.count > 1, digits.first == UInt8(ascii: "0"), !isZero { throw invalid }
    }
    guard let plain = withoutUnderscores(digits) else { throw invalid }
    guard plain.allSatisfy({ digit($0).map { $0 < radix } ?? false }) else { throw invalid }
    let magnitude = String(decoding: plain, as: UTF8.self)
    guard let value = Int((isNegative ? "-" : "") + magnitude, radix: radix) else {
      throw .overflow("the integer \(plain.count > 40 ? "of \(plain.count) digits" : magnitude)")
    }
    return value
  }

  /// A float.
  ///
  /// - Throws: `ValueError` with CPython's text.
  static func float(_ text: String) throws(EvaluationError) -> Double {
    let invalid = EvaluationError.value(
      "could not convert string to float: \(PythonString.literal(text))")
    guard let plain = withoutUnderscores(trimmed(text)) else { throw invalid }
    let lowered = String(decoding: plain, as: UTF8.self).lowercased()
    let unsigned =
      lowered.hasPrefix("-") || lowered.hasPrefix("+") ? lowered.dropFirst() : lowered[...]
    switch unsigned {
    case "inf", "infinity": return lowered.hasPrefix("-") ? -.infinity : .infinity
    case "nan": return .nan
    default:
      guard isDecimal(Array(unsigned.utf8)), let value = Double(lowered) else { throw invalid }
      return value
    }
  }

  private static func trimmed(_ text: String) -> ArraySlice<UInt8> {
    let scalars = Array(text.unicodeScalars)
    let start = scalars.firstIndex { !StringCase.isSpace($0) } ?? scalars.count
    let end = scalars.lastIndex { !StringCase.isSpace($0) }.map { $0 + 1 } ?? start
    var bytes: [UInt8] = []
    for scalar in scalars[start..<end] {
      // Digits of other scripts count, as in Python.
      if !scalar.isASCII, scalar.properties.numericType == .decimal,
        let value = scalar.properties.numericValue
      {
        bytes.append(UInt8(ascii: "0") + UInt8(value))
      } else {
        bytes.append(contentsOf: String(Character(scalar)).utf8)
      }
    }
    return bytes[...]
  }

  private static func prefixRadix(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.first == UInt8(ascii: "0"), let mark = digits.dropFirst().first else { return nil }
    return switch mark | 0x20 {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  /// The text without the underscores between digits; nil where one stands elsewhere.
  private static func withoutUnderscores(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard !text.isEmpty else { return nil }
    guard text.contains(UInt8(ascii: "_")) else { return text }
    var plain: [UInt8] = []
    var previous: UInt8?
    for byte in text {
      if byte == UInt8(ascii: "_") {
        guard let previous, digit(previous) != nil else { return nil }
      } else {
        if previous == UInt8(ascii: "_"), digit(byte) == nil { return nil }
        plain.append(byte)
      }
      previous = byte
    }
    return previous == UInt8(ascii: "_") ? nil : plain[...]
  }

  private static func digit(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 48
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 87
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 55
    default: nil
    }
  }

  /// Whether a text is `digits[.digits][e[±]digits]` with a digit in front of the exponent.
  private static func isDecimal(_ text: [UInt8]) -> Bool {
    var rest = text[...]
    func takeDigits() -> Int {
      let digits = rest.prefix { (48...57).contains($0) }
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    var count = takeDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      count += takeDigits()
    }
    guard count > 0 else { return false }
    if rest.first == UInt8(ascii: "e") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      guard takeDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
