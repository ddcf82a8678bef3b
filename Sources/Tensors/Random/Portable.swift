/// Functions made of IEEE additions, multiplications and divisions alone.
///
/// C libraries differ in the last bit of a logarithm or a sine, even from one processor to the
/// next; what a seed gives must not. The errors are below 2 units in the last place.
enum Portable {
  /// The natural logarithm of a normal positive number.
  static func log(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.414_213_562_373_095_1 {
      significand /= 2
      exponent += 1
    }
    // log((1+s)/(1-s)) = 2 (s + s³/3 + s⁵/5 + …) with |s| < 0.172: eleven terms are enough.
    let s = (significand - 1) / (significand + 1)
    let square = s * s
    var series = square * (1.0 / 21)
    series = square * (1.0 / 19 + series)
    series = square * (1.0 / 17 + series)
    series = square * (1.0 / 15 + series)
    series = square * (1.0 / 13 + series)
    series = square * (1.0 / 11 + series)
    series = square * (1.0 / 9 + series)
    series = square * (1.0 / 7 + series)
    series = square * (1.0 / 5 + series)
    series = square * (1.0 / 3 + series)
    // log 2 in two parts, of which the first times an exponent is exact.
    let high = 0x1.62e42fee00000p-1
    let low = 0x1.a39ef35793c76p-33
    return exponent * high + (2 * s + (2 * s * series + exponent * low))
  }

  /// The exponential of a number that is not positive; 0 below the least normal number's logarithm.
  static func exp(_ x: Double) -> Double {
    guard x > -708 else { return x.isNaN ? x : 0 }
    // x = k log 2 + r with |r| at most half of log 2, whose parts are those of `log`.
    let k = (x / 0.693_147_180_559_945_3).rounded(.toNearestOrEven)
    let r = (x - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33
    // Taylor's series from its far end, to r¹³/13!.
    var series = 1.0
    for degree in stride(from: 13.0, to: 0, by: -1) { series = 1 + r / degree * series }
    return series * Double(sign: .plus, exponent: Int(k), significand: 1)
  }

  /// cos 2πt and sin 2πt for 0 ≤ t < 1.
  static func cosineAndSine(turns: Double) -> (cosine: Double, sine: Double) {
    // The nearest quarter and what is left of it are exact, the angle is at most π/4.
    let quarter = (turns * 4).rounded(.toNearestOrEven)
    let angle = (turns - quarter / 4) * (2 * Double.pi)
    let square = angle * angle
    // Taylor's series from their far ends, to x¹⁹/19! and x¹⁸/18!.
    var sine = square * (-1.0 / (18 * 19))
    sine = square * (-1.0 / (16 * 17)) * (1 + sine)
    sine = square * (-1.0 / (14 * 15)) * (1 + sine)
    sine = square * (-1.0 / (12 * 13)) * (1 + sine)
    sine = square * (-1.0 / (10 * 11)) * (1 + sine)
    sine = square * (-1.0 / (8 * 9)) * (1 + sine)
    sine = square * (-1.0 / (6 * 7)) * (1 + sine)
    sine = square * (-1.0 / (4 * 5)) * (1 + sine)
    sine = square * (-1.0 / (2 * 3)) * (1 + sine)
    var cosine = square * (-1.0 / (17 * 18))
    cosine = square * (-1.0 / (15 * 16)) * (1 + cosine)
    cosine = square * (-1.0 / (13 * 14)) * (1 + cosine)
    cosine = square * (-1.0 / (11 * 12)) * (1 + cosine)
    cosine = square * (-1.0 / (9 * 10)) * (1 + cosine)
    cosine = square * (-1.0 / (7 * 8)) * (1 + cosine)
    cosine = square * (-1.0 / (5 * 6)) * (1 + cosine)
    cosine = square * (-1.0 / (3 * 4)) * (1 + cosine)
    cosine = square * (-1.0 / (1 * 2)) * (1 + cosine)
    sine = angle * (1 + sine)
    cosine = 1 + cosine
    return switch Int(quarter) % 4 {
    case 0: (cosine, sine)
    case 1: (-sine, cosine)
    case 2: (-cosine, -sine)
    default: (sine, -cosine)
    }
  }
}
