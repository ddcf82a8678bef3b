import TerminalTesting

@testable import LineEditing

/// What a frame looks like when all of it is drawn anew, by the plainest rules.
struct FrameModel {
  /// A character on the screen.
  struct Cell: Hashable {
    var text: String
    var width: Int
    var style: CellStyle
    /// Its place in the text; nil in prompts.
    var offset: Int?
  }

  /// The rows of the prompt and the text.
  var rows: [[Cell]] = []
  /// Whether a line starts in each of them.
  var startsLine: [Bool] = []
  var cursor = (row: 0, column: 0)
  /// The row that is there for the cursor alone.
  var roomForCursor: Int?

  /// The characters that tests use, as terminals show them.
  static let columnsOf: [Character: Int] = [
    "a": 1, "b": 1, "(": 1, ")": 1, " ": 1, "α": 1, "∂": 1, "′": 1, "e\u{301}": 1,
    "日": 2, "本": 2, "の": 2, "値": 2, "段": 2, "😀": 2, "👨‍👩‍👧": 2, "❤️": 2, "🇯🇵": 2, "ｱ": 1, "가": 2,
  ]

  init(_ frame: ScreenFrame, columns: Int) {
    var lines = [FrameModel.cells(frame.prompt.first)]
    var breaks: [Int] = []
    var lineColumn = 0
    var offset = 0
    for character in frame.text {
      let style = frame.styles.first { $0.range.contains(offset) }?.style ?? .plain
      if character == "\n" {
        breaks.append(offset)
        lines.append(FrameModel.cells(frame.prompt.continuation))
        lineColumn = 0
      } else {
        for var cell in FrameModel.cells(character, style, lineColumn, columns) {
          cell.offset = offset
          lines[lines.count - 1].append(cell)
          lineColumn += cell.width
        }
      }
      offset += character.utf8.count
    }
    breaks.append(offset)
    for (line, end) in zip(lines, breaks) { wrap(line, end, frame.cursor, columns) }
  }

  private mutating func wrap(_ line: [Cell], _ end: Int, _ cursorOffset: Int, _ columns: Int) {
    rows.append([])
    startsLine.append(true)
    var column = 0
    var isPlaced = false
    for cell in line {
      if column + cell.width > columns {
        rows.append([])
        startsLine.append(false)
        column = 0
      }
      if cell.offset == cursorOffset, !isPlaced {
        cursor = (rows.count - 1, column)
        isPlaced = true
      }
      rows[rows.count - 1].append(cell)
      column += cell.width
    }
    guard end == cursorOffset else { return }
    if column == columns {
      rows.append([])
      startsLine.append(false)
      roomForCursor = rows.count - 1
      column = 0
    }
    cursor = (rows.count - 1, column)
  }

  /// The cells of a character in a line's column.
  private static func cells(
    _ character: Character, _ style: TextStyle, _ column: Int, _ columns: Int
  ) -> [Cell] {
    let style = CellStyle(style)
    if character == "\t" {
      return Array(repeating: Cell(text: " ", width: 1, style: style), count: 4 - column % 4)
    }
    let isPrintable = character.asciiValue.map { (0x20..<0x7F).contains($0) } ?? false
    if let width = isPrintable ? 1 : columnsOf[character] {
      if width > columns { return [Cell(text: "?", width: 1, style: style)] }
      return [Cell(text: String(character), width: width, style: style)]
    }
    var reversed = style
    reversed.isReversed = true
    let names: [Character: String] = [
      "\u{1B}": "^[", "\u{7F}": "^?", "\u{7}": "^G", "\u{9B}": "<9B>", "\u{202E}": "<202E>",
    ]
    return (names[character] ?? "").map { Cell(text: String($0), width: 1, style: reversed) }
  }

  /// The cells of a prompt or a row below the text, which hold nothing special.
  static func cells(_ texts: [StyledText]) -> [Cell] {
    texts.flatMap { text in
      text.text.map {
        Cell(text: String($0), width: columnsOf[$0] ?? 1, style: CellStyle(text.style))
      }
    }
  }
}

extension CellStyle {
  /// The look that a style of the editor has.
  init(_ style: TextStyle) {
    self.init(
      color: style.color.map { Int($0.rawValue) }, isBold: style.isBold, isDim: style.isDim,
      isUnderlined: style.isUnderlined, isReversed: style.isReversed)
  }
}
