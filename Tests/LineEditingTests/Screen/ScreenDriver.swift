import Glibc
import TerminalTesting
import Testing

@testable import LineEditing

/// A screen, the terminal that it writes to, and the model of what should stand there.
struct ScreenDriver {
  var screen = Screen()
  var terminal: TerminalEmulator
  /// The rows above the prompt.
  private(set) var above: [String] = []
  private var top = 0
  private(set) var expected: [[FrameModel.Cell]] = []
  private var finished: [String] = []

  init(columns: Int = 80, rows: Int = 24, above: [String] = []) {
    setlocale(LC_CTYPE, "C.UTF-8")
    terminal = TerminalEmulator(columns: columns, rows: rows)
    self.above = above
    for line in above { terminal.feed(line + "\r\n") }
  }

  var size: TerminalSize { TerminalSize(columns: terminal.columns, rows: terminal.rows) }

  /// Shows a frame and checks that the terminal shows what drawing it anew would.
  mutating func show(_ frame: ScreenFrame, location: SourceLocation = #_sourceLocation) {
    terminal.feed(screen.show(frame, size: size))
    let model = FrameModel(frame, columns: size.columns)
    let below = frame.below.prefix(max(size.rows - model.rows.count, size.rows / 2))
    let count = min(model.rows.count, size.rows - below.count)
    top = min(top, model.cursor.row)
    top = max(top, model.cursor.row - count + 1)
    top = min(top, model.rows.count - count)
    expected = Array(model.rows[top..<top + count])
    if top > 0 { mark(0, model.startsLine[top]) }
    if top + count < model.rows.count { mark(count - 1, model.startsLine[top + count - 1]) }
    let isAtEnd = frame.cursor == frame.text.utf8.count
    if isAtEnd, top + count == model.rows.count { expected[count - 1] += hint(frame.hint) }
    expected += below.map { FrameModel.cells($0).cut(to: size.columns) }
    finished = model.rows.indices.filter { $0 != model.roomForCursor }.map { model.rows[$0].text }
    check(location)
    checkCursor(row: model.cursor.row - top, column: model.cursor.column, location)
  }

  /// Ends the text and checks that all of it stays, and nothing else.
  mutating func finish(location: SourceLocation = #_sourceLocation) {
    terminal.feed(screen.finish())
    above += finished
    expected = []
    top = 0
    check(location)
    #expect(terminal.cursor.column == 0, sourceLocation: location)
    #expect(
      terminal.scrollback.count + terminal.cursor.row == above.count, sourceLocation: location)
  }

  /// Erases the text and checks that what stood above is left alone.
  mutating func erase(location: SourceLocation = #_sourceLocation) {
    terminal.feed(screen.erase())
    expected = []
    top = 0
    check(location)
  }

  /// Gives the window another size, and tells the screen.
  mutating func resize(columns: Int, rows: Int) {
    terminal.resize(columns: columns, rows: rows)
    terminal.feed(screen.resize(to: size))
    top = 0
  }

  private mutating func mark(_ row: Int, _ startsLine: Bool) {
    guard startsLine, expected[row].first?.text == " " else { return }
    expected[row][0].text = "⋮"
    expected[row][0].style = CellStyle(isDim: true)
  }

  private func hint(_ text: String) -> [FrameModel.Cell] {
    let room = size.columns - (expected.last ?? []).reduce(0) { $0 + $1.width }
    guard room >= 4 else { return [] }
    let cells = FrameModel.cells([StyledText(text, TextStyle(isDim: true))])
    return cells.cut(to: room)
  }

  private func check(_ location: SourceLocation) {
    let whole = (above + expected.map(\.text)).joined(separator: "\n")
    #expect(
      terminal.wholeText == whole.droppingEmptyLinesAtEnd, sourceLocation: location)
    #expect(terminal.unknownSequences == [], sourceLocation: location)
    #expect(terminal.isCursorVisible, sourceLocation: location)
    let first = above.count - terminal.scrollback.count
    for (row, cells) in expected.enumerated() where first + row >= 0 {
      var column = 0
      let shown = cells.map { cell in
        defer { column += cell.width }
        return terminal.style(row: first + row, column: column)
      }
      #expect(shown == cells.map(\.style), "row \(row)", sourceLocation: location)
    }
  }

  private func checkCursor(row: Int, column: Int, _ location: SourceLocation) {
    let first = above.count - terminal.scrollback.count
    let place = TerminalEmulator.Position(row: first + row, column: column)
    #expect(terminal.cursor == place, sourceLocation: location)
  }
}

extension [FrameModel.Cell] {
  /// The characters without the blanks at their end.
  fileprivate var text: String {
    var text = map(\.text).joined()
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }

  /// The cells, or as many as leave room for a mark that something is missing.
  fileprivate func cut(to columns: Int) -> [FrameModel.Cell] {
    guard reduce(0, { $0 + $1.width }) > columns else { return self }
    let kept = prefixOfColumns(columns - 1)
    return kept + [FrameModel.Cell(text: "…", width: 1, style: self[kept.count].style)]
  }

  private func prefixOfColumns(_ columns: Int) -> [FrameModel.Cell] {
    var width = 0
    return Array(
      prefix { cell in
        width += cell.width
        return width <= columns
      })
  }
}

extension String {
  fileprivate var droppingEmptyLinesAtEnd: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
