import Glibc
import Interchange

/// Reads lines from standard input as they are typed.
struct LineReader {
  /// What came.
  enum Event {
    case line(String)
    /// Ctrl-C: the line is dropped.
    case interruption
    /// Ctrl-D, or the end of the input.
    case end
  }

  private var pending: [UInt8] = []
  private var hasEnded = false

  /// The next line, without its line break.
  mutating func next() -> Event {
    var chunk = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = pending[..<end]
        pending.removeSubrange(...end)
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
