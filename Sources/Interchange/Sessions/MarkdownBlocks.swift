/// The fenced `tape` blocks of a Markdown text, also those within block quotes and list items.
///
/// Source: CommonMark 0.31, "Fenced code blocks" and "HTML blocks". Comments that start
/// at a line's beginning are passed over, with the blocks in them: no reader sees them.
struct MarkdownBlocks {
  /// The text with every line outside the blocks emptied, so that the numbers of lines stay.
  ///
  /// A fence becomes a line of prose, which ends an entry: none reaches from one block into the
  /// next. The lines of a block lose the marks of the quotes and the indentation of the list items
  /// around it, and the fence's own.
  private(set) var masked = ""
  /// What stands before the fence around each line, marks of quotes and blanks; empty outside the
  /// blocks.
  private(set) var indentations: [String] = []
  /// The text's first heading of the first level.
  private(set) var title: String?
  /// The steps and the prose outside the blocks: headings of the second level, and other lines.
  private var prose: [SessionFile.Part] = []
  /// The numbers of the lines that are fences.
  private var fences: Set<Int> = []

  /// The blocks of a text.
  init(_ text: String) {
    var fence: Fence?
    var containers = MarkdownContainers()
    var isComment = false
    var lines: [String] = []
    var indentations: [String] = []
    for (index, line) in text.lines.enumerated() {
      // A quote or an item that ends takes the block in it along.
      if let open = fence, !open.holds(line) { fence = nil }
      if fence == nil, isComment || line.hasPrefix("<!--") {
        isComment = !line.contains("-->")
        containers = MarkdownContainers()
        lines.append("")
        indentations.append("")
        continue
      }
      guard let open = fence else {
        let rest = containers.read(line)
        fence = Fence(rest, in: containers.open)
        if fence?.isSession != true { addProse(line, index + 1, isCode: fence != nil) }
        lines.append(fence == nil ? "" : "#|")
        if fence != nil { fences.insert(index + 1) }
        indentations.append("")
        continue
      }
      if !open.isSession { addProse(line, index + 1, isCode: true) }
      if open.isClosed(by: line) {
        fence = nil
        fences.insert(index + 1)
        lines.append("#|")
      } else {
        lines.append(open.isSession ? open.unindented(line) : "")
      }
      indentations.append(open.before)
    }
    masked = lines.joined(separator: "\n")
    self.indentations = indentations
  }

  /// Takes a line outside the sessions' blocks over.
  private mutating func addProse(_ line: String, _ number: Int, isCode: Bool) {
    if line.allSatisfy(\.isWhitespace) { return }
    if !isCode, line.hasPrefix("## ") {
      prose.append(.step(line: number, title: line.dropFirst(3).trimmed))
    } else if !isCode, title == nil, line.hasPrefix("# ") {
      title = line.dropFirst(2).trimmed
    } else {
      prose.append(.prose(line: number, text: line.trimmedAtEnd))
    }
  }

  /// The parts of the blocks with the prose between them, in the order of their lines.
  ///
  /// - Complexity: O(parts).
  func parts(with entries: [SessionFile.Part]) -> [SessionFile.Part] {
    var parts: [SessionFile.Part] = []
    // The fences themselves are lines of prose to the reader of the blocks.
    var entries = entries.filter { part in
      if case .prose(let line, "") = part { return !fences.contains(line) }
      return true
    }[...]
    for part in prose {
      while let entry = entries.first, entry.line < part.line {
        parts.append(entry)
        entries.removeFirst()
      }
      parts.append(part)
    }
    return parts + entries
  }

  /// The line that opens a fenced block.
  private struct Fence {
    let mark: Character
    let length: Int
    /// The quotes and list items that it stands in.
    let containers: [MarkdownContainers.Container]
    /// The blanks before it, beside those of the containers.
    let indentation: Int
    /// What stands before it.
    let before: String
    let isSession: Bool

    /// The fence that a line is behind the marks of containers; nil where it is none.
    init?(_ line: MarkdownLine, in containers: [MarkdownContainers.Container]) {
      var line = line
      indentation = line.indentation
      // An indented code block may hold what looks like a fence.
      guard indentation < MarkdownContainers.codeIndentation else { return nil }
      line.skipBlanks(indentation)
      let text = line.text.trimmed
      guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
      let length = text.prefix { $0 == mark }.count
      guard length >= 3 else { return nil }
      let info = text.dropFirst(length)
      // Such a line is text with code in it.
      if mark == "`", info.contains("`") { return nil }
      self.mark = mark
      self.length = length
      self.containers = containers
      before = line.before
      isSession = info.words.first == "tape"
    }

    /// Whether a line stands in the quotes and items in which the block does.
    func holds(_ line: String) -> Bool {
      var line = MarkdownLine(line)
      return line.skip(containers) == containers.count
    }

    /// Whether a line ends the block: the same mark, as often or more, and nothing else.
    func isClosed(by line: String) -> Bool {
      var line = MarkdownLine(line)
      _ = line.skip(containers)
      guard line.indentation < MarkdownContainers.codeIndentation else { return false }
      let text = line.text.trimmed
      return text.count >= length && text.allSatisfy { $0 == mark }
    }

    /// A line without the marks of the containers and the fence's indentation, or as much of that as
    /// it has.
    func unindented(_ line: String) -> String {
      var line = MarkdownLine(line)
      _ = line.skip(containers)
      line.skipBlanks(indentation)
      return line.text
    }
  }
}
