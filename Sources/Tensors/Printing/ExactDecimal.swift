import Glibc

/// Digits of the exact value of a float, by C's conversion, which rounds to even and is exact.
enum ExactDecimal {
  /// How an exact value compares with its shortest digits.
  enum Order {
    case below, equal, above
  }

  /// The digits that the longest exact float64 has, and none is lost.
  private static let longest = 767

  /// The value rounded to so many digits in all.
  ///
  /// - Precondition: the value is finite and not negative, and `digits` is in 1...18.
  static func rounded(_ value: Double, digits: Int) -> DecimalExpansion {
    withDigits(of: value, count: digits) { DecimalExpansion(parsing: $0) }
  }

  /// How the exact value compares with its shortest digits, which are not a lone 1.
  ///
  /// Both begin at the same power of ten: one between them would have been shorter. So their digits
  /// decide.
  ///
  /// - Precondition: the value is finite and not negative.
  static func order(of value: Double, against decimal: DecimalExpansion) -> Order {
    var shortest = TextBuffer()
    shortest.append(digits: decimal.significand, count: decimal.digitCount)
    return withDigits(of: value, count: longest) { text in
      var position = 0
      for byte in text {
        if byte == UInt8(ascii: "e") { break }
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { continue }
        let other = position < shortest.count ? shortest.bytes[position] : UInt8(ascii: "0")
        if byte != other { return byte < other ? .below : .above }
        position += 1
      }
      return .equal
    }
  }

  /// Calls `body` with the value as C writes it in scientific notation.
  private static func withDigits<R>(
    of value: Double, count: Int, _ body: (Slice<UnsafeMutableRawBufferPointer>) -> R
  ) -> R {
    withUnsafeTemporaryAllocation(byteCount: count + 16, alignment: 1) { memory in
      let buffer = memory.bindMemory(to: CChar.self)
      let length = withVaList([Int32(count - 1), value]) {
        vsnprintf(buffer.baseAddress, buffer.count, "%.*e", $0)
      }
      return body(memory.prefix(Int(length)))
    }
  }
}
