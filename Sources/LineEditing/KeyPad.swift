import CLineEdit
import Glibc

/// Single keys of the terminal, outside of any line.
///
/// The terminal shows nothing of what is typed as long as the pad is there. Ctrl-C is a signal
/// between readings, so that it reaches whatever runs then.
public struct KeyPad: ~Copyable {
  /// What waiting for a key gave.
  public enum Event: Sendable, Hashable {
    case key(KeyStroke)
    /// What was on the screen is not any more, or no longer fits the window.
    case redraw
    /// Ctrl-C.
    case interruption
    /// No key comes any more.
    case end
    /// The system ends the program by a signal.
    case termination(signal: Int32)
  }

  private var input = InputBytes()
  private var decoder = KeyDecoder()
  private let modes: OpaquePointer

  /// The keys of standard input; nil where it or standard output is no terminal, or where the
  /// terminal cannot move its cursor.
  public init?() {
    _ = Terminal.isUTF8
    guard Terminal.isTerminal(0), Terminal.isTerminal(1), Terminal.canMoveCursor,
      let modes = cle_take_keys()
    else { return nil }
    self.modes = modes
  }

  deinit { cle_give_keys_back(modes) }

  /// Waits for a key.
  ///
  /// - Parameter isInterrupted: whether Ctrl-C came since the last reading, asked once signals
  ///   come here: one that arrives just before that is not lost.
  public mutating func read(isInterrupted: () -> Bool = { false }) -> Event {
    cle_notice_signals()
    defer { cle_restore_signals() }
    if isInterrupted() { return .interruption }
    cle_retake_keys(modes)
    var event: Event?
    var bytes = input
    let modes = modes
    let key = decoder.key { milliseconds in
      while event == nil {
        switch bytes.next(milliseconds) {
        case .byte(let byte): return byte
        case .timeout: return nil
        case .end: event = .end
        case .hangUp: event = .termination(signal: SIGHUP)
        case .signal: event = KeyPad.event(ofSignalsAt: modes)
        }
      }
      return nil
    }
    input = bytes
    if let event { return event }
    return key.map { .key(KeyStroke($0)) } ?? .end
  }

  /// Whether a key is there, or comes within some milliseconds.
  public func hasKey(within milliseconds: Int) -> Bool {
    input.hasMore || input.hasMore(within: Int32(clamping: milliseconds))
  }

  /// Runs a body to which the terminal belongs as it was found.
  public func lent<Result>(to body: () throws -> Result) rethrows -> Result {
    cle_lend_keys(modes)
    defer { cle_retake_keys(modes) }
    return try body()
  }

  /// What the signals mean that have come; nil where the waiting goes on.
  private static func event(ofSignalsAt modes: OpaquePointer) -> Event? {
    var event: Event?
    while event == nil, case let signal = cle_take_signal(), signal != 0 {
      switch signal {
      case SIGINT: event = .interruption
      case SIGWINCH: event = .redraw
      case SIGTSTP:
        cle_lend_keys(modes)
        cle_stop()
        cle_retake_keys(modes)
        event = .redraw
      case SIGCONT:
        cle_retake_keys(modes)
        event = .redraw
      default: event = .termination(signal: signal)
      }
    }
    return event
  }
}

/// A key that was pressed by itself.
public enum KeyStroke: Sendable, Hashable {
  case character(Character)
  case enter, backspace, escape
  case left, right, up, down, home, end, pageUp, pageDown
  /// Any other key, and what was pasted.
  case other

  init(_ key: Key) {
    switch key {
    case .scalar("\r"), .scalar("\n"): self = .enter
    case .backspace, .scalar("\u{8}"): self = .backspace
    case .scalar(let scalar) where scalar.value >= 0x20: self = .character(Character(scalar))
    case .escape: self = .escape
    case .special(let special, []): self = KeyStroke(special)
    case .scalar, .alt, .special, .paste, .tooLongPaste, .unknown, .invalid: self = .other
    }
  }

  private init(_ key: Key.Special) {
    switch key {
    case .left: self = .left
    case .right: self = .right
    case .up: self = .up
    case .down: self = .down
    case .home: self = .home
    case .end: self = .end
    case .pageUp: self = .pageUp
    case .pageDown: self = .pageDown
    case .insert, .delete, .backTab: self = .other
    }
  }
}
