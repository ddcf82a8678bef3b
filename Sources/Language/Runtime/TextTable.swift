/// Rows of text under a header, with columns aligned as a terminal shows them.
public struct TextTable {
  /// Where a column's texts stand.
  public enum Alignment: Sendable {
    case left, right
  }

  let header: [String]
  let alignments: [Alignment]
  /// The cells, row by row.
  public var rows: [[String]] = []

  /// A table without rows.
  public init(_ columns: [(title: String, alignment: Alignment)]) {
    header = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  /// The table with two blanks between columns; nothing stands at the end of a line.
  public var text: String {
    let all = [header] + rows
    let widths = header.indices.map { column in
      all.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    return all.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
        line += alignments[column] == .right ? padding + cell : cell + padding
        line += "  "
      }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
