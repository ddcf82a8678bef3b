/// The tokens of a text, with the errors met on the way.
struct TokenList: Sendable {
  var tokens: [Token] = []
  /// The error behind each `invalid` token, by its index.
  var errors: [Int: SyntaxError] = [:]
  /// The brackets that are still open at the end.
  var unclosed: [Token] = []
}

/// Cuts a text into Python's tokens.
///
/// It never stops at an error: bad text becomes an `invalid` token, since a command that takes the
/// rest of its line (`apropos don't`) has a use for it.
struct Lexer {
  let bytes: [UInt8]
  let end: Int
  let limits: ParserLimits
  /// Whether line breaks and indentation mean nothing, as inside brackets.
  let isInline: Bool
  var position: Int
  var output = TokenList()
  var brackets: [Token] = []
  /// The columns of the open blocks, with tabs counted as eight and as one.
  var indentations: [(column: Int, alternative: Int)] = [(0, 0)]

  /// A lexer of the bytes in a range; `isInline` for an expression that stands alone.
  init(_ bytes: [UInt8], in range: Range<Int>, limits: ParserLimits, isInline: Bool = false) {
    self.bytes = bytes
    self.limits = limits
    self.isInline = isInline
    position = range.lowerBound
    end = range.upperBound
  }

  /// Cuts the whole text, in O(length).
  consuming func tokens() -> TokenList {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]), position == 0 { position = min(3, end) }
    var isLineStart = !isInline
    while position < end {
      guard output.tokens.count < limits.tokens else {
        fail(.tooManyTokens(limit: limits.tokens), position, position)
        break
      }
      if isLineStart, brackets.isEmpty {
        isLineStart = false
        guard indentation() else {
          isLineStart = true
          continue
        }
      }
      isLineStart = next() || isLineStart
    }
    finish()
    return output
  }

  /// Reads one token, comment or run of blanks; true at the end of a logical line.
  private mutating func next() -> Bool {
    let start = position
    let byte = bytes[start]
    switch byte {
    case _ where byte.isBlank:
      position += 1
    case UInt8(ascii: "#"):
      skipToLineBreak()
    case _ where byte.isLineBreak:
      skipLineBreak()
      guard brackets.isEmpty, !isInline else { return false }
      append(.newline, start, start)
      return true
    case UInt8(ascii: "\\"):
      continuation()
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      string(from: start, StringScanner.Prefix())
    case _ where byte.isDigit, UInt8(ascii: ".") where peek(1)?.isDigit == true:
      number()
    case _ where byte.isIdentifierByte:
      nameOrCharacter()
    default:
      symbol()
    }
    return false
  }

  /// Closes the last line and every block.
  private mutating func finish() {
    output.unclosed = brackets
    if !isInline {
      if let last = output.tokens.last, last.kind != .newline, last.kind != .dedent {
        append(.newline, end, end)
      }
      for _ in indentations.dropFirst() { append(.dedent, end, end) }
    }
    append(.end, end, end)
  }

  private mutating func continuation() {
    let start = position
    position += 1
    guard position < end else { return fail(.unfinishedContinuation, start, end) }
    guard bytes[position].isLineBreak else { return fail(.strayBackslash, start, position) }
    skipLineBreak()
    if position >= end { fail(.unfinishedContinuation, start, start + 1) }
  }

  private mutating func symbol() {
    let start = position
    for length in stride(from: min(3, end - start), through: 1, by: -1) {
      let packed = Token.Symbol.pack(bytes[start..<start + length])
      guard let symbol = Token.Symbol.byBytes[packed] else { continue }
      position += length
      return track(symbol, Token(.symbol(symbol), start, position))
    }
    character()
  }

  /// Appends a symbol, keeping the open brackets.
  private mutating func track(_ symbol: Token.Symbol, _ token: Token) {
    let opening: Token.Symbol
    switch symbol {
    case .leftParenthesis, .leftBracket, .leftBrace:
      brackets.append(token)
      output.tokens.append(token)
      return
    case .rightParenthesis: opening = .leftParenthesis
    case .rightBracket: opening = .leftBracket
    case .rightBrace: opening = .leftBrace
    default:
      output.tokens.append(token)
      return
    }
    guard let open = brackets.popLast(), case .symbol(let found) = open.kind else {
      return fail(.unmatchedBracket(symbol.rawValue), token.start, token.end)
    }
    guard found == opening else {
      return fail(
        .mismatchedBracket(close: symbol.rawValue, open: found.rawValue), token.start, token.end)
    }
    output.tokens.append(token)
  }

  func peek(_ distance: Int) -> UInt8? {
    position + distance < end ? bytes[position + distance] : nil
  }

  mutating func append(_ kind: Token.Kind, _ start: Int, _ end: Int) {
    output.tokens.append(Token(kind, start, end))
  }

  /// Appends an `invalid` token that keeps its error.
  mutating func fail(_ kind: SyntaxError.Kind, _ start: Int, _ end: Int) {
    output.errors[output.tokens.count] = SyntaxError(kind, SourceRange(start, end))
    append(.invalid, start, end)
  }

  mutating func skipToLineBreak() {
    while position < end, !bytes[position].isLineBreak { position += 1 }
  }

  /// Skips `\n`, `\r\n` or `\r`.
  mutating func skipLineBreak() {
    let isPair = bytes[position] == UInt8(ascii: "\r") && peek(1) == UInt8(ascii: "\n")
    position += isPair ? 2 : 1
  }
}
