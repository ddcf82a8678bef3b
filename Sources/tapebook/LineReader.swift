import Glibc
import Interchange

/// Reads lines from standard input as they are typed.
struct LineReader {
  /// What came.
  enum Event {
    case line(String)
    /// A line as long as the terminal passes on, whose end may be missing.
    case cutLine
    /// Ctrl-C: the line is dropped.
    case interruption
    /// Ctrl-D, or the end of the input.
    case end
  }

  private var pending: [UInt8] = []
  private var hasEnded = false
  private let isTerminal = Console.isTerminal(STDIN_FILENO)

  /// The most bytes of a line that a terminal passes on, its line break not counted: Linux drops
  /// the others without a word (`N_TTY_BUF_SIZE`).
  static let terminalLimit = 4095

  /// How long what is pasted may take to follow itself, in milliseconds.
  private static let patience: CInt = 20

  /// Whether more input is there already, as it is in the middle of a paste.
  var hasMore: Bool {
    if pending.contains(UInt8(ascii: "\n")) { return true }
    if hasEnded { return !pending.isEmpty }
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let count = try? SystemCall.retrying(givesUp: { Interruption.isRequested }) {
      poll(&request, 1, LineReader.patience)
    }
    return (count ?? 0) > 0
  }

  /// The next line, without its line break.
  mutating func next() -> Event {
    var chunk = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = pending[..<end]
        pending.removeSubrange(...end)
        if isTerminal, line.count >= LineReader.terminalLimit { return .cutLine }
        return .line(LineReader.text(line))
      }
      if hasEnded {
        guard !pending.isEmpty else { return .end }
        defer { pending = [] }
        return .line(LineReader.text(pending[...]))
      }
      do throws(SystemError) {
        let count = try SystemCall.retrying(givesUp: { Interruption.isRequested }) {
          chunk.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
        }
        if count == 0 { hasEnded = true }
        pending.append(contentsOf: chunk[..<count])
      } catch {
        guard error.code == EINTR else { return .end }
        pending = []
        return .interruption
      }
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.last == "\r" ? String(text.dropLast()) : text
  }
}
