public import Language

/// A session in another format, with what could not be written in it.
public struct Exported: Sendable {
  /// The file's text.
  public let text: String
  /// What the format cannot express, each with its line; in the text a comment stands in its place.
  public let problems: [Diagnostic]

  /// A text with what is missing in it.
  public init(text: String, problems: [Diagnostic] = []) {
    self.text = text
    self.problems = problems
  }
}
