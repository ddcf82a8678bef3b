/// Looking at tokens and taking them.
extension Parser {
  var current: Token { cursor.current }

  func at(_ symbol: Token.Symbol) -> Bool { current.kind == .symbol(symbol) }
  func at(_ keyword: Keyword) -> Bool { current.kind == .keyword(keyword) }

  /// Whether the token some places ahead is a symbol.
  func at(_ symbol: Token.Symbol, ahead distance: Int) -> Bool {
    cursor.peek(distance).kind == .symbol(symbol)
  }

  /// Whether a simple statement can end here.
  var isAtEndOfStatement: Bool {
    current.kind == .newline || current.kind == .end || at(.semicolon)
  }

  /// Takes the current token.
  @discardableResult
  mutating func advance() -> Token {
    let token = current
    if cursor.index < cursor.limit { cursor.index += 1 }
    return token
  }

  /// Takes the current token if it is this symbol.
  mutating func accept(_ symbol: Token.Symbol) -> Bool {
    guard at(symbol) else { return false }
    advance()
    return true
  }

  /// Takes the current token if it is this keyword.
  mutating func accept(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  /// Takes this symbol or throws.
  @discardableResult
  mutating func expect(_ symbol: Token.Symbol) throws(SyntaxError) -> Token {
    guard at(symbol) else { throw unexpected(expecting: "'\(symbol.rawValue)'") }
    return advance()
  }

  /// Takes this keyword or throws.
  @discardableResult
  mutating func expect(_ keyword: Keyword) throws(SyntaxError) -> Token {
    guard at(keyword) else { throw unexpected(expecting: "'\(keyword.rawValue)'") }
    return advance()
  }

  /// Takes a name or throws.
  mutating func expectName(_ what: String = "a name") throws(SyntaxError) -> (String, SourceRange) {
    guard current.kind == .name else { throw unexpected(expecting: what) }
    let token = advance()
    return (name(token), token.range)
  }

  /// Takes the bracket that closes an open one, or throws.
  @discardableResult
  mutating func close(_ symbol: Token.Symbol) throws(SyntaxError) -> Token {
    guard at(symbol) else {
      if startsOperand(current), current.kind != .invalid, unclosedBefore(current) == nil {
        throw SyntaxError(.missingComma, current.range)
      }
      throw unexpected(expecting: "'\(symbol.rawValue)'")
    }
    return advance()
  }

  /// The name that a token spells, normalised.
  func name(_ token: Token) -> String {
    let text = cursor.text(token)
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(scalar.normalizedLetter) }
    return String(result)
  }

  /// From an offset to the end of the token last taken.
  func range(from start: Int) -> SourceRange {
    SourceRange(start, max(start, cursor.previousEnd))
  }

  /// Whether a token can start an operand.
  func startsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .name, .integer, .float, .string, .formatted: true
    case .keyword(.none), .keyword(.true), .keyword(.false), .keyword(.lambda): true
    default: false
    }
  }

  /// Goes one level deeper, within the limit; the caller goes up again with `nesting -= 1`.
  mutating func descend() throws(SyntaxError) {
    guard nesting < limits.nesting else {
      throw SyntaxError(.nestingTooDeep(limit: limits.nesting), current.range)
    }
    nesting += 1
  }
}
