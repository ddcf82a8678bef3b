public import Language
import Notebook
import Tensors

/// A notebook as a session file, to be written in another format: Markdown becomes prose, and each
/// statement an entry.
///
/// In Python a code cell begins a step, and what the notebook does not show ends in a semicolon.
public struct NotebookSession: Sendable {
  /// The session file.
  public let file: SessionFile
  /// Where the lines of the session stand in the notebook: the number of the code cell, and the line
  /// of it.
  private let places: [Int: (cell: Int, line: Int)]

  /// The session of a notebook.
  ///
  /// - Throws: a `SessionFileError` diagnostic.
  /// - Complexity: O(length of the notebook).
  public init(_ notebook: NotebookFile) throws(Diagnostic) {
    var writer = NotebookSessionWriter(notebook)
    writer.write()
    file = try SessionFile(writer.lines.joined(separator: "\n") + "\n", file: notebook.file)
    places = writer.places
  }

  /// A diagnostic of the session with the place in the notebook.
  public func located(_ diagnostic: Diagnostic) -> Diagnostic {
    guard let source = diagnostic.source, source.file == file.file,
      let place = places[source.firstLine]
    else { return diagnostic }
    return Diagnostic(
      type: diagnostic.type, message: diagnostic.message, hint: diagnostic.hint,
      range: diagnostic.range,
      source: EntrySource(
        file: source.file, text: source.text, firstLine: place.line, cell: place.cell),
      notes: diagnostic.notes)
  }
}

/// Writes the lines of a notebook's session.
private struct NotebookSessionWriter {
  private let notebook: NotebookFile
  private(set) var lines: [String] = []
  private(set) var places: [Int: (cell: Int, line: Int)] = [:]
  private var hasTitle = false
  private var hasCode = false
  /// Whether a step has begun and holds no code yet.
  private var isAtStep = false

  init(_ notebook: NotebookFile) {
    self.notebook = notebook
    let header = notebook.header
    var facts = ["format = \(SessionHeader.format)"]
    if let seed = header.seed { facts.append("seed = \(seed)") }
    if let dtype = header.dtype { facts.append("dtype = \(dtype.name)") }
    facts += header.heading.facts
    lines = facts.map { "#: " + $0 }
    hasTitle = header.title != nil
  }

  mutating func write() {
    var prose = notebook.prose[...]
    for cell in notebook.cells {
      while let next = prose.first, next.place < (cell.source.cell ?? 0) {
        add(prose: next.text)
        prose.removeFirst()
      }
      add(cell)
    }
    for rest in prose { add(prose: rest.text) }
  }

  /// Adds a Markdown cell: a heading of the second level begins a step, the first one of the first
  /// level is the title.
  private mutating func add(prose text: String) {
    lines.append("")
    var isCode = false
    for line in text.lines {
      if line.trimmed.hasPrefix("```") || line.trimmed.hasPrefix("~~~") { isCode.toggle() }
      if !isCode, line.hasPrefix("# "), !hasTitle, !hasCode, !line.dropFirst(2).trimmed.isEmpty {
        hasTitle = true
        lines.append("#: title = \(line.dropFirst(2).trimmed)")
      } else if !isCode, line.hasPrefix("## ") {
        isAtStep = true
        lines += ["", "# %% " + line.dropFirst(3).trimmed]
      } else if line.trimmed.isEmpty {
        lines.append("")
      } else {
        lines.append("#| " + line.trimmedAtEnd)
      }
    }
  }

  /// Adds the statements of a code cell, with the comments around them.
  private mutating func add(_ cell: NotebookFile.Cell) {
    // A cell in another language, or one that is marked so, is told of and left out.
    if cell.isSkipped, cell.skipped.isEmpty { return }
    lines.append("")
    hasCode = true
    if !isAtStep, notebook.language == .python { lines.append("# %%") }
    isAtStep = false
    let text = cell.source.text.lines
    var next = 0
    for entry in notebook.statements(of: cell) {
      let first = entry.source.firstLine - 1
      if next < first { addComments(text[next..<min(first, text.count)]) }
      next = max(next, first + entry.source.text.lines.count)
      // A magic is nothing to be carried over.
      if entry.source.text.trimmed == "pass", notebook.language == .python { continue }
      let source = entry.echo == .never ? entry.source.muted : entry.source
      places[lines.count + 1] = (cell.source.cell ?? 1, entry.source.firstLine)
      lines += source.text.lines
      if entry.mustFail { lines.append("#! ...") }
    }
    if next < text.count { addComments(text[next...]) }
  }

  private mutating func addComments(_ text: ArraySlice<String>) {
    for line in text {
      let comment = line.trimmed
      guard comment.hasPrefix("#") else {
        if comment.isEmpty { lines.append("") }
        continue
      }
      // What looks like a marker is the author's own comment.
      lines.append(SessionFileReader.isMarker(comment) ? "# " + comment.dropFirst() : comment)
    }
  }
}
