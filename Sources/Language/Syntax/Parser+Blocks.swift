/// Compound statements and their blocks.
extension Parser {
  /// `block`: an indented one, or statements on the same line.
  mutating func block(after header: String) throws(SyntaxError) -> [Statement] {
    try colon(after: header)
    guard blocks < limits.blocks else {
      throw SyntaxError(.blocksTooDeep(limit: limits.blocks), current.range)
    }
    blocks += 1
    defer { blocks -= 1 }
    var statements: [Statement] = []
    guard current.kind == .newline else {
      try simpleStatements(into: &statements)
      return statements
    }
    advance()
    guard current.kind == .indent else {
      if current.kind == .invalid { throw unexpected() }
      let end = cursor.previousEnd
      throw SyntaxError(
        .expectedBlock(after: header),
        current.kind == .end || current.kind == .dedent ? SourceRange(end, end) : current.range)
    }
    advance()
    while current.kind != .dedent, current.kind != .end { try statement(into: &statements) }
    advance()
    return statements
  }

  private mutating func colon(after header: String) throws(SyntaxError) {
    if accept(.colon) { return }
    let error = unexpected(expecting: "':'")
    guard case .expected = error.kind, current.kind == .newline || current.kind == .end else {
      throw error
    }
    throw SyntaxError(.missingColon(after: header), error.range)
  }

  /// From an offset to the end of the last of some statements.
  private func span(_ start: Int, _ bodies: [Statement]...) -> SourceRange {
    SourceRange(start, bodies.last { !$0.isEmpty }?.last?.range.end ?? start)
  }

  /// The block of an `else` that may follow.
  private mutating func otherwise() throws(SyntaxError) -> [Statement] {
    guard at(.else) else { return [] }
    let start = advance().start
    if at(.if) { throw SyntaxError(.elseIf, SourceRange(start, current.end)) }
    return try block(after: "else")
  }

  mutating func conditional() throws(SyntaxError) -> Statement {
    let start = current.start
    var branches: [ConditionalBranch] = []
    while at(.elif) || (branches.isEmpty && at(.if)) {
      let word = cursor.text(advance())
      let condition = try expression().expression
      branches.append(
        ConditionalBranch(condition: condition, body: try block(after: word)))
    }
    let otherwise = try otherwise()
    return Statement(
      .conditional(branches, otherwise: otherwise),
      span(start, branches.last?.body ?? [], otherwise))
  }

  mutating func whileLoop() throws(SyntaxError) -> Statement {
    let start = advance().start
    let condition = try expression().expression
    let body = try loopBody(after: "while")
    let otherwise = try otherwise()
    return Statement(
      .whileLoop(condition: condition, body: body, otherwise: otherwise),
      span(start, body, otherwise))
  }

  mutating func forLoop() throws(SyntaxError) -> Statement {
    let start = advance().start
    let target = try loopTarget().expression
    try expect(.in)
    let iterable = try values().expression
    bind(target)
    let body = try loopBody(after: "for")
    let otherwise = try otherwise()
    return Statement(
      .forLoop(target: target, iterable: iterable, body: body, otherwise: otherwise),
      span(start, body, otherwise))
  }

  private mutating func loopBody(after header: String) throws(SyntaxError) -> [Statement] {
    loops += 1
    defer { loops -= 1 }
    return try block(after: header)
  }

  mutating func attempt() throws(SyntaxError) -> Statement {
    let start = advance().start
    let body = try block(after: "try")
    var handlers: [ExceptionHandler] = []
    while at(.except) {
      if let last = handlers.last, last.type == nil {
        throw SyntaxError(.bareExceptNotLast, last.range)
      }
      handlers.append(try handler())
    }
    let otherwise = handlers.isEmpty ? [] : try otherwise()
    let final = accept(.finally) ? try block(after: "finally") : []
    if handlers.isEmpty, final.isEmpty { throw SyntaxError(.lonelyTry, current.range) }
    return Statement(
      .attempt(body: body, handlers: handlers, otherwise: otherwise, finally: final),
      span(start, handlers.last?.body ?? [], otherwise, final))
  }

  private mutating func handler() throws(SyntaxError) -> ExceptionHandler {
    let start = advance().start
    var type: Expression?
    var name: String?
    if !at(.colon) {
      if at(.star) { throw SyntaxError(.notSupported("'except*'", instead: nil), current.range) }
      let first = try expression().expression
      if at(.comma) { throw SyntaxError(.exceptWithoutBrackets, first.range) }
      type = first
      if accept(.as) { name = try expectName().0 }
    }
    if let name { bound.insert(name) }
    let body = try block(after: "except")
    return ExceptionHandler(type: type, name: name, body: body, range: span(start, body))
  }

  mutating func with() throws(SyntaxError) -> Statement {
    let start = advance().start
    let items = try withItems()
    for item in items {
      if let target = item.target { bind(target) }
    }
    let body = try block(after: "with")
    return Statement(.with(items, body: body), span(start, body))
  }

  /// The items of a `with`.
  ///
  /// An opening bracket may hold them all or belong to the first context,
  /// which only what follows the closing bracket shows.
  private mutating func withItems() throws(SyntaxError) -> [WithItem] {
    guard at(.leftParenthesis) else { return try plainItems() }
    let start = cursor
    var bracketError: SyntaxError?
    do throws(SyntaxError) {
      let items = try bracketedItems()
      if at(.colon) { return items }
    } catch {
      bracketError = error
    }
    cursor = start
    do throws(SyntaxError) {
      return try plainItems()
    } catch {
      // The reading that got further is the likelier one.
      if let bracketError, bracketError.range.start > error.range.start { throw bracketError }
      throw error
    }
  }

  private mutating func bracketedItems() throws(SyntaxError) -> [WithItem] {
    advance()
    try descend()
    defer { nesting -= 1 }
    var items: [WithItem] = []
    repeat {
      if at(.rightParenthesis), !items.isEmpty { break }
      items.append(try withItem())
    } while accept(.comma)
    try close(.rightParenthesis)
    return items
  }

  private mutating func plainItems() throws(SyntaxError) -> [WithItem] {
    var items: [WithItem] = []
    repeat { items.append(try withItem()) } while accept(.comma)
    return items
  }

  private mutating func withItem() throws(SyntaxError) -> WithItem {
    let context = try expression().expression
    guard accept(.as) else { return WithItem(context: context, target: nil) }
    let target = try operation(.bitOr).expression
    try checkTarget(target)
    return WithItem(context: context, target: target)
  }

  /// `@decorator` lines and the function they decorate.
  mutating func decorated() throws(SyntaxError) -> Statement {
    var decorators: [Expression] = []
    while accept(.at) {
      decorators.append(try expression().expression)
      guard current.kind == .newline else { throw unexpected() }
      advance()
    }
    guard at(.def) else { throw unexpected(expecting: "'def'") }
    return try function(decorators: decorators)
  }
}
