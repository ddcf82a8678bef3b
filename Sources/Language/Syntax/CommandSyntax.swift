/// What the parser must know of a command: its name and the kinds of its arguments.
///
/// The commands themselves are declared once, with their help and behaviour; the parser is handed
/// this part of each declaration.
public struct CommandSyntax: Sendable {
  /// The kinds of argument a command takes.
  public enum ArgumentKind: Sendable, Hashable {
    /// An expression without top-level blanks: `x`, `x[1, 2]`, `-3`, `sum(x)`, `(a + b)`.
    case expression
    /// A bare word, such as an option's name.
    case word
    /// A file's path, quoted or not.
    case path
    /// The rest of the line, unparsed.
    case rest
    /// A statement or another command, which may have a block.
    case statement
  }

  /// The word that starts the command.
  public let name: String
  /// The kind of each argument; the last one repeats when `repeatsLast`.
  public let arguments: [ArgumentKind]
  /// How many arguments must be there.
  public let required: Int
  /// Whether more arguments of the last kind may follow.
  public let repeatsLast: Bool
  /// Words that may stand first in place of the declared arguments (`tape new`, `tape close`);
  /// what follows such a word is read as words.
  public let subcommands: [String]
  /// Words behind the required arguments, each with the kind of the argument that follows it where
  /// that is read differently from the others: `to FILE`.
  public let clauses: [String: ArgumentKind]
  /// The word that must follow the command's own (`print all`); without it the line is Python's.
  public let secondWord: String?
  /// Whether the command gives a value, so that `g = grad z x` is accepted.
  public let givesValue: Bool

  /// The syntax of a command.
  public init(
    name: String, arguments: [ArgumentKind], required: Int, repeatsLast: Bool = false,
    subcommands: [String] = [], clauses: [String: ArgumentKind] = [:], secondWord: String? = nil,
    givesValue: Bool = false
  ) {
    self.name = name
    self.arguments = arguments
    self.required = required
    self.repeatsLast = repeatsLast
    self.subcommands = subcommands
    self.clauses = clauses
    self.secondWord = secondWord
    self.givesValue = givesValue
  }
}
