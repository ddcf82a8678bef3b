/// Makes keys of the bytes that a terminal sends.
///
/// The sequences are those of ECMA-48 as xterm, rxvt, the Linux console, PuTTY and tmux send them.
struct KeyDecoder {
  /// Waits for the next byte, at most some milliseconds; nil where none comes.
  typealias ByteSource = (_ milliseconds: Int32) -> UInt8?

  /// How long the rest of a sequence may take to follow Escape, in milliseconds.
  static let escapePatience: Int32 = 25
  /// How long a paste may be silent, in milliseconds.
  static let pastePatience: Int32 = 1000
  /// The most bytes of a paste that are taken.
  static let pasteLimit = 16 << 20

  private static let escape: UInt8 = 0x1B

  /// The key that begins with a byte; the rest of it comes from the source.
  static func key(startingWith byte: UInt8, _ next: ByteSource) -> Key {
    if byte == escape { return sequence(next) }
    guard let scalar = scalar(startingWith: byte, next) else { return .unknown }
    return .scalar(scalar)
  }

  // MARK: UTF-8

  private static func scalar(startingWith byte: UInt8, _ next: ByteSource) -> Unicode.Scalar? {
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
      guard let byte = next(pastePatience), byte & 0xC0 == 0x80 else { return nil }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
  }

  // MARK: Sequences

  private static func sequence(_ next: ByteSource) -> Key {
    guard let byte = next(escapePatience) else { return .escape }
    switch byte {
    case UInt8(ascii: "["): return controlSequence(next, isAlt: false)
    case UInt8(ascii: "O"): return singleShift(next)
    case escape:
      // Some terminals send Alt and a special key as Escape before the key's sequence.
      guard let second = next(escapePatience) else { return .escape }
      guard second == UInt8(ascii: "[") else { return .unknown }
      return controlSequence(next, isAlt: true)
    default:
      guard let scalar = scalar(startingWith: byte, next) else { return .unknown }
      return .alt(scalar)
    }
  }

  /// What follows `ESC O`: keys in application mode.
  private static func singleShift(_ next: ByteSource) -> Key {
    guard let byte = next(escapePatience) else { return .alt("O") }
    switch byte {
    // rxvt's arrows with Ctrl.
    case UInt8(ascii: "a"): return .special(.up, .control)
    case UInt8(ascii: "b"): return .special(.down, .control)
    case UInt8(ascii: "c"): return .special(.right, .control)
    case UInt8(ascii: "d"): return .special(.left, .control)
    // The numeric keypad's Enter.
    case UInt8(ascii: "M"): return .scalar("\n")
    default: return final(byte).map { .special($0, []) } ?? .unknown
    }
  }

  /// What follows `ESC [`: parameters, then a final byte.
  private static func controlSequence(_ next: ByteSource, isAlt: Bool) -> Key {
    var parameters: [UInt8] = []
    while let byte = next(escapePatience) {
      // The Linux console's function keys have a second bracket.
      if byte == UInt8(ascii: "["), parameters.isEmpty {
        _ = next(escapePatience)
        return .unknown
      }
      if (0x20..<0x40).contains(byte), parameters.count < 64 {
        parameters.append(byte)
        continue
      }
      return key(final: byte, parameters, isAlt: isAlt, next)
    }
    return .unknown
  }

  private static func key(
    final byte: UInt8, _ parameters: [UInt8], isAlt: Bool, _ next: ByteSource
  ) -> Key {
    // A terminal's answers to questions have a mark of their own.
    if let first = parameters.first, (0x3C..<0x40).contains(first) { return .unknown }
    let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    var modifiers: Key.Modifiers = isAlt ? .alt : []
    if numbers.count > 1, (2...8).contains(numbers[1]) {
      modifiers.formUnion(Key.Modifiers(rawValue: UInt8(numbers[1] - 1)))
    }
    switch byte {
    case UInt8(ascii: "~"):
      if numbers.first == 200 { return .paste(paste(next)) }
      return tilde(numbers.first ?? 0).map { .special($0, modifiers) } ?? .unknown
    // rxvt: `^` for Ctrl, `$` for Shift.
    case UInt8(ascii: "^"):
      return tilde(numbers.first ?? 0).map { .special($0, .control) } ?? .unknown
    case UInt8(ascii: "$"):
      return tilde(numbers.first ?? 0).map { .special($0, .shift) } ?? .unknown
    case UInt8(ascii: "Z"): return .special(.backTab, modifiers)
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return final(byte - 0x20).map { .special($0, .shift) } ?? .unknown
    case UInt8(ascii: "u"):
      return extended(numbers.first ?? 0, modifiers)
    default:
      return final(byte).map { .special($0, modifiers) } ?? .unknown
    }
  }

  /// `ESC [ code ; modifiers u`: how some terminals report what has no sequence of its own.
  private static func extended(_ code: Int, _ modifiers: Key.Modifiers) -> Key {
    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return .unknown }
    if code == 27 { return .escape }
    if modifiers.contains(.control), scalar.isASCII { return .control(scalar) }
    if modifiers.contains(.alt) { return .alt(scalar) }
    return .scalar(scalar)
  }

  private static func final(_ byte: UInt8) -> Key.Special? {
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

  private static func tilde(_ number: Int) -> Key.Special? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    default: nil
    }
  }

  // MARK: Pastes

  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// What is pasted, up to the mark of its end.
  ///
  /// Line breaks become `\n`; other control characters than tabs are left out, as are bytes that
  /// are not UTF-8. A paste that is too long gives nothing.
  static func paste(limit: Int = pasteLimit, _ next: ByteSource) -> String {
    var bytes: [UInt8] = []
    var isTooLong = false
    while let byte = next(pastePatience) {
      bytes.append(byte)
      if byte == pasteEnd.last, bytes.suffix(pasteEnd.count).elementsEqual(pasteEnd) {
        bytes.removeLast(pasteEnd.count)
        break
      }
      if bytes.count >= limit + pasteEnd.count {
        // Of what is not kept only the end matters.
        isTooLong = true
        bytes.removeFirst(bytes.count - pasteEnd.count)
      }
    }
    return isTooLong || bytes.count > limit ? "" : cleaned(bytes)
  }

  /// Text of some bytes, with line breaks as `\n` and without other control characters than tabs.
  static func cleaned(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\r": text.append("\n")
      case "\n": if !isAfterReturn { text.append("\n") }
      case "\t": text.append(scalar)
      case "\u{FFFD}", "\u{7F}": break
      default:
        if scalar.value >= 0x20, !(0x80..<0xA0).contains(scalar.value) { text.append(scalar) }
      }
      isAfterReturn = scalar == "\r"
    }
    return String(text)
  }
}
