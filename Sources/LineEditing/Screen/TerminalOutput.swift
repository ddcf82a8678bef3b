/// Bytes for a terminal, with the place of its cursor and the style that they leave.
///
/// Rows count from the first of ours. Every move to the right column is absolute, and `\r` goes
/// before every other move from behind the last column, where terminals differ.
struct TerminalOutput {
  /// What is to be written.
  private var bytes: [UInt8] = []
  private var row: Int
  private var column: Int
  private let columns: Int
  private var style = TextStyle.plain
  private var isCursorHidden = false

  /// Nothing yet, with the cursor at some place in a window of some width.
  init(row: Int, column: Int, columns: Int) {
    self.row = row
    self.column = column
    self.columns = columns
  }

  /// Goes to a place; rows that are not there yet are made, and scroll the window at its end.
  mutating func move(toRow row: Int, column: Int) {
    if row != self.row, self.column >= columns { returnToStart() }
    if row < self.row {
      append("\u{1B}[\(self.row - row)A")
    } else if row > self.row {
      setStyle(.plain)
      for _ in self.row..<row { append("\r\n") }
      self.column = 0
    }
    self.row = row
    guard column != self.column else { return }
    if column == 0 { return returnToStart() }
    append("\u{1B}[\(column + 1)G")
    self.column = column
  }

  /// Writes characters from the cursor on, which the row has room for.
  mutating func write(_ cells: some Sequence<ScreenCell>) {
    for cell in cells {
      setStyle(cell.style)
      bytes.append(contentsOf: cell.text.utf8)
      column += Int(cell.width)
      // Terminals do not agree on the width of a cluster: say where it ends.
      if cell.text.utf8.count > 1, cell.text.unicodeScalars.count > 1, column < columns {
        append("\u{1B}[\(column + 1)G")
      }
    }
    setStyle(.plain)
  }

  /// Erases from the cursor to the end of its row; the cursor is not behind the last column.
  mutating func eraseRow() {
    append("\u{1B}[K")
  }

  /// Erases from the cursor to the end of the window; the cursor is not behind the last column.
  mutating func eraseBelow() {
    append("\u{1B}[J")
  }

  /// Hides the cursor while rows are written, until `finish` shows it again.
  mutating func hideCursor() {
    guard !isCursorHidden else { return }
    isCursorHidden = true
    append("\u{1B}[?25l")
  }

  /// All that is to be written; the cursor can be seen.
  mutating func finish() -> [UInt8] {
    if isCursorHidden { append("\u{1B}[?25h") }
    isCursorHidden = false
    return bytes
  }

  /// Goes to the first column of the row, wherever in it the cursor is.
  mutating func returnToStart() {
    append("\r")
    column = 0
  }

  private mutating func setStyle(_ style: TextStyle) {
    guard style != self.style else { return }
    self.style = style
    append("\u{1B}[\(style.parameters)m")
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }
}

extension TextStyle {
  /// A text between the sequences that turn the style on, and every style off.
  public func applied(to text: String) -> String {
    self == .plain || text.isEmpty ? text : "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
  }

  /// The parameters of the `SGR` sequence that turns any style into this one.
  fileprivate var parameters: String {
    var codes = ["0"]
    if isBold { codes.append("1") }
    if isDim { codes.append("2") }
    if isUnderlined { codes.append("4") }
    if isReversed { codes.append("7") }
    if let color { codes.append("\(30 + color.rawValue)") }
    return codes.joined(separator: ";")
  }
}
