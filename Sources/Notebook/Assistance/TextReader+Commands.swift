import Language

/// The words and arguments of commands.
extension TextReader {
  /// Whether the name at the index is a command's word, by the parser's rule: it is Python if it
  /// reads as Python and the user has bound the name, or it assigns to it, calls it or takes a part
  /// of it.
  func readsAsCommand(_ declaration: CommandDeclaration, isValue: Bool) -> Bool {
    let word = text(index)
    if let second = declaration.syntax.secondWord { return text(index + 1) == second }
    let isFree = structure.bindings[word] == nil && !session.isBound(word)
    guard let next = token(index + 1), !endsStatement(next) else {
      // `g = grad ` goes on as a command; `g = grad` is the function.
      return isValue ? isLastBeforeBlank && isFree : isFree
    }
    let isAdjacent = isAdjacent(index + 1)
    switch next.kind {
    // Two operands side by side are no Python.
    case .name, .number, .string, .fieldStart: return true
    case .keyword(let keyword):
      switch keyword {
      case "in", "is", "and", "or", "if", "else", "for", "as": return isFree && !isValue
      case "not": return token(index + 2)?.kind != .keyword("in") || (isFree && !isValue)
      default: return true
      }
    case .symbol(let symbol):
      switch symbol {
      case ".":
        if isAdjacent { return false }
        guard let behind = token(index + 2) else { return true }
        return behind.kind != .name
      case "(", "[":
        if isAdjacent { return false }
        return isBracketBesideOperand
          || (isFree && (symbol == "[" || !declaration.syntax.givesValue))
      case "{", "~", "...": return true
      case ",": return isFree && !isAssignment && !isValue
      case ")", "]", "}", ":", "?": return false
      case "==", "!=", "<=", ">=": return isFree && !isValue
      default: return symbol.last != "=" && isFree
      }
    case .prime: return false
    default: return isFree
    }
  }

  private func endsStatement(_ token: TextToken) -> Bool {
    switch token.kind {
    case .lineEnd, .comment, .symbol(";"): true
    default: false
    }
  }

  /// Whether an operand stands beside the bracketed one that follows: `grad (z) x`.
  private var isBracketBesideOperand: Bool {
    var place = index + 1
    var depth = 0
    while let next = token(place) {
      switch next.kind {
      case .symbol("("), .symbol("["), .symbol("{"), .fieldStart: depth += 1
      case .symbol(")"), .symbol("]"), .symbol("}"), .fieldEnd: depth -= 1
      default: break
      }
      place += 1
      if depth == 0 { break }
    }
    switch token(place)?.kind {
    case .name, .number, .string: return true
    default: return false
    }
  }

  /// Whether the token is the text's last, with a blank behind it.
  private var isLastBeforeBlank: Bool {
    guard let end = token(index)?.range.end else { return false }
    return index + 1 == structure.scan.tokens.count && end < structure.scan.bytes.count
  }

  /// Whether an equals sign stands in the rest of the line.
  private var isAssignment: Bool {
    var place = index + 1
    while let next = token(place), !endsStatement(next) {
      if next.kind == .symbol("=") { return true }
      place += 1
    }
    return false
  }

  /// Begins a command whose word is at the index.
  mutating func begin(_ declaration: CommandDeclaration) {
    if token(index)?.kind == .name { use(.command) }
    command = CommandUse(declaration, word: index)
    argumentKind = nil
    mode = .command
  }

  /// Reads a token of a command's arguments.
  mutating func commandToken() {
    guard let token = token(index) else { return }
    guard frames.isEmpty else {
      extendArgument(to: token)
      return expressionToken()
    }
    if let last = command?.arguments.last, last.range.end == token.range.start {
      extendArgument(to: token)
      if argumentKind == .expression { expressionToken() } else { wordToken() }
    } else {
      beginArgument(token)
    }
  }

  private mutating func extendArgument(to token: TextToken) {
    guard let last = command?.arguments.indices.last else { return }
    command?.arguments[last].range.end = token.range.end
  }

  /// Reads the first token of an argument.
  private mutating func beginArgument(_ token: TextToken) {
    let word = text(index)
    if isOptionStart {
      append(token, isOption: true)
    } else if index - 1 == command?.word, command?.declaration.syntax.secondWord == word {
      append(token, isOwnWord: true)
    } else if isSubcommand(word) {
      command?.subcommand = word
      append(token, isOwnWord: true)
    } else if isClause(word) {
      command?.begin(clause: word)
      append(token, isOwnWord: true)
    } else {
      beginOperand(token)
    }
  }

  /// Appends an argument that is none of the command's operands.
  private mutating func append(_ token: TextToken, isOption: Bool = false, isOwnWord: Bool = false)
  {
    argumentKind = .word
    command?.arguments.append(
      CommandUse.Argument(
        range: token.range, token: index, isOption: isOption, isOwnWord: isOwnWord))
    if isOwnWord { use(.command) } else { wordToken() }
  }

  private mutating func beginOperand(_ token: TextToken) {
    let count = command?.operandCount ?? 0
    let role = command?.role(ofOperand: count) ?? .expression
    if role == .statement {
      beginStatement()
      return firstToken()
    }
    append(token)
    command?.operandCount += 1
    argumentKind = command?.kind(ofOperand: count) ?? .expression
    // Python's `del` takes expressions, with commas between them.
    if let word = command?.word, self.token(word)?.kind != .name { argumentKind = .expression }
    switch argumentKind {
    case .expression: expressionToken()
    case .rest, .statement: mode = .words
    default:
      if case .words = role, token.kind == .name {
        structure.bindings.updateValue(nil, forKey: text(index))
      }
    }
  }

  private func isSubcommand(_ word: String) -> Bool {
    guard let command, command.operandCount == 0, command.subcommand == nil, isWhole else {
      return false
    }
    return command.declaration.syntax.subcommands.contains(word)
  }

  private func isClause(_ word: String) -> Bool {
    guard let command, command.takesClause, isWhole else { return false }
    return command.declaration.expectation.clauses[word] != nil
  }

  /// Whether the token is a whole argument.
  private var isWhole: Bool {
    guard let next = token(index + 1) else { return true }
    return !isAdjacent(index + 1) || endsStatement(next)
  }

  /// Whether two dashes and a name begin at the index, or the dashes alone end the text.
  private var isOptionStart: Bool {
    guard isSymbol(index, "-"), isSymbol(index + 1, "-"), isAdjacent(index + 1) else {
      return false
    }
    guard let name = token(index + 2), isAdjacent(index + 2) else { return true }
    switch name.kind {
    case .name, .keyword: return true
    default: return false
    }
  }
}
