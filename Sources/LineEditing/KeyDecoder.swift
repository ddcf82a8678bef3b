/// Makes keys of the bytes that a terminal sends.
///
/// The sequences are those of ECMA-48 as xterm, rxvt, the Linux console, PuTTY and tmux send them.
struct KeyDecoder {
  /// Waits for the next byte, at most some milliseconds, or without an end below zero; nil where
  /// none comes.
  typealias ByteSource = (_ milliseconds: Int32) -> UInt8?

  /// How long the rest of a sequence may take to follow Escape, in milliseconds.
  static let escapePatience: Int32 = 25
  /// How long the rest of a character or of a paste may take, in milliseconds.
  static let patience: Int32 = 1000
  /// The most bytes of a sequence's parameters that are kept.
  private static let parameterLimit = 64

  private static let escape: UInt8 = 0x1B

  /// A byte that belongs to the next key: it broke a sequence or a character off.
  private var unread: UInt8?

  /// Whether a part of the next key was read already.
  var hasMore: Bool { unread != nil }

  /// Waits for the next key without an end; nil where no byte comes any more.
  mutating func key(from next: ByteSource) -> Key? {
    guard let byte = take(-1, next) else { return nil }
    if byte == KeyDecoder.escape { return sequence(next) }
    // A paste without marks may have `\r\n` for its line breaks.
    if byte == UInt8(ascii: "\r"), let following = take(0, next), following != UInt8(ascii: "\n") {
      unread = following
    }
    return scalar(startingWith: byte, next).map(Key.scalar) ?? .invalid
  }

  private mutating func take(_ milliseconds: Int32, _ next: ByteSource) -> UInt8? {
    guard let byte = unread else { return next(milliseconds) }
    unread = nil
    return byte
  }

  // MARK: UTF-8

  private mutating func scalar(startingWith byte: UInt8, _ next: ByteSource) -> Unicode.Scalar? {
    let count: Int
    switch byte {
    case 0..<0x80: return Unicode.Scalar(byte)
    case 0xC2..<0xE0: count = 2
    case 0xE0..<0xF0: count = 3
    case 0xF0..<0xF5: count = 4
    default: return nil
    }
    var bytes = [byte]
    while bytes.count < count {
      guard let byte = take(KeyDecoder.patience, next) else { return nil }
      guard byte & 0xC0 == 0x80 else {
        unread = byte
        return nil
      }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
  }

  // MARK: Sequences

  private mutating func sequence(_ next: ByteSource) -> Key {
    guard let byte = take(KeyDecoder.escapePatience, next) else { return .escape }
    switch byte {
    case UInt8(ascii: "["): return controlSequence(next, isAlt: false)
    case UInt8(ascii: "O"): return singleShift(next)
    case UInt8(ascii: "]"), UInt8(ascii: "P"):
      return report(startingWith: byte, next)
    case KeyDecoder.escape:
      // Some terminals send Alt and a special key as Escape before the key's sequence.
      guard let second = take(KeyDecoder.escapePatience, next) else { return .escape }
      if second == UInt8(ascii: "[") { return controlSequence(next, isAlt: true) }
      unread = second
      return .escape
    default:
      return scalar(startingWith: byte, next).map(Key.alt) ?? .invalid
    }
  }

  /// What follows `ESC ]` and `ESC P`: a terminal's answer to what some program asked.
  private mutating func report(startingWith byte: UInt8, _ next: ByteSource) -> Key {
    guard var last = take(KeyDecoder.escapePatience, next) else {
      return .alt(Unicode.Scalar(byte))
    }
    // It ends with `ESC \` or, as xterm has it, with a bell.
    while last != 0x07, let byte = take(KeyDecoder.escapePatience, next) {
      if last == KeyDecoder.escape, byte == UInt8(ascii: "\\") { break }
      last = byte
    }
    return .unknown
  }

  /// What follows `ESC O`: keys in application mode.
  private mutating func singleShift(_ next: ByteSource) -> Key {
    guard let byte = take(KeyDecoder.escapePatience, next) else { return .alt("O") }
    switch byte {
    // rxvt's arrows with Ctrl.
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return KeyDecoder.final(byte - 0x20).map { .special($0, .control) } ?? .unknown
    // The numeric keypad's Enter.
    case UInt8(ascii: "M"): return .scalar("\n")
    default: return KeyDecoder.final(byte).map { .special($0) } ?? .unknown
    }
  }

  /// What follows `ESC [`: parameters, then a final byte.
  private mutating func controlSequence(_ next: ByteSource, isAlt: Bool) -> Key {
    var parameters: [UInt8] = []
    while let byte = take(KeyDecoder.escapePatience, next) {
      switch byte {
      case 0x20..<0x40:
        if parameters.count < KeyDecoder.parameterLimit { parameters.append(byte) }
      case UInt8(ascii: "[") where parameters.isEmpty:
        // The Linux console's function keys have a second bracket.
        _ = take(KeyDecoder.escapePatience, next)
        return .unknown
      case 0x40..<0x7F:
        let sequence = ControlSequence(parameters: parameters, final: byte)
        if sequence.startsPaste { return paste(next) }
        return sequence.key(isAlt: isAlt)
      default:
        // Nothing of a sequence: it was broken off.
        unread = byte
        return .unknown
      }
    }
    return .unknown
  }

  /// The key of a sequence without numbers, by its final byte.
  static func final(_ byte: UInt8) -> Key.Special? {
    switch byte {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    default: nil
    }
  }

  // MARK: Pastes

  /// What is pasted, up to the mark of its end or, where that is missing, to a silence.
  private mutating func paste(_ next: ByteSource) -> Key {
    var paste = PasteCollector()
    while !paste.hasEnded, let byte = take(KeyDecoder.patience, next) { paste.append(byte) }
    return paste.text.map(Key.paste) ?? .tooLongPaste
  }
}
