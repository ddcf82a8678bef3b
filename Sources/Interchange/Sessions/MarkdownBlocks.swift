/// The fenced `tape` blocks of a Markdown text.
struct MarkdownBlocks {
  /// The text with every line outside the blocks emptied, so that the numbers of lines stay.
  ///
  /// A fence becomes a line of prose, which ends an entry: none reaches from one block into the
  /// next. The lines of a block lose the fence's indentation, which a list gives it.
  private(set) var masked = ""
  /// The indentation of the fence around each line; empty outside the blocks.
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
    var lines: [String] = []
    var indentations: [String] = []
    for (index, line) in text.lines.enumerated() {
      guard let open = fence else {
        fence = Fence(line)
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
      indentations.append(open.indentation)
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
    let indentation: String
    let isSession: Bool

    init?(_ line: String) {
      let text = line.trimmed
      guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
      let length = text.prefix { $0 == mark }.count
      guard length >= 3 else { return nil }
      self.mark = mark
      self.length = length
      indentation = String(line.prefix(while: \.isWhitespace))
      isSession = text.dropFirst(length).words.first == "tape"
    }

    /// Whether a line ends the block: the same mark, as often or more, and nothing else.
    func isClosed(by line: String) -> Bool {
      let text = line.trimmed
      return text.count >= length && text.allSatisfy { $0 == mark }
    }

    /// A line without the fence's indentation, or as much of it as it has.
    func unindented(_ line: String) -> String {
      let count = line.prefix(indentation.count).prefix(while: \.isWhitespace).count
      return String(line.dropFirst(count))
    }
  }
}
