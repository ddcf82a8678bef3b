import Glibc
import Language
import LineEditing
import Notebook

/// Shows at a terminal what entries show: as much as the window has room for.
struct OutputScreen: Sendable {
  /// Whether text is coloured.
  let isColored: Bool
  /// Whether a user sits there, who can turn the pages.
  private let isInteractive: Bool

  /// The screen of standard output.
  init(options: RunOptions) {
    isColored = options.color.allowsColor(on: STDOUT_FILENO)
    isInteractive = Console.isTerminal(STDIN_FILENO) && Console.isTerminal(STDOUT_FILENO)
  }

  /// Shows an output on lines of its own.
  ///
  /// - Returns: how many lines were written.
  @discardableResult func show(_ output: Output, usesPager: Bool) -> Int {
    ProgressBar.shared.clear()
    let size = Terminal.size
    let text = TerminalText.shown(
      OutputText.text(
        of: output, lineWidth: isInteractive ? size.columns : nil,
        rows: isInteractive ? size.rows : nil, characters: TerminalText.plotCharacters))
    if case .page = output, isInteractive, usesPager, OutputScreen.isLonger(text, than: size.rows),
      let pager = Pager(), pager.show(text + "\n")
    {
      return 0
    }
    Console.shared.write(text + "\n")
    Console.shared.flush()
    return text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
  }

  /// Shows what went wrong.
  func show(_ diagnostic: Diagnostic) {
    let renderer = DiagnosticRenderer(
      width: Terminal.size.columns, wrapsText: isInteractive)
    Console.shared.write(TerminalText.shown(renderer.text(diagnostic, isColored: isColored)))
  }

  private static func isLonger(_ text: String, than rows: Int) -> Bool {
    text.utf8.count { $0 == UInt8(ascii: "\n") } + 1 > rows - 1
  }
}
