public import Language

/// A session file: entries with the output that was recorded for them, and prose between.
///
///     #: format = tape/1
///     #| The gradient of a square.
///     x = 3.
///     watch x
///     #> x is now a float32 tensor
///     grad x*x x
///     #> 6.0
public struct SessionFile: Sendable {
  /// A piece of the file.
  public enum Part: Sendable {
    /// The beginning of a step: a slide of a demonstration, a cell of a notebook.
    case step(line: Int, title: String)
    /// A line of Markdown.
    case prose(line: Int, text: String)
    /// An entry with its options and what was recorded.
    case entry(SessionEntry)
  }

  /// A comment between entries.
  public struct Comment: Sendable {
    /// The number of its line.
    public let line: Int
    /// Its text with the `#`.
    public let text: String
  }

  /// The file's name.
  public let file: String?
  /// What the file says about itself.
  public let header: SessionHeader
  /// The pieces, in order.
  public let parts: [Part]
  /// The comments between entries that are no markers, as typed, in order.
  public let comments: [Comment]
  /// The lines of the text, with their line breaks.
  let lines: [Substring]
  /// What stands before a line that is added beside each line; empty where nothing does.
  let indentations: [String]

  /// The entries, in order.
  public var entries: [SessionEntry] {
    parts.compactMap { part in
      if case .entry(let entry) = part { return entry }
      return nil
    }
  }

  /// The session file that a text is.
  ///
  /// The entries themselves are cut apart here and read when they are reached.
  ///
  /// - Throws: a `SessionFileError` diagnostic at the line that is wrong, or where the header is
  ///   missing.
  /// - Complexity: O(length of the text).
  public init(_ text: String, file: String?) throws(Diagnostic) {
    var reader = SessionFileReader(file: file)
    try reader.read(text)
    self.file = file
    header = reader.header
    parts = reader.parts
    comments = reader.comments
    lines = text.linesWithBreaks
    indentations = []
  }

  /// The session that the fenced `tape` blocks of a Markdown text share.
  ///
  /// Such a session needs no header.
  ///
  /// - Throws: a `SessionFileError` diagnostic at the line that is wrong.
  /// - Complexity: O(length of the text).
  public init(markdown text: String, file: String?) throws(Diagnostic) {
    var reader = SessionFileReader(file: file, needsHeader: false)
    let blocks = MarkdownBlocks(text)
    try reader.read(blocks.masked)
    self.file = file
    var header = reader.header
    if header.title == nil { header.title = blocks.title }
    self.header = header
    parts = blocks.parts(with: reader.parts)
    comments = reader.comments
    lines = text.linesWithBreaks
    indentations = blocks.indentations
  }

  /// A session file with other pieces; its lines stay.
  init(_ file: SessionFile, parts: [Part]) {
    self.file = file.file
    self.parts = parts
    header = file.header
    comments = file.comments
    lines = file.lines
    indentations = file.indentations
  }

  /// Whether the session stands in the fenced blocks of a Markdown text.
  var isMarkdown: Bool { !indentations.isEmpty }

  /// The session of a text that may lack the header: a listing, or standard input.
  ///
  /// - Throws: a `SessionFileError` diagnostic at the line that is wrong.
  /// - Complexity: O(length of the text).
  public init(headerless text: String, file: String?) throws(Diagnostic) {
    var reader = SessionFileReader(file: file, needsHeader: false)
    try reader.read(text)
    self.file = file
    header = reader.header
    parts = reader.parts
    comments = reader.comments
    lines = text.linesWithBreaks
    indentations = []
  }

  /// Whether a text starts as a session file does, with `#:`.
  public static func isSessionFile(_ text: String) -> Bool {
    for item in EntryScanner(text) {
      switch item {
      case .blank: continue
      case .comment(let line, let comment):
        if comment.hasPrefix("#:") { return true }
        if line > 1 || !SessionFileReader.isShebang(comment) { return false }
      case .entry: return false
      }
    }
    return false
  }
}

/// An entry of a session file.
public struct SessionEntry: Sendable {
  /// The number of the entry in the file, from 1.
  public let number: Int
  /// The entry's text and the line at which it starts.
  public let source: EntrySource
  /// The entry's last line.
  public let lastLine: Int
  /// What `#@` lines say about it.
  public let options: SessionEntryOptions
  /// The recorded output, line by line.
  public internal(set) var output: [String] = []
  /// The recorded diagnostic, line by line; the entry must fail when there is one.
  public internal(set) var diagnostic: [String] = []
  /// The numbers of the lines that hold what was recorded.
  var recordedLines: [Int] = []

  /// What was recorded, with markers.
  var recorded: [String] { SessionFile.recordedLines(output: output, diagnostic: diagnostic) }

  /// Whether the entry must fail.
  public var mustFail: Bool { !diagnostic.isEmpty }
}
