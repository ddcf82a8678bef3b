/// Numbers as text files have them: `3`, `-1.5e3`, `.5`, `inf`.
enum DecimalText {
  /// What a text stands for.
  enum Number {
    /// A whole number, written without a point and an exponent.
    case integer(Int64)
    case real(Double)
    /// No number.
    case none
  }

  /// The number that some bytes stand for, without blanks around it.
  ///
  /// Numbers of up to 15 digits and an exponent of up to 22 are one correct operation on doubles
  /// (Clinger, "How to read floating point numbers accurately", 1990); the others are read by the
  /// standard library. Either way the result is the nearest double.
  ///
  /// - Parameter point: the byte between whole and fraction.
  @inline(__always)
  static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, point: UInt8 = UInt8(ascii: ".")
  ) -> Number {
    let end = bytes.count
    var offset = 0
    var isNegative = false
    if offset < end, bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "+") {
      isNegative = bytes[offset] == UInt8(ascii: "-")
      offset += 1
    }
    var digits: UInt64 = 0
    var digitCount = 0
    var scale = 0
    var isWhole = true
    var isShort = true
    let start = offset
    while offset < end {
      let byte = bytes[offset]
      if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        digitCount += 1
        if !isWhole { scale -= 1 }
        let (high, overflow) = digits.multipliedReportingOverflow(by: 10)
        let (sum, carry) = high.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
        if overflow || carry { isShort = false }
        digits = overflow || carry ? digits : sum
      } else if byte == point, isWhole {
        isWhole = false
      } else {
        break
      }
      offset += 1
    }
    guard digitCount > 0 else { return offset == start ? word(bytes) : .none }
    if offset == end, isWhole, isShort {
      if let integer = integer(digits, isNegative) { return .integer(integer) }
    }
    if offset < end {
      guard bytes[offset] | 0x20 == UInt8(ascii: "e"),
        let exponent = exponent(bytes, from: offset + 1)
      else { return .none }
      scale += exponent
    }
    guard isShort, digits < 1 << 53, abs(scale) <= 22 else { return long(bytes, point) }
    let whole = Double(digits)
    let value = scale < 0 ? whole / powersOfTen[-scale] : whole * powersOfTen[scale]
    return .real(isNegative ? -value : value)
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private static func integer(_ magnitude: UInt64, _ isNegative: Bool) -> Int64? {
    if isNegative, magnitude == Int64.min.magnitude { return .min }
    return Int64(exactly: magnitude).map { isNegative ? -$0 : $0 }
  }

  /// The digits of an exponent, up to the end; of one beyond what counts, a large one.
  private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var offset = start
    var isNegative = false
    if offset < bytes.count,
      bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "+")
    {
      isNegative = bytes[offset] == UInt8(ascii: "-")
      offset += 1
    }
    guard offset < bytes.count else { return nil }
    var value = 0
    for byte in bytes[offset...] {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1 << 40)
    }
    return isNegative ? -value : value
  }

  /// A number of many digits or a large exponent, whose form was checked.
  private static func long(_ bytes: UnsafeBufferPointer<UInt8>, _ point: UInt8) -> Number {
    let text = String(
      decoding: bytes.map { $0 == point ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
    return Double(text).map { .real($0) } ?? .none
  }

  /// `inf`, `-infinity`, `nan`, in any case.
  private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Number {
    guard (3...9).contains(bytes.count) else { return .none }
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "inf", "+inf", "infinity", "+infinity": return .real(.infinity)
    case "-inf", "-infinity": return .real(-.infinity)
    case "nan", "+nan", "-nan": return .real(.nan)
    default: return .none
    }
  }
}
