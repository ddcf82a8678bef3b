/// The fenced `tape` blocks of a Markdown text.
enum MarkdownBlocks {
  /// The text with every line outside the blocks emptied, so that the numbers of lines stay.
  ///
  /// A fence becomes a line of prose, which ends an entry: none reaches from one block into the
  /// next.
  static func masked(_ text: String) -> String {
    var fence: Fence?
    return text.lines.map { line in
      if let open = fence {
        guard open.isClosed(by: line) else { return open.isSession ? line : "" }
        fence = nil
        return "#|"
      }
      fence = Fence(line)
      return fence == nil ? "" : "#|"
    }.joined(separator: "\n")
  }

  /// The line that opens a fenced block.
  private struct Fence {
    let mark: Character
    let length: Int
    let isSession: Bool

    init?(_ line: String) {
      let text = line.trimmed
      guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
      let length = text.prefix { $0 == mark }.count
      guard length >= 3 else { return nil }
      self.mark = mark
      self.length = length
      isSession = text.dropFirst(length).words.first == "tape"
    }

    /// Whether a line ends the block: the same mark, as often or more, and nothing else.
    func isClosed(by line: String) -> Bool {
      let text = line.trimmed
      return text.count >= length && text.allSatisfy { $0 == mark }
    }
  }
}
