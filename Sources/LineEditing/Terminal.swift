import CLineEdit
import Glibc

/// The terminal that the program stands at.
public enum Terminal {
  /// Whether the user's locale has UTF-8, asked before it is replaced by one that has.
  ///
  /// The first use sets the locale of characters for the whole process.
  public static let isUTF8 = cle_set_locale() != 0

  /// Whether a descriptor is a terminal.
  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether the terminal can move its cursor, which `TERM` says.
  public static var canMoveCursor: Bool {
    guard let name = getenv("TERM").map({ String(cString: $0) }) else { return false }
    return !name.isEmpty && name != "dumb"
  }

  /// The extent of the window; 80 × 24 where the terminal does not say.
  public static var size: TerminalSize {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return TerminalSize(columns: 80, rows: 24) }
    return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Writes bytes to standard output; what a terminal that is gone does not take is lost.
  static func write(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { Glibc.write(STDOUT_FILENO, $0 + start, buffer.count - start) }
          ?? -1
      }
      if count > 0 {
        start += count
      } else if errno == EAGAIN {
        var request = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, 100)
      } else if errno != EINTR {
        return
      }
    }
  }

  static func write(_ text: String) { write(Array(text.utf8)) }
}
