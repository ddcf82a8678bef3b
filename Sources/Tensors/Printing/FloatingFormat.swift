/// NumPy's `FloatingFormat`: one notation, precision and width for all floats that are printed.
struct FloatingFormat<Value: PrintableFloat>: ElementFormat {
  private let isScientific: Bool
  /// The most digits after the point; in scientific notation, exactly so many.
  private let precision: Int
  /// The characters before the point, with the sign.
  private let padLeft: Int
  /// The characters after the point, with the exponent.
  private let padRight: Int
  /// The digits of the exponent.
  private let exponentDigits: Int

  var width: Int { padLeft + 1 + padRight }

  init(_ elements: ElementView<Value>, options: PrintOptions) {
    let range = FloatRange(elements)
    let isScientific = range.asksForScientific(suppress: options.suppress)
    var sizes = Sizes()
    elements.forEachShown { value in
      guard value.isFinite else { return }
      sizes.include(value, isScientific: isScientific, precision: options.precision)
    }
    self.isScientific = isScientific
    exponentDigits = sizes.exponentDigits
    precision = isScientific ? sizes.fraction : options.precision
    padRight = sizes.fraction + (isScientific ? 2 + sizes.exponentDigits : 0)
    padLeft = max(sizes.whole, range.widthOfSpecials - (padRight + 1))
  }

  func append(_ value: Value, to text: inout TextBuffer) {
    guard value.isFinite else { return appendSpecial(value, to: &text) }
    let shortest = DecimalExpansion(shortest: value)
    let start = text.count
    if isScientific {
      let decimal = shortest.expanded(toSignificant: precision + 1, of: value)
      text.append(" ", count: padLeft - 1 - (value.sign == .minus ? 1 : 0))
      if value.sign == .minus { text.append("-") }
      text.append(scientific: decimal, fractionDigits: precision, exponentDigits: exponentDigits)
    } else {
      let decimal = shortest.rounded(toFraction: precision, of: value)
      text.append(
        " ", count: padLeft - decimal.wholeDigitCount - (value.sign == .minus ? 1 : 0))
      if value.sign == .minus { text.append("-") }
      text.append(positional: decimal)
      text.append(" ", count: width - (text.count - start))
    }
  }

  private func appendSpecial(_ value: Value, to text: inout TextBuffer) {
    let isNegative = !value.isNaN && value < 0
    text.append(" ", count: width - 3 - (isNegative ? 1 : 0))
    if isNegative { text.append("-") }
    text.append(value.isNaN ? "nan" : "inf")
  }
}

/// The widest parts among the numbers of one array.
private struct Sizes {
  var whole = 0
  var fraction = 0
  var exponentDigits = 0

  mutating func include<T: PrintableFloat>(_ value: T, isScientific: Bool, precision: Int) {
    let shortest = DecimalExpansion(shortest: value)
    let sign = value.sign == .minus ? 1 : 0
    if isScientific {
      let decimal = shortest.rounded(toSignificant: precision + 1, of: value)
      whole = max(whole, 1 + sign)
      fraction = max(fraction, decimal.digitCount - 1)
      exponentDigits = max(
        exponentDigits, TextBuffer.exponentDigitCount(decimal.leadingExponent))
    } else {
      let decimal = shortest.rounded(toFraction: precision, of: value)
      whole = max(whole, decimal.wholeDigitCount + sign)
      fraction = max(fraction, decimal.fractionDigitCount)
    }
  }
}

/// The magnitudes among the floats that are printed, and what is not a number among them.
private struct FloatRange<Value: PrintableFloat> {
  private var smallest = Value.infinity
  private var largest: Value = 0
  /// The width of the widest NaN or infinity; 0 without any.
  private(set) var widthOfSpecials = 0

  init(_ elements: ElementView<Value>) {
    elements.forEachShown { value in
      if value.isFinite {
        guard value != 0 else { return }
        smallest = min(smallest, value.magnitude)
        largest = max(largest, value.magnitude)
      } else {
        widthOfSpecials = max(widthOfSpecials, value == -.infinity ? 4 : 3)
      }
    }
  }

  /// NumPy's choice, made in the elements' own arithmetic.
  func asksForScientific(suppress: Bool) -> Bool {
    guard largest > 0 else { return false }
    if largest >= Value.arrayScientificLimit { return true }
    return !suppress && (smallest < 0.0001 || largest / smallest > 1000)
  }
}
