/// A number as decimal digits and the place of the point.
struct DecimalText {
  private let isNegative: Bool
  /// The digits, from 0 to 9, without zeros at the ends; empty for zero.
  private var digits: [UInt8]
  /// How many digits stand before the point; zero and less for zeros behind it.
  private var point: Int

  /// `number` × 10^`exponent`.
  init(_ number: Int, exponent: Int) {
    isNegative = number < 0
    digits = String(number.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
    point = digits.count + exponent
    trim()
  }

  /// A finite number, rounded to some digits.
  ///
  /// The digits are those of the shortest decimal number that stands for it.
  init(_ number: Double, digits count: Int) {
    let text = "\(number.magnitude)"
    let parts = text.split(separator: "e")
    let mantissa = parts.first.map(String.init) ?? "0"
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    isNegative = number < 0
    let whole = mantissa.prefix { $0 != "." }.utf8.count
    digits = mantissa.utf8.filter { $0 != UInt8(ascii: ".") }.map { $0 - UInt8(ascii: "0") }
    point = whole + exponent
    trim()
    round(to: max(count, 1))
  }

  private mutating func round(to count: Int) {
    guard digits.count > count else { return }
    let isUp = digits[count] >= 5
    digits.removeLast(digits.count - count)
    if isUp {
      var index = count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(1, at: 0)
        point += 1
      }
    }
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    if digits.isEmpty { point = 0 }
  }

  /// How many digits stand behind the point at least.
  var decimals: Int { max(digits.count - point, 0) }

  /// How large it is: the exponent of its first digit.
  var exponent: Int { digits.isEmpty ? 0 : point - 1 }

  /// With a fixed number of digits behind the point; those that are there are not cut.
  func fixed(decimals: Int) -> String {
    var text = isNegative && !digits.isEmpty ? "-" : ""
    for place in 0..<max(point, 1) { text += digit(point > 0 ? place : -1) }
    let count = max(decimals, self.decimals)
    if count > 0 { text += "." }
    for place in 0..<count { text += digit(point + place) }
    return text
  }

  /// With a power of ten, as the language writes it: `1.5e-07`.
  var scientific: String {
    var text = (isNegative ? "-" : "") + digit(0)
    if digits.count > 1 { text += "." }
    for place in 1..<max(digits.count, 1) { text += digit(place) }
    let size = String(exponent.magnitude)
    return text + (exponent < 0 ? "e-" : "e+") + (size.utf8.count < 2 ? "0" : "") + size
  }

  /// The shorter of both, as the language chooses it.
  var text: String {
    (-4..<16).contains(exponent) ? fixed(decimals: 0) : scientific
  }

  private func digit(_ place: Int) -> String {
    digits.indices.contains(place) ? String(digits[place]) : "0"
  }
}

/// Numbers as plots write them.
public enum PlotNumber {
  /// A number with some digits: `0.5403`, `1.5e-07`, `nan`.
  public static func text(_ number: Double, digits: Int = 6) -> String {
    guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
    return DecimalText(number, digits: digits).text
  }
}
