extension TerminalEmulator {
  /// Gives the window another size, as tmux does.
  ///
  /// Rows that a character wrapped are joined and cut anew, rows that ended by a line feed are cut
  /// where they do not fit. A lower window loses the rows below the cursor first, then rows go out
  /// at the top; a higher one takes rows back.
  public mutating func resize(columns: Int, rows: Int) {
    let top = reflow(columns: columns)
    let added = rows - self.rows
    var lines = history + grid
    let cursorLine = top + cursor.row
    var first = added > 0 ? max(0, top - added) : top
    first = max(first, cursorLine - rows + 1)
    lines = Array(lines.prefix(first + rows))
    while lines.count < first + rows { lines.append(Line()) }
    history = Array(lines[..<first])
    grid = Array(lines[first...])
    cursor.row = cursorLine - first
    self.rows = rows
  }

  /// Cuts all rows for another width; the cursor stays on its character.
  ///
  /// - Returns: how many rows went out at the top; `grid` holds all others.
  private mutating func reflow(columns: Int) -> Int {
    guard columns != self.columns else { return history.count }
    let lines = history + grid
    let cursorLine = history.count + cursor.row
    let column = isWrapPending ? self.columns : cursor.column
    var result: [Line] = []
    var top: Int?
    var place = Position(row: 0, column: 0)
    var start = 0
    while start < lines.count {
      var end = start
      while lines[end].isWrapped, end + 1 < lines.count { end += 1 }
      if top == nil, end >= history.count { top = result.count }
      let pieces = TerminalEmulator.cut(lines[start...end].flatMap(\.cells), columns: columns)
      if (start...end).contains(cursorLine) {
        let before = lines[start..<cursorLine].reduce(0) { $0 + $1.cells.count }
        place = TerminalEmulator.place(of: before + column, in: pieces)
        place.row += result.count
      }
      result += pieces
      start = end + 1
    }
    let first = top ?? 0
    history = Array(result[..<first])
    grid = Array(result[first...])
    self.columns = columns
    cursor = Position(row: place.row - first, column: min(place.column, columns - 1))
    isWrapPending = place.column == columns
    return first
  }

  private static func cut(_ cells: [Cell], columns: Int) -> [Line] {
    var pieces = [Line()]
    for (index, cell) in cells.enumerated() where cell.width > 0 {
      if pieces[pieces.count - 1].cells.count + cell.width > columns {
        pieces[pieces.count - 1].isWrapped = true
        pieces.append(Line())
      }
      pieces[pieces.count - 1].cells += cells[index..<index + cell.width]
    }
    return pieces
  }

  private static func place(of offset: Int, in pieces: [Line]) -> Position {
    var rest = offset
    for (row, piece) in pieces.enumerated().dropLast() {
      if rest < piece.cells.count { return Position(row: row, column: rest) }
      rest -= piece.cells.count
    }
    return Position(row: pieces.count - 1, column: rest)
  }
}
