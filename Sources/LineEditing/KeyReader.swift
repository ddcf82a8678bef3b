/// Keys of standard input.
struct KeyReader {
  private var input = InputBytes()
  private var decoder = KeyDecoder()
  /// Keys that were read and are to be read again, the next one at the end.
  private var unread: [Key] = []

  /// Whether more is there without waiting.
  var hasMore: Bool { !unread.isEmpty || decoder.hasMore || input.hasMore }

  /// Puts a key back, for whoever reads next.
  mutating func putBack(_ key: Key) { unread.append(key) }

  /// Puts keys in front of those to come.
  mutating func putBack(_ keys: [Key]) { unread += keys.reversed() }

  /// Waits for a key; nil at the end of the input, and where a signal ends the reading.
  ///
  /// - Parameter isGoingOn: called when a signal has come; says whether to wait on.
  mutating func next(_ isGoingOn: () -> Bool) -> Key? {
    if let key = unread.popLast() { return key }
    var bytes = input
    defer { input = bytes }
    return decoder.key { milliseconds in
      while true {
        switch bytes.next(milliseconds) {
        case .byte(let byte): return byte
        case .timeout, .end, .hangUp: return nil
        case .signal: guard isGoingOn() else { return nil }
        }
      }
    }
  }
}
