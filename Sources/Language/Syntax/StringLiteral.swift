/// The text that a string literal's content stands for.
struct StringLiteral {
  let bytes: [UInt8]
  let isRaw: Bool

  /// Resolves the escapes of a range, in O(length).
  func text(_ range: Range<Int>) throws(SyntaxError) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == 0 {
        throw SyntaxError(.nullCharacter, SourceRange(index, index + 1))
      } else if byte == UInt8(ascii: "\r") {
        // Python reads every line break as a line feed.
        result.append(UInt8(ascii: "\n"))
        index += index + 1 < range.upperBound && bytes[index + 1] == UInt8(ascii: "\n") ? 2 : 1
      } else if byte == UInt8(ascii: "\\"), !isRaw, index + 1 < range.upperBound {
        index = try escape(at: index, range.upperBound, &result)
      } else {
        result.append(byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends what the escape at an offset stands for, and gives the offset after it.
  private func escape(
    at start: Int, _ end: Int, _ result: inout [UInt8]
  ) throws(SyntaxError) -> Int {
    let letter = bytes[start + 1]
    switch letter {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "a"): result.append(0x07)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "v"): result.append(0x0B)
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): result.append(letter)
    case UInt8(ascii: "\n"): break
    case UInt8(ascii: "\r"):
      let isPair = start + 2 < end && bytes[start + 2] == UInt8(ascii: "\n")
      return start + (isPair ? 3 : 2)
    case UInt8(ascii: "x"): return try number(at: start, digits: 2, end, &result)
    case UInt8(ascii: "u"): return try number(at: start, digits: 4, end, &result)
    case UInt8(ascii: "U"): return try number(at: start, digits: 8, end, &result)
    case UInt8(ascii: "N"):
      throw SyntaxError(.namedEscape, SourceRange(start, start + 2))
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var index = start + 1
      var value: UInt32 = 0
      while index < end, index < start + 4, (48...55).contains(bytes[index]) {
        value = value * 8 + UInt32(bytes[index] - 48)
        index += 1
      }
      Unicode.Scalar(value).map { result.append(contentsOf: String($0).utf8) }
      return index
    default:
      // Python keeps the backslash of an escape it does not know.
      result.append(UInt8(ascii: "\\"))
      return start + 1
    }
    return start + 2
  }

  /// Appends the character of a hexadecimal escape.
  private func number(
    at start: Int, digits: Int, _ end: Int, _ result: inout [UInt8]
  ) throws(SyntaxError) -> Int {
    let stop = min(end, start + 2 + digits)
    let text = String(decoding: bytes[start + 2..<stop], as: UTF8.self)
    guard stop == start + 2 + digits, text.utf8.allSatisfy(\.isIdentifierByte),
      let value = UInt32(text, radix: 16), let scalar = Unicode.Scalar(value)
    else {
      let shown = String(decoding: bytes[start..<stop], as: UTF8.self)
      throw SyntaxError(.invalidEscape(shown), SourceRange(start, stop))
    }
    result.append(contentsOf: String(scalar).utf8)
    return stop
  }
}
