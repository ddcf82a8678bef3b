import CLineEdit
import Glibc

/// Lines from a terminal that cannot move its cursor: no editing but the terminal's own.
public struct PlainLineSource: LineSource {
  private let assistant: any LineAssistant
  private let showsPrompt: Bool
  private var pending: [UInt8] = []
  private var hasEnded = false

  /// The most bytes of a line that a terminal passes on, its line break not counted: Linux drops
  /// the others without a word (`N_TTY_BUF_SIZE`).
  static let terminalLimit = 4095

  /// How long what is pasted may take to follow itself, in milliseconds.
  private static let patience: Int32 = 20

  /// A source on standard input.
  ///
  /// - Parameter showsPrompt: whether prompts are written to standard output.
  public init(assistant: any LineAssistant, showsPrompt: Bool = true) {
    self.assistant = assistant
    self.showsPrompt = showsPrompt
    _ = Terminal.isUTF8
  }

  private enum Line {
    case text(String)
    case cut
    case event(LineEvent)
  }

  /// Waits for lines that are complete.
  public mutating func read(_ prompt: PromptText) -> LineEvent {
    cle_notice_signals()
    defer { cle_restore_signals() }
    var lines: [String] = []
    var isCut = false
    show(prompt.first)
    while true {
      switch next() {
      case .text(let text): lines.append(text)
      case .cut:
        lines.append("")
        isCut = true
      case .event(.end):
        write("\n")
        // What was pasted up to the end is run.
        return lines.isEmpty ? .end : .input(lines.joined(separator: "\n"))
      case .event(let event):
        write("\n")
        return event
      }
      // An empty line submits only when it is typed last: a paste is one text to its end.
      if hasMore { continue }
      if isCut {
        return .refusal(
          "the terminal passes on at most \(PlainLineSource.terminalLimit) bytes of a line; "
            + "put it in a file or pipe it")
      }
      let text = lines.joined(separator: "\n")
      let isLastEmpty = lines.last?.allSatisfy(\.isWhitespace) ?? true
      if (isLastEmpty && lines.count > 1) || assistant.continuation(of: text) == nil {
        return .input(lines.count > 1 ? assistant.pasted(text) : text)
      }
      show(prompt.continuation)
    }
  }

  private func show(_ parts: [StyledText]) {
    if showsPrompt { write(parts.map(\.text).joined()) }
  }

  private func write(_ text: String) { Terminal.write(text) }

  /// Whether more input is there already, as it is in the middle of a paste.
  private var hasMore: Bool {
    if pending.contains(UInt8(ascii: "\n")) { return true }
    if hasEnded { return !pending.isEmpty }
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, PlainLineSource.patience) > 0
  }

  /// The next line, without its line break.
  private mutating func next() -> Line {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = pending[..<end]
        pending.removeSubrange(...end)
        if line.count >= PlainLineSource.terminalLimit { return .cut }
        return .text(PlainLineSource.text(line))
      }
      if hasEnded {
        guard !pending.isEmpty else { return .event(.end) }
        defer { pending = [] }
        return .text(PlainLineSource.text(pending[...]))
      }
      if let event = readMore() {
        pending = []
        return .event(event)
      }
    }
  }

  /// Reads what there is; an event where a signal came instead.
  private mutating func readMore() -> LineEvent? {
    switch UInt32(cle_wait(STDIN_FILENO, -1)) {
    case CLE_SIGNAL.rawValue: return signalEvent()
    case CLE_INPUT.rawValue: break
    default:
      hasEnded = true
      return nil
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 12)
    let count = chunk.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
    if count > 0 {
      pending.append(contentsOf: chunk[..<count])
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      hasEnded = true
    }
    return nil
  }

  private func signalEvent() -> LineEvent? {
    while case let signal = cle_take_signal(), signal != 0 {
      switch signal {
      case SIGINT: return .interruption
      case SIGTSTP: cle_stop()
      case SIGWINCH, SIGCONT: break
      default: return .termination(signal: signal)
      }
    }
    return nil
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.last == "\r" ? String(text.dropLast()) : text
  }
}
