/// A key, or a paste, as the terminal reports it.
enum Key: Sendable, Hashable {
  /// A character, or a control character such as Ctrl-A (U+0001).
  case scalar(Unicode.Scalar)
  /// A character with Alt held down.
  case alt(Unicode.Scalar)
  /// A key that has no character.
  case special(Special, Modifiers = [])
  /// The Escape key by itself.
  case escape
  /// What was pasted, where the terminal marks pastes.
  case paste(String)
  /// A paste of more bytes than are taken.
  case tooLongPaste
  /// A sequence that means nothing here.
  case unknown
  /// Bytes that are not UTF-8.
  case invalid

  /// The keys that have no character.
  enum Special: String, Sendable, Hashable {
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

  /// The Backspace key.
  static let backspace = Key.scalar("\u{7F}")
}

extension Key {
  /// What people call it: `Ctrl-A`, `Alt-Enter`, `Page Up`.
  var name: String {
    switch self {
    case .scalar(let scalar): Key.name(of: scalar)
    case .alt(let scalar): "Alt-\(Key.name(of: scalar))"
    case .special(let special, let modifiers): modifiers.name + special.name
    case .escape: "Esc"
    case .paste, .tooLongPaste, .unknown, .invalid: ""
    }
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n", "\r": "Enter"
    case "\t": "Tab"
    case "\u{7F}", "\u{8}": "Backspace"
    case "\u{0}"..<" ": "Ctrl-\(Unicode.Scalar(UInt8(scalar.value) | 0x40))"
    default: String(scalar).uppercased()
    }
  }
}

extension Key.Modifiers {
  /// The names of the keys, each with a hyphen behind it.
  fileprivate var name: String {
    (contains(.control) ? "Ctrl-" : "") + (contains(.alt) ? "Alt-" : "")
      + (contains(.shift) ? "Shift-" : "")
  }
}

extension Key.Special {
  /// What is printed on the key.
  fileprivate var name: String {
    switch self {
    case .pageUp: "Page Up"
    case .pageDown: "Page Down"
    case .backTab: "Shift-Tab"
    default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }
  }
}
