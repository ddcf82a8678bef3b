/// A character as it stands on the terminal.
struct ScreenCell: Sendable, Hashable {
  /// What is written for it: one grapheme that can be seen.
  var text: String
  /// The columns that it takes: 1 or 2.
  var width: UInt8
  /// How it looks.
  var style: TextStyle
}

/// A row of the terminal, from its first column to the last one that was written.
struct ScreenRow: Sendable, Hashable {
  /// The characters from left to right.
  private(set) var cells: [ScreenCell]
  /// The columns that they take.
  private(set) var width: Int
  /// Whether a line of the text starts here, behind its prompt.
  let startsLine: Bool
  /// Whether the row is there for the cursor alone, which stands behind a full row.
  let isRoomForCursor: Bool

  /// A row of characters.
  init(_ cells: [ScreenCell] = [], startsLine: Bool = false, isRoomForCursor: Bool = false) {
    self.cells = cells
    width = cells.reduce(0) { $0 + Int($1.width) }
    self.startsLine = startsLine
    self.isRoomForCursor = isRoomForCursor
  }

  /// Puts a character behind the others.
  mutating func append(_ cell: ScreenCell) {
    cells.append(cell)
    width += Int(cell.width)
  }

  /// Puts another character of the same width in place of the first, which there is.
  mutating func replaceFirst(with cell: ScreenCell) {
    cells[0] = cell
  }

  /// How many rows the characters take in a window of some width, in O(characters).
  func wrappedCount(columns: Int) -> Int {
    wrappedRow(ofColumn: width, columns: columns) + 1
  }

  /// The row, from 0, in which a column stands after a terminal has wrapped this row anew.
  ///
  /// A column behind the last character counts as in the last row.
  func wrappedRow(ofColumn column: Int, columns: Int) -> Int {
    var row = 0
    var room = columns
    var end = 0
    for cell in cells {
      let width = min(Int(cell.width), columns)
      if width > room {
        row += 1
        room = columns
      }
      end += Int(cell.width)
      if column < end { return row }
      room -= width
    }
    return row
  }
}
