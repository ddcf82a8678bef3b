/// A text of any number of lines written as one line: `\n` stands for a line break and `\\` for a
/// backslash; everything else is itself, in UTF-8.
///
/// A line that begins with another escape, such as `\f`, stands for no text: whoever uses it says what
/// it holds.
enum EscapedLine {
  /// What a line begins with that stands for something else than a text.
  static let otherMark = Array("\\f".utf8)

  /// The line that stands for a text, without a line break at its end.
  ///
  /// - Complexity: O(n), where n is the length of the text.
  static func encoded(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      default: bytes.append(byte)
      }
    }
    return bytes
  }

  /// The text that a line stands for; nil where it is empty, is not UTF-8 or has another escape.
  ///
  /// A NUL is refused, too: systems that go down leave blocks of them at the end of files.
  ///
  /// - Complexity: O(n), where n is the length of the line.
  static func decoded(_ line: ArraySlice<UInt8>) -> String? {
    line.withUnsafeBufferPointer { decoded($0) }
  }

  /// The same of bytes that are lent.
  static func decoded(_ line: UnsafeBufferPointer<UInt8>) -> String? {
    guard !line.isEmpty, !line.contains(0) else { return nil }
    guard line.contains(UInt8(ascii: "\\")) else { return String(validating: line, as: UTF8.self) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.count)
    var rest = line.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch rest.next() {
      case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
      default: return nil
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
