import Tensors

extension FormatSpec {
  /// A float in this format.
  ///
  /// - Throws: `ValueError` with CPython's texts.
  func text(_ value: Double) throws(EvaluationError) -> String {
    if let precision, precision > Self.precisionLimit { throw .value("precision too big") }
    var text: String
    switch type {
    case nil:
      text = precision.map { general(value, $0, addsPoint: true) } ?? shortest(value)
    case "e", "E": text = CFormat.scientific(value, precision ?? 6, isAlternate)
    case "f", "F": text = CFormat.fixed(value, precision ?? 6, isAlternate)
    case "g", "G", "n": text = general(value, precision ?? 6, addsPoint: false)
    case "%": text = CFormat.fixed(value * 100, precision ?? 6, isAlternate)
    case let type?: throw unknown(type)
    }
    if type == "E" || type == "F" || type == "G" { text = text.uppercased() }
    if type == "%" { text += "%" }
    return laidOut(parts(of: text))
  }

  private func parts(of text: String) -> NumberParts {
    var rest = text[...]
    var isNegative = rest.first == "-"
    if isNegative { rest.removeFirst() }
    if hasNoNegativeZero, isNegative {
      // What the rounding left: the digits of the mantissa, or none where the text is `inf`.
      let mantissa = rest.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
        .filter(Self.isDigit)
      isNegative = mantissa.isEmpty || mantissa.contains { $0 != UInt8(ascii: "0") }
    }
    let digits = rest.utf8.prefix(while: Self.isDigit)
    return NumberParts(
      isNegative: isNegative, digits: String(digits) ?? "",
      tail: String(rest.utf8.dropFirst(digits.count)) ?? "")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The text of `repr`; in the alternate form a point follows the digits in any case.
  private func shortest(_ value: Double) -> String {
    let text = PythonFloat.text(value)
    guard isAlternate, value.isFinite, !text.contains("."),
      let exponent = text.firstIndex(of: "e")
    else { return text }
    return text[..<exponent] + "." + text[exponent...]
  }

  /// The text of `g`: fixed or scientific notation, whichever suits the magnitude.
  ///
  /// - Parameter addsPoint: a whole number gets `.0`, as when no type is written.
  private func general(_ value: Double, _ precision: Int, addsPoint: Bool) -> String {
    guard value.isFinite else { return CFormat.scientific(value, 0, false) }
    let count = max(precision, 1)
    let rounded = CFormat.scientific(value.magnitude, count - 1, false)
    let halves = rounded.split(separator: "e")
    let exponent = Int(halves.last ?? "0") ?? 0
    var digits = halves[0].utf8.filter(Self.isDigit)
    if !isAlternate {
      while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    }
    let point = exponent + 1
    let isScientific = point <= -4 || point > count - (addsPoint ? 1 : 0)
    let sign = value.sign == .minus ? "-" : ""
    if isScientific {
      let mantissa = Self.pointed(digits, at: 1, keepsPoint: isAlternate)
      let magnitude = String(exponent.magnitude)
      return sign + mantissa + (exponent < 0 ? "e-" : "e+")
        + (magnitude.utf8.count < 2 ? "0" : "") + magnitude
    }
    if point <= 0 {
      digits.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: 1 - point), at: 0)
    }
    let place = max(point, 1)
    let width = addsPoint ? place + 1 : place
    if digits.count < width {
      digits.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: width - digits.count))
    }
    return sign + Self.pointed(digits, at: place, keepsPoint: isAlternate)
  }

  private static func pointed(_ digits: [UInt8], at place: Int, keepsPoint: Bool) -> String {
    let head = String(decoding: digits[..<place], as: UTF8.self)
    guard digits.count > place || keepsPoint else { return head }
    return head + "." + String(decoding: digits[place...], as: UTF8.self)
  }
}
