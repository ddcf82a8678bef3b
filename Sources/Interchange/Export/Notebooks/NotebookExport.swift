import Language
import Notebook
import Tensors

/// A session as the cells of a notebook: steps and prose as Markdown, and code that ends a cell where
/// it shows something.
struct NotebookExport {
  private var cells: [NotebookWriter.Cell] = []
  private var markdown: [String] = []
  /// The pictures that the prose shows.
  private var pictures: [String] = []
  private var code: [String] = []

  /// The notebook in Tapebook's own language, which `tapebook run` reads back.
  static func tape(_ session: ReplayedSession) -> Exported {
    let blocks = SessionBlocks(session)
    var export = NotebookExport()
    export.markdown = ["# \(blocks.title)"]
    for block in blocks.blocks {
      switch block {
      case .step(let title): export.addHeading(title)
      case .prose(let text): export.addProse(text)
      case .comments(let lines): export.addCode(lines)
      case .entry(let entry): export.add(entry)
      }
    }
    export.finish()
    return Exported(
      text: NotebookWriter.text(of: export.cells, kernel: .tape, facts: session.facts))
  }

  /// The notebook as a program of a framework, which Jupyter's Python runs.
  static func program(_ session: ReplayedSession, for framework: Framework) -> Exported {
    let program = ProgramText(session, for: framework)
    let entries = SessionBlocks(session).blocks.reduce(into: [Int: SessionBlocks.EntryBlock]()) {
      if case .entry(let entry) = $1 { $0[entry.replayed.entry.number] = entry }
    }
    var export = NotebookExport()
    export.markdown = ["# \(session.title)"]
    // The title is the notebook's own.
    export.addCode(program.prelude.filter { $0 != "# \(session.title)" })
    export.endCode()
    var pending: [NotebookWriter.Output] = []
    for (index, part) in program.parts.enumerated() {
      let next = index + 1 < program.parts.count ? program.parts[index + 1] : nil
      let goesOn = next?.spansWithPrevious == true
      switch part.kind {
      case .step, .prose, .comment:
        // Within a block the words stay comments of the code.
        if part.spansWithPrevious || goesOn {
          export.addCode(part.lines)
        } else if case .step(let title) = part.kind {
          export.addHeading(title)
        } else if case .prose(let text) = part.kind {
          export.addProseLine(text)
        } else {
          export.addCode(part.lines)
        }
      case .entry(let number):
        let isCode = part.lines.contains { !$0.trimmed.isEmpty && !$0.trimmed.hasPrefix("#") }
        if !isCode, !goesOn, !part.spansWithPrevious, let entry = entries[number] {
          export.addExplanation(entry)
          continue
        }
        export.addCode(part.lines)
        pending += entries[number].map { isCode ? outputs(of: $0) : [] } ?? []
      }
      if !goesOn, !pending.isEmpty {
        export.endCode(pending)
        pending = []
      }
    }
    export.endCode(pending)
    export.finish()
    return Exported(
      text: NotebookWriter.text(of: export.cells, kernel: .python), problems: program.problems)
  }

  // MARK: Cells

  private mutating func addHeading(_ title: String) {
    endCode()
    if !title.isEmpty { addParagraph("## \(title)") }
  }

  private mutating func addProse(_ text: String) {
    endCode()
    addParagraph(text)
  }

  /// Adds a line of prose to the paragraph before it.
  private mutating func addProseLine(_ text: String) {
    endCode()
    if let last = markdown.last, last.hasPrefix("#") { markdown.append("") }
    markdown.append(text)
  }

  private mutating func addParagraph(_ text: String) {
    if !markdown.isEmpty { markdown.append("") }
    markdown.append(text)
  }

  private mutating func addCode(_ lines: [String]) {
    endMarkdown()
    code += lines
  }

  private mutating func endMarkdown() {
    if !markdown.isEmpty {
      cells.append(.markdown(markdown.joined(separator: "\n"), pictures: pictures))
    }
    (markdown, pictures) = ([], [])
  }

  private mutating func endCode(_ outputs: [NotebookWriter.Output] = [], tags: [String] = []) {
    while code.first?.isEmpty == true { code.removeFirst() }
    while code.last?.isEmpty == true { code.removeLast() }
    guard !code.isEmpty else { return }
    cells.append(.code(code.joined(separator: "\n"), outputs: outputs, tags: tags))
    code = []
  }

  private mutating func finish() {
    endCode()
    endMarkdown()
  }

  /// Adds an entry in Tapebook's own language.
  private mutating func add(_ entry: SessionBlocks.EntryBlock) {
    let options = entry.replayed.entry.options
    let outputs = NotebookExport.outputs(of: entry)
    // What is skipped, or hidden, takes nothing with it.
    let isApart = options.isSkipped || options.isHidden
    if isApart { endCode() }
    addCode(entry.comments + [entry.replayed.entry.source.text])
    var tags: [String] = []
    if options.isSkipped { tags.append(NotebookTag.skipped) }
    if options.isHidden { tags.append(NotebookTag.hidden) }
    if entry.replayed.entry.mustFail { tags.append(NotebookTag.failing) }
    if isApart || !outputs.isEmpty { endCode(outputs, tags: tags) }
  }

  /// Adds what no framework can do as text: what was typed, and what it showed.
  private mutating func addExplanation(_ entry: SessionBlocks.EntryBlock) {
    endCode()
    let drawn = entry.outputs.compactMap { piece in
      if case .picture(let svg, _) = piece { return svg }
      return nil
    }
    let shown = entry.outputs.flatMap { piece in
      if case .text(let text) = piece { return text.lines }
      return []
    }
    let lines = entry.code.lines + shown + entry.failure
    let ticks = lines.map { line in line.trimmed.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, ticks + 1))
    addParagraph(([fence + "text"] + entry.code.lines.map { "> " + $0 }).joined(separator: "\n"))
    markdown += shown + entry.failure
    markdown.append(fence)
    for svg in drawn {
      pictures.append(svg)
      addParagraph("![a plot](attachment:plot-\(pictures.count).svg)")
    }
  }

  private static func outputs(of entry: SessionBlocks.EntryBlock) -> [NotebookWriter.Output] {
    var outputs: [NotebookWriter.Output] = entry.outputs.map { piece in
      switch piece {
      case .text(let text): .text(text)
      case .picture(let svg, let text): .picture(svg: svg, text: text)
      }
    }
    if let diagnostic = entry.replayed.result.diagnostic {
      outputs.append(
        .failure(
          type: diagnostic.type, message: diagnostic.message,
          lines: DiagnosticRenderer().plainText(diagnostic).lines))
    }
    return outputs
  }
}

extension ReplayedSession {
  /// What a notebook says about the session, as a header does.
  fileprivate var facts: [(String, String)] {
    var facts = [("seed", String(file.header.seed ?? 0)), ("dtype", floatDType.name)]
    if let width = file.header.width { facts.append(("width", String(width))) }
    if let language = file.header.language { facts.append(("lang", language)) }
    return facts
  }
}

extension ExportFormat {
  static let ipynb = ExportFormat(
    "ipynb", summary: "a Jupyter notebook with outputs", ending: "ipynb",
    languages: Framework.allCases.map { framework in
      CodeLanguage(name: framework.rawValue) { NotebookExport.program($0, for: framework) }
    } + [CodeLanguage(name: "tape") { NotebookExport.tape($0) }])
}
