/// Bytes as text, by RFC 4648.
enum Base64 {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  /// The text that stands for bytes, in ASCII.
  ///
  /// - Complexity: O(n), where n is the number of bytes.
  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let word = group.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
      for place in 0..<4 {
        text.append(place <= group.count ? digits[word >> (18 - 6 * place) & 63] : padding)
      }
    }
    return text
  }

  /// The bytes that a text stands for; nil where it is not of this form.
  ///
  /// - Complexity: O(n), where n is the length of the text.
  static func decoded(_ text: String) -> [UInt8]? {
    let text = Array(text.utf8)
    guard text.count % 4 == 0 else { return nil }
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    for start in stride(from: 0, to: text.count, by: 4) {
      let group = text[start..<start + 4]
      let paddingCount = group.reversed().prefix { $0 == padding }.count
      guard paddingCount == 0 || (paddingCount < 3 && start + 4 == text.count) else { return nil }
      var word = 0
      for digit in group.dropLast(paddingCount) {
        guard let value = values[Int(digit)] else { return nil }
        word = word << 6 | Int(value)
      }
      word <<= 6 * paddingCount
      for place in 0..<3 - paddingCount {
        bytes.append(UInt8(truncatingIfNeeded: word >> (16 - 8 * place)))
      }
    }
    return bytes
  }
}
