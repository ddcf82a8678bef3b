/// Reading a command's arguments, by the kinds it declares.
extension Parser {
  /// The command at the cursor, up to the end of its statement, and the depth of its arguments.
  mutating func command(_ syntax: CommandSyntax) throws(SyntaxError) -> (Command, depth: Int) {
    let nameToken = advance()
    if syntax.secondWord != nil { advance() }
    var arguments: [CommandArgument] = []
    var count = 0
    var depth = 0
    var isSubcommand = false
    while !isAtEndOfStatement {
      if let option = try option() {
        arguments.append(option)
        continue
      }
      if !isSubcommand, count >= max(syntax.required, 1), let kind = clause(syntax) {
        arguments.append(try wordArgument())
        let (next, nextDepth) = try argument(kind)
        arguments.append(next)
        depth = max(depth, nextDepth)
        continue
      }
      if count == 0, let word = try subcommand(syntax) {
        isSubcommand = true
        arguments.append(word)
      } else {
        let kind = isSubcommand ? .word : try kind(of: count, syntax)
        let (next, nextDepth) = try argument(kind)
        arguments.append(next)
        depth = max(depth, nextDepth)
      }
      count += 1
    }
    if !isSubcommand, count < syntax.required {
      throw SyntaxError(
        .missingArguments(command: syntax.name, required: syntax.required), nameToken.range)
    }
    return (command(syntax.name, nameToken.range, arguments, from: nameToken.end), depth)
  }

  /// The command whose arguments were read; its rest is the text from an offset.
  func command(
    _ name: String, _ nameRange: SourceRange, _ arguments: [CommandArgument], from start: Int
  ) -> Command {
    let end = max(start, cursor.previousEnd)
    return Command(
      name: name, nameRange: nameRange, arguments: arguments,
      rest: trimmed(start..<end), range: SourceRange(nameRange.start, end))
  }

  /// The declared kind of an argument.
  private func kind(
    of index: Int, _ syntax: CommandSyntax
  ) throws(SyntaxError) -> CommandSyntax.ArgumentKind {
    if index < syntax.arguments.count { return syntax.arguments[index] }
    if syntax.repeatsLast, let last = syntax.arguments.last { return last }
    if index == 0, !syntax.subcommands.isEmpty {
      let word = cursor.text(current)
      throw SyntaxError(
        .unknownSubcommand(
          command: syntax.name, word,
          suggestion: Suggestion.closest(to: word, among: syntax.subcommands).first),
        current.range)
    }
    if at(.comma) { throw SyntaxError(.commaBetweenArguments, current.range) }
    throw SyntaxError(
      .tooManyArguments(command: syntax.name, allowed: syntax.arguments.count), current.range)
  }

  private mutating func argument(
    _ kind: CommandSyntax.ArgumentKind
  ) throws(SyntaxError) -> (CommandArgument, depth: Int) {
    switch kind {
    case .expression: return try expressionArgument()
    case .word, .path: return (try wordArgument(), 0)
    case .rest: return (restArgument(), 0)
    case .statement: return (try statementArgument(), 0)
    }
  }

  /// One of the command's own words, such as `new` of `tape new`.
  private mutating func subcommand(_ syntax: CommandSyntax) throws(SyntaxError) -> CommandArgument?
  {
    guard syntax.subcommands.contains(cursor.text(current)), endsWord(current) else {
      return nil
    }
    return try wordArgument()
  }

  /// The kind of the argument behind the word at the cursor, such as `to` of `to FILE`; nil where
  /// that is no such word, or nothing follows it.
  private func clause(_ syntax: CommandSyntax) -> CommandSyntax.ArgumentKind? {
    guard let kind = syntax.clauses[cursor.text(current)], endsWord(current) else { return nil }
    switch cursor.peek(1).kind {
    case .newline, .end, .symbol(.semicolon): return nil
    default: return cursor.index + 1 < cursor.limit ? kind : nil
    }
  }

  /// `--name` or `--name=value`.
  private mutating func option() throws(SyntaxError) -> CommandArgument? {
    guard at(.minus), at(.minus, ahead: 1), cursor.isAdjacent(1), cursor.isAdjacent(2) else {
      return nil
    }
    switch cursor.peek(2).kind {
    case .name, .keyword: break
    default: return nil
    }
    let (text, range) = try rawWord()
    let parts = text.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count > 1 ? unquoted(String(parts[1])) : nil
    return CommandArgument(
      kind: .option(name: String(parts[0]), value: value), text: text, range: range)
  }

  /// An expression without blanks outside brackets.
  private mutating func expressionArgument() throws(SyntaxError) -> (CommandArgument, depth: Int) {
    let start = cursor.index
    var end = start + 1
    var depth = isOpening(cursor.list.tokens[start]) ? 1 : 0
    while end < cursor.limit, depth > 0 || cursor.isAdjacent(end - start) {
      let token = cursor.list.tokens[end]
      if depth == 0, token.kind == .symbol(.semicolon) || token.kind == .newline { break }
      if isOpening(token) { depth += 1 }
      if isClosing(token) { depth -= 1 }
      end += 1
    }
    let outer = cursor.limit
    cursor.limit = end
    defer { cursor.limit = outer }
    if at(.comma) { throw SyntaxError(.commaBetweenArguments, current.range) }
    if end == start + 1, case .symbol(let symbol) = current.kind,
      BinaryOperator(rawValue: symbol.rawValue) != nil
    {
      throw SyntaxError(.looseOperator(symbol.rawValue), current.range)
    }
    if end == start + 1, at(.lambda) { throw SyntaxError(.looseLambda, current.range) }
    let tree = try expression()
    guard cursor.index == end else {
      if at(.comma) { throw SyntaxError(.commaBetweenArguments, current.range) }
      throw unexpected()
    }
    let range = range(from: cursor.list.tokens[start].start)
    let argument = CommandArgument(
      kind: .expression(tree.expression), text: cursor.text(range.start..<range.end), range: range)
    return (argument, tree.depth)
  }

  private func isOpening(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.leftBrace): true
    default: false
    }
  }

  private func isClosing(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace): true
    default: false
    }
  }

  /// A bare or quoted word.
  private mutating func wordArgument() throws(SyntaxError) -> CommandArgument {
    let token = current
    if token.kind == .string, endsWord(token) {
      advance()
      let (content, prefix) = try content(of: token)
      let value = try StringLiteral(bytes: cursor.bytes, isRaw: prefix.isRaw).text(content)
      return CommandArgument(kind: .word(value), text: cursor.text(token), range: token.range)
    }
    let (text, range) = try rawWord()
    return CommandArgument(kind: .word(text), text: text, range: range)
  }

  /// Whether a word ends where a token does.
  private func endsWord(_ token: Token) -> Bool {
    guard token.end < cursor.bytes.count else { return true }
    let next = cursor.bytes[token.end]
    return next.isBlank || next.isLineBreak || next == UInt8(ascii: ";")
      || next == UInt8(ascii: "#")
  }

  /// The text up to the next blank, `;` or comment, whatever tokens it is.
  private mutating func rawWord() throws(SyntaxError) -> (String, SourceRange) {
    let start = current.start
    var end = start
    scan: while end < cursor.bytes.count {
      switch cursor.bytes[end] {
      case let byte where byte.isBlank || byte.isLineBreak: break scan
      case UInt8(ascii: ";"), UInt8(ascii: "#"): break scan
      default: end += 1
      }
    }
    guard end > start else { throw unexpected() }
    while cursor.index < cursor.limit, current.start < end {
      if current.end > end { throw unexpected() }
      advance()
    }
    return (cursor.text(start..<end), SourceRange(start, end))
  }

  /// The rest of the logical line as typed, without a comment and a last `;`, which mutes.
  mutating func restArgument() -> CommandArgument {
    let start = current.start
    var last = cursor.index
    while current.kind != .newline, current.kind != .end {
      if !at(.semicolon) || (cursor.peek(1).kind != .newline && cursor.peek(1).kind != .end) {
        last = cursor.index
      }
      advance()
    }
    cursor.index = min(last + 1, cursor.limit)
    let range = range(from: start)
    let text = trimmed(range.start..<range.end)
    return CommandArgument(kind: .word(text), text: text, range: range)
  }

  private func trimmed(_ range: Range<Int>) -> String {
    var range = range
    while let first = range.first, cursor.bytes[first].isBlank {
      range = first + 1..<range.upperBound
    }
    while let last = range.last, cursor.bytes[last].isBlank { range = range.lowerBound..<last }
    return cursor.text(range)
  }

  private func unquoted(_ text: String) -> String {
    guard text.utf8.count >= 2, let first = text.first, first == "'" || first == "\"",
      text.last == first
    else { return text }
    return String(text.dropFirst().dropLast())
  }
}
