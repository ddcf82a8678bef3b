import Language

/// What the tokens of a half-typed text are used for, as far as can be told without parsing it.
///
/// A parser stops at the first mistake, and text that is being typed is one; so this reads on, and
/// is right where the text is.
struct TextStructure: Sendable {
  /// What a token is used for.
  enum Use: Sendable, Hashable {
    /// Nothing but itself.
    case plain
    /// A name whose value is asked for.
    case name
    /// A name that gets a value.
    case binding
    /// A name behind a dot.
    case attribute
    /// The name of an argument in a call.
    case keywordArgument
    /// A command's word, or one of its own words.
    case command
    /// A word that is no code: a file's path, an option's name.
    case word
    /// A part of a module's path.
    case module
    /// A name that is taken from a module.
    case imported(Module)
  }

  /// What stands at the end of the text.
  enum End: Sendable {
    /// Nothing yet of a statement.
    case statement
    /// A part of an expression.
    case expression
    /// A name that gets a value.
    case binding
    /// A module's path.
    case module
    /// A name to take from a module.
    case imported(Module)
    /// Something to ask help about.
    case question
    /// The arguments of a command.
    case command(CommandUse)
  }

  let scan: TokenScan
  /// What each token is used for.
  var uses: [Use]
  /// The names that the text binds, with their values where these are the library's.
  var bindings: [String: Object?] = [:]
  /// The modules of which the text imports everything.
  var starModules: [Module] = []
  /// The partner of each bracket by their tokens; -1 for one that has none of its kind.
  var partners: [Int: Int] = [:]
  /// What is open at the end, outermost first.
  var frames: [TextFrame] = []
  /// What stands at the end.
  var end = End.statement
  /// The first token of the last statement, or the number of tokens.
  var statementStart = 0

  init(_ scan: TokenScan) {
    self.scan = scan
    uses = [Use](repeating: .plain, count: scan.tokens.count)
  }

  /// The names, dots between them, that end with a token: `tf.math.exp`; empty where something else
  /// stands before a dot.
  func path(endingAt token: Int) -> [String] {
    var path: [String] = []
    var index = token
    while index >= 0, scan.tokens[index].kind == .name {
      path.append(scan.text(scan.tokens[index]))
      guard index > 0, scan.tokens[index - 1].kind == .symbol(".") else { return path.reversed() }
      index -= 2
    }
    return []
  }
}

extension TextStructure {
  /// The text of a token.
  func name(_ token: Int) -> String { scan.text(scan.tokens[token]) }
}
