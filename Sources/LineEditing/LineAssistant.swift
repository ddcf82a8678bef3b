/// What an editor asks about the text that is being typed.
///
/// Offsets count UTF-8 bytes.
public protocol LineAssistant: AnyObject {
  /// Whether Enter with the cursor at the text's end submits it.
  ///
  /// - Returns: nil where the text is to be run; else the blanks that the next line starts with.
  func continuation(of text: String) -> String?

  /// How parts of the text look, in ascending order without overlap; what is left out is plain.
  func styles(of text: String, cursor: Int) -> [StyledRange]

  /// A word or two of help that stand dim behind the text, which do not belong to it.
  func hint(for text: String, cursor: Int) -> String?

  /// What may stand at the cursor; nil where there is nothing to offer.
  func completion(of text: String, cursor: Int) -> LineCompletion?

  /// What a paste puts in: the paste itself, or the input of a transcript without its prompts.
  func pasted(_ text: String) -> String
}

/// What may replace a part of the text.
public struct LineCompletion: Sendable, Hashable {
  /// One possibility.
  public struct Candidate: Sendable, Hashable {
    /// What is put in.
    public var text: String
    /// What is put in behind it when it is the only one: a blank, a `(`, nothing.
    public var suffix: String
    /// What the list shows for it.
    public var label: String
    /// A few words about it, shown where there is room; may be empty.
    public var note: String

    /// A possibility.
    public init(_ text: String, suffix: String = "", label: String? = nil, note: String = "") {
      self.text = text
      self.suffix = suffix
      self.label = label ?? text
      self.note = note
    }
  }

  /// What is replaced, in UTF-8 offsets; it ends at the cursor.
  public var range: Range<Int>
  /// The possibilities, in the order in which they are listed; never empty.
  public var candidates: [Candidate]

  /// Possibilities for a range.
  public init(range: Range<Int>, candidates: [Candidate]) {
    self.range = range
    self.candidates = candidates
  }
}
