import Glibc

extension PseudoTerminal {
  /// Types a text.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Presses keys one after another.
  public func send(_ keys: TerminalKey...) { send(keys.flatMap(\.bytes)) }

  /// Pastes a text as terminals do: line breaks come as Enter, with marks around where the
  /// program asked for them.
  public func paste(_ text: String) {
    let sent = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r")
    send(screen.isBracketedPasteOn ? "\u{1B}[200~\(sent)\u{1B}[201~" : sent)
  }

  /// Sends bytes, and reads what comes back while the program is slow to take them.
  public func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty, !hasEnded {
      let count = rest.withUnsafeBytes { write(main, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        pump(milliseconds: 10, events: POLLIN | POLLOUT)
      } else if errno != EINTR {
        return
      }
    }
  }

  /// Gives the window another size; the program hears of it by a signal.
  public func resize(columns: Int, rows: Int) {
    // What is on its way was drawn for the old window.
    while pump(milliseconds: 0) {}
    screen.resize(columns: columns, rows: rows)
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(main, PseudoTerminal.setSize, &size)
  }

  /// Closes the terminal's window, as a user does who does not leave the program before.
  public func hangUp() {
    close(main)
    (isClosed, hasEnded) = (true, true)
  }

  /// Sends a signal to the program.
  public func signal(_ number: Int32) {
    noticeState()
    if exitStatus == nil { kill(process, number) }
  }
}
