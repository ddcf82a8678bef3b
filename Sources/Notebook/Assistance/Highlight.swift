public import Language

/// What a part of the text is, so that it can be shown in a colour.
public struct Highlight: Sendable, Hashable {
  /// The kinds of part.
  public enum Role: Sendable, Hashable, CaseIterable {
    case keyword, number, string, comment
    /// The word of a command, or one of its own words: `tape close`, `on`.
    case command
    /// A function or type, of the library or of the user.
    case function
    case module
    /// A name that has a value.
    case boundName
    /// A name that nothing binds.
    case unknownName
    case `operator`
    /// The bracket at the cursor, and its partner.
    case bracketMatch
    /// A bracket without a partner of its kind.
    case bracketMismatch
    /// Text that is no token of the language.
    case error
  }

  /// Where it stands, in UTF-8 offsets.
  public let range: SourceRange
  /// What it is.
  public let role: Role

  /// A part in a role.
  public init(_ range: SourceRange, _ role: Role) {
    self.range = range
    self.role = role
  }
}
