/// Why a text is no JSON, and where.
public struct JSONError: Error, Sendable, Hashable {
  /// The kinds of failure.
  public enum Kind: Sendable, Hashable {
    /// The text ends within a value.
    case unexpectedEnd
    /// Something else stands here than JSON has.
    case expected(String, found: UInt8)
    /// A value is followed by more than blanks.
    case trailing
    /// A string holds a control character that is not escaped.
    case controlCharacter(UInt8)
    /// A backslash is followed by none of the characters that it may stand before.
    case invalidEscape
    /// A string is not UTF-8.
    case invalidUTF8
    /// A number is not written as JSON has them.
    case invalidNumber
    /// A number is larger than any double.
    case numberTooLarge
    /// Arrays and objects stand in each other too often.
    case tooDeep(limit: Int)
    /// There are too many values.
    case tooManyValues(limit: Int)
    /// Whoever asked gave up.
    case interrupted
  }

  /// What is wrong.
  public let kind: Kind
  /// The byte at which it is wrong, from 0.
  public let offset: Int
  /// The line of that byte, from 1.
  public let line: Int
  /// The byte's place in its line, from 1.
  public let column: Int

  /// A failure at a byte of a text.
  init(_ kind: Kind, at offset: Int, in bytes: [UInt8]) {
    self.kind = kind
    self.offset = offset
    let before = bytes[..<min(offset, bytes.count)]
    let lineBreak = UInt8(ascii: "\n")
    line = before.count { $0 == lineBreak } + 1
    column = offset - (before.lastIndex(of: lineBreak) ?? -1)
  }

  /// Whether the reader gave up because it was asked to.
  public var isInterruption: Bool { kind == .interrupted }

  /// What happened, in one line without a full stop.
  public var message: String {
    switch kind {
    case .interrupted: what
    default: "\(what) (line \(line), column \(column))"
    }
  }

  private var what: String {
    switch kind {
    case .unexpectedEnd: "the text ends too early"
    case .expected(let what, let found): "expected \(what), found \(JSONError.shown(found))"
    case .trailing: "more text follows the value"
    case .controlCharacter(let byte):
      "a string holds the control character \(JSONError.shown(byte)), which must be escaped"
    case .invalidEscape: "a string holds an escape that JSON does not have"
    case .invalidUTF8: "a string is not UTF-8"
    case .invalidNumber: "a number is not written as JSON has them"
    case .numberTooLarge: "a number is too large"
    case .tooDeep(let limit): "arrays and objects stand in each other more than \(limit) deep"
    case .tooManyValues(let limit): "there are more than \(limit) values"
    case .interrupted: "interrupted"
    }
  }

  /// A byte as a message names it.
  private static func shown(_ byte: UInt8) -> String {
    if (0x21..<0x7F).contains(byte) { return "'\(Character(UnicodeScalar(byte)))'" }
    let digits = String(byte, radix: 16, uppercase: true)
    return "byte 0x" + (digits.count < 2 ? "0" : "") + digits
  }
}
