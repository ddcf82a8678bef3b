public import Autodiff
import HashTreeCollections

/// The texts of the entries that ran last, with the moment at which each began.
///
/// Lines have numbers that several files may share, so the line of an operation is looked up with
/// the operation's identity: it tells in which entry it ran.
public struct SourceLog: Sendable {
  /// How many entries are kept.
  private static let limit = 4096

  private var entries: TreeDictionary<Int, Started> = [:]
  private var count = 0

  private struct Started: Sendable {
    let source: EntrySource
    let start: Identity
  }

  /// Notes that an entry begins now.
  mutating func begin(_ source: EntrySource) {
    entries[count] = Started(source: source, start: .next())
    count += 1
    entries[count - SourceLog.limit - 1] = nil
  }

  /// The entry that holds a line, as it ran at a moment or before; the newest where it is nil.
  ///
  /// - Complexity: O(entries kept).
  public func entry(holding line: Int, at moment: Identity? = nil) -> EntrySource? {
    for index in stride(from: count - 1, through: max(0, count - SourceLog.limit), by: -1) {
      guard let entry = entries[index] else { continue }
      if let moment, moment < entry.start { continue }
      if entry.source.lineNumbers.contains(line) { return entry.source }
    }
    return nil
  }

  /// The text of a line without the blanks around it; nil where it is not kept.
  ///
  /// At the prompt all lines of an entry have one number: then it is the first that has the words.
  public func text(
    ofLine line: Int, at moment: Identity? = nil, with words: String? = nil
  ) -> String? {
    guard let source = entry(holding: line, at: moment) else { return nil }
    let lines = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let trimmed = lines.map(SourceLog.trimmed)
    if source.numbersLines {
      let index = line - source.firstLine
      return trimmed.indices.contains(index) ? trimmed[index] : nil
    }
    let isBlock = trimmed.count { !$0.isEmpty } > 1
    if isBlock, let words { return trimmed.first { $0.contains(words) } }
    return isBlock ? nil : trimmed.first { !$0.isEmpty }
  }

  private static func trimmed(_ line: Substring) -> String {
    var line = line.drop { $0 == " " || $0 == "\t" }
    while let last = line.last, last == " " || last == "\t" { line.removeLast() }
    return String(line)
  }
}

extension EntrySource {
  /// The numbers of its lines.
  fileprivate var lineNumbers: ClosedRange<Int> {
    guard numbersLines else { return firstLine...firstLine }
    return firstLine...(firstLine + text.utf8.count { $0 == UInt8(ascii: "\n") })
  }
}
