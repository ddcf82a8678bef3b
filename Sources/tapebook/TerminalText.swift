import Glibc
import LineEditing
import Plotting

/// Texts as the user's locale can show them.
enum TerminalText {
  /// What stands for the characters that the notebook's own texts use beyond ASCII.
  private static let substitutes: [Character: String] = [
    "…": "...", "→": "->", "←": "<-", "↦": "|->", "µ": "u", "∂": "d", "·": "*", "′": "'", "×": "x",
    "│": "|", "├": "|", "└": "`", "─": "-", "║": "|", "╠": "|", "╟": "|", "╚": "`", "═": "=",
    "″": "''", "²": "^2", "³": "^3",
  ]

  /// What plots are drawn with where the user chose nothing: what a terminal surely shows; in files
  /// always the same.
  static var plotCharacters: PlotCharacters {
    guard Console.isTerminal(STDOUT_FILENO) else { return .braille }
    return Terminal.isUTF8 && Terminal.canMoveCursor ? .braille : .ascii
  }

  /// A text for standard output: where the locale has no UTF-8, with ASCII in the place of arrows,
  /// dots and the like; names and strings of the user's stay as they are.
  static func shown(_ text: String) -> String {
    guard !Terminal.isUTF8, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return text.reduce(into: "") { $0 += substitutes[$1] ?? String($1) }
  }
}
