import Language
import Notebook

/// What an entry showed, as a saved file records it: it must match what the replay shows, and
/// nothing else.
struct SavedOutput {
  /// The lines.
  private(set) var lines: [String] = []
  /// The options that the entry needs.
  var options: [String] {
    if isUnclear { return [SessionOption.ignore.name] }
    // What only looks like a wildcard must not be one.
    return hasLiteral && !hasPattern ? [SessionOption.literal.name] : []
  }

  private let entry: AcceptedEntry
  private let places: SavedPlaces
  private var hasPattern: Bool
  private var hasLiteral = false
  /// Whether the replay may show other lines than the prompt did.
  private var isUnclear = false

  /// The output of an entry, among entries that stand at some places.
  init(_ entry: AcceptedEntry, _ places: SavedPlaces) {
    self.entry = entry
    self.places = places
    hasPattern = !entry.patterns.isEmpty
    lines = rewritten(entry.output, patterns: entry.patterns)
    // The reason behind a None quotes the line at fault, where it is not the entry's own and where
    // it is known: in a file each line of a block is.
    let isBlock = !entry.source.numbersLines && entry.source.text.lines.count > 1
    if isBlock, namesLines, lines.contains(where: { $0.hasPrefix("None: ") }) { isUnclear = true }
  }

  private var namesLines: Bool {
    !entry.traits.isDisjoint(with: [.namesLines, .mayNameLines])
  }

  /// Lines with the numbers of the saved file's lines.
  mutating func rewritten(_ lines: [String], patterns: Set<Int> = []) -> [String] {
    var listing: TapeColumn?
    return lines.enumerated().map { index, line in
      if patterns.contains(index) { return line }
      var result = line
      if namesLines {
        if let column = TapeColumn(header: line) {
          listing = column
        } else if let column = listing, let row = column.row(line) {
          result = row.start + padded(replacement(row.number), to: row.width) + row.end
        } else {
          listing = nil
          result = mentions(in: line)
          if line.hasPrefix(Self.mend), !places.areAllFromFiles {
            hasPattern = true
            result = Self.mend + TranscriptPattern.anyRun
          }
        }
      }
      if result == line, TranscriptPattern.isWildcard(line) { hasLiteral = true }
      return result
    }
  }

  /// A line in which each `line 4` names the saved file's line.
  private mutating func mentions(in line: String) -> String {
    var result = ""
    var rest = line[...]
    while let range = rest.utf8.firstRange(of: Self.word.utf8) {
      let isWord =
        range.lowerBound == line.startIndex
        || !line[line.index(before: range.lowerBound)].isLetter
      let digits = rest[range.upperBound...].prefix { $0.isASCII && $0.isNumber }
      result += rest[..<range.upperBound]
      rest = rest[range.upperBound...]
      guard isWord, let number = Int(digits) else { continue }
      result += replacement(number)
      rest = rest.dropFirst(digits.count)
      // What follows is the line itself, as it was typed.
      if rest.hasPrefix(":") { break }
    }
    return result + rest
  }

  private static let word = "line "
  /// What the line starts with that says how a gradient comes about.
  private static let mend = "  mend: "

  private mutating func replacement(_ number: Int) -> String {
    switch places.line(of: number) {
    case .none: return String(number)
    case .line(let line) where entry.traits.contains(.namesLines): return String(line)
    case .line, .unknown:
      hasPattern = true
      if entry.output.contains(where: { $0.hasPrefix("None: ") || $0.hasPrefix("  line ") }) {
        isUnclear = true
      }
      return TranscriptPattern.anyRun
    }
  }

  private func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
  }
}

/// The column of a tape's listing that has the lines' numbers.
private struct TapeColumn {
  /// How many characters stand up to its right edge.
  private let end: Int

  /// The column that a listing's header has; nil where a line is none.
  init?(header line: String) {
    guard line.words.starts(with: ["at", "line", "name"]),
      let range = line.firstRange(of: " line ")
    else { return nil }
    end = line.distance(from: line.startIndex, to: range.upperBound) - 1
  }

  /// A row around its line's number; nil where a line is no row with a number.
  func row(_ line: String) -> (start: String, number: Int, width: Int, end: String)? {
    let head = line.prefix(end)
    let words = head.words
    guard words.count == 2, Int(words[0]) != nil, let number = Int(words[1]),
      head.hasSuffix(words[1])
    else { return nil }
    let at = head.prefix { $0 == " " } + words[0]
    return (String(at), number, head.count - at.count, String(line.dropFirst(end)))
  }
}
