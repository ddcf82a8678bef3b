/// The extent of a terminal's window.
public struct TerminalSize: Sendable, Hashable {
  /// The columns, at least one.
  public var columns: Int
  /// The rows, at least one.
  public var rows: Int

  /// A window of at least one column and one row.
  public init(columns: Int, rows: Int) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
  }
}

/// What an editor shows: the prompt, the text with the cursor in it, and what stands around.
struct ScreenFrame: Sendable, Hashable {
  var prompt: PromptText
  /// The text being edited; its line breaks start new rows, each behind the continuation prompt.
  var text: String
  /// The cursor, as a UTF-8 offset in `text`.
  var cursor: Int
  /// How parts of the text look.
  var styles: [StyledRange] = []
  /// Dim text behind the end of the text, cut to the row; empty for none.
  var hint = ""
  /// Rows below the text, such as candidates or a search, each cut to the window's width.
  var below: [[StyledText]] = []
}

/// Brings frames to a terminal with as few bytes as the change needs.
struct Screen: Sendable {
  /// The bytes that turn what stands there into a frame.
  mutating func show(_ frame: ScreenFrame, size: TerminalSize) -> [UInt8] { [] }

  /// The bytes that leave the text for good: what stood below and the hint are erased, and the
  /// cursor stands at the start of the row after the text.
  mutating func finish() -> [UInt8] { [] }

  /// The bytes that erase all that was shown; the cursor stands where the prompt began.
  mutating func erase() -> [UInt8] { [] }

  /// Takes note that the terminal shows nothing of ours, with the cursor at the start of a row.
  mutating func forget() {}

  /// Takes note that the window has a new size: what stands there may have been wrapped anew.
  mutating func resize(to size: TerminalSize) -> [UInt8] { [] }
}
