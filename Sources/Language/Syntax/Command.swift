/// A bare-word command and its arguments: `grad z x`.
public struct Command: Sendable {
  /// The word that starts it.
  public let name: String
  /// Where that word stands.
  public let nameRange: SourceRange
  /// Its arguments in order.
  public let arguments: [CommandArgument]
  /// The text after the command's name, as typed, without surrounding blanks.
  public let rest: String
  /// Where it stands.
  public let range: SourceRange

  /// A command with its arguments.
  public init(
    name: String, nameRange: SourceRange, arguments: [CommandArgument], rest: String,
    range: SourceRange
  ) {
    self.name = name
    self.nameRange = nameRange
    self.arguments = arguments
    self.rest = rest
    self.range = range
  }
}

/// One blank-separated argument of a command.
public struct CommandArgument: Sendable {
  /// What it was parsed as, by what the command declares.
  public enum Kind: Sendable {
    case expression(Expression)
    /// A statement; `import a, b` is two.
    case statement([Statement])
    /// A bare word or path; quotes removed.
    case word(String)
    /// `--name` or `--name=value`.
    case option(name: String, value: String?)
  }
  /// What it was read as.
  public let kind: Kind
  /// The argument as typed.
  public let text: String
  /// Where it stands.
  public let range: SourceRange

  /// An argument of a kind.
  public init(kind: Kind, text: String, range: SourceRange) {
    self.kind = kind
    self.text = text
    self.range = range
  }
}
