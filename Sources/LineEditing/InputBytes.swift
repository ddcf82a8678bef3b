import CLineEdit
import Glibc

/// The bytes of standard input, as they come.
struct InputBytes {
  /// What waiting for a byte gave.
  enum Event {
    case byte(UInt8)
    case timeout
    case signal
    case end
  }

  private var bytes: [UInt8] = []
  private var start = 0

  /// Whether a byte is there without waiting.
  var hasMore: Bool {
    if start < bytes.count { return true }
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  /// Forgets what was read and not used.
  mutating func drop() {
    bytes = []
    start = 0
  }

  /// Waits for the next byte, at most some milliseconds, or without an end below zero.
  mutating func next(_ milliseconds: Int32) -> Event {
    if start < bytes.count {
      start += 1
      return .byte(bytes[start - 1])
    }
    switch UInt32(cle_wait(STDIN_FILENO, milliseconds)) {
    case CLE_TIMEOUT.rawValue: return .timeout
    case CLE_SIGNAL.rawValue: return .signal
    case CLE_INPUT.rawValue: return read()
    default: return .end
    }
  }

  private mutating func read() -> Event {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    let count = chunk.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR || errno == EAGAIN { return .signal }
    guard count > 0 else { return .end }
    bytes = Array(chunk[..<count])
    start = 1
    return .byte(bytes[0])
  }
}
