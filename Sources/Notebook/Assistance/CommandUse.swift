import Language

/// A command as far as it is typed.
struct CommandUse: Sendable {
  /// An argument of it.
  struct Argument: Sendable {
    /// Where it stands.
    var range: SourceRange
    /// The first of its tokens.
    let token: Int
    /// Whether it is an option: `--zero`.
    let isOption: Bool
    /// Whether it is one of the command's own words: a subcommand, or `on`.
    let isOwnWord: Bool
  }

  let declaration: CommandDeclaration
  /// The token of its word.
  let word: Int
  /// What is typed of its arguments.
  var arguments: [Argument] = []
  /// The subcommand, if there is one.
  var subcommand: String?
  /// The word before the argument of another role, until that is complete: `on`.
  private(set) var clause: String?
  /// How many operands stand before that word.
  private var clauseStart = 0
  /// How many arguments there are that are neither options nor the command's own words.
  var operandCount = 0

  init(_ declaration: CommandDeclaration, word: Int) {
    self.declaration = declaration
    self.word = word
  }

  /// The arguments without options and own words.
  var operands: [Argument] { arguments.filter { !$0.isOption && !$0.isOwnWord } }

  /// Where an argument begins that the text ends with and that is read as it is typed: a path, or
  /// the rest of the line.
  ///
  /// Nil where the text ends with something else, and of a quoted path, which ends with its quotes.
  static func plainText(in structure: TextStructure) -> Int? {
    guard case .command(let command) = structure.end else { return nil }
    for (index, operand) in command.operands.enumerated() {
      switch command.kind(ofOperand: index) {
      case .rest: return operand.range.start
      case .path:
        if case .string = structure.scan.tokens[operand.token].kind { return nil }
        return operand.range.start
      default: break
      }
    }
    return nil
  }

  /// Whether a word such as `on` may follow: the required arguments are there, and so is that of a
  /// word before.
  var takesClause: Bool {
    let isBehindEnough =
      subcommand.map(declaration.expectation.clausedSubcommands.contains)
      ?? (operandCount >= max(declaration.syntax.required, 1))
    return isBehindEnough && (clause == nil || operandCount > clauseStart)
  }

  /// Notes a word that gives the next operand another role.
  mutating func begin(clause word: String) {
    clause = word
    clauseStart = operandCount
  }

  /// What the operand behind some others is meant to be.
  func role(ofOperand index: Int) -> ArgumentRole {
    let expectation = declaration.expectation
    if let clause, index >= clauseStart, let role = expectation.clauses[clause] { return role }
    if let subcommand {
      return expectation.subcommands[subcommand] ?? expectation.roles.first ?? .expression
    }
    guard let last = expectation.roles.last else { return .expression }
    return index < expectation.roles.count ? expectation.roles[index] : last
  }

  /// How the operand behind some others is parsed; nil where there may be no more.
  func kind(ofOperand index: Int) -> CommandSyntax.ArgumentKind? {
    guard index >= 0 else { return nil }
    if let clause, index >= clauseStart, let kind = declaration.syntax.clauses[clause] {
      return kind
    }
    if subcommand != nil { return .word }
    let kinds = declaration.syntax.arguments
    if index < kinds.count { return kinds[index] }
    return declaration.syntax.repeatsLast ? kinds.last : nil
  }
}
