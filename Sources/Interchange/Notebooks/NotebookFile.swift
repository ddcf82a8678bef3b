public import Language
public import Notebook

/// A Jupyter notebook, as nbformat 4 and 3 write it: the code of its cells.
///
/// Recorded outputs are passed over, and so is what Python has not: magics, and cells of other
/// languages. Markdown is kept for who writes the notebook in another format. What is passed over is noted. The format is that of
/// https://nbformat.readthedocs.io/en/latest/format_description.html.
public struct NotebookFile: Sendable {
  /// The language of the code.
  public enum CodeLanguage: String, Sendable, CaseIterable {
    case python
    /// Tapebook's own, as a session that was exported has it.
    case tape
  }

  /// A code cell.
  public struct Cell: Sendable {
    /// Its text, in which magics are replaced, and its number among the code cells, from 1.
    public let source: EntrySource
    /// Its text as the notebook has it.
    let written: String
    /// The statements that are not run, by the numbers of their lines.
    let skipped: [Int: String]
    /// Whether nothing of it is run.
    public let isSkipped: Bool
    /// Whether it must fail: it has the tag `raises-exception`.
    public let mustFail: Bool
  }

  /// Something that is not run.
  public struct Note: Sendable, Hashable {
    /// The number of the code cell.
    public let cell: Int
    /// The line of the cell.
    public let line: Int
    /// What is not run, and why.
    public let text: String
  }

  /// The file's name.
  public let file: String?
  /// The language of the code.
  public let language: CodeLanguage
  /// What the notebook says about the session: how it was exported.
  public let header: SessionHeader
  /// The code cells that hold more than comments and blanks.
  public let cells: [Cell]
  /// What is not run, in order.
  public let notes: [Note]
  /// The Markdown cells.
  let prose: [NotebookDocument.Prose]

  /// The notebook that a text is.
  ///
  /// - Parameter givesUp: asked now and then whether to stop.
  /// - Throws: a `NotebookFileError` diagnostic that says what the text is instead of a notebook.
  /// - Complexity: O(length of the text).
  public init(
    _ text: String, file: String?, givesUp: @escaping () -> Bool = { false }
  ) throws(Diagnostic) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONReader.value(of: text, givesUp: givesUp)
    } catch {
      throw NotebookFile.failure(error, text, file)
    }
    let document: NotebookDocument
    do throws(NotebookDocument.Failure) {
      document = try NotebookDocument(value)
    } catch {
      throw NotebookFile.failure(error.message, hint: error.hint, file)
    }
    var reader = NotebookCellReader(file: file, language: document.language)
    for cell in document.codeCells { reader.read(cell) }
    self.file = file
    language = document.language
    header = document.header
    cells = reader.cells
    notes = reader.notes
    prose = document.prose
  }

  /// Whether a text looks like a notebook: a JSON object that says which format it is.
  ///
  /// - Complexity: O(length of the text).
  public static func isNotebook(_ text: String) -> Bool {
    guard text.first(where: { !$0.isWhitespace }) == "{" else { return false }
    return text.contains("\"nbformat\"")
  }

  /// An entry of a notebook.
  public struct NotebookEntry: Sendable {
    /// Its text and place.
    public let source: EntrySource
    /// Whether it must fail.
    public let mustFail: Bool
    /// Which of its values are shown.
    public let echo: EvaluatorOptions.Echo
    /// Its text as the notebook has it, and its place.
    public let written: EntrySource
    /// The lines of the cell whose statements are not run, in order: those of magics.
    public let skippedLines: [Int]
    /// Whether nothing of it is run.
    public let isSkipped: Bool
  }

  /// Where the entries come from, and what follows from it.
  public var kind: SourceKind {
    switch language {
    case .python: .cell
    case .tape: .session
    }
  }

  /// The entries, those that are not run among them.
  ///
  /// In Python a cell is one, of which the last value is shown. In Tapebook's own language it holds
  /// the entries of a step. Where failures are to take as little with them as can be, each statement
  /// of a cell is an entry.
  ///
  /// - Complexity: O(length of the cells).
  public func entries(splitsCells: Bool = false) -> [NotebookEntry] {
    cells.flatMap { cell in
      guard !cell.isSkipped, splitsCells || language == .tape else {
        return [
          NotebookEntry(
            source: cell.source, mustFail: cell.mustFail, echo: kind.echo,
            written: cell.source.with(text: cell.written), skippedLines: cell.skipped.keys.sorted(),
            isSkipped: cell.isSkipped)
        ]
      }
      return statements(of: cell)
    }
  }

  /// The entries that are run as a session has them, in which every value is shown: one for each
  /// statement, and with a semicolon behind the expressions whose values the notebook does not show.
  ///
  /// - Complexity: O(length of the cells).
  public var sessionEntries: [NotebookEntry] {
    entries(splitsCells: true).filter { !$0.isSkipped }.map { entry in
      guard entry.echo == .never else { return entry }
      return NotebookEntry(
        source: entry.source.muted, mustFail: entry.mustFail, echo: entry.echo,
        written: entry.written, skippedLines: entry.skippedLines, isSkipped: false)
    }
  }

  func statements(of cell: Cell) -> [NotebookEntry] {
    var sequence = EntrySequence(cell.source.text, file: file, cell: cell.source.cell)
    var sources: [EntrySource] = []
    while let source = sequence.next() {
      sources.append(source)
      sequence.recover()
    }
    let lines = cell.written.lines
    return sources.enumerated().map { index, source in
      let isLast = index == sources.count - 1
      let numbers = source.firstLine..<source.firstLine + source.text.lines.count
      let skippedLines = cell.skipped.keys.filter(numbers.contains).sorted()
      // The text of a line that is replaced has what is joined to it.
      let alone = numbers.count == 1 ? cell.skipped[source.firstLine] : nil
      let written =
        alone
        ?? lines[numbers.clamped(to: 1..<lines.count + 1).shifted(by: -1)].joined(separator: "\n")
      // What must fail in a cell is its last statement, behind which nothing would run.
      return NotebookEntry(
        source: source, mustFail: cell.mustFail && isLast,
        echo: kind.echo == .last && !isLast ? .never : kind.echo,
        written: source.with(text: written), skippedLines: skippedLines, isSkipped: alone != nil)
    }
  }

  private static func failure(_ error: JSONError, _ text: String, _ file: String?) -> Diagnostic {
    if error.isInterruption {
      return Diagnostic(type: "KeyboardInterrupt", message: "interrupted")
    }
    if text.allSatisfy(\.isWhitespace) { return failure("the file is empty", file) }
    return failure(
      "this is no JSON: \(error.message)",
      hint: "save it anew from Jupyter, or run its code as a listing (.py)", file)
  }

  private static func failure(_ message: String, hint: String? = nil, _ file: String?) -> Diagnostic
  {
    Diagnostic(
      type: "NotebookFileError", message: file.map { "'\($0)': \(message)" } ?? message,
      hint: hint)
  }
}

extension Range<Int> {
  fileprivate func shifted(by offset: Int) -> Range { lowerBound + offset..<upperBound + offset }
}

extension EntrySource {
  /// Another text at the same place.
  fileprivate func with(text: String) -> EntrySource {
    EntrySource(file: file, text: text, firstLine: firstLine, cell: cell)
  }

  /// The entry with a semicolon behind its last statement, where that is an expression without one.
  var muted: EntrySource {
    let parser = Parser(commands: [], isBound: { _ in true })
    guard let entry = try? parser.parse(self), let last = entry.statements.last,
      case .expression(_, muted: false) = last.kind
    else { return self }
    let bytes = Array(text.utf8)
    let end = min(last.range.end, bytes.count)
    let text = bytes[..<end] + [UInt8(ascii: ";")] + bytes[end...]
    return with(text: String(decoding: text, as: UTF8.self))
  }
}
