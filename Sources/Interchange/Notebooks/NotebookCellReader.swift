import Language

/// Reads code cells: passes over those of other languages, and replaces magics.
///
/// The magics are those of IPython's documentation, "Built-in magic commands".
struct NotebookCellReader {
  let file: String?
  let language: NotebookFile.CodeLanguage
  private(set) var cells: [NotebookFile.Cell] = []
  private(set) var notes: [NotebookFile.Note] = []
  private var number = 0

  /// A reader of a notebook's cells.
  init(file: String?, language: NotebookFile.CodeLanguage) {
    self.file = file
    self.language = language
  }

  /// The magics in front of code that is to run all the same.
  private static let transparent = ["time", "capture", "prun"]

  /// Reads a cell.
  mutating func read(_ cell: NotebookDocument.CodeCell) {
    number += 1
    if let name = cell.language, NotebookFile.CodeLanguage(name: name) != language {
      return skip(cell, 1, "cell in \(name)")
    }
    if cell.tags.contains(NotebookTag.skipped) {
      return skip(cell, 1, "cell with the tag '\(NotebookTag.skipped)'")
    }
    var text = cell.text
    var skipped: [Int: String] = [:]
    var isSkipped = false
    if language == .python {
      if let magic = cellMagic(of: text) {
        guard NotebookCellReader.transparent.contains(magic.name) else {
          return skip(cell, magic.line, "cell of the magic '%%\(magic.name)'")
        }
      }
      (text, skipped, isSkipped) = withoutMagics(text)
    }
    // A cell of comments and blanks has nothing to run.
    guard text.lines.contains(where: { $0.trimmed.first.map { $0 != "#" } ?? false }) else {
      return
    }
    add(cell, text, skipped: skipped, isSkipped: isSkipped)
  }

  /// Notes a cell that is not run, with the reason.
  private mutating func skip(_ cell: NotebookDocument.CodeCell, _ line: Int, _ reason: String) {
    note(line, reason)
    add(cell, cell.text, skipped: [:], isSkipped: true)
  }

  private mutating func add(
    _ cell: NotebookDocument.CodeCell, _ text: String, skipped: [Int: String], isSkipped: Bool
  ) {
    cells.append(
      NotebookFile.Cell(
        source: EntrySource(file: file, text: text, firstLine: 1, cell: number),
        written: cell.text, skipped: skipped, isSkipped: isSkipped,
        mustFail: cell.tags.contains(NotebookTag.failing)))
  }

  /// The magic in the cell's first line that is not blank.
  private func cellMagic(of text: String) -> (name: String, line: Int)? {
    for (index, line) in text.lines.enumerated() {
      let line = line.trimmed
      if line.isEmpty { continue }
      guard line.hasPrefix("%%") else { return nil }
      return (String(line.dropFirst(2).prefix { !$0.isWhitespace }), index + 1)
    }
    return nil
  }

  /// The text of a cell with `pass` in the place of each magic, those that are not run by their
  /// lines, and whether there is nothing else.
  private mutating func withoutMagics(
    _ text: String
  ) -> (text: String, skipped: [Int: String], isSkipped: Bool) {
    var found: [(line: Int, text: String)] = []
    var skipped: [Int: String] = [:]
    var count = 0
    let result = StatementLines.replacing(in: text) { line in
      count += 1
      guard let magic = Magic(line.text) else { return nil }
      found.append((line.number, magic.isRun ? magic.word : line.text))
      if !magic.isRun { skipped[line.number] = line.text }
      return magic.isRun ? magic.code : "pass"
    }
    for (line, text) in found { note(line, "'\(NotebookCellReader.shortened(text))'") }
    return (result, skipped, count > 0 && skipped.count == count)
  }

  /// A line that IPython does not hand to Python.
  private struct Magic {
    let word: String
    /// The code behind the word.
    let code: String
    /// Whether the code is to run all the same.
    let isRun: Bool

    /// The magic that a line is; nil where it is Python.
    init?(_ line: String) {
      guard line.hasPrefix("%") || line.hasPrefix("!") else {
        guard Magic.isAssigned(in: line) else { return nil }
        word = line
        code = ""
        isRun = false
        return
      }
      word = String(line.prefix { !$0.isWhitespace })
      code = line.dropFirst(word.count).trimmed
      isRun =
        word.hasPrefix("%") && !word.hasPrefix("%%") && !code.isEmpty
        && NotebookCellReader.transparent.contains(String(word.dropFirst()))
        && !code.hasPrefix("-")
    }

    /// Whether a line binds names to what a magic or the shell gives: `files = !ls`.
    private static func isAssigned(in line: String) -> Bool {
      guard let equal = line.firstIndex(of: "=") else { return false }
      let names = line[..<equal]
      let value = line[line.index(after: equal)...].trimmed
      return (value.hasPrefix("!") || value.hasPrefix("%")) && !value.hasPrefix("!=")
        && names.allSatisfy { $0.isLetter || $0.isNumber || "_, ".contains($0) }
    }
  }

  private mutating func note(_ line: Int, _ text: String) {
    notes.append(NotebookFile.Note(cell: number, line: line, text: text))
  }

  private static func shortened(_ text: String) -> String {
    text.count <= 60 ? text : text.prefix(59) + "…"
  }
}

/// The tags of cells that Jupyter's own tools go by, as nbclient's manual has them.
enum NotebookTag {
  /// The cell must fail.
  static let failing = "raises-exception"
  /// The cell is not run.
  static let skipped = "skip-execution"
  /// The cell can be opened by who reads the notebook (Jupyter Book).
  static let hidden = "hide-cell"
}
