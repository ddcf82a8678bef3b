extension Lexer {
  /// Words that may follow a number without a blank, as in CPython: `1if x else 2`.
  private static let followers: Set<String> = ["and", "else", "for", "if", "in", "is", "not", "or"]

  /// Reads a number.
  mutating func number() {
    let start = position
    if bytes[start] == UInt8(ascii: "0"), let letter = peek(1) {
      switch letter | 0x20 {
      case UInt8(ascii: "x"):
        return based(start, "hexadecimal") { $0.isDigit || (97...102).contains($0 | 0x20) }
      case UInt8(ascii: "o"): return based(start, "octal") { (48...55).contains($0) }
      case UInt8(ascii: "b"): return based(start, "binary") { $0 == 48 || $0 == 49 }
      default: break
      }
    }
    var isValid = bytes[start] == UInt8(ascii: ".") || digits { $0.isDigit }
    var isFloat = false
    if peek(0) == UInt8(ascii: ".") {
      isFloat = true
      position += 1
      if peek(0)?.isDigit == true { isValid = digits { $0.isDigit } && isValid }
    }
    if let letter = peek(0), letter | 0x20 == UInt8(ascii: "e") {
      let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if peek(hasSign ? 2 : 1)?.isDigit == true {
        isFloat = true
        position += hasSign ? 2 : 1
        isValid = digits { $0.isDigit } && isValid
      }
    }
    let hasLeadingZero =
      bytes[start] == 48 && bytes[start..<position].contains { (49...57).contains($0) }
    guard endNumber(start, "decimal", isValid) else { return }
    if hasLeadingZero, !isFloat { return fail(.leadingZeros, start, position) }
    append(isFloat ? .float : .integer, start, position)
  }

  /// Reads `0x`, `0o` or `0b` and its digits.
  private mutating func based(_ start: Int, _ base: String, _ isDigit: (UInt8) -> Bool) {
    position += 2
    if peek(0) == UInt8(ascii: "_") { position += 1 }
    let isValid = peek(0).map(isDigit) == true && digits(isDigit)
    guard endNumber(start, base, isValid) else { return }
    append(.integer, start, position)
  }

  /// Reads digits with single underscores between them; false when an underscore is misplaced.
  private mutating func digits(_ isDigit: (UInt8) -> Bool) -> Bool {
    var wasDigit = false
    while let byte = peek(0) {
      if isDigit(byte) {
        wasDigit = true
      } else if byte == UInt8(ascii: "_"), wasDigit {
        wasDigit = false
      } else {
        break
      }
      position += 1
    }
    return wasDigit
  }

  /// Checks what follows a number; a letter there makes it no number, and is taken with it.
  private mutating func endNumber(_ start: Int, _ base: String, _ isValid: Bool) -> Bool {
    let last = position
    while let byte = peek(0), byte < 0x80, byte.isIdentifierByte { position += 1 }
    let tail = String(decoding: bytes[last..<position], as: UTF8.self)
    if isValid, tail.isEmpty || Self.followers.contains(tail) {
      position = last
      return true
    }
    let isComplex = isValid && (tail == "j" || tail == "J")
    fail(isComplex ? .complexNumber : .invalidNumber(base: base), start, position)
    return false
  }
}
