/// Takes the bytes of a terminal's input apart: characters, controls and sequences (ECMA-48).
struct SequenceParser: Sendable {
  /// What the bytes say.
  enum Token: Hashable {
    case scalar(Unicode.Scalar)
    case control(UInt8)
    /// `ESC` and one character, with those between: `(B`.
    case escape(String)
    /// The bytes between `CSI` and the final one, and that one.
    case sequence(parameters: String, final: Character)
    /// A string such as a title, without its ends.
    case text(String)
    /// Bytes that are no UTF-8.
    case invalid([UInt8])
  }

  private enum State {
    case ground, escape, sequence, string
  }

  private var state = State.ground
  private var pending: [UInt8] = []

  /// The next token, once its last byte is there.
  mutating func token(after byte: UInt8) -> Token? {
    switch state {
    case .ground: ground(byte)
    case .escape: escape(byte)
    case .sequence: sequence(byte)
    case .string: string(byte)
    }
  }

  private mutating func ground(_ byte: UInt8) -> Token? {
    if byte == 0x1B {
      let token: Token? = pending.isEmpty ? nil : .invalid(pending)
      (state, pending) = (.escape, [])
      return token
    }
    if pending.isEmpty, byte < 0x20 || byte == 0x7F { return .control(byte) }
    pending.append(byte)
    let first = pending[0]
    let length = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard pending.count >= length else { return nil }
    let bytes = pending
    pending = []
    let text = String(validating: bytes, as: UTF8.self)
    guard let scalar = text?.unicodeScalars.first else { return .invalid(bytes) }
    return .scalar(scalar)
  }

  private mutating func escape(_ byte: UInt8) -> Token? {
    if pending.isEmpty, byte == UInt8(ascii: "[") {
      state = .sequence
      return nil
    }
    if pending.isEmpty, byte == UInt8(ascii: "]") || byte == UInt8(ascii: "P") {
      state = .string
      return nil
    }
    pending.append(byte)
    guard !(0x20...0x2F).contains(byte) else { return nil }
    return .escape(taken())
  }

  private mutating func sequence(_ byte: UInt8) -> Token? {
    guard (0x40...0x7E).contains(byte) else {
      pending.append(byte)
      return nil
    }
    return .sequence(parameters: taken(), final: Character(Unicode.Scalar(byte)))
  }

  private mutating func string(_ byte: UInt8) -> Token? {
    if byte == 0x07 { return .text(taken()) }
    pending.append(byte)
    guard pending.suffix(2) == [0x1B, UInt8(ascii: "\\")] else { return nil }
    pending.removeLast(2)
    return .text(taken())
  }

  private mutating func taken() -> String {
    defer { (state, pending) = (.ground, []) }
    return String(decoding: pending, as: UTF8.self)
  }
}
