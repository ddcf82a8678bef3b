/// A terminal's screen, as a test reads it.
///
/// It does what xterm, tmux and VTE agree on. What it does not know, and what those do differently,
/// is collected in `unknownSequences`, which a test expects to be empty.
public struct TerminalEmulator: Sendable {
  /// A row and a column, both from 0.
  public struct Position: Sendable, Hashable {
    /// From the top.
    public var row: Int
    /// From the left.
    public var column: Int

    /// A place in the window.
    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  /// A character and its style; the right half of a wide character has no text.
  struct Cell: Sendable, Hashable {
    var text = " "
    var width = 1
    var style = CellStyle.plain
  }

  /// A row up to the last cell that was written.
  struct Line: Sendable, Hashable {
    var cells: [Cell] = []
    /// Whether the next row goes on with it, since a character did not fit.
    var isWrapped = false

    var text: String {
      let text = cells.reduce(into: "") { if $1.width > 0 { $0 += $1.text } }
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The columns of the window.
  public internal(set) var columns: Int
  /// The rows of the window.
  public internal(set) var rows: Int
  /// Where the next character is written.
  public internal(set) var cursor = Position(row: 0, column: 0)
  /// Whether the cursor is shown.
  public internal(set) var isCursorVisible = true
  /// Whether pastes are marked as such.
  public internal(set) var isBracketedPasteOn = false
  /// How often the bell rang.
  public internal(set) var bellCount = 0
  /// Sequences that are not known, or whose effect is not the same on all terminals.
  public internal(set) var unknownSequences: [String] = []

  /// The rows of the window, all of them.
  var grid: [Line]
  /// The rows that went out at the top, oldest first.
  var history: [Line] = []
  /// Whether the cursor stands behind the last column and the next character goes to a new row.
  var isWrapPending = false
  /// Whether characters wrap at all.
  var wrapsAutomatically = true
  /// Whether the next scalar belongs to the character before it.
  var joinsNext = false
  var style = CellStyle.plain
  var savedCursor = Position(row: 0, column: 0)
  var parser = SequenceParser()

  /// An empty screen.
  public init(columns: Int = 80, rows: Int = 24) {
    self.columns = columns
    self.rows = rows
    grid = Array(repeating: Line(), count: rows)
  }

  /// The rows of the window without blanks at their ends.
  public var lines: [String] { grid.map(\.text) }

  /// The window without blanks at the ends of rows and without empty rows at its end.
  public var text: String { TerminalEmulator.joined(lines) }

  /// The rows that went out at the top, oldest first, without blanks at their ends.
  public var scrollback: [String] { history.map(\.text) }

  /// All that can be scrolled to and seen, without empty rows at its end.
  public var wholeText: String { TerminalEmulator.joined(scrollback + lines) }

  /// How the character at a place of the window looks.
  public func style(row: Int, column: Int) -> CellStyle {
    guard grid.indices.contains(row), grid[row].cells.indices.contains(column) else {
      return .plain
    }
    return grid[row].cells[column].style
  }

  /// How the first occurrence of a text in the window looks, from its first character on; nil
  /// where the text does not stand in the window in one style.
  public func style(of text: String) -> CellStyle? {
    for line in grid {
      for start in line.cells.indices {
        var found = ""
        var end = start
        while found.count < text.count, end < line.cells.count {
          found += line.cells[end].width > 0 ? line.cells[end].text : ""
          end += 1
        }
        guard found == text else { continue }
        let styles = Set(line.cells[start..<end].map(\.style))
        return styles.count == 1 ? styles.first : nil
      }
    }
    return nil
  }

  private static func joined(_ lines: [String]) -> String {
    lines.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
  }
}
