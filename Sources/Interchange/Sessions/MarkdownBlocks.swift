/// The fenced `tape` blocks of a Markdown text.
struct MarkdownBlocks {
  /// The text with every line outside the blocks emptied, so that the numbers of lines stay.
  ///
  /// A fence becomes a line of prose, which ends an entry: none reaches from one block into the
  /// next. The lines of a block lose the fence's indentation, which a list gives it.
  let masked: String
  /// The indentation of the fence around each line; empty outside the blocks.
  let indentations: [String]

  /// The blocks of a text.
  init(_ text: String) {
    var fence: Fence?
    var lines: [String] = []
    var indentations: [String] = []
    for line in text.lines {
      guard let open = fence else {
        fence = Fence(line)
        lines.append(fence == nil ? "" : "#|")
        indentations.append("")
        continue
      }
      if open.isClosed(by: line) {
        fence = nil
        lines.append("#|")
      } else {
        lines.append(open.isSession ? open.unindented(line) : "")
      }
      indentations.append(open.indentation)
    }
    masked = lines.joined(separator: "\n")
    self.indentations = indentations
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
