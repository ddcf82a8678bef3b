/// Lines of statements, and the simple ones.
extension Parser {
  /// `statement`.
  mutating func statement(into list: inout [Statement]) throws(SyntaxError) {
    switch current.kind {
    case .keyword(.if): list.append(try conditional())
    case .keyword(.for): list.append(try forLoop())
    case .keyword(.while): list.append(try whileLoop())
    case .keyword(.with): list.append(try with())
    case .keyword(.try): list.append(try attempt())
    case .keyword(.def): list.append(try function(decorators: []))
    case .symbol(.at): list.append(try decorated())
    case .keyword(.elif), .keyword(.else), .keyword(.except), .keyword(.finally):
      throw SyntaxError(.strayClause(cursor.text(current)), current.range)
    default:
      if let command = try blockCommand() { return list.append(command) }
      try simpleStatements(into: &list)
    }
  }

  /// Simple statements with semicolons between them, up to the end of the line.
  mutating func simpleStatements(into list: inout [Statement]) throws(SyntaxError) {
    while true {
      try simple(into: &list)
      guard accept(.semicolon) else { break }
      guard current.kind == .newline || current.kind == .end else { continue }
      if let last = list.popLast() { list.append(muted(last)) }
      break
    }
    guard current.kind == .newline || current.kind == .end else { throw unexpected() }
    advance()
  }

  func muted(_ statement: Statement) -> Statement {
    switch statement.kind {
    case .expression(let value, _):
      Statement(.expression(value, muted: true), statement.range)
    case .command(let command, _):
      Statement(.command(muted(command), muted: true), statement.range)
    default:
      statement
    }
  }

  /// `simple`, up to what ends it.
  mutating func simple(into list: inout [Statement]) throws(SyntaxError) {
    if let help = try help() { return list.append(help) }
    switch current.kind {
    case .name:
      let statement = try commandOrExpression()
      bindTargets(of: statement)
      return list.append(statement)
    case .keyword(.import), .keyword(.from):
      try imports(into: &list)
    case .keyword(let keyword):
      if commands[keyword.rawValue] != nil {
        return list.append(try commandOrKeyword())
      }
      list.append(try simpleKeyword(keyword))
    default:
      let statement = try expressionStatement()
      bindTargets(of: statement)
      list.append(statement)
    }
    guard isAtEndOfStatement else { throw unexpected() }
  }

  /// A simple statement that a keyword starts.
  mutating func simpleKeyword(_ keyword: Keyword) throws(SyntaxError) -> Statement {
    let start = current.start
    let kind: Statement.Kind
    switch keyword {
    case .pass: kind = word(.pass)
    case .break, .continue:
      guard loops > 0 else {
        throw SyntaxError(.outsideLoop(keyword.rawValue), current.range)
      }
      kind = word(keyword == .break ? .breakLoop : .continueLoop)
    case .return:
      guard functions > closedFunctions else {
        throw SyntaxError(.outsideFunction("return"), current.range)
      }
      advance()
      kind = .returned(isAtEndOfStatement ? nil : try value().expression)
    case .raise: kind = try raised()
    case .assert:
      advance()
      let condition = try expression().expression
      kind = .assertion(condition, message: accept(.comma) ? try expression().expression : nil)
    case .del:
      advance()
      let tree = try values()
      try checkDeletion(tree.expression)
      if case .tuple(let items) = tree.expression.kind, !wasBracketed(tree.expression) {
        kind = .deletion(items)
      } else {
        kind = .deletion([tree.expression])
      }
    case .global: kind = .global(try declaredNames())
    case .nonlocal: kind = .nonlocal(try declaredNames())
    default: return try expressionStatement()
    }
    return Statement(kind, range(from: start))
  }

  private mutating func word(_ kind: Statement.Kind) -> Statement.Kind {
    advance()
    return kind
  }

  private func wasBracketed(_ expression: Expression) -> Bool {
    let first = cursor.bytes[expression.range.start]
    guard case .tuple(let items) = expression.kind, let start = items.first?.range.start else {
      return true
    }
    return first == UInt8(ascii: "(") && start > expression.range.start
  }

  private mutating func raised() throws(SyntaxError) -> Statement.Kind {
    advance()
    if isAtEndOfStatement { return .raised(nil, cause: nil) }
    let error = try expression().expression
    return .raised(error, cause: accept(.from) ? try expression().expression : nil)
  }

  private mutating func declaredNames() throws(SyntaxError) -> [String] {
    advance()
    var names: [String] = []
    repeat { names.append(try expectName().0) } while accept(.comma)
    return names
  }

  /// An expression, or an assignment to it.
  mutating func expressionStatement() throws(SyntaxError) -> Statement {
    let start = current.start
    let first = try values().expression
    if case .symbol(let symbol) = current.kind, let augmented = symbol.augmented {
      try checkSingleTarget(first)
      let place = advance().range
      let value = try value().expression
      return Statement(
        .augmented(target: first, augmented, operatorRange: place, value: value),
        range(from: start))
    }
    if at(.assign) { return try assignment(to: first, start) }
    if at(.colon) { return try annotated(first, start) }
    return Statement(.expression(first, muted: false), range(from: start))
  }

  /// `a = b = value`, whose first target was read.
  private mutating func assignment(to first: Expression, _ start: Int) throws(SyntaxError)
    -> Statement
  {
    var targets = [first]
    try checkTarget(first, withEquals: true)
    while true {
      try expect(.assign)
      let value = try value().expression
      guard at(.assign) else {
        return Statement(.assignment(targets: targets, value: value), range(from: start))
      }
      try checkTarget(value, withEquals: true)
      targets.append(value)
    }
  }

  /// `x: int = 3`, whose target was read.
  private mutating func annotated(_ target: Expression, _ start: Int) throws(SyntaxError)
    -> Statement
  {
    if case .name(let name) = target.kind, cursor.peek(1).kind == .newline,
      cursor.peek(2).kind == .indent
    {
      // An indented line after `name:` is the block of a misspelt keyword.
      let suggestion = Suggestion.closest(to: name, among: ["else", "try", "finally", "except"])
      throw SyntaxError(.unknownBlock(name, suggestion: suggestion.first), target.range)
    }
    try checkSingleTarget(target)
    advance()
    _ = try expression()
    let value = accept(.assign) ? try value().expression : nil
    return Statement(.annotated(target: target, value: value), range(from: start))
  }

  /// Notes the names that a statement binds.
  mutating func bindTargets(of statement: Statement) {
    switch statement.kind {
    case .assignment(let targets, _):
      for target in targets { bind(target) }
    case .augmented(let target, _, _, _): bind(target)
    case .annotated(let target, _?): bind(target)
    default: return
    }
  }
}
