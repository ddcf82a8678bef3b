/// Text being written: ASCII bytes with the few ways of appending that number formats need.
struct TextBuffer {
  private(set) var bytes: [UInt8] = []

  /// The number of characters so far.
  var count: Int { bytes.count }

  /// The text as a string.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func reserve(_ capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Appends one ASCII character so many times; not at all when the count is negative.
  mutating func append(_ character: Unicode.Scalar, count: Int) {
    let byte = UInt8(truncatingIfNeeded: character.value)
    for _ in 0..<max(count, 0) { bytes.append(byte) }
  }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends the lowest `count` decimal digits of a number, with leading zeros.
  mutating func append(digits number: UInt64, count: Int) {
    guard count > 0 else { return }
    let start = bytes.count
    append("0", count: count)
    var rest = number
    var position = start + count
    while rest != 0, position > start {
      position -= 1
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      bytes[position] = 48 + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
  }

  /// Removes the spaces at the end.
  mutating func trimTrailingSpaces() {
    while bytes.last == 32 { bytes.removeLast() }
  }
}
