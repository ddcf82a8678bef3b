/// Lines that are edited at the terminal, with libedit below.
///
/// It owns libedit's handles and the terminal's modes: both are as they were found when it goes.
public struct LineEditor: ~Copyable, LineSource {
  private let editor: Editor

  /// An editor on standard input and output.
  ///
  /// It is nil where one of them is no terminal, where the terminal cannot move its cursor, and
  /// where the user's `.editrc` says `edit off`: read with a ``PlainLineSource`` then.
  ///
  /// - Parameters:
  ///   - name: the program's, by which `.editrc` scopes its lines.
  ///   - history: what was typed before; asked for when it is needed first, and once.
  public init?(
    name: String, assistant: any LineAssistant,
    history: @escaping () -> InputHistory = { InputHistory() }
  ) {
    _ = Terminal.isUTF8
    guard Terminal.isTerminal(0), Terminal.isTerminal(1), Terminal.canMoveCursor else { return nil }
    guard let editor = Editor(name: name, assistant: assistant, history: history) else {
      return nil
    }
    self.editor = editor
  }

  deinit { editor.close() }

  /// Whether what the editor adds by itself may have colours; those of the text are the assistant's.
  public var isColored: Bool {
    get { editor.isColored }
    set { editor.isColored = newValue }
  }

  /// Waits for the next input.
  public mutating func read(_ prompt: PromptText) -> LineEvent { editor.read(prompt) }

  /// Adds to what can be recalled.
  public mutating func remember(_ input: String) { editor.remember(input) }
}
