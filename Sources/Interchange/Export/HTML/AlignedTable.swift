import Plotting

/// A table in text whose columns are aligned by blanks, as a tape's listing has it.
///
///     at  line  name  operation
///      0    13  x     watched
struct AlignedTable {
  /// The cells of the first row, which names the columns.
  let names: [String]
  /// The cells of the other rows.
  let rows: [[String]]
  /// Whether the cells of each column end where its name does.
  let isRightAligned: [Bool]

  /// The table of some lines; nil where they are none.
  ///
  /// Columns are what at least two blanks part in all lines alike.
  ///
  /// - Complexity: O(length of the lines).
  init?(_ lines: [String]) {
    // Where characters are two columns wide, blanks do not tell where a column begins.
    guard lines.count > 1, lines.allSatisfy({ $0.unicodeScalars.allSatisfy { $0.value < 0x1100 } })
    else { return nil }
    let texts = lines.map(Array.init)
    let width = texts.map(\.count).max() ?? 0
    let isBlank = (0..<width).map { column in
      texts.allSatisfy { column >= $0.count || $0[column] == " " }
    }
    var columns: [Range<Int>] = []
    var start: Int?
    for column in 0..<width {
      if start == nil, !isBlank[column] { start = column }
      let ends = isBlank[column] && (column + 1 == width || isBlank[column + 1])
      if let first = start, ends {
        columns.append(first..<column)
        start = nil
      }
    }
    if let start { columns.append(start..<width) }
    guard columns.count > 1, let header = texts.first else { return nil }
    func cell(_ text: [Character], _ column: Range<Int>) -> String {
      String(text[min(column.lowerBound, text.count)..<min(column.upperBound, text.count)]).trimmed
    }
    names = columns.map { cell(header, $0) }
    guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
    rows = texts.dropFirst().map { row in columns.map { cell(row, $0) } }
    isRightAligned = columns.map { column in
      texts.allSatisfy { $0.count < column.upperBound || $0[column.upperBound - 1] != " " }
        && texts.contains { $0[column.lowerBound] == " " }
    }
  }

  /// The table as HTML.
  var html: String {
    func row(_ cells: [String], _ name: String, _ attributes: String) -> String {
      let content = zip(cells, isRightAligned).map { cell, isRight in
        "<\(name)\(attributes)\(isRight ? " class=\"right\"" : "")>\(cell.xmlEscaped)</\(name)>"
      }
      return "<tr>\(content.joined())</tr>"
    }
    let head = row(names, "th", " scope=\"col\"")
    let body = rows.map { row($0, "td", "") }.joined(separator: "\n")
    return "<table>\n<thead>\(head)</thead>\n<tbody>\n\(body)\n</tbody>\n</table>"
  }
}
