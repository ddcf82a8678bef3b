/// Decoding of single characters from UTF-8.
enum UTF8Decoding {
  /// The scalar at an offset and its length in bytes, or nil when the bytes are no UTF-8.
  static func scalar(
    _ bytes: [UInt8], _ offset: Int, _ end: Int
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    let first = bytes[offset]
    let length: Int
    var value: UInt32
    switch first {
    case 0..<0x80: return (Unicode.Scalar(first), 1)
    case 0xC0..<0xE0: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0..<0xF0: (length, value) = (3, UInt32(first & 0x0F))
    case 0xF0..<0xF8: (length, value) = (4, UInt32(first & 0x07))
    default: return nil
    }
    guard offset + length <= end else { return nil }
    for index in offset + 1..<offset + length {
      guard bytes[index] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    return Unicode.Scalar(value).map { ($0, length) }
  }
}

extension Unicode.Scalar {
  /// Whether it is a space outside ASCII, or takes no room at all.
  var isUnicodeBlank: Bool {
    switch value {
    case 0x85, 0x200B...0x200D, 0x2060, 0xFEFF, 0x2028, 0x2029: true
    default: value >= 0x80 && properties.generalCategory == .spaceSeparator
    }
  }

  /// What to type in place of a character that looks like Python's, or nil.
  var replacement: String? {
    if isUnicodeBlank { return " " }
    if let text = Self.replacements[self] { return "'\(text)'" }
    // The full-width forms stand in ASCII's order.
    if (0xFF01...0xFF5E).contains(value), let ascii = Unicode.Scalar(value - 0xFEE0) {
      return ascii == "'" ? "\"'\"" : "'\(ascii)'"
    }
    return nil
  }

  /// Typographic and mathematical characters and what Python has for them.
  private static let replacements: [Unicode.Scalar: String] = {
    let table: [(String, String)] = [
      ("‘’‚‛´`＇‹›", "'"), ("“”„‟＂«»「」『』", "\""), ("−–—‐‑‒", "-"), ("×⋅·∗∙", "*"), ("÷∕", "/"),
      ("≤", "<="),
      ("≥", ">="), ("≠", "!="), ("…", "..."), ("→", "->"), ("、，", ","), ("。", "."),
      ("【", "["), ("】", "]"), ("²", "**2"), ("³", "**3"), ("¬", "not"), ("∈", "in"), ("√", "sqrt"),
      ("∞", "inf"), ("!", "not"),
    ]
    var result: [Unicode.Scalar: String] = [:]
    for (scalars, text) in table {
      for scalar in scalars.unicodeScalars { result[scalar] = text }
    }
    return result
  }()

  /// The letter that Python's normalisation (NFKC) makes of it, for those people type.
  var normalizedLetter: Unicode.Scalar {
    switch value {
    case 0xFF10...0xFF5A: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0xB5: "μ"
    case 0x3D0: "β"
    case 0x3D1: "θ"
    case 0x3D5: "φ"
    case 0x3D6: "π"
    case 0x3F0: "κ"
    case 0x3F1: "ρ"
    case 0x3F4: "Θ"
    case 0x3F5: "ε"
    default: self
    }
  }
}

extension Lexer {
  /// Reads a name, a keyword, a string with a prefix, a prime, or a character that is none.
  mutating func nameOrCharacter() {
    let start = position
    skipName()
    guard position > start else { return character() }
    if let quote = peek(0), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""),
      let prefix = StringScanner.Prefix(bytes[start..<position])
    {
      return string(from: start, prefix)
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    append(Keyword.byText[text].map { .keyword($0) } ?? .name, start, position)
  }

  /// Moves past the name at the position, if there is one.
  mutating func skipName() {
    var isFirst = true
    while position < end {
      let byte = bytes[position]
      if byte < 0x80 {
        guard byte.isIdentifierByte, !isFirst || !byte.isDigit else { return }
        position += 1
      } else {
        guard let decoded = UTF8Decoding.scalar(bytes, position, end) else { return }
        let properties = decoded.scalar.properties
        guard isFirst ? properties.isXIDStart : properties.isXIDContinue else { return }
        position += decoded.length
      }
      isFirst = false
    }
  }

  /// Reads a prime, or a character that has no place in a program.
  mutating func character() {
    let start = position
    guard let decoded = UTF8Decoding.scalar(bytes, start, end) else {
      position += 1
      return fail(.invalidCharacter("\u{FFFD}", replacement: nil), start, position)
    }
    position += decoded.length
    switch decoded.scalar {
    case "′", "″", "‴", "⁗":
      append(.prime, start, position)
    case "\0":
      fail(.nullCharacter, start, position)
    case let scalar:
      fail(.invalidCharacter(scalar, replacement: scalar.replacement), start, position)
    }
  }

  /// Reads the string whose prefix starts at an offset; the position is at its quote.
  mutating func string(from start: Int, _ prefix: StringScanner.Prefix) {
    let scanner = StringScanner(bytes: bytes, end: end, limit: limits.formatted)
    let failure: SyntaxError.Kind
    do throws(StringScanner.Failure) {
      position = try scanner.string(at: position, prefix).end
      if prefix.isBytes { return fail(.bytesLiteral, start, position) }
      return append(prefix.isFormatted ? .formatted : .string, start, position)
    } catch {
      switch error {
      case .tooDeep(let stop):
        position = stop
        failure = .formattedTooDeep(limit: limits.formatted)
      case .unterminated(let isTriple, let stop):
        position = stop
        failure =
          prefix.isFormatted
          ? .unterminatedFormatted : isTriple ? .unterminatedTripleString : .unterminatedString
      }
    }
    fail(failure, start, position)
  }
}
