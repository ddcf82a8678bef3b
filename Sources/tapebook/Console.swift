import Glibc
import Interchange
import Synchronization

/// Standard output, buffered, and standard error.
///
/// Both are written through one place, so that what comes first is seen first.
final class Console: Sendable {
  static let shared = Console()

  private let buffer = Mutex<[UInt8]>([])
  private static let capacity = 1 << 16

  /// Whether a stream is a terminal.
  static func isTerminal(_ descriptor: CInt) -> Bool { isatty(descriptor) == 1 }

  /// Writes to standard output, when the buffer is full or flushed.
  func write(_ text: String) { write(Array(text.utf8)) }

  /// Writes bytes to standard output, when the buffer is full or flushed.
  func write(_ bytes: [UInt8]) {
    let isFull = buffer.withLock { buffer in
      buffer.append(contentsOf: bytes)
      return buffer.count >= Console.capacity
    }
    if isFull { flush() }
  }

  /// Writes what is buffered.
  func flush() {
    let bytes = buffer.withLock { buffer in
      let bytes = buffer
      buffer.removeAll(keepingCapacity: true)
      return bytes
    }
    guard !bytes.isEmpty else { return }
    do throws(SystemError) {
      try SystemCall.write(bytes, to: STDOUT_FILENO)
    } catch {
      if error.code == EPIPE { exit(ExitStatus.brokenPipe.rawValue) }
      try? SystemCall.write(
        Array("tapebook: cannot write the output: \(error.message)\n".utf8), to: STDERR_FILENO)
      exit(ExitStatus.file.rawValue)
    }
  }

  /// Writes to standard error, after what was written to standard output.
  func writeError(_ text: String) {
    flush()
    // Where not even this can be written there is nobody to tell.
    try? SystemCall.write(Array(text.utf8), to: STDERR_FILENO)
  }
}
