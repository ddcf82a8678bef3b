import Glibc

extension PseudoTerminal {
  /// Waits until the screen is as a test wants it.
  ///
  /// - Parameters:
  ///   - purpose: what is waited for, for the message when it does not come.
  ///   - timeout: the seconds after which it is a failure.
  public func wait(
    for purpose: String = "the screen", timeout: Double = 10,
    until isThere: (TerminalEmulator) -> Bool
  ) throws(Failure) {
    let end = ContinuousClock.now + .seconds(timeout)
    while !isThere(screen) {
      guard !hasEnded else { throw failure("The program ended before \(purpose) came.") }
      guard ContinuousClock.now < end else { throw failure("Waited for \(purpose) in vain.") }
      pump(milliseconds: 50)
    }
  }

  /// Waits until the window's text holds another.
  public func wait(forText text: String, timeout: Double = 10) throws(Failure) {
    try wait(for: "'\(text)'", timeout: timeout) { $0.text.contains(text) }
  }

  /// Waits until the program has ended, and takes what it still writes.
  public func waitForExit(timeout: Double = 10) throws(Failure) -> ExitStatus {
    let end = ContinuousClock.now + .seconds(timeout)
    while true {
      noticeState()
      if let exitStatus {
        while pump(milliseconds: 0) {}
        return exitStatus
      }
      guard ContinuousClock.now < end else { throw failure("Waited for the end in vain.") }
      if hasEnded { poll(nil, 0, 5) } else { pump(milliseconds: 20) }
    }
  }

  /// Waits until the program is stopped.
  public func waitForStop(timeout: Double = 10) throws(Failure) {
    let end = ContinuousClock.now + .seconds(timeout)
    while !isStopped {
      noticeState()
      guard ContinuousClock.now < end, exitStatus == nil else {
        throw failure("Waited for a stop in vain.")
      }
      pump(milliseconds: 10)
    }
  }

  /// Reads on until the program has written nothing for some time.
  public func settle(milliseconds: Int32 = 100) {
    while pump(milliseconds: milliseconds) {}
  }

  /// Reads what the program wrote into the screen.
  ///
  /// - Returns: whether there was something, or there was room for input that was waited for.
  @discardableResult func pump(milliseconds: Int32, events: Int32 = POLLIN) -> Bool {
    guard !hasEnded else { return false }
    var request = pollfd(fd: main, events: Int16(events), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return false }
    guard request.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 else { return true }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = bytes.withUnsafeMutableBytes { read(main, $0.baseAddress, $0.count) }
    if count > 0 {
      output += bytes[..<count]
      screen.feed(bytes[..<count])
      return true
    }
    // Linux answers EIO when nobody has the other side open any more.
    if count == 0 || errno != EAGAIN && errno != EINTR { hasEnded = true }
    return false
  }

  /// Takes note of what became of the process.
  func noticeState() {
    guard exitStatus == nil else { return }
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG | WUNTRACED | WCONTINUED) == process {
      let signal = status & 0x7F
      if status == 0xFFFF {
        isStopped = false
      } else if status & 0xFF == 0x7F {
        isStopped = true
      } else {
        exitStatus = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
        return
      }
    }
  }

  private func failure(_ reason: String) -> Failure {
    let sequences = screen.unknownSequences
    return Failure(
      description: """
        \(reason) On the screen, \(screen.columns) × \(screen.rows), cursor \
        (\(screen.cursor.row), \(screen.cursor.column)):
        \(screen.text)
        \(sequences.isEmpty ? "" : "Unknown: \(sequences)")
        """)
  }
}
