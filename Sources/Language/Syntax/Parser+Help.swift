/// Questions: `?x`, `??x`, `x?` and `x??`, which are the command `help`.
extension Parser {
  /// The option by which two question marks ask for more than one.
  public static let moreHelp = "more"

  /// A question as a use of `help`; nil when the statement is none.
  ///
  /// What is asked about is a word, as it is after `help`, unless it has subscripts: `?x[0]` asks
  /// about the value of an expression.
  mutating func help() throws(SyntaxError) -> Statement? {
    if at(.question) { return try leadingQuestion() }
    guard current.kind == .name else { return nil }
    return try trailingQuestion()
  }

  /// `?x`, `??x[0]`.
  private mutating func leadingQuestion() throws(SyntaxError) -> Statement {
    let start = current.start
    let isDouble = questionMarks()
    let mark = range(from: start)
    var arguments = isDouble ? [moreArgument(mark)] : []
    if !isAtEndOfStatement { arguments.append(subscriptedArgument() ?? restArgument()) }
    let command = command("help", mark, arguments, from: mark.end)
    return Statement(.command(command, muted: false), command.range)
  }

  /// `x?`, `x[0]??`; nil when no question mark follows.
  private mutating func trailingQuestion() throws(SyntaxError) -> Statement? {
    var ahead = 1
    while at(.dot, ahead: ahead), cursor.peek(ahead + 1).kind == .name { ahead += 2 }
    let isSubscripted =
      at(.leftBracket, ahead: ahead) && cursor.isAdjacent(ahead) && hasQuestionMark
    guard isSubscripted || at(.question, ahead: ahead) else { return nil }
    let saved = cursor
    guard let subject = isSubscripted ? subscriptedArgument() : dottedArgument(), at(.question)
    else {
      cursor = saved
      return nil
    }
    let start = current.start
    let isDouble = questionMarks()
    let mark = range(from: start)
    guard isAtEndOfStatement else { throw unexpected() }
    let command = Command(
      name: "help", nameRange: mark,
      arguments: (isDouble ? [moreArgument(mark)] : []) + [subject], rest: subject.text,
      range: SourceRange(subject.range.start, mark.end))
    return Statement(.command(command, muted: false), command.range)
  }

  /// Whether a question mark stands before the end of the statement or line.
  private var hasQuestionMark: Bool {
    var ahead = 1
    while true {
      switch cursor.peek(ahead).kind {
      case .symbol(.question): return true
      case .symbol(.semicolon), .newline, .end: return false
      default: ahead += 1
      }
    }
  }

  /// Passes the question marks at the cursor; whether there are two or more.
  private mutating func questionMarks() -> Bool {
    advance()
    var isDouble = false
    while at(.question), cursor.isAdjacent(0) {
      advance()
      isDouble = true
    }
    return isDouble
  }

  private func moreArgument(_ mark: SourceRange) -> CommandArgument {
    CommandArgument(
      kind: .option(name: Parser.moreHelp, value: nil), text: cursor.text(mark.start..<mark.end),
      range: mark)
  }

  /// A name, or names with dots between them, up to a question mark.
  private mutating func dottedArgument() -> CommandArgument? {
    let start = current.start
    while !at(.question) { advance() }
    let range = range(from: start)
    let text = cursor.text(range.start..<range.end)
    return CommandArgument(kind: .word(text), text: text, range: range)
  }

  /// An expression of names, attributes and subscripts that has a subscript and is all that is
  /// asked about; nil, and nothing is passed, when something else stands there.
  private mutating func subscriptedArgument() -> CommandArgument? {
    guard current.kind == .name else { return nil }
    let saved = cursor
    do throws(SyntaxError) {
      let expression = try postfix().expression
      if expression.isSubscripted, isAtEndOfStatement || at(.question) {
        let text = cursor.text(expression.range.start..<expression.range.end)
        return CommandArgument(kind: .expression(expression), text: text, range: expression.range)
      }
    } catch {
      // What is no expression is a word, which help answers for.
    }
    cursor = saved
    return nil
  }
}

extension Expression {
  /// Whether it is a name with subscripts, and attributes or none.
  fileprivate var isSubscripted: Bool {
    var next = self
    var hasSubscript = false
    while true {
      switch next.kind {
      case .name: return hasSubscript
      case .subscripted(let base, _, _):
        hasSubscript = true
        next = base
      case .attribute(let base, _, _): next = base
      default: return false
      }
    }
  }
}
