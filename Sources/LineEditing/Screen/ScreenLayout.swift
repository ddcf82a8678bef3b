/// Where the characters of a frame stand in a window of some width.
///
/// Rows end where this layout ends them: the terminal never wraps one by itself.
struct ScreenLayout {
  /// The rows of the prompt and the text, at least one.
  private(set) var rows = [ScreenRow(startsLine: true)]
  /// The row of the cursor.
  private(set) var cursorRow = 0
  /// The column of the cursor, which is one of the window's.
  private(set) var cursorColumn = 0

  private let columns: Int
  /// The column in the line, counted over its rows, behind the prompt.
  private var lineColumn = 0
  /// Whether the next cell is the one of the cursor.
  private var isAtCursor = false

  /// Blanks stand for a tab up to the next multiple of this, counted from the text's start.
  private static let tabWidth = 4

  /// Lays a frame's prompt and text out, in O(length of the text).
  init(_ frame: ScreenFrame, columns: Int) {
    self.columns = columns
    append(frame.prompt.first)
    let continuation = ScreenText(frame.prompt.continuation).cells
    var styles = frame.styles[...]
    var offset = 0
    var isCursorPlaced = false
    for character in frame.text {
      let end = offset + character.utf8.count
      if !isCursorPlaced, frame.cursor < end {
        isCursorPlaced = true
        isAtCursor = true
      }
      while let first = styles.first, first.range.upperBound <= offset { styles.removeFirst() }
      let isStyled = styles.first.map { $0.range.lowerBound <= offset } ?? false
      append(character, isStyled ? styles.first?.style ?? .plain : .plain, continuation)
      offset = end
    }
    if !isCursorPlaced {
      isAtCursor = true
      endRow()
    }
  }

  private mutating func append(_ prompt: [StyledText]) {
    for cell in ScreenText(prompt).cells { append(cell) }
    lineColumn = 0
  }

  private mutating func append(
    _ character: Character, _ style: TextStyle, _ continuation: [ScreenCell]
  ) {
    switch character {
    case "\t":
      let count = ScreenLayout.tabWidth - lineColumn % ScreenLayout.tabWidth
      for _ in 0..<count { append(ScreenCell(text: " ", width: 1, style: style)) }
    case "\n", "\r\n":
      if character != "\n" { append("\r", style, continuation) }
      endRow()
      rows.append(ScreenRow(startsLine: true))
      for cell in continuation { append(cell) }
      lineColumn = 0
    default:
      ScreenText.forEachCell(of: character, style) { append($0) }
    }
  }

  private mutating func append(_ cell: ScreenCell) {
    // A window of one column has no room for a wide character.
    let cell =
      cell.width > columns ? ScreenCell(text: "?", width: 1, style: cell.style) : cell
    if rows[rows.count - 1].width + Int(cell.width) > columns { rows.append(ScreenRow()) }
    if isAtCursor { placeCursor() }
    rows[rows.count - 1].append(cell)
    lineColumn += Int(cell.width)
  }

  /// Behind a full row the cursor needs one more.
  private mutating func endRow() {
    guard isAtCursor else { return }
    if rows[rows.count - 1].width == columns { rows.append(ScreenRow(isRoomForCursor: true)) }
    placeCursor()
  }

  private mutating func placeCursor() {
    isAtCursor = false
    cursorRow = rows.count - 1
    cursorColumn = rows[cursorRow].width
  }
}
