/// A half-open range of UTF-8 offsets in the text of one entry.
public struct SourceRange: Sendable, Hashable {
  /// The offset of the first byte.
  public var start: Int
  /// The offset after the last byte.
  public var end: Int

  /// The range from `start` up to, not including, `end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The smallest range that covers both.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(start, other.start), max(end, other.end))
  }
}

/// The text that a range points into, and where it came from.
public final class EntrySource: Sendable {
  /// The file's name, or nil at the prompt.
  public let file: String?
  /// The entry's whole text.
  public let text: String
  /// The line of the file, from 1, at which the entry starts; at the prompt the entry's number, and
  /// in a notebook the line of the cell.
  public let firstLine: Int
  /// The cell of the notebook, from 1; nil where the file is no notebook.
  public let cell: Int?
  /// Whether each line has a number of its own; at the prompt all of an entry have the entry's,
  /// which is the one that is seen there.
  public let numbersLines: Bool

  /// The script that the entry stands in; nil for the user's own words, which are typed, an argument
  /// (`-e`) or standard input (`-`).
  public var script: String? { file == "-" || file == "-e" ? nil : file }

  /// The text of an entry that starts at a line of a file, or of a cell of it.
  public init(file: String?, text: String, firstLine: Int, cell: Int? = nil) {
    self.file = file
    self.cell = cell
    self.text = text
    self.firstLine = firstLine
    numbersLines = true
  }

  /// The text of an entry at the prompt.
  public init(entry number: Int, text: String) {
    file = nil
    cell = nil
    self.text = text
    firstLine = number
    numbersLines = false
  }
}
