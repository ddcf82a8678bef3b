/// The Markdown cells of a listing in the percent format, which editors and Jupytext write.
///
///     # %% [markdown]
///     # Some words.
///
/// The format is that of https://jupytext.readthedocs.io/en/latest/formats-scripts.html.
public enum PercentCells {
  private static let mark = "# %%"

  /// A listing in which the Markdown is prose of a session, line for line: a heading of the second
  /// level begins a step, and the first one of the first level is the title.
  ///
  /// - Complexity: O(length of the text).
  public static func prose(_ text: String) -> String {
    guard text.contains(mark) else { return text }
    var lines: [String] = []
    var isMarkdown = false
    var hasCode = false
    var hasTitle = false
    for line in text.lines {
      if line.hasPrefix(mark) {
        isMarkdown = isOfMarkdown(line)
        lines.append(isMarkdown ? "" : line)
        continue
      }
      guard isMarkdown, line.hasPrefix("#") || line.trimmed.isEmpty else {
        // Code ends a cell of words.
        isMarkdown = false
        hasCode = hasCode || !(line.trimmed.isEmpty || line.hasPrefix("#"))
        lines.append(line)
        continue
      }
      let words = line.dropFirst(line.hasPrefix("# ") ? 2 : 1).description.trimmedAtEnd
      if words.isEmpty {
        lines.append("")
      } else if words.hasPrefix("## ") {
        lines.append("\(mark) \(words.dropFirst(3).trimmed)")
      } else if words.hasPrefix("# "), !hasTitle, !hasCode {
        hasTitle = true
        lines.append("#: title = \(words.dropFirst(2).trimmed)")
      } else {
        lines.append("#| " + words)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Whether a line begins a cell of Markdown: `# %% [markdown]`, `# %% A title [md]`.
  private static func isOfMarkdown(_ line: String) -> Bool {
    line.words.contains { $0 == "[markdown]" || $0 == "[md]" }
  }
}
