/// Rounding of the exact value to a number of digits, as the Dragon4 algorithm with a cut-off does.
extension DecimalExpansion {
  /// The value rounded to so many digits after the decimal point.
  ///
  /// - Precondition: `self` is the shortest expansion of `value`.
  func rounded<T: PrintableFloat>(toFraction count: Int, of value: T) -> DecimalExpansion {
    dropping(fractionDigitCount - count, of: value)
  }

  /// The value rounded to so many digits in all.
  ///
  /// - Precondition: `self` is the shortest expansion of `value`, and `count` is positive.
  func rounded<T: PrintableFloat>(toSignificant count: Int, of value: T) -> DecimalExpansion {
    dropping(digitCount - count, of: value)
  }

  /// The value rounded to exactly so many digits in all, be they more than identify it.
  ///
  /// - Precondition: `self` is the shortest expansion of `value`, and `count` is in 1...18.
  func expanded<T: PrintableFloat>(toSignificant count: Int, of value: T) -> DecimalExpansion {
    if digitCount > count { return rounded(toSignificant: count, of: value) }
    if digitCount == count || isExact(value) { return self }
    let exact = DecimalExpansion.exact(Double(value.magnitude), digits: count)
    // The gap below a power of two is half the gap above it. Where its nearest decimal falls out
    // of the lower one, Dragon4 takes the next above, which still reads back as the value.
    guard value.significandBitPattern == 0, T(exact.text) != value.magnitude else { return exact }
    return exact.incremented(digits: count)
  }

  /// Whether the shortest digits are all that the exact value has, so that only zeros follow.
  ///
  /// A binary fraction of `n` bits is a decimal fraction of `n` digits. Where the shortest digits
  /// are as many, the value itself is the closest among their kind.
  private func isExact<T: PrintableFloat>(_ value: T) -> Bool {
    guard value != 0 else { return true }
    let fractionBits = value.significandWidth - Int(value.exponent)
    return fractionBits > 0
      ? fractionDigitCount == fractionBits
      : value.magnitude < T.Magnitude(1 << T.significandBitCount)
  }

  /// The exact value rounded to so many digits.
  ///
  /// A float32's digits as a float64 are mostly enough, and come much faster than C's.
  private static func exact(_ value: Double, digits count: Int) -> DecimalExpansion {
    let shortest = DecimalExpansion(shortest: value)
    return shortest.digitCount > count || shortest.isExact(value)
      ? shortest.rounded(toSignificant: count, of: value)
      : ExactDecimal.rounded(value, digits: count)
  }

  /// The number next above with so many digits.
  private func incremented(digits count: Int) -> DecimalExpansion {
    var padded = significand
    for _ in digitCount..<max(count, digitCount) { padded *= 10 }
    return DecimalExpansion(significand: padded + 1, exponent: exponent + digitCount - count)
  }

  /// The number in a form that Swift reads.
  private var text: String { "\(significand)e\(exponent)" }

  /// The value rounded, to the nearest and to even in the middle, without its last digits.
  ///
  /// Rounding the shortest digits rounds the value: a number halfway between two candidates and
  /// strictly between the value and its shortest digits would be shorter than those. Only where
  /// the shortest digits are such a number, that is where a lone 5 is dropped, does the exact
  /// value decide.
  private func dropping<T: PrintableFloat>(_ count: Int, of value: T) -> DecimalExpansion {
    guard count > 0 else { return self }
    guard count <= digitCount else { return .zero }
    var (kept, dropped) = split(droppingLast: count)
    if count == 1, dropped == 5 {
      switch ExactDecimal.order(of: Double(value.magnitude), against: self) {
      case .below: break
      case .equal: kept += kept & 1
      case .above: kept += 1
      }
    } else if dropped >= DecimalExpansion.powersOfTen[count] / 2 {
      kept += 1
    }
    return DecimalExpansion(significand: kept, exponent: exponent + count)
  }
}
