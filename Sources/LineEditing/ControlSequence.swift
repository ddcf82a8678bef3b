/// What follows `ESC [` (ECMA-48, 5.4).
struct ControlSequence: Sendable, Hashable {
  private let numbers: [Int]
  private let final: UInt8
  /// Whether it is a terminal's answer to a question, which has a mark of its own.
  private let isAnswer: Bool

  /// A sequence of parameter bytes and a final byte.
  init(parameters: [UInt8], final: UInt8) {
    numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    self.final = final
    isAnswer = parameters.first.map { (0x3C..<0x40).contains($0) } ?? false
  }

  /// Whether what follows is a paste.
  var startsPaste: Bool { final == UInt8(ascii: "~") && numbers.first == 200 }

  /// The key that sends it.
  ///
  /// - Parameter isAlt: whether an Escape stands before it.
  func key(isAlt: Bool) -> Key {
    if isAnswer { return .unknown }
    let number = numbers.first ?? 0
    var modifiers = modifiers(at: 1)
    if isAlt { modifiers.insert(.alt) }
    switch final {
    // xterm's `modifyOtherKeys`.
    case UInt8(ascii: "~") where number == 27 && numbers.count == 3:
      return ControlSequence.key(code: numbers[2], modifiers)
    case UInt8(ascii: "~"): return ControlSequence.numbered(number, modifiers)
    // rxvt: `^` for Ctrl, `$` for Shift.
    case UInt8(ascii: "^"): return ControlSequence.numbered(number, modifiers.union(.control))
    case UInt8(ascii: "$"): return ControlSequence.numbered(number, modifiers.union(.shift))
    case UInt8(ascii: "Z"): return .special(.backTab)
    case UInt8(ascii: "u"): return ControlSequence.key(code: number, modifiers)
    // rxvt's arrows with Shift.
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return KeyDecoder.final(final - 0x20).map { .special($0, .shift) } ?? .unknown
    default:
      return KeyDecoder.final(final).map { .special($0, modifiers) } ?? .unknown
    }
  }

  /// The modifiers that a parameter says; kitty adds the locks, which change nothing here.
  private func modifiers(at index: Int) -> Key.Modifiers {
    guard numbers.count > index, (2...256).contains(numbers[index]) else { return [] }
    return Key.Modifiers(rawValue: UInt8(numbers[index] - 1) & 7)
  }

  /// The key that is reported by a number, as the VT220 does.
  private static func numbered(_ number: Int, _ modifiers: Key.Modifiers) -> Key {
    switch number {
    case 1, 7: .special(.home, modifiers)
    case 2: .special(.insert, modifiers)
    case 3: .special(.delete, modifiers)
    case 4, 8: .special(.end, modifiers)
    case 5: .special(.pageUp, modifiers)
    case 6: .special(.pageDown, modifiers)
    default: .unknown
    }
  }

  /// The key that is reported by its code point, as kitty does.
  private static func key(code: Int, _ modifiers: Key.Modifiers) -> Key {
    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return .unknown }
    if scalar == "\u{1B}" { return .escape }
    if scalar == "\t", modifiers.contains(.shift) { return .special(.backTab) }
    if modifiers.contains(.alt) { return .alt(scalar) }
    if modifiers.contains(.control), (0x40..<0x7F).contains(scalar.value) {
      return .control(scalar)
    }
    return .scalar(scalar)
  }
}
