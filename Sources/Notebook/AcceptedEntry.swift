public import Language

/// An entry that ran and was not undone.
public struct AcceptedEntry: Sendable {
  /// The entry's number.
  public let number: Int
  /// Its text and place.
  public let source: EntrySource
  /// What it showed, line by line.
  ///
  /// Of very long output only the beginning is kept, and then a line `...`, which in a session file
  /// stands for any further lines.
  public let output: [String]

  /// An entry with what it showed.
  public init(number: Int, source: EntrySource, output: [String]) {
    self.number = number
    self.source = source
    self.output = output
  }
}

/// Takes what an entry shows, for what is kept of the entry.
struct KeptOutput {
  /// The most characters, in UTF-8, that are kept of an entry's output.
  private static let limit = 1 << 16

  private(set) var lines: [String] = []
  private var length = 0
  private var isCut = false

  /// Adds an output.
  mutating func append(_ output: Output) {
    guard !isCut else { return }
    let text = OutputText.text(of: output)
    guard length + text.utf8.count <= KeptOutput.limit else {
      lines.append("...")
      isCut = true
      return
    }
    length += text.utf8.count
    lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
