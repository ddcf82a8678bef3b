import CLineEdit
import Glibc

/// From the terminal's keys to libedit's, and from those that are ours to what they do.
extension Editor {
  // MARK: To libedit

  /// The next code point for libedit; below zero when the reading ends.
  func nextKey() -> Int32 {
    // A paste without marks is many keys: Ctrl-C stops it, too.
    guard outcome == nil, noticeSignals() else { return -1 }
    // In the middle of one the text is not looked at for each key, which takes as long as it is.
    let isWaiting = isVi || !keys.hasMore
    if isWaiting { placeCursor() }
    if !queued.isEmpty { return queued.removeFirst() }
    if !hasActed { lastAction = nil }
    if isWaiting {
      let hasChanged = changes.note(buffer)
      vi.startKey(hasChanged: hasChanged && !hasActed)
    }
    hasActed = false
    while true {
      // What is there already is done first: a paste without marks is drawn once.
      if !keys.hasMore { draw() }
      guard let key = readKey() else { return -1 }
      list = []
      if isVi { vi.note(key) }
      if let code = code(for: key) { return code }
    }
  }

  /// Waits for a key; nil when the reading ends.
  func readKey() -> Key? {
    // A copy, because a signal may drop the keys that were typed before it.
    var reader = keys
    let key = reader.next { self.noticeSignals() }
    guard outcome == nil else { return nil }
    keys = reader
    // Ctrl-D comes as a key, so the end of the input is that the terminal is gone.
    if key == nil { end(with: .termination(signal: SIGHUP)) }
    if isVi, let key { vi.record(key) }
    return key
  }

  /// What libedit gets for a key; nil for one that means nothing.
  private func code(for key: Key) -> Int32? {
    let isAlt = isAfterEscape
    isAfterEscape = false
    switch key {
    case .scalar(let scalar): return isAlt ? code(forAlt: scalar) : Int32(scalar.value)
    case .alt(let scalar): return code(forAlt: scalar)
    case .special, .paste, .tooLongPaste:
      pending = key
      return Editor.reserved
    case .escape:
      if isVi { return escape() }
      isAfterEscape = !isAlt
      return nil
    case .unknown: return nil
    case .invalid:
      beep()
      return nil
    }
  }

  /// Alt and a character: one of ours, or Escape and the character for libedit.
  private func code(forAlt scalar: Unicode.Scalar) -> Int32? {
    let action = KeyBinding.actions[[.alt(scalar)]]
    if action == .submit || (action != nil && !isVi) {
      pending = .alt(scalar)
      return Editor.reserved
    }
    // libedit has no name for the others.
    guard scalar.isASCII else { return nil }
    queued.append(Int32(scalar.value))
    return escape()
  }

  /// Escape for libedit.
  private func escape() -> Int32 {
    if isVi { vi.noteEscape(at: buffer.cursor) }
    return 0x1B
  }

  // MARK: From libedit

  /// Does what a key of ours means.
  func act(on code: Int32) -> Int32 {
    hasActed = true
    var key = Unicode.Scalar(UInt32(bitPattern: code)).map(Key.scalar) ?? .unknown
    if code == Editor.reserved {
      key = pending ?? .unknown
      pending = nil
    }
    let isDone = perform(key)
    if outcome != nil { return Int32(CLE_END_LINE.rawValue) }
    return Int32((isDone ? CLE_GO_ON : CLE_BEEP).rawValue)
  }

  // MARK: Signals

  /// Does what the signals ask for that have come; whether the reading goes on.
  private func noticeSignals() -> Bool {
    while case let signal = cle_take_signal(), signal != 0 {
      switch signal {
      case SIGINT:
        keys = KeyReader()
        end(with: .interruption, mark: "^C")
      case SIGWINCH:
        Terminal.write(screen.resize(to: Terminal.size))
        draw()
      case SIGTSTP:
        suspended { cle_stop() }
        draw()
      case SIGCONT:
        // Stopped by another program: the shell has the terminal's modes.
        if let handle { cle_prepare_terminal(handle, 0) }
        resume()
        draw()
      default:
        end(with: .termination(signal: signal))
      }
    }
    return outcome == nil
  }
}
