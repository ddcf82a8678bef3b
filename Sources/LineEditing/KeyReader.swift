/// Keys of standard input.
struct KeyReader {
  private var input = InputBytes()
  private var decoder = KeyDecoder()
  /// A key that was read and is to be read again.
  private var unread: Key?

  /// Whether more is there without waiting.
  var hasMore: Bool { unread != nil || decoder.hasMore || input.hasMore }

  /// Puts a key back, for whoever reads next.
  mutating func putBack(_ key: Key) { unread = key }

  /// Waits for a key; nil at the end of the input, and where a signal ends the reading.
  ///
  /// - Parameter isGoingOn: called when a signal has come; says whether to wait on.
  mutating func next(_ isGoingOn: () -> Bool) -> Key? {
    if let key = unread {
      unread = nil
      return key
    }
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
