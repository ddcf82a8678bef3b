/// A token of a text that may be unfinished or wrong, as an editor sees it.
public struct TextToken: Sendable, Hashable {
  /// What a token is.
  public enum Kind: Sendable, Hashable {
    case name
    /// A reserved word.
    case keyword(String)
    case number
    /// A string, or a part of an f-string outside its fields; of one that is not closed, what is
    /// there.
    case string(isOpen: Bool)
    case comment
    /// An operator, a bracket or other punctuation.
    case symbol(String)
    /// The brace that opens a field of an f-string.
    case fieldStart
    /// The brace that closes a field of an f-string.
    case fieldEnd
    /// The primes of `f′`.
    case prime
    /// The end of a logical line.
    case lineEnd
    /// Text that is no token.
    case invalid
  }

  /// The reserved words.
  public static let keywords = Keyword.allCases.map(\.rawValue)

  /// What it is.
  public let kind: Kind
  /// Where it stands, in UTF-8 offsets.
  public let range: SourceRange

  init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  init(_ kind: Kind, _ start: Int, _ end: Int) {
    self.init(kind, SourceRange(start, end))
  }
}
