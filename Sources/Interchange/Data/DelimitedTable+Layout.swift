import Language

/// How a table's file is written: what another program must know to read the same from it.
struct TableLayout {
  /// A column that is an item of the table's content.
  struct Column {
    /// Its place in the file, from 0.
    let index: Int
    /// Its name in the header; nil where there is none.
    let header: String?
    /// Whether a word, and not an empty cell, says that a number is missing.
    let hasMissingWords: Bool
  }

  let content: DataContent
  let delimiter: Character
  let hasHeader: Bool
  /// Whether comments stand before the first row.
  let hasComments: Bool
  /// Whether the file begins with the mark of UTF-8.
  let hasMark: Bool
  /// Whether blanks stand before cells.
  let hasBlanks: Bool
  /// Whether a comma is the point of decimal numbers.
  let hasDecimalComma: Bool
  /// The columns, one for each item of the content; none of a matrix.
  let columns: [Column]
  /// Whether a matrix has words for missing numbers.
  let hasMissingWords: Bool

  /// The layout of a file's table.
  ///
  /// - Throws: as `DelimitedTable` does.
  /// - Complexity: O(length of the file).
  init(_ bytes: [UInt8], _ options: DataOptions) throws(DataError) {
    let table = try DelimitedTable(bytes, options)
    let (content, places) = try table.namedColumns()
    self.content = content
    delimiter = Character(Unicode.Scalar(table.delimiter))
    hasHeader = table.hasHeader
    hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    hasComments = bytes[..<table.start].contains(UInt8(ascii: "#"))
    hasBlanks = table.cells.cells.prefix(20 * table.cells.columnCount).contains { cell in
      let before = Int(cell.start) - (cell.isQuoted ? 2 : 1)
      return before >= 0 && bytes[before] == UInt8(ascii: " ")
    }
    hasDecimalComma = table.point == UInt8(ascii: ",")
    var columns: [Column] = []
    for index in places {
      columns.append(
        Column(
          index: index, header: table.hasHeader ? try table.cells.text(table.cells[0, index]) : nil,
          hasMissingWords: try table.hasMissingWords(index)))
    }
    self.columns = columns
    var hasMissingWords = false
    if places.isEmpty {
      for index in 0..<table.cells.columnCount where try table.hasMissingWords(index) {
        hasMissingWords = true
      }
    }
    self.hasMissingWords = hasMissingWords
  }
}

extension DelimitedTable {
  /// Whether a cell of a column is a word for a missing value that is no number of Python's.
  fileprivate func hasMissingWords(_ column: Int) throws(DataError) -> Bool {
    for row in rows {
      if row & 0xFFF == 0 { try DataMemory.checkInterruption() }
      let text = String(decoding: cells.bytes[cells[row, column].range], as: UTF8.self)
      if DelimitedColumn.missingWords.contains(text), !text.isEmpty, text.lowercased() != "nan",
        text.lowercased() != "-nan"
      {
        return true
      }
    }
    return false
  }
}
