/// Brings frames to a terminal with as few bytes as the change needs.
///
/// A text that is taller than the window is shown in part, with the cursor in it: the window
/// scrolls once for every row that it needs, and never while the cursor moves in the text.
struct Screen: Sendable {
  /// The rows that stand on the terminal now.
  private var shown: [ScreenRow] = []
  /// The cursor's place in them.
  private var cursor = (row: 0, column: 0)
  /// The window that they were laid out for; nil before the first frame.
  private var size: TerminalSize?
  /// The rows of the whole text, as the last frame has it.
  private var text: [ScreenRow] = []
  /// The rows of the last layout that are shown.
  private var viewport = 0..<0
  /// What stands at the end of a hint that was cut.
  private let ellipsis: String
  /// What stands beside the first and the last row where there are more.
  private let moreRows: String

  /// A hint in fewer columns is of no use.
  private static let leastHintWidth = 4

  /// A screen that shows nothing yet.
  ///
  /// - Parameter isASCII: whether the marks that the screen adds by itself are ASCII.
  init(isASCII: Bool = false) {
    ellipsis = isASCII ? "..." : "…"
    moreRows = isASCII ? ":" : "⋮"
  }

  /// The bytes that turn what stands there into a frame, in O(length of the text).
  mutating func show(_ frame: ScreenFrame, size: TerminalSize) -> [UInt8] {
    let preparation = self.size == size ? [] : resize(to: size)
    let layout = ScreenLayout(frame, columns: size.columns)
    text = layout.rows.filter { !$0.isRoomForCursor }
    let belowCount = min(frame.below.count, max(size.rows - layout.rows.count, size.rows / 2))
    scroll(to: layout, count: min(layout.rows.count, size.rows - belowCount))
    var rows = Array(layout.rows[viewport])
    mark(&rows, of: layout.rows.count)
    if viewport.upperBound == layout.rows.count, frame.cursor >= frame.text.utf8.count {
      append(hint: frame.hint, to: &rows[rows.count - 1])
    }
    for texts in frame.below.prefix(belowCount) {
      rows.append(ScreenRow(ScreenText(texts).prefix(columns: size.columns, ellipsis: ellipsis)))
    }
    var output = changes(to: rows)
    cursor = (layout.cursorRow - viewport.lowerBound, layout.cursorColumn)
    output.move(toRow: cursor.row, column: cursor.column)
    return preparation + output.finish()
  }

  /// The bytes that leave the text for good: what stood below and the hint are erased, and the
  /// cursor stands at the start of the row after the text.
  ///
  /// A text of which a part was hidden is written as a whole from where the part stood, so that
  /// all of it can be scrolled back to.
  mutating func finish() -> [UInt8] {
    guard !text.isEmpty else { return [] }
    var output = changes(to: text)
    output.move(toRow: text.count, column: 0)
    forget()
    return output.finish()
  }

  /// The bytes that erase all that was shown; the cursor stands where the prompt began.
  mutating func erase() -> [UInt8] {
    guard !shown.isEmpty else { return [] }
    return erase(rowsAbove: cursor.row)
  }

  /// Takes note that the terminal shows nothing of ours, with the cursor at the start of a row.
  mutating func forget() {
    shown = []
    text = []
    cursor = (0, 0)
    viewport = 0..<0
  }

  /// Takes note that the window has a new size: what stands there may have been wrapped anew.
  ///
  /// Terminals wrap a row anew when the window gets narrower (tmux, VTE, kitty, foot); one that
  /// does not may lose rows above the prompt that are as many as ours would have taken. A window
  /// that gets wider leaves our rows as they are, since each has an end of its own.
  mutating func resize(to size: TerminalSize) -> [UInt8] {
    self.size = size
    guard !shown.isEmpty else { return [] }
    let above = shown.prefix(cursor.row).reduce(0) {
      $0 + $1.wrappedCount(columns: size.columns)
    }
    let row = shown[cursor.row].wrappedRow(ofColumn: cursor.column, columns: size.columns)
    return erase(rowsAbove: above + row)
  }

  /// Goes to the first row, by a number of rows, and erases from there.
  private mutating func erase(rowsAbove count: Int) -> [UInt8] {
    var output = TerminalOutput(row: count, column: cursor.column, columns: columns)
    output.move(toRow: 0, column: 0)
    output.eraseBelow()
    forget()
    return output.finish()
  }

  /// The columns of the window.
  private var columns: Int { size?.columns ?? 1 }
}

extension Screen {
  /// Moves the viewport as little as the cursor asks for.
  private mutating func scroll(to layout: ScreenLayout, count: Int) {
    let first = max(min(viewport.lowerBound, layout.cursorRow), layout.cursorRow - count + 1)
    let top = min(first, layout.rows.count - count)
    viewport = top..<top + count
  }

  /// Marks the first and the last row where rows of the text are hidden, if their first column
  /// is a blank of the prompt.
  private func mark(_ rows: inout [ScreenRow], of total: Int) {
    if viewport.lowerBound > 0 { mark(&rows[0]) }
    if viewport.upperBound < total { mark(&rows[rows.count - 1]) }
  }

  private func mark(_ row: inout ScreenRow) {
    guard row.startsLine, row.cells.first?.text == " " else { return }
    row.replaceFirst(with: ScreenCell(text: moreRows, width: 1, style: TextStyle(isDim: true)))
  }

  private func append(hint: String, to row: inout ScreenRow) {
    let room = columns - row.width
    guard room >= Screen.leastHintWidth else { return }
    let cells = ScreenText(hint, style: TextStyle(isDim: true))
    for cell in cells.prefix(columns: room, ellipsis: ellipsis) { row.append(cell) }
  }

  /// Writes what differs between the rows that are shown and others, which are shown then.
  private mutating func changes(to rows: [ScreenRow]) -> TerminalOutput {
    var output = TerminalOutput(row: cursor.row, column: cursor.column, columns: columns)
    if shown.isEmpty {
      // What another program left in the rows below does not shine through.
      output.returnToStart()
      output.eraseBelow()
      shown = [ScreenRow()]
    }
    let common = min(rows.count, shown.count)
    let changed = rows.indices.filter { $0 >= common || rows[$0].cells != shown[$0].cells }
    if changed.count + max(0, shown.count - rows.count) > 1 { output.hideCursor() }
    for index in changed {
      write(rows[index], at: index, over: index < common ? shown[index] : ScreenRow(), to: &output)
    }
    if rows.count < shown.count {
      output.move(toRow: rows.count, column: 0)
      output.eraseBelow()
    }
    shown = rows
    return output
  }

  /// Writes a row from its first to its last cell that differs from what stands there.
  private func write(
    _ row: ScreenRow, at index: Int, over old: ScreenRow, to output: inout TerminalOutput
  ) {
    let start = zip(row.cells, old.cells).prefix { $0 == $1 }.count
    let column = row.cells[..<start].reduce(0) { $0 + Int($1.width) }
    var end = row.cells.count
    if row.width == old.width {
      // The rows end in the same column, so that their last cells stand in the same ones.
      let rest = zip(row.cells[start...].reversed(), old.cells[start...].reversed())
      end -= rest.prefix { $0 == $1 }.count
    }
    output.move(toRow: index, column: column)
    output.write(row.cells[start..<end])
    if old.width > row.width { output.eraseRow() }
  }
}
