/// Finding out what is wrong with a token that does not fit.
extension Parser {
  /// The error for the current token, where something else was needed.
  func unexpected(expecting what: String? = nil) -> SyntaxError {
    let token = current
    if let error = magic() { return error }
    if let error = cursor.list.errors[cursor.index], token.kind == .invalid { return error }
    if let bracket = unclosedBefore(token) {
      return SyntaxError(.unclosedBracket(cursor.text(bracket)), bracket.range)
    }
    if let kind = known(token) { return SyntaxError(kind, token.range) }
    if let what { return SyntaxError(.expected(what, found: description(of: token)), place(token)) }
    return SyntaxError(.unexpected(description(of: token)), place(token))
  }

  /// The error for the current token, where an operand was needed.
  func expectedExpression() -> SyntaxError {
    let error = unexpected()
    guard case .unexpected(let found) = error.kind else { return error }
    return SyntaxError(.expectedExpression(found: found), error.range)
  }

  /// The open bracket that is the likely cause of an error at a token: one that is never closed
  /// and stands on an earlier line, or any at the end of the text.
  func unclosedBefore(_ token: Token) -> Token? {
    guard let bracket = cursor.list.unclosed.last, bracket.start < token.start else { return nil }
    if token.kind == .end || token.kind == .newline { return bracket }
    let between = cursor.bytes[bracket.start..<token.start]
    return between.contains(where: \.isLineBreak) ? bracket : nil
  }

  /// The special errors for tokens that are known from elsewhere.
  private func known(_ token: Token) -> SyntaxError.Kind? {
    switch token.kind {
    case .indent: .unexpectedIndent
    case .symbol(.walrus): .notSupported("':='", instead: "assign in a statement of its own")
    case .symbol(.shiftLeft), .symbol(.shiftRight), .symbol(.shiftLeftAssign),
      .symbol(.shiftRightAssign):
      .notSupported("'\(cursor.text(token))'", instead: nil)
    case .symbol(.assign): .assignmentInExpression
    case .symbol(.ampersand) where wasSymbol(.ampersand):
      .doubledOperator("&&", instead: "write 'and'")
    case .symbol(.bar) where wasSymbol(.bar): .doubledOperator("||", instead: "write 'or'")
    case .keyword(.yield): .notSupported("'yield'", instead: nil)
    case .keyword(.await), .keyword(.async): .notSupported("'async'", instead: nil)
    case .keyword(.class): .notSupported("'class'", instead: "write functions")
    default: nil
    }
  }

  /// Whether the token before the current one, without a blank between, is a symbol.
  private func wasSymbol(_ symbol: Token.Symbol) -> Bool {
    cursor.isAdjacent(0) && cursor.list.tokens[cursor.index - 1].kind == .symbol(symbol)
  }

  /// Where to point for a token; something to see even at the end of a line.
  private func place(_ token: Token) -> SourceRange {
    switch token.kind {
    case .newline, .end, .dedent:
      let end = cursor.previousEnd
      return SourceRange(end, end)
    default:
      return token.range
    }
  }

  /// A token in words.
  private func description(of token: Token) -> String {
    switch token.kind {
    case .newline: "the end of the line"
    case .end: "the end"
    case .dedent: "the end of the block"
    case .indent: "an indent"
    case .string, .formatted: "a string"
    default: "'\(cursor.text(token))'"
    }
  }
}
