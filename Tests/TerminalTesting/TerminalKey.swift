/// A key, as xterm sends it.
public enum TerminalKey: Sendable, Hashable {
  case up, down, left, right, home, end, pageUp, pageDown, delete, backspace
  case enter, tab, escape
  /// A character together with Ctrl.
  case control(Character)
  /// A character together with Alt.
  case alt(Character)
  /// Enter together with Alt.
  case altEnter
  /// Left and right together with Ctrl, for words.
  case controlLeft, controlRight

  /// What the terminal sends.
  public var bytes: [UInt8] {
    switch self {
    case .control(let character):
      return Array(String(character).utf8).map { $0 & 0x1F }
    case .alt(let character): return [0x1B] + String(character).utf8
    default: return Array((TerminalKey.sequences[self] ?? "").utf8)
    }
  }

  private static let sequences: [TerminalKey: String] = [
    .up: "\u{1B}[A", .down: "\u{1B}[B", .right: "\u{1B}[C", .left: "\u{1B}[D",
    .home: "\u{1B}[H", .end: "\u{1B}[F", .pageUp: "\u{1B}[5~", .pageDown: "\u{1B}[6~",
    .delete: "\u{1B}[3~", .backspace: "\u{7F}", .enter: "\r", .tab: "\t", .escape: "\u{1B}",
    .altEnter: "\u{1B}\r", .controlLeft: "\u{1B}[1;5D", .controlRight: "\u{1B}[1;5C",
  ]
}
