/// Python's `round`: halves to even, decimals rounded by the exact value.
enum Rounding {
  /// A number rounded to some decimals; without a count, to an integer.
  ///
  /// - Throws: `TypeError`, `ValueError` and `OverflowError` with CPython's texts.
  static func round(_ object: Object, digits: Int?, _ evaluator: Evaluator) throws -> Object {
    switch object {
    case .float(let value):
      guard let digits else {
        return .int(try integer(value.rounded(.toNearestOrEven), "round"))
      }
      return .float(try round(value, digits: digits))
    case .int(let value): return .int(try round(value, digits: digits ?? 0))
    case .bool(let value): return .int(try round(value ? 1 : 0, digits: digits ?? 0))
    default:
      throw EvaluationError.type(
        "type \(evaluator.typeName(of: object).name) doesn't define __round__ method")
    }
  }

  /// A whole float as an integer.
  ///
  /// - Throws: `ValueError` for NaN, `OverflowError` for what does not fit.
  static func integer(_ value: Double, _ function: String) throws(EvaluationError) -> Int {
    if value.isNaN { throw .value("cannot convert float NaN to integer") }
    if value.isInfinite {
      throw EvaluationError(.overflowError, "cannot convert float infinity to integer")
    }
    guard let whole = Int(exactly: value) else {
      throw EvaluationError(
        .overflowError, "\(function) of this float does not fit an integer of 64 bits")
    }
    return whole
  }

  private static func round(_ value: Int, digits: Int) throws(EvaluationError) -> Int {
    guard digits < 0 else { return value }
    guard digits > -19 else {
      // 10**19 is more than twice every integer but those near the ends, which round to it.
      return 0
    }
    var unit = 1
    for _ in 0..<(-digits) { unit *= 10 }
    let remainder = value % unit
    let down = value - remainder
    let twice = remainder.magnitude * 2
    let isUp = twice > UInt(unit) || (twice == UInt(unit) && (down / unit) % 2 != 0)
    guard isUp else { return down }
    let (result, overflow) = down.addingReportingOverflow(value < 0 ? -unit : unit)
    guard !overflow else { throw .overflow("round(\(value), \(digits))") }
    return result
  }

  private static func round(_ value: Double, digits: Int) throws(EvaluationError) -> Double {
    // Beyond these every double is a multiple of the unit, or less than half of it.
    guard value.isFinite, value != 0, digits < 324 else { return value }
    guard digits > -309 else { return value.sign == .minus ? -0.0 : 0.0 }
    let text =
      digits >= 0 ? CFormat.fixed(value, digits, false) : wholeText(value, zeros: -digits)
    let result = Double(text) ?? value
    guard result.isFinite else {
      throw EvaluationError(.overflowError, "rounded value too large to represent")
    }
    return result
  }

  /// The decimal text of a value rounded to a power of ten.
  private static func wholeText(_ value: Double, zeros: Int) -> String {
    let whole = value.magnitude.rounded(.down)
    let hasFraction = whole != value.magnitude
    // One leading zero takes the carry.
    var digits = Array(("0" + CFormat.fixed(whole, 0, false)).utf8)
    let sign = value.sign == .minus ? "-" : ""
    let keep = digits.count - zeros
    guard keep >= 1 else { return sign + "0" }
    let half = UInt8(ascii: "5")
    let zero = UInt8(ascii: "0")
    let tail = digits[keep...]
    let isTie = tail.first == half && tail.dropFirst().allSatisfy { $0 == zero } && !hasFraction
    let isUp = isTie ? digits[keep - 1] & 1 == 1 : (tail.first ?? zero) >= half
    for index in tail.indices { digits[index] = zero }
    var place = keep - 1
    while isUp {
      if digits[place] < UInt8(ascii: "9") {
        digits[place] += 1
        break
      }
      digits[place] = zero
      place -= 1
    }
    return sign + String(decoding: digits, as: UTF8.self)
  }
}
