public import Language

/// What may be put in the place of what is being typed.
public struct Completion: Sendable, Hashable {
  /// One possibility.
  public struct Candidate: Sendable, Hashable {
    /// What it is put in as.
    public var text: String
    /// What a list shows for it.
    public var label: String
    /// What follows it when it is the only one: `(`, `=`, `.`, `/`, a blank or nothing.
    public var suffix: String
    /// What it is.
    public var kind: Kind
    /// A few words about it; may be empty.
    public var note: String

    /// A possibility.
    public init(
      _ text: String, label: String? = nil, suffix: String = "", kind: Kind, note: String = ""
    ) {
      self.text = text
      self.label = label ?? text
      self.suffix = suffix
      self.kind = kind
      self.note = note
    }
  }

  /// The kinds of possibility, in the order in which they are listed.
  public enum Kind: Sendable, Hashable, Comparable {
    case command, keywordArgument, boundName, module, function, constant, attribute, keyword
    case option, value, path, topic
  }

  /// What is replaced, in UTF-8 offsets; it ends at the cursor.
  public let range: SourceRange
  /// The possibilities in the order in which they are to be listed; never empty.
  public let candidates: [Candidate]
}
