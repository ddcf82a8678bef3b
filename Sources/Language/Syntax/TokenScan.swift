/// The tokens of a text as it is being typed: the lexer's, with comments, and with the fields of
/// f-strings cut open.
public struct TokenScan: Sendable {
  /// The text's bytes.
  public let bytes: [UInt8]
  /// The tokens in ascending order, without overlap.
  public private(set) var tokens: [TextToken] = []

  /// Cuts a text, whatever it holds, in O(length).
  public init(_ text: String) {
    let bytes = Array(text.utf8)
    self.bytes = bytes
    guard bytes.count <= ParserLimits.default.bytes else { return }
    appendTokens(in: 0..<bytes.count, isInline: false, depth: 0)
  }

  /// The text of a token.
  public func text(_ token: TextToken) -> String { text(token.range.start..<token.range.end) }

  /// The text of a range of bytes.
  public func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Appends the tokens of a range: the whole text, or the field of an f-string.
  private mutating func appendTokens(in range: Range<Int>, isInline: Bool, depth: Int) {
    let list = Lexer(bytes, in: range, limits: .default, isInline: isInline).tokens()
    tokens.reserveCapacity(tokens.count + list.tokens.count)
    var end = range.lowerBound
    for (index, token) in list.tokens.enumerated() {
      appendComments(in: end..<max(end, token.start))
      end = max(end, token.end)
      switch token.kind {
      case .name: tokens.append(TextToken(.name, token.range))
      case .keyword(let keyword): tokens.append(TextToken(.keyword(keyword.rawValue), token.range))
      case .integer, .float: tokens.append(TextToken(.number, token.range))
      case .string: tokens.append(TextToken(.string(isOpen: false), token.range))
      case .formatted: appendFormatted(token.range, isOpen: false, depth: depth)
      case .symbol(let symbol): tokens.append(TextToken(.symbol(symbol.rawValue), token.range))
      case .prime: tokens.append(TextToken(.prime, token.range))
      // The lexer ends the last line also where no line break does.
      case .newline where token.start == bytes.count: break
      case .newline: tokens.append(TextToken(.lineEnd, token.range))
      case .indent, .dedent, .end: break
      case .invalid: appendInvalid(token.range, list.errors[index]?.kind, depth: depth)
      }
    }
  }

  /// Appends text that is no token; a string that is not closed is one that is being typed.
  private mutating func appendInvalid(
    _ range: SourceRange, _ error: SyntaxError.Kind?, depth: Int
  ) {
    switch error {
    case .unterminatedString, .unterminatedTripleString:
      tokens.append(TextToken(.string(isOpen: true), range))
    case .unterminatedFormatted: appendFormatted(range, isOpen: true, depth: depth)
    // More lines may follow.
    case .unfinishedContinuation: break
    case .unmatchedBracket(let symbol), .mismatchedBracket(let symbol, _):
      tokens.append(TextToken(.symbol(symbol), range))
    default: tokens.append(TextToken(.invalid, range))
    }
  }

  /// Appends the comments among the blanks and line breaks between two tokens.
  private mutating func appendComments(in range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "#") {
        let start = index
        while index < range.upperBound, !bytes[index].isLineBreak { index += 1 }
        tokens.append(TextToken(.comment, start, index))
      }
      index += 1
    }
  }

  // MARK: f-strings

  /// Appends an f-string: its text as strings, its fields as tokens.
  private mutating func appendFormatted(_ range: SourceRange, isOpen: Bool, depth: Int) {
    var quote = range.start
    while quote < range.end, bytes[quote] != UInt8(ascii: "'"), bytes[quote] != UInt8(ascii: "\"") {
      quote += 1
    }
    guard quote < range.end, depth < ParserLimits.default.formatted else {
      return tokens.append(TextToken(.string(isOpen: isOpen), range))
    }
    let mark = bytes[quote]
    let isTriple =
      quote + 2 < range.end && bytes[quote + 1] == mark && bytes[quote + 2] == mark
    let content = min(range.end, quote + (isTriple ? 3 : 1))
    appendText(
      from: range.start, content..<range.end, in: (mark, isTriple), isOpen: isOpen, depth: depth)
  }

  /// Appends text with fields in it; `start` is where its first string token begins.
  private mutating func appendText(
    from start: Int, _ content: Range<Int>, in quote: (mark: UInt8, isTriple: Bool), isOpen: Bool,
    isSpec: Bool = false, depth: Int
  ) {
    var start = start
    var index = content.lowerBound
    while index < content.upperBound {
      guard bytes[index] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      let next = index + 1
      if !isSpec, next < content.upperBound, bytes[next] == UInt8(ascii: "{") {
        index += 2
        continue
      }
      appendString(start, index, isOpen: false)
      tokens.append(TextToken(.fieldStart, index, next))
      index = appendField(next..<content.upperBound, in: quote, depth: depth)
      start = index
    }
    appendString(start, content.upperBound, isOpen: isOpen)
  }

  private mutating func appendString(_ start: Int, _ end: Int, isOpen: Bool) {
    if start < end { tokens.append(TextToken(.string(isOpen: isOpen), start, end)) }
  }

  /// Appends the field at the start of a range, and gives the offset after it.
  private mutating func appendField(
    _ range: Range<Int>, in quote: (mark: UInt8, isTriple: Bool), depth: Int
  ) -> Int {
    let scanner = StringScanner(
      bytes: bytes, end: range.upperBound, limit: ParserLimits.default.formatted)
    let field: StringScanner.Field
    do throws(StringScanner.Failure) {
      field = try scanner.field(at: range.lowerBound, in: quote, depth: depth + 1)
    } catch {
      // The field is being typed: all that follows belongs to it.
      appendTokens(in: range, isInline: true, depth: depth + 1)
      return range.upperBound
    }
    appendTokens(in: field.expression, isInline: true, depth: depth + 1)
    let tail = field.labelEnd ?? field.expression.upperBound
    if let spec = field.spec {
      appendText(
        from: tail, max(tail, spec.lowerBound)..<max(tail, spec.upperBound), in: quote,
        isOpen: false, isSpec: true, depth: depth + 1)
    } else {
      appendString(tail, field.end - 1, isOpen: false)
    }
    tokens.append(TextToken(.fieldEnd, field.end - 1, field.end))
    return field.end
  }
}
