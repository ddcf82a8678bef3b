import Language
import Tensors

/// The parts of a notebook's JSON that are read.
struct NotebookDocument {
  /// A code cell as it is written.
  struct CodeCell {
    let text: String
    /// The language, where the cell names its own.
    let language: String?
    let tags: [String]
  }

  /// What keeps a JSON value from being a notebook.
  struct Failure: Error {
    let message: String
    let hint: String?

    init(_ message: String, hint: String? = nil) {
      self.message = message
      self.hint = hint
    }
  }

  let language: NotebookFile.CodeLanguage
  let header: SessionHeader
  let codeCells: [CodeCell]
  /// The Markdown cells.
  let prose: [Prose]

  /// A Markdown cell as it is written.
  struct Prose {
    let text: String
    /// How many code cells stand before it.
    let place: Int
  }

  /// The parts of a JSON value.
  ///
  /// - Throws: what is missing.
  init(_ value: JSONValue) throws(Failure) {
    guard let notebook = value.object, let version = notebook["nbformat"]?.integer else {
      throw Failure(
        "this JSON is no notebook: it is \(value.kind) without the member 'nbformat'")
    }
    let cells: [JSONValue]?
    switch version {
    case 4: cells = notebook["cells"]?.array
    case 3: cells = notebook["worksheets"]?.array?.flatMap { $0["cells"]?.array ?? [] }
    default:
      throw Failure(
        "notebooks of nbformat \(version) cannot be read, only 4 and 3",
        hint: "'jupyter nbconvert --to notebook' writes the newest format")
    }
    guard let cells else { throw Failure("the notebook has no list of cells") }
    let metadata = notebook["metadata"] ?? .null
    language = try NotebookDocument.language(of: metadata)
    header = NotebookDocument.header(of: metadata["tapebook"] ?? .null)
    var codeCells: [CodeCell] = []
    var prose: [Prose] = []
    for (index, cell) in cells.enumerated() {
      guard let type = cell["cell_type"]?.string else {
        throw Failure("cell \(index + 1) of the notebook has no 'cell_type'")
      }
      guard type == "code" else {
        if let text = NotebookDocument.prose(of: cell, type) {
          prose.append(Prose(text: text, place: codeCells.count))
        }
        continue
      }
      guard let text = NotebookDocument.text(cell[version == 3 ? "input" : "source"] ?? .null)
      else {
        throw Failure("cell \(index + 1) of the notebook has no text")
      }
      let metadata = cell["metadata"] ?? .null
      codeCells.append(
        CodeCell(
          text: text,
          language: cell["language"]?.string ?? metadata["vscode"]?["languageId"]?.string,
          tags: (metadata["tags"]?.array ?? []).compactMap(\.string)))
    }
    self.codeCells = codeCells
    self.prose = prose
  }

  /// The Markdown of a cell; nil for cells of other types.
  ///
  /// Headings were cells of their own before nbformat 4.
  private static func prose(of cell: JSONValue, _ type: String) -> String? {
    guard type == "markdown" || type == "heading", let text = text(cell["source"] ?? .null) else {
      return nil
    }
    guard type == "heading" else { return text }
    let level = min(max(cell["level"]?.integer ?? 1, 1), 6)
    return String(repeating: "#", count: level) + " " + text
  }

  /// A text, or one cut into lines that keep their breaks.
  private static func text(_ value: JSONValue) -> String? {
    if let text = value.string { return text }
    guard let lines = value.array else { return nil }
    var text = ""
    for line in lines {
      guard let line = line.string else { return nil }
      text += line
    }
    return text
  }

  /// The notebook's language; one that names none is Python, as old ones are.
  private static func language(of metadata: JSONValue) throws(Failure) -> NotebookFile.CodeLanguage
  {
    let name =
      metadata["language_info"]?["name"]?.string ?? metadata["kernelspec"]?["language"]?.string
    guard let name else { return .python }
    if let language = NotebookFile.CodeLanguage(name: name) { return language }
    throw Failure(
      "the notebook is written in \(name); only notebooks in Python can be run")
  }

  /// What an exported session says about itself.
  private static func header(of value: JSONValue) -> SessionHeader {
    var header = SessionHeader()
    for key in SessionHeader.keys {
      guard let text = value[key.name]?.string else { continue }
      // What is not acceptable is left out: the file may have been edited by anything.
      _ = key.read(text, &header)
    }
    return header
  }
}

extension NotebookFile.CodeLanguage {
  /// The language of a name as notebooks and editors write it; nil for any other language.
  init?(name: String) {
    let name = name.lowercased()
    if name == "ipython" || name == "python3" { self = .python; return }
    self.init(rawValue: name)
  }
}
