import CLineEdit
import Glibc

/// The bytes of a terminal or a pipe, as they come.
struct InputBytes {
  /// What waiting for a byte gave.
  enum Event {
    case byte(UInt8)
    case timeout
    case signal
    case end
    /// The terminal is gone.
    case hangUp
  }

  private let descriptor: Int32
  private let isTerminal: Bool
  private var bytes: [UInt8] = []
  private var start = 0

  /// The bytes of a descriptor.
  init(descriptor: Int32 = STDIN_FILENO) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  /// Whether a byte is there without waiting.
  var hasMore: Bool {
    if start < bytes.count { return true }
    return hasMore(within: 0)
  }

  /// Whether a byte that was not read yet comes within some milliseconds.
  func hasMore(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  /// Waits for the next byte, at most some milliseconds, or without an end below zero.
  mutating func next(_ milliseconds: Int32) -> Event {
    if start < bytes.count {
      start += 1
      return .byte(bytes[start - 1])
    }
    switch UInt32(cle_wait(descriptor, milliseconds)) {
    case CLE_TIMEOUT.rawValue: return .timeout
    case CLE_SIGNAL.rawValue: return .signal
    case CLE_INPUT.rawValue: return read()
    default: return .end
    }
  }

  /// Whether a reading that gave nothing did so because the terminal is gone, and not because the
  /// user typed its end-of-file character.
  private func hasHungUp(afterReading count: Int) -> Bool {
    if count < 0 { return true }
    var request = pollfd(fd: descriptor, events: 0, revents: 0)
    return poll(&request, 1, 0) > 0 && request.revents & Int16(POLLHUP | POLLERR) != 0
  }

  private mutating func read() -> Event {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR || errno == EAGAIN { return .signal }
    guard count > 0 else { return isTerminal && hasHungUp(afterReading: count) ? .hangUp : .end }
    bytes = Array(chunk[..<count])
    start = 1
    return .byte(bytes[0])
  }
}
