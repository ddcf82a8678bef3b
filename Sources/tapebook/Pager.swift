import Glibc
import LineEditing

/// Shows text of more rows than the window has through the user's pager.
struct Pager {
  /// The command that shows its standard input: `$PAGER`, or `less`.
  private let command: String

  /// The user's pager; nil where the variable is there and says nothing, which asks for none.
  init?() {
    let given = getenv("PAGER").map { String(cString: $0) } ?? "less -R"
    guard given.contains(where: { !$0.isWhitespace }) else { return nil }
    command = given
  }

  /// Shows a text and waits until the user has seen it.
  ///
  /// - Returns: whether the pager could be run; where it could not, nothing was shown.
  func show(_ text: String) -> Bool {
    Console.shared.flush()
    guard let stream = popen(command, "w") else { return false }
    // Ctrl-C is the pager's business as long as it runs, and so is when to stop reading.
    let status = IgnoredSignals.ignoring(SIGINT, SIGPIPE) {
      let bytes = Array(text.utf8)
      _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, stream) }
      return pclose(stream)
    }
    // The shell's status of a command that is not there or cannot be run.
    let code = (status >> 8) & 0xFF
    return status != -1 && code != 126 && code != 127
  }
}
