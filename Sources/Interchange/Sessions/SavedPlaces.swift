import Language
import Notebook

/// Where the entries of a session stand in the file that they are saved to.
///
/// What an entry shows may name lines: at the prompt by the numbers of entries, in a file that was
/// loaded by those of its lines. In the saved file these are other numbers.
struct SavedPlaces: Sendable {
  /// The lines of one entry.
  private struct Place: Sendable {
    /// The numbers that the lines had.
    let numbers: ClosedRange<Int>
    /// The line of the saved file that the first number is; nil where one number stood for several
    /// lines.
    let line: Int?
    /// Whether a file was run, whose lines have numbers of their own.
    let ranFile: Bool
  }

  /// What becomes of a number.
  enum Line: Equatable {
    /// It names this line.
    case line(Int)
    /// It names a line, and it is not known which.
    case unknown
    /// It names none.
    case none
  }

  private var entries: [Place] = []

  /// Whether every entry came from a file, where what mends a line is to change it: at the prompt
  /// it is to type something anew.
  private(set) var areAllFromFiles = true

  /// How many entries there are.
  var count: Int { entries.count }

  /// Adds an entry whose text starts at a line.
  mutating func add(_ entry: AcceptedEntry, at line: Int) {
    let source = entry.source
    if !source.numbersLines { areAllFromFiles = false }
    let further = max(source.text.lines.count, 1) - 1
    let isOneNumber = !source.numbersLines && further > 0
    let last = source.numbersLines ? source.firstLine + further : source.firstLine
    entries.append(
      Place(
        numbers: source.firstLine...last, line: isOneNumber ? nil : line,
        ranFile: entry.traits.contains(.ranFile)))
  }

  /// Takes entries away from the end.
  mutating func removeLast(_ count: Int) { entries.removeLast(count) }

  /// The line that a number names.
  ///
  /// - Complexity: O(entries).
  func line(of number: Int) -> Line {
    var found = Line.none
    var ranFile = false
    for entry in entries {
      if entry.ranFile { ranFile = true }
      guard entry.numbers.contains(number) else { continue }
      guard let line = entry.line, found == .none else { return .unknown }
      found = .line(line + number - entry.numbers.lowerBound)
    }
    // A line of a file that was run has its number in the replay too, so it may be that one.
    return ranFile && found != .none ? .unknown : found
  }
}
