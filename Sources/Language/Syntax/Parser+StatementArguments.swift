/// Reading a command's argument that is a statement: `time y = f(x)`.
extension Parser {
  /// A command whose argument is a statement with a block; nil when there is none at the cursor.
  ///
  /// Such a statement ends its lines itself.
  mutating func blockCommand() throws(SyntaxError) -> Statement? {
    guard let syntax = commandAtCursor(cursor), syntax.arguments == [.statement],
      !isUserBound(syntax.name), startsBlock(cursor.peek(1))
    else { return nil }
    let name = advance()
    let argument = try detached { parser throws(SyntaxError) in
      var statements: [Statement] = []
      try parser.statement(into: &statements)
      return parser.argument(statements)
    }
    let range = SourceRange(name.start, argument.range.end)
    let command = Command(
      name: syntax.name, nameRange: name.range, arguments: [argument], rest: argument.text,
      range: range)
    return Statement(.command(command, muted: false), range)
  }

  /// A statement without a block.
  mutating func statementArgument() throws(SyntaxError) -> CommandArgument {
    let before = cursor.peek(-1)
    // `time time x` says no more than `time x`, and nesting needs no limit that way.
    if current.kind == .name, cursor.text(current) == cursor.text(before) { throw unexpected() }
    return try detached { parser throws(SyntaxError) in
      var statements: [Statement] = []
      try parser.simple(into: &statements)
      return parser.argument(statements)
    }
  }

  /// Reads something that can neither leave the function nor the loop around it.
  private mutating func detached(
    _ body: (inout Parser) throws(SyntaxError) -> CommandArgument
  ) throws(SyntaxError) -> CommandArgument {
    let outer = (loops, closedFunctions)
    (loops, closedFunctions) = (0, functions)
    defer { (loops, closedFunctions) = outer }
    return try body(&self)
  }

  /// A command whose arguments that are statements show no value.
  func muted(_ command: Command) -> Command {
    let arguments = command.arguments.map { argument in
      guard case .statement(let statements) = argument.kind else { return argument }
      return CommandArgument(
        kind: .statement(statements.map(muted)), text: argument.text, range: argument.range)
    }
    return Command(
      name: command.name, nameRange: command.nameRange, arguments: arguments, rest: command.rest,
      range: command.range)
  }

  private func argument(_ statements: [Statement]) -> CommandArgument {
    let start = statements.first?.range.start ?? cursor.previousEnd
    let end = max(start, statements.last?.range.end ?? start)
    return CommandArgument(
      kind: .statement(statements), text: cursor.text(start..<end), range: SourceRange(start, end))
  }

  private func startsBlock(_ token: Token) -> Bool {
    switch token.kind {
    case .keyword(.if), .keyword(.for), .keyword(.while), .keyword(.with), .keyword(.try),
      .keyword(.def), .symbol(.at):
      true
    default: false
    }
  }
}
