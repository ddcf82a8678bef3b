import Language

/// Text laid out for a window of 80 columns.
enum Paragraph {
  /// The columns that text may take.
  static let width = 78

  /// Each line of a text broken at blanks, so that it fits the width.
  ///
  /// - Parameter indent: blanks in front of each line but the first of a paragraph.
  static func wrapped(_ text: String, width: Int = width, indent: Int = 0) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { lines(of: $0, width: width, indent: indent).joined(separator: "\n") }
      .joined(separator: "\n")
  }

  private static func lines(of text: Substring, width: Int, indent: Int) -> [String] {
    guard DisplayWidth.of(text) > width else { return [String(text)] }
    let own = text.prefix { $0 == " " }
    let margin = own + String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = String(own)
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > width {
        lines.append(line)
        line = String(margin)
        isEmpty = true
      }
      if !isEmpty { line += " " }
      line += word
      isEmpty = false
    }
    return lines + [line]
  }

  /// Words with a separator between them, in lines that fit the width.
  static func filled(_ words: [String], separator: String = "  ", indent: Int = 2) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in words {
      if !line.isEmpty,
        indent + DisplayWidth.of(line) + separator.count + DisplayWidth.of(word) > width
      {
        lines.append(margin + line)
        line = ""
      }
      line += (line.isEmpty ? "" : separator) + word
    }
    if !line.isEmpty { lines.append(margin + line) }
    return lines.joined(separator: "\n")
  }

  /// The widest term that others are aligned with.
  private static let longestTerm = 24

  /// Terms in a column, each with its text beside it; a long term has its text below.
  static func definitions(_ rows: [(term: String, text: String)], indent: Int = 2) -> String {
    let widths = rows.map { DisplayWidth.of($0.term) }
    let column = (widths.filter { $0 <= longestTerm }.max() ?? 0) + 2
    let margin = String(repeating: " ", count: indent)
    let hanging = margin + String(repeating: " ", count: column)
    return zip(rows, widths).map { row, length in
      let lines = row.text.split(separator: "\n", omittingEmptySubsequences: false)
        .flatMap { Paragraph.lines(of: $0, width: width - indent - column, indent: 0) }
      let text = lines.joined(separator: "\n" + hanging)
      guard length + 2 <= column else { return margin + row.term + "\n" + hanging + text }
      let padding = String(repeating: " ", count: column - length)
      return margin + row.term + padding + text
    }.joined(separator: "\n")
  }

  /// Each line of a text behind blanks.
  static func indented(_ text: String, by count: Int = 2) -> String {
    let margin = String(repeating: " ", count: count)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
  }
}
