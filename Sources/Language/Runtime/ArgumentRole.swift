/// What an argument of a command or a function is meant to be, from which completion chooses what
/// to offer.
///
/// The parser does not ask: it reads what stands there, and what is called says what is wrong with
/// it.
public enum ArgumentRole: Sendable, Hashable {
  /// Any expression.
  case expression
  /// A tensor or Variable.
  case tensor
  /// An element type.
  case dtype
  /// A number that is typed.
  case number
  /// Words that are the user's own: a pattern to search for.
  case text
  /// A tensor that a tape recorded, to be differentiated.
  case target
  /// A tensor or Variable that the target's tape watches or recorded.
  case source
  /// A floating-point tensor, a Variable or a float that no open tape watches yet.
  case watchable
  /// A tensor or Variable that an open tape watches.
  case watched
  /// A tape that a name is bound to.
  case tape
  /// A name that the user bound.
  case boundName
  /// A function.
  case function
  /// A command, a function or another name that help explains.
  case helpTopic
  /// An option of `set`.
  case optionName
  /// A value of the option named before it.
  case optionValue
  /// The path of a file.
  case path
  /// A statement or a command.
  case statement
  /// One of some words.
  case words([String])
}

/// What the arguments of a command are meant to be.
public struct ArgumentExpectation: Sendable {
  /// The role of each argument; the last one is that of all further arguments.
  public let roles: [ArgumentRole]
  /// The role of the argument behind a word that stands among the arguments: `on TAPE`.
  public let clauses: [String: ArgumentRole]
  /// The role of what follows a subcommand, where it is not the first argument's.
  public let subcommands: [String: ArgumentRole]
  /// The subcommands behind which the words of clauses may stand, too.
  public let clausedSubcommands: Set<String>
  /// The options, without their dashes.
  public let options: [String]

  /// The roles of arguments, and what may stand among them.
  public init(
    _ roles: [ArgumentRole] = [], clauses: [String: ArgumentRole] = [:],
    subcommands: [String: ArgumentRole] = [:], clausedSubcommands: Set<String> = [],
    options: [String] = []
  ) {
    self.roles = roles
    self.clauses = clauses
    self.subcommands = subcommands
    self.clausedSubcommands = clausedSubcommands
    self.options = options
  }
}
