/// Finds where strings and the fields of f-strings end, without reading what they hold.
///
/// The lexer, the parser of f-strings and the scanner of entries share it, so that all three agree
/// on what is inside a string.
struct StringScanner: Sendable {
  let bytes: [UInt8]
  /// The offset after the last byte that may be read.
  let end: Int
  /// How deep f-strings may nest.
  let limit: Int

  /// Why no end was found.
  enum Failure: Error {
    /// The offset at which reading stopped: the end of the line or of the text.
    case unterminated(isTriple: Bool, stop: Int)
    case tooDeep(stop: Int)
  }

  /// What stands before the opening quote.
  struct Prefix: Sendable {
    var isRaw = false
    var isFormatted = false
    var isBytes = false

    /// No prefix.
    init() {}

    /// The prefix that these letters are, or nil when they are no prefix.
    init?(_ letters: ArraySlice<UInt8>) {
      guard letters.count <= 2 else { return nil }
      var isUnicode = false
      for letter in letters {
        switch letter | 0x20 {
        case UInt8(ascii: "r") where !isRaw: isRaw = true
        case UInt8(ascii: "f") where !isFormatted: isFormatted = true
        case UInt8(ascii: "b") where !isBytes: isBytes = true
        case UInt8(ascii: "u") where letters.count == 1: isUnicode = true
        default: return nil
        }
      }
      if isBytes, isFormatted || isUnicode { return nil }
    }
  }

  /// A whole string: its content between the quotes, and where it ends.
  struct Extent: Sendable {
    let content: Range<Int>
    let end: Int
    let isTriple: Bool
  }

  /// The extent of the string whose opening quote stands at an offset, in O(length).
  func string(at quote: Int, _ prefix: Prefix, depth: Int = 0) throws(Failure) -> Extent {
    let mark = bytes[quote]
    let isTriple = quote + 2 < end && bytes[quote + 1] == mark && bytes[quote + 2] == mark
    let start = quote + (isTriple ? 3 : 1)
    var index = start
    while index < end {
      if closes(at: index, mark, isTriple) {
        return Extent(content: start..<index, end: index + (isTriple ? 3 : 1), isTriple: isTriple)
      }
      switch bytes[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        guard isTriple else { throw .unterminated(isTriple: false, stop: index) }
        index += 1
      case UInt8(ascii: "\\"):
        index = afterEscape(at: index, prefix)
      case UInt8(ascii: "{") where prefix.isFormatted:
        if index + 1 < end, bytes[index + 1] == UInt8(ascii: "{") {
          index += 2
        } else {
          index = try field(at: index + 1, in: (mark, isTriple), depth: depth + 1).end
        }
      default:
        index += 1
      }
    }
    throw .unterminated(isTriple: isTriple, stop: end)
  }

  /// The parts of one replacement field.
  struct Field: Sendable {
    /// The expression, without what follows it.
    var expression: Range<Int>
    /// The offset after the `=` of `{x=}` and the blanks behind it.
    var labelEnd: Int?
    /// The text after `!`.
    var conversion: Range<Int>?
    /// The text after `:`.
    var spec: Range<Int>?
    /// The offset after the closing brace.
    var end: Int
  }

  /// The field whose text starts at an offset, just after its opening brace, in O(length).
  func field(
    at start: Int, in quote: (mark: UInt8, isTriple: Bool)?, depth: Int
  ) throws(Failure) -> Field {
    guard depth <= limit else { throw .tooDeep(stop: lineEnd(start)) }
    var field = Field(expression: start..<start, end: start)
    var index = start
    var brackets = 0
    while index < end {
      let byte = bytes[index]
      let next = index + 1 < end ? bytes[index + 1] : 0
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        if quote?.isTriple == false { throw .unterminated(isTriple: false, stop: index) }
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let prefix = Prefix(letters(before: index, from: start)) ?? Prefix()
        index = try string(at: index, prefix, depth: depth).end
        continue
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets += 1
      case UInt8(ascii: "}") where brackets == 0:
        return close(field, start, index)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        brackets = max(0, brackets - 1)
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"):
        if next == UInt8(ascii: "=") {
          index += 2
          continue
        }
        guard brackets == 0 else { break }
        if byte == UInt8(ascii: "="), let labelEnd = label(after: index) {
          field.expression = start..<index
          field.labelEnd = labelEnd
          index = labelEnd
          continue
        }
        if byte == UInt8(ascii: "!") {
          if field.labelEnd == nil { field.expression = start..<index }
          return try tail(field, conversionAt: index + 1, in: quote, depth)
        }
      case UInt8(ascii: ":") where brackets == 0:
        if field.labelEnd == nil { field.expression = start..<index }
        return try tail(field, specAt: index + 1, in: quote, depth)
      default:
        break
      }
      index += 1
    }
    throw .unterminated(isTriple: quote?.isTriple ?? true, stop: end)
  }

  private func close(_ field: Field, _ start: Int, _ brace: Int) -> Field {
    var field = field
    if field.labelEnd == nil { field.expression = start..<brace }
    field.end = brace + 1
    return field
  }

  /// Reads the conversion and what follows it.
  private func tail(
    _ field: Field, conversionAt start: Int, in quote: (mark: UInt8, isTriple: Bool)?, _ depth: Int
  ) throws(Failure) -> Field {
    var field = field
    var index = start
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "}"):
        field.conversion = start..<index
        field.end = index + 1
        return field
      case UInt8(ascii: ":"):
        field.conversion = start..<index
        return try tail(field, specAt: index + 1, in: quote, depth)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        throw .unterminated(isTriple: quote?.isTriple ?? true, stop: index)
      case let byte:
        if let quote, byte == quote.mark, closes(at: index, quote.mark, quote.isTriple) {
          throw .unterminated(isTriple: quote.isTriple, stop: lineEnd(index))
        }
        index += 1
      }
    }
    throw .unterminated(isTriple: quote?.isTriple ?? true, stop: end)
  }

  /// Reads the format spec, which may hold fields.
  private func tail(
    _ field: Field, specAt start: Int, in quote: (mark: UInt8, isTriple: Bool)?, _ depth: Int
  ) throws(Failure) -> Field {
    var field = field
    var index = start
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "}"):
        field.spec = start..<index
        field.end = index + 1
        return field
      case UInt8(ascii: "{"):
        index = try self.field(at: index + 1, in: quote, depth: depth + 1).end
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        if quote?.isTriple == false { throw .unterminated(isTriple: false, stop: index) }
        index += 1
      case let byte:
        if let quote, byte == quote.mark, closes(at: index, quote.mark, quote.isTriple) {
          throw .unterminated(isTriple: quote.isTriple, stop: lineEnd(index))
        }
        index += 1
      }
    }
    throw .unterminated(isTriple: quote?.isTriple ?? true, stop: end)
  }

  /// The end of the `=` of a self-documenting field and its blanks, or nil when it is none.
  private func label(after equals: Int) -> Int? {
    var index = equals + 1
    while index < end, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") {
      index += 1
    }
    guard index < end else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "}"), UInt8(ascii: ":"), UInt8(ascii: "!"): return index
    default: return nil
    }
  }

  private func closes(at index: Int, _ mark: UInt8, _ isTriple: Bool) -> Bool {
    guard bytes[index] == mark else { return false }
    return !isTriple || (index + 2 < end && bytes[index + 1] == mark && bytes[index + 2] == mark)
  }

  /// The offset after a backslash and what it escapes; a brace after it still opens a field.
  private func afterEscape(at index: Int, _ prefix: Prefix) -> Int {
    guard index + 1 < end else { return index + 1 }
    if prefix.isFormatted, bytes[index + 1] == UInt8(ascii: "{") { return index + 1 }
    let isPair =
      bytes[index + 1] == UInt8(ascii: "\r") && index + 2 < end
      && bytes[index + 2] == UInt8(ascii: "\n")
    return index + (isPair ? 3 : 2)
  }

  /// The letters directly before an offset, at most three.
  private func letters(before index: Int, from start: Int) -> ArraySlice<UInt8> {
    var first = index
    while first > start, index - first < 3, bytes[first - 1].isIdentifierByte { first -= 1 }
    return bytes[first..<index]
  }

  private func lineEnd(_ start: Int) -> Int {
    var index = start
    while index < end, !bytes[index].isLineBreak { index += 1 }
    return index
  }
}

extension UInt8 {
  /// Whether it is a letter, a digit, `_` or part of a character outside ASCII.
  var isIdentifierByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default:
      false
    }
  }

  var isDigit: Bool { UInt8(ascii: "0") <= self && self <= UInt8(ascii: "9") }
  var isLineBreak: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
  /// Whether it is a space, a tab or a form feed.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == 0x0C }
}
