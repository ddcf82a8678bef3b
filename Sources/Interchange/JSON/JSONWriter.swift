/// Writes JSON into a buffer of bytes, without spaces.
///
/// Commas are set by the writer; the caller opens and closes objects and arrays.
///
///     var writer = JSONWriter()
///     writer.object { $0.member("shape") { $0.array { $0.integer(2) } } }
///     writer.text   // {"shape":[2]}
public struct JSONWriter: Sendable {
  /// What has been written, in UTF-8.
  public private(set) var bytes: [UInt8] = []
  /// Whether a comma must come before the next value.
  private var needsComma = false

  /// A writer without content.
  public init() {}

  /// What has been written.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes an object whose members `body` writes.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    enclosed("{", "}", body)
  }

  /// Writes an array whose elements `body` writes.
  public mutating func array(_ body: (inout JSONWriter) -> Void) {
    enclosed("[", "]", body)
  }

  /// Writes a member of an object: its name, and the value that `body` writes.
  public mutating func member(_ name: String, _ body: (inout JSONWriter) -> Void) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
    body(&self)
  }

  /// Writes a member whose value is a string.
  public mutating func member(_ name: String, _ value: String) {
    member(name) { $0.string(value) }
  }

  /// Writes a member whose value is an integer.
  public mutating func member(_ name: String, _ value: Int) {
    member(name) { $0.integer(value) }
  }

  /// Writes a member whose value is true or false.
  public mutating func member(_ name: String, _ value: Bool) {
    member(name) { $0.bool(value) }
  }

  /// Writes `null`.
  public mutating func null() { value("null") }

  /// Writes `true` or `false`.
  public mutating func bool(_ flag: Bool) { value(flag ? "true" : "false") }

  /// Writes an integer; as a string where a reader that uses doubles would round it.
  public mutating func integer(_ number: Int) {
    if number.magnitude <= 1 << 53 { value(number.description) } else { string(number.description) }
  }

  /// Writes a number with the fewest digits that give it back; a string where it is not finite.
  public mutating func number<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ number: Number
  ) {
    guard number.isFinite else {
      string(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
      return
    }
    let digits = number.description
    // A negative zero keeps its point: readers take `-0` for an integer, which has no sign.
    let isWhole = digits.hasSuffix(".0") && digits != "-0.0"
    value(isWhole ? String(digits.dropLast(2)) : digits)
  }

  /// Writes a string.
  public mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\r"): append("\\r")
      case UInt8(ascii: "\t"): append("\\t")
      case 0..<0x20, 0x7F:
        append(byte < 0x10 ? "\\u000" : "\\u00")
        append(String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  private mutating func enclosed(
    _ open: String, _ close: String, _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    append(open)
    needsComma = false
    body(&self)
    append(close)
    needsComma = true
  }

  private mutating func value(_ text: String) {
    separate()
    append(text)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
