/// Deciding between Python and a command.
///
/// A statement whose first word is a command's name is Python if it reads as Python and either
/// the user has bound that name, or it assigns to it, calls it, or takes an attribute or an element
/// of it. Otherwise it is the command. A bracket that stands off by a blank can be an argument:
/// `watch (a + b)` and `watch [x]` are commands, while `grad (z, x)` is a call, since `grad` gives
/// a value and so has a function form.
extension Parser {
  /// A statement that a name starts.
  mutating func commandOrExpression() throws(SyntaxError) -> Statement {
    let start = cursor
    let word = name(current)
    let pythonError: SyntaxError?
    do throws(SyntaxError) {
      let statement = try expressionStatement()
      guard isAtEndOfStatement else { throw unexpected() }
      guard let syntax = commandAtCursor(start), !isUserBound(word),
        !isPython(statement, syntax, start)
      else { return statement }
      pythonError = nil
    } catch {
      pythonError = error
    }
    let failed = cursor
    cursor = start
    guard let syntax = commandAtCursor(cursor) else {
      throw unknownCommand(word, pythonError, failed)
    }
    do throws(SyntaxError) {
      let (command, _) = try command(syntax)
      guard isAtEndOfStatement else { throw unexpected() }
      return Statement(.command(command, muted: false), command.range)
    } catch {
      cursor = start
      if let pythonError, isPythonMeant { throw pythonError }
      throw error
    }
  }

  /// The command whose words stand at a cursor.
  func commandAtCursor(_ cursor: TokenCursor) -> CommandSyntax? {
    guard cursor.current.kind == .name, let syntax = commands[name(cursor.current)] else {
      return nil
    }
    guard let word = syntax.secondWord else { return syntax }
    let next = cursor.peek(1)
    return next.kind == .name && cursor.text(next) == word ? syntax : nil
  }

  /// A statement that starts with a keyword which is a command's name too, as `del` is.
  mutating func commandOrKeyword() throws(SyntaxError) -> Statement {
    let start = cursor
    guard case .keyword(let keyword) = current.kind, let syntax = commands[keyword.rawValue] else {
      throw unexpected()
    }
    let statement = try simpleKeyword(keyword)
    if isAtEndOfStatement { return statement }
    // `del x y` reads as Python up to `y`, as a misspelt statement does.
    let error = unexpected()
    cursor = start
    do throws(SyntaxError) {
      let (command, _) = try command(syntax)
      if isAtEndOfStatement { return Statement(.command(command, muted: false), command.range) }
    } catch {}
    throw error
  }

  /// `value`: values, or a command that gives one: `g = grad z x`.
  mutating func value() throws(SyntaxError) -> Tree {
    guard current.kind == .name, let syntax = commands[name(current)], syntax.givesValue else {
      return try values()
    }
    let start = cursor
    let pythonError: SyntaxError?
    do throws(SyntaxError) {
      let tree = try values()
      guard isAtEndOfStatement || at(.assign) else { throw unexpected() }
      let statement = Statement(.expression(tree.expression, muted: false), tree.expression.range)
      var isName = false
      if case .name = tree.expression.kind { isName = true }
      if isName || isUserBound(syntax.name) || isPython(statement, syntax, start) { return tree }
      pythonError = nil
    } catch {
      pythonError = error
    }
    cursor = start
    do throws(SyntaxError) {
      let (command, depth) = try command(syntax)
      guard isAtEndOfStatement else { throw unexpected() }
      return try node(.command(command), command.range, over: depth)
    } catch {
      cursor = start
      if let pythonError, isPythonMeant { throw pythonError }
      throw error
    }
  }

  /// Whether the user has bound a name, before this entry or in it.
  func isUserBound(_ name: String) -> Bool { bound.contains(name) || isBound(name) }

  /// Whether a statement that starts with a command's name is Python all the same.
  private func isPython(
    _ statement: Statement, _ syntax: CommandSyntax, _ start: TokenCursor
  ) -> Bool {
    switch statement.kind {
    case .assignment, .augmented, .annotated: return true
    default: break
    }
    switch start.peek(1).kind {
    case .symbol(.dot), .prime: return true
    case .symbol(.leftParenthesis): return start.isAdjacent(1) || syntax.givesValue
    case .symbol(.leftBracket): return start.isAdjacent(1)
    default: return false
    }
  }

  /// Whether the text after a command's name looks like Python that is wrong, rather than like
  /// arguments that are.
  private var isPythonMeant: Bool {
    switch cursor.peek(1).kind {
    case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.dot):
      return cursor.isAdjacent(1)
    case .symbol(.assign), .symbol(.colon): return true
    case .symbol(let symbol): return symbol.augmented != nil
    default: return false
    }
  }

  /// The error for a statement that is neither Python nor a command.
  private func unknownCommand(
    _ word: String, _ error: SyntaxError?, _ failed: TokenCursor
  ) -> SyntaxError {
    let next = cursor.peek(1)
    let error = error ?? unexpected()
    let isSideBySide = startsOperand(next) && failed.index == cursor.index + 1
    guard isSideBySide, next.kind != .invalid, !isUserBound(word) else { return error }
    if word == "print" || word == "exec" {
      return SyntaxError(.missingParentheses(word), current.range.union(next.range))
    }
    if word == "match" || word == "type" {
      return SyntaxError(.notSupported("'\(word)'", instead: nil), current.range)
    }
    let keywords = Keyword.allCases.map(\.rawValue)
    let suggestion = Suggestion.closest(to: word, among: commandNames + keywords).first
    if commands.isEmpty, suggestion == nil { return error }
    return SyntaxError(.unknownCommand(word, suggestion: suggestion), current.range)
  }
}
