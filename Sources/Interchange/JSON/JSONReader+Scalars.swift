extension JSONReader {
  // MARK: Numbers

  /// Reads a number, at whose first byte the reader stands.
  mutating func number() throws(JSONError) -> JSONValue {
    let start = offset
    var isInteger = true
    if current == UInt8(ascii: "-") { offset += 1 }
    let first = current
    try digits()
    // A number does not begin with a zero, unless it is its only digit before the point.
    if first == UInt8(ascii: "0"), bytes[start..<offset].count(where: isDigit) > 1 {
      throw JSONError(.invalidNumber, at: start, in: bytes)
    }
    if current == UInt8(ascii: ".") {
      isInteger = false
      offset += 1
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isInteger = false
      offset += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    // A negative zero has a sign, which no integer has.
    if isInteger, text != "-0", let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      throw JSONError(.numberTooLarge, at: start, in: bytes)
    }
    return .number(number)
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// One digit or more.
  private mutating func digits() throws(JSONError) {
    let start = offset
    while let byte = current, isDigit(byte) { offset += 1 }
    guard offset == start else { return }
    throw error(current == nil ? .unexpectedEnd : .invalidNumber)
  }

  // MARK: Strings

  /// Reads a string, at whose quote the reader stands.
  mutating func string() throws(JSONError) -> String {
    offset += 1
    let start = offset
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        // Without escapes the bytes are the text.
        defer { offset += 1 }
        return try text(of: bytes[start..<offset], at: start)
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw error(.controlCharacter(bytes[offset]))
      default: offset += 1
      }
    }
    throw error(.unexpectedEnd)
  }

  /// The rest of a string with escapes.
  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var decoded = Array(bytes[start..<offset])
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return try text(of: decoded[...], at: start)
      case UInt8(ascii: "\\"): try escape(into: &decoded)
      case 0..<0x20: throw error(.controlCharacter(byte))
      default:
        decoded.append(byte)
        offset += 1
      }
    }
    throw error(.unexpectedEnd)
  }

  private func text(of bytes: ArraySlice<UInt8>, at start: Int) throws(JSONError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw JSONError(.invalidUTF8, at: start, in: self.bytes)
    }
    return text
  }

  /// Decodes an escape, at whose backslash the reader stands.
  private mutating func escape(into decoded: inout [UInt8]) throws(JSONError) {
    offset += 1
    guard let letter = current else { throw error(.unexpectedEnd) }
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(letter)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"): return try unicodeEscape(into: &decoded)
    default: throw error(.invalidEscape)
    }
    offset += 1
  }

  /// Decodes `\uXXXX`, and the pair of two that stands for a character beyond U+FFFF.
  private mutating func unicodeEscape(into decoded: inout [UInt8]) throws(JSONError) {
    let unit = try codeUnit()
    var scalar = UnicodeScalar(UInt32(unit))
    if UTF16.isLeadSurrogate(unit), current == UInt8(ascii: "\\"), offset + 1 < bytes.count,
      bytes[offset + 1] == UInt8(ascii: "u")
    {
      let afterLead = offset
      offset += 1
      let second = try codeUnit()
      if UTF16.isTrailSurrogate(second) {
        let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        scalar = UnicodeScalar(value)
      } else {
        // It is no partner, and is read by itself.
        offset = afterLead
      }
    }
    decoded.append(contentsOf: Array(String(Character(scalar ?? "\u{FFFD}")).utf8))
  }

  /// The four digits behind the `u` at which the reader stands.
  private mutating func codeUnit() throws(JSONError) -> UInt16 {
    offset += 1
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = current else { throw error(.unexpectedEnd) }
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
        throw error(.invalidEscape)
      }
      unit = unit << 4 | UInt16(digit)
      offset += 1
    }
    return unit
  }
}
