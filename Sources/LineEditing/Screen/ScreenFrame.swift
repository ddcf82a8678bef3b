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
