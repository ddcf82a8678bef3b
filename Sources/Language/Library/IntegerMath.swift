/// Arithmetic of whole numbers, checked to 64 bits.
enum IntegerMath {
  /// A power's remainder, with the sign of the modulus.
  ///
  /// - Throws: `ValueError` with CPython's texts, `OverflowError`.
  static func power(
    _ base: Int, _ exponent: Int, modulo modulus: Int
  ) throws(EvaluationError) -> Int {
    guard modulus != 0 else { throw .value("pow() 3rd argument cannot be 0") }
    guard modulus != Int.min else { throw .overflow("pow(\(base), \(exponent), \(modulus))") }
    let size = modulus.magnitude
    var factor = remainder(base, size)
    if exponent < 0 {
      guard let inverse = inverse(factor, size) else {
        throw .value("base is not invertible for the given modulus")
      }
      factor = inverse
    }
    var result: UInt = 1 % size
    var bits = exponent.magnitude
    while bits > 0 {
      if bits & 1 == 1 { result = product(result, factor, size) }
      factor = product(factor, factor, size)
      bits >>= 1
    }
    return modulus < 0 && result > 0 ? Int(result) + modulus : Int(result)
  }

  private static func remainder(_ value: Int, _ size: UInt) -> UInt {
    let rest = value.magnitude % size
    return value < 0 && rest > 0 ? size - rest : rest
  }

  private static func product(_ x: UInt, _ y: UInt, _ size: UInt) -> UInt {
    // Both are below `size`, so the high word is too, and the division does not overflow.
    size.dividingFullWidth(x.multipliedFullWidth(by: y)).remainder
  }

  /// The number whose product with `value` leaves 1, if there is one.
  private static func inverse(_ value: UInt, _ size: UInt) -> UInt? {
    var (rest, next) = (size, value)
    var (factor, nextFactor): (UInt, UInt) = (0, 1 % size)
    while next > 0 {
      let quotient = rest / next
      (rest, next) = (next, rest % next)
      let step = product(quotient % size, nextFactor, size)
      (factor, nextFactor) = (nextFactor, factor >= step ? factor - step : size - (step - factor))
    }
    return rest == 1 ? factor : nil
  }

  /// The greatest common divisor, which is never negative.
  static func greatestCommonDivisor(_ x: Int, _ y: Int) -> UInt {
    var (a, b) = (x.magnitude, y.magnitude)
    while b > 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The product of the whole numbers up to one.
  ///
  /// - Throws: `ValueError`, `OverflowError`.
  static func factorial(_ n: Int) throws(EvaluationError) -> Int {
    guard n >= 0 else { throw .value("factorial() not defined for negative values") }
    guard n <= 20 else { throw .overflow("factorial(\(n))") }
    return n < 2 ? 1 : (2...n).reduce(1, *)
  }

  /// How many ways there are to choose `k` of `n` things without order.
  ///
  /// - Throws: `ValueError`, `OverflowError`.
  static func combinations(_ n: Int, _ k: Int) throws(EvaluationError) -> Int {
    guard n >= 0 else { throw .value("n must be a non-negative integer") }
    guard k >= 0 else { throw .value("k must be a non-negative integer") }
    guard k <= n else { return 0 }
    var result: UInt = 1
    for step in 0..<UInt(min(k, n - k)) {
      // The product of step + 1 neighbours is divisible by (step + 1)!, so nothing is lost.
      let wide = result.multipliedFullWidth(by: UInt(n) - step)
      guard wide.high < step + 1 else { throw .overflow("comb(\(n), \(k))") }
      result = (step + 1).dividingFullWidth(wide).quotient
      guard result <= UInt(Int.max) else { throw .overflow("comb(\(n), \(k))") }
    }
    return Int(result)
  }

  /// How many ways there are to choose `k` of `n` things in order.
  ///
  /// - Throws: `ValueError`, `OverflowError`.
  static func permutations(_ n: Int, _ k: Int) throws(EvaluationError) -> Int {
    guard n >= 0 else { throw .value("n must be a non-negative integer") }
    guard k >= 0 else { throw .value("k must be a non-negative integer") }
    guard k <= n else { return 0 }
    var result = 1
    for step in 0..<k {
      let (next, overflow) = result.multipliedReportingOverflow(by: n - step)
      guard !overflow else { throw .overflow("perm(\(n), \(k))") }
      result = next
    }
    return result
  }
}
