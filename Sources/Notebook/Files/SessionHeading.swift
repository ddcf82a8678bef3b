/// What the header of a session file says beside how the session starts: its title, say.
///
/// It belongs to the session that begins with the file, and is saved with it.
public struct SessionHeading: Sendable, Hashable {
  /// The facts as the file says them, `key = value`, in the order in which they are written.
  public let facts: [String]
  /// The columns in which arrays are printed; nil where the file does not say.
  public let lineWidth: Int?

  /// Facts of a header, and the width among them.
  public init(facts: [String], lineWidth: Int?) {
    self.facts = facts
    self.lineWidth = lineWidth
  }
}

extension SavedSession {
  /// What the header of its file says: that of the file that it begins with.
  ///
  /// What failed is no beginning, unless there is nothing else.
  public var heading: SessionHeading? {
    (entries.first { $0.diagnostic == nil } ?? entries.first)?.heading
  }
}
