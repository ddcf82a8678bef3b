/// A key, or a paste, as the terminal reports it.
enum Key: Sendable, Hashable {
  /// A character, or a control character such as Ctrl-A (U+0001).
  case scalar(Unicode.Scalar)
  /// A character with Alt held down.
  case alt(Unicode.Scalar)
  /// A key that has no character.
  case special(Special, Modifiers)
  /// The Escape key by itself.
  case escape
  /// What was pasted, where the terminal marks pastes.
  case paste(String)
  /// Bytes that mean nothing here, such as an unknown sequence or invalid UTF-8.
  case unknown

  /// The keys that have no character.
  enum Special: Sendable, Hashable {
    case up, down, left, right, home, end, insert, delete, pageUp, pageDown, backTab
  }

  /// The keys that are held down with another.
  struct Modifiers: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let shift = Modifiers(rawValue: 1)
    static let alt = Modifiers(rawValue: 2)
    static let control = Modifiers(rawValue: 4)
  }

  /// A control character by its letter: `Key.control("a")`.
  static func control(_ letter: Unicode.Scalar) -> Key {
    .scalar(Unicode.Scalar(UInt8(truncatingIfNeeded: letter.value & 0x1F)))
  }
}
