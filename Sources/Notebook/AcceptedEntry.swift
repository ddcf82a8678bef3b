public import Language

/// An entry that ran and was not undone; or one that failed, and so changed nothing.
public struct AcceptedEntry: Sendable {
  /// What an entry is beside its text.
  public struct Traits: OptionSet, Sendable {
    /// The traits as the bits of a number.
    public let rawValue: Int

    /// The traits that the bits of a number stand for.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// It is one command about tapes or derivatives, whose text names lines.
    public static let namesLines = Traits(rawValue: 1)
    /// It has such a command among other statements.
    public static let mayNameLines = Traits(rawValue: 2)
    /// It ran a file whose entries are not the session's.
    public static let ranFile = Traits(rawValue: 4)
  }

  /// The entry's number.
  public let number: Int
  /// Its text and place.
  public let source: EntrySource
  /// What it showed, line by line.
  ///
  /// Of very long output only the beginning is kept, and then a line `...`, which in a session file
  /// stands for any further lines.
  public let output: [String]
  /// The positions of those lines of the output that are patterns.
  public let patterns: Set<Int>
  /// What it is.
  public let traits: Traits
  /// The comments that were typed before it, with their `#`.
  public internal(set) var comments: [String]
  /// The lines that stand before it in the session file that it was loaded from: prose, steps,
  /// options and comments.
  public let preface: [String]
  /// The lines that stand behind it, where it is the last of the session file that it was loaded from.
  public internal(set) var closing: [String] = []
  /// The files that it read.
  public let reads: Set<ReadFile>
  /// What the header of the session file says that the session begins with, where it is an entry of
  /// that.
  public let heading: SessionHeading?
  /// Why it failed; nil where it ran.
  public let diagnostic: Diagnostic?

  /// An entry with what it showed.
  public init(
    number: Int, source: EntrySource, output: [String], patterns: Set<Int> = [],
    traits: Traits = [], comments: [String] = [], preface: [String] = [],
    reads: Set<ReadFile> = [], heading: SessionHeading? = nil, diagnostic: Diagnostic? = nil
  ) {
    self.number = number
    self.source = source
    self.output = output
    self.patterns = patterns
    self.traits = traits
    self.comments = comments
    self.preface = preface
    self.reads = reads
    self.heading = heading
    self.diagnostic = diagnostic
  }
}

/// Takes what an entry shows, for what is kept of the entry.
struct KeptOutput {
  /// The most characters, in UTF-8, that are kept of an entry's output.
  private static let limit = 1 << 16

  private(set) var lines: [String] = []
  /// The positions of the lines that are patterns.
  private(set) var patterns: Set<Int> = []
  /// Whether a value was shown that may name lines: a None with its reason, or a tape.
  private(set) var namesLines = false
  private let lineWidth: Int?
  private var length = 0
  private var isCut = false

  /// What is kept of an output whose arrays are printed in some columns.
  init(lineWidth: Int? = nil) { self.lineWidth = lineWidth }

  /// Adds an output.
  mutating func append(_ output: Output) {
    guard !isCut else { return }
    let text: String
    var isPattern = false
    switch output {
    case .measured(_, let pattern): (text, isPattern) = (pattern, true)
    case .value(.tape, _), .value(.none(_, .some, _), _):
      namesLines = true
      text = OutputText.text(of: output, lineWidth: lineWidth)
    case .text, .page, .plot, .value: text = OutputText.text(of: output, lineWidth: lineWidth)
    }
    guard length + text.utf8.count <= KeptOutput.limit else {
      patterns.insert(lines.count)
      lines.append("...")
      isCut = true
      return
    }
    length += text.utf8.count
    let added = TextLines(text).texts
    if isPattern { patterns.formUnion(lines.count..<lines.count + added.count) }
    lines += added
  }
}
