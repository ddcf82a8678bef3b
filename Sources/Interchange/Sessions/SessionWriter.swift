import Language
public import Notebook
import Tensors

/// Writes the entries of a session as those of a session file, one after another.
public struct SessionWriter: Sendable {
  /// The header's lines.
  public let header: String
  /// How many lines were written.
  private var lineCount: Int
  /// Where the entries stand.
  private var places = SavedPlaces()

  /// A place in the file to which a writer can go back.
  struct Mark: Sendable {
    fileprivate let lineCount: Int
    fileprivate let entryCount: Int
  }

  /// A writer of a session's entries.
  public init(_ session: SavedSession) {
    let facts = [
      "format = \(SessionHeader.format)", "seed = \(session.seed)",
      "dtype = \(session.floatDType.name)",
    ]
    let lines = (facts + (session.heading?.facts ?? [])).map { "#: " + $0 }
    header = lines.joined(separator: "\n") + "\n"
    lineCount = lines.count
  }

  /// Where the writer is.
  var mark: Mark { Mark(lineCount: lineCount, entryCount: places.count) }

  /// Goes back to a place, as if what was written behind it never was.
  mutating func rewind(to mark: Mark) {
    lineCount = mark.lineCount
    places.removeLast(places.count - mark.entryCount)
  }

  /// The text of the next entry, behind an empty line: the notes before it, the entry, what it
  /// showed, how it failed, and what stands behind it at the end of its file.
  ///
  /// - Complexity: O(length of the text + mentioned lines × entries).
  public mutating func text(of entry: AcceptedEntry) -> String {
    var lines = [""] + entry.preface + entry.comments.map(SessionWriter.plainComment)
    // The options are known when the lines are that the output names, which depend on where the
    // entry starts, and so on how many options there are.
    var recording = recorded(entry, startingAt: lineCount + lines.count + 1)
    if !recording.options.isEmpty {
      let start = lineCount + lines.count + recording.options.count + 1
      recording = recorded(entry, startingAt: start)
    }
    lines += recording.options.map { "#@ " + $0 }
    places.add(entry, at: lineCount + lines.count + 1)
    lines.append(entry.source.text)
    lines += recording.lines
    if !entry.closing.isEmpty { lines += [""] + entry.closing }
    lineCount += lines.reduce(0) { $0 + max($1.lines.count, 1) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The text behind the last entry of a session: what a file has there, and comments that were
  /// typed; empty where there is neither.
  static func closing(_ preface: [String], _ comments: [String]) -> String {
    // An option is for the next entry, and there is none.
    let preface = preface.filter { !$0.hasPrefix("#@") }
    let lines = preface + comments.map(plainComment)
    return lines.isEmpty ? "" : "\n" + lines.joined(separator: "\n") + "\n"
  }

  /// What an entry showed as it is recorded, with the options that this needs.
  private func recorded(
    _ entry: AcceptedEntry, startingAt line: Int
  ) -> (options: [String], lines: [String]) {
    var places = places
    places.add(entry, at: line)
    var text = SavedOutput(entry, places)
    let failure = entry.diagnostic.map { text.rewritten($0.recordedLines) } ?? []
    let lines = SessionFile.recordedLines(output: text.lines, diagnostic: failure)
    return (text.options, lines)
  }

  /// A comment that was typed, with a blank after its `#` where it looks like a marker.
  private static func plainComment(_ comment: String) -> String {
    SessionFileReader.isMarker(comment) ? "# " + comment.dropFirst() : comment
  }
}
