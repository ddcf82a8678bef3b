import Language
import Notebook

/// A session file as Markdown: prose as it is, entries with their output in fenced `tape` blocks.
///
/// The blocks share one session with the same options and the same recorded output, so that the file
/// is tested like the one that it was made from. What the header says stands in the first block.
struct MarkdownDocument {
  private let session: ReplayedSession
  private var lines: [String] = []
  /// The lines of the block that is being written.
  private var block: [String] = []

  /// A writer of a session.
  init(_ session: ReplayedSession) { self.session = session }

  /// The Markdown text.
  ///
  /// - Complexity: O(length of the session).
  static func text(of session: ReplayedSession) -> String {
    // What is Markdown already stays as it is.
    if session.file.isMarkdown { return session.file.lines.joined() }
    var document = MarkdownDocument(session)
    document.write()
    let text = document.lines.joined(separator: "\n") + "\n"
    return recorded(text, session)
  }

  /// The text with the output that names its own lines: they are others than the session file's.
  ///
  /// Only what reads otherwise is recorded anew, so that patterns stay.
  private static func recorded(_ text: String, _ session: ReplayedSession) -> String {
    guard let file = try? SessionFile(markdown: text, file: nil) else { return text }
    let replayed = session.replaying(file)
    var recordings: [Int: [String]] = [:]
    for (old, new) in zip(session.entries, replayed.entries) {
      let width = file.header.width
      let before = old.shownLines(width: width)
      let after = new.shownLines(width: width)
      guard before != after, new.entry.options.mode != .ignored else { continue }
      let output = renewed(new.entry.output, before.output, after.output)
      let diagnostic = renewed(new.entry.diagnostic, before.diagnostic, after.diagnostic)
      recordings[new.entry.number] = SessionFile.recordedLines(
        output: output, diagnostic: diagnostic)
    }
    return file.text(recording: recordings)
  }

  /// Recorded lines with the new text of those that read otherwise.
  private static func renewed(
    _ recorded: [String], _ before: [String], _ after: [String]
  ) -> [String] {
    guard before != after else { return recorded }
    guard recorded.count == before.count, before.count == after.count else { return after }
    return recorded.indices.map { before[$0] == after[$0] ? recorded[$0] : after[$0] }
  }

  /// What a line of a session file is.
  private enum Kind {
    case blank, prose(String), step(String), header, shebang, code
  }

  private mutating func write() {
    let file = session.file
    if let title = file.header.title { append(["# \(title)"]) }
    let entries = entryLines()
    var prose: [String] = []
    for (index, line) in file.lines.enumerated() {
      let text = String(line.last?.isNewline == true ? line.dropLast() : line)
      let number = index + 1
      let kind = entries.contains(number) ? .code : MarkdownDocument.kind(text, number)
      if case .prose(let text) = kind {
        endBlock()
        prose.append(text)
        continue
      }
      endProse(&prose, isSplit: { if case .blank = kind { false } else { true } }())
      switch kind {
      case .prose, .shebang: break
      case .blank: if prose.isEmpty { appendBlank() } else { prose.append("") }
      case .step(let title):
        endBlock()
        if title.isEmpty { appendBlank() } else { append(["## \(title)"]) }
      case .header:
        // The title is the document's, and Markdown needs no format.
        if !["format", "title"].contains(MarkdownDocument.key(text)) { block.append(text) }
      case .code:
        block.append(text)
        block += unrecorded(after: number)
      }
    }
    endProse(&prose, isSplit: true)
    endBlock()
  }

  /// The lines of entries and of what was recorded for them.
  private func entryLines() -> Set<Int> {
    var lines = Set<Int>()
    for entry in session.file.entries {
      lines.formUnion(entry.source.firstLine...max(entry.source.firstLine, entry.lastLine))
      lines.formUnion(entry.recordedLines)
    }
    return lines
  }

  /// What an entry showed that ends in a line, where the file records nothing.
  private func unrecorded(after line: Int) -> [String] {
    guard
      let replayed = session.entries.first(where: {
        $0.entry.lastLine == line && $0.entry.recordedLines.isEmpty
          && $0.entry.options.mode != .ignored
      })
    else { return [] }
    let shown = replayed.shownLines(width: session.file.header.width)
    return SessionFile.recordedLines(output: shown.output, diagnostic: shown.diagnostic)
  }

  /// What a line between the entries is.
  private static func kind(_ text: String, _ number: Int) -> Kind {
    if text.allSatisfy(\.isWhitespace) { return .blank }
    if number == 1, SessionFileReader.isShebang(text) { return .shebang }
    if text.hasPrefix("#|") {
      let content = text.dropFirst(2)
      return .prose(String(content.hasPrefix(" ") ? content.dropFirst() : content))
    }
    if text.hasPrefix("#:") { return .header }
    if text.hasPrefix("# %%") { return .step(text.dropFirst(4).trimmed) }
    return .code
  }

  private static func key(_ text: String) -> String {
    text.dropFirst(2).prefix { $0 != "=" }.trimmed
  }

  // MARK: Pieces

  /// Appends lines with an empty one before them.
  private mutating func append(_ new: [String]) {
    if lines.last?.isEmpty == false { lines.append("") }
    lines += new
  }

  private mutating func appendBlank() {
    if !block.isEmpty { block.append("") }
  }

  /// Ends the prose, unless only a blank line interrupts it.
  private mutating func endProse(_ prose: inout [String], isSplit: Bool) {
    guard isSplit, !prose.isEmpty else { return }
    while prose.last?.isEmpty == true { prose.removeLast() }
    append(MarkdownDocument.closed(prose))
    prose = []
  }

  /// Ends the fenced block, if it has anything.
  private mutating func endBlock() {
    while block.last?.isEmpty == true { block.removeLast() }
    guard !block.isEmpty else { return }
    let ticks = block.map { line in line.trimmed.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, ticks + 1))
    append([fence + "tape"] + block + [fence])
    block = []
  }

  /// Prose whose own fences are closed, and are no sessions: they would be run.
  private static func closed(_ prose: [String]) -> [String] {
    var lines: [String] = []
    var fence: String?
    for line in prose {
      let text = line.trimmed
      let mark = text.first.map { $0 == "`" || $0 == "~" ? $0 : " " } ?? " "
      let ticks = String(text.prefix { $0 == mark })
      if let open = fence {
        lines.append(line)
        if text == ticks, ticks.hasPrefix(open) { fence = nil }
      } else if mark != " ", ticks.count >= 3 {
        fence = ticks
        let isSession = text.dropFirst(ticks.count).words.first == "tape"
        lines.append(isSession ? ticks + "text" : line)
      } else {
        lines.append(line)
      }
    }
    if let fence { lines.append(fence) }
    return lines
  }
}

extension ReplayedSession.ReplayedEntry {
  /// What an entry showed, and how it failed, line by line.
  fileprivate struct ShownLines: Equatable {
    let output: [String]
    let diagnostic: [String]
  }

  /// What the entry showed and how it failed.
  fileprivate func shownLines(width: Int?) -> ShownLines {
    let pieces = SessionBlocks.pieces(of: result.outputs, width: width)
    return ShownLines(
      output: pieces.flatMap(\.text.lines).map(\.trimmedAtEnd),
      diagnostic: result.diagnostic?.recordedLines.map(\.trimmedAtEnd) ?? [])
  }
}

extension ExportFormat {
  static let markdown = ExportFormat(
    "markdown", summary: "Markdown whose 'tape' blocks can be tested", ending: "md"
  ) { session in
    Exported(text: MarkdownDocument.text(of: session))
  }
}
