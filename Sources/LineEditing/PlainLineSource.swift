import CLineEdit
import Glibc

/// Lines from a terminal that cannot move its cursor: no editing but the terminal's own.
public struct PlainLineSource: LineSource {
  private let assistant: any LineAssistant
  private let showsPrompt: Bool
  private var input: InputBytes
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
    self.init(assistant: assistant, showsPrompt: showsPrompt, descriptor: 0)
  }

  /// A source on a descriptor.
  init(assistant: any LineAssistant, showsPrompt: Bool, descriptor: Int32) {
    self.assistant = assistant
    self.showsPrompt = showsPrompt
    input = InputBytes(descriptor: descriptor)
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
        show("\n")
        if isCut { return .refusal(PlainLineSource.refusal) }
        // What was pasted up to the end is run.
        return lines.isEmpty ? .end : .input(assistant.pasted(lines.joined(separator: "\n")))
      case .event(let event):
        show("\n")
        return event
      }
      // An empty line submits only when it is typed last: a paste is one text to its end.
      if hasMore { continue }
      if isCut { return .refusal(PlainLineSource.refusal) }
      if let text = complete(lines) { return .input(text) }
      show(prompt.continuation)
    }
  }

  private static let refusal =
    "the terminal passes on at most \(terminalLimit) bytes of a line; "
    + "put it in a file or pipe it"

  /// The text of some lines, if it is to be run.
  private func complete(_ lines: [String]) -> String? {
    let text = lines.joined(separator: "\n")
    guard lines.count > 1 else { return assistant.continuation(of: text) == nil ? text : nil }
    let isLastBlank = lines.last?.allSatisfy(\.isWhitespace) ?? true
    return isLastBlank || assistant.continuation(of: text) == nil ? assistant.pasted(text) : nil
  }

  private func show(_ parts: [StyledText]) { show(parts.map(\.text).joined()) }

  private func show(_ text: String) {
    if showsPrompt { Terminal.write(text) }
  }

  /// Whether more input is there already, as it is in the middle of a paste.
  private var hasMore: Bool {
    !hasEnded && (input.hasMore || input.hasMore(within: PlainLineSource.patience))
  }

  /// The next line, without its line break.
  private mutating func next() -> Line {
    while !hasEnded {
      switch input.next(-1) {
      case .byte(UInt8(ascii: "\n")): return line()
      case .byte(let byte): pending.append(byte)
      case .timeout: break
      case .end: hasEnded = true
      case .hangUp: return .event(.termination(signal: SIGHUP))
      case .signal:
        guard let event = signalEvent() else { continue }
        pending = []
        return .event(event)
      }
    }
    return pending.isEmpty ? .event(.end) : line()
  }

  /// The line that is read, which is over.
  private mutating func line() -> Line {
    defer { pending = [] }
    if pending.count >= PlainLineSource.terminalLimit { return .cut }
    if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
    return .text(String(decoding: pending, as: UTF8.self))
  }

  /// What a signal that has come means; nil where the reading goes on.
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
}
