public import RealModule

/// The arithmetic of one floating-point element: what every layout's loop applies.
extension UnaryOperation {
  /// The operation on one floating-point number.
  ///
  /// - Precondition: the operation is not `logicalNot`.
  @inlinable @inline(__always)
  public func callAsFunction<T: FloatElement>(_ x: T) -> T {
    switch self {
    case .negative: -x
    case .abs: Swift.abs(x)
    case .sign: x > 0 ? 1 : (x < 0 ? -1 : (x.isNaN ? x : 0))
    case .square: x * x
    case .sqrt: .sqrt(x)
    case .rsqrt: 1 / .sqrt(x)
    case .reciprocal: 1 / x
    case .exp, .exp2, .expm1, .log, .log2, .log10, .log1p, .sin, .cos, .tan, .asin, .acos, .atan,
      .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .cbrt, .erf, .erfc, .erfinv, .erfcinv, .ndtr,
      .silu, .gelu, .mish, .lgamma, .digamma, .sinc, .sigmoid, .softplus, .logSigmoid:
      .elementary(self, x)
    case .relu: x > 0 ? x : (x.isNaN ? x : 0)
    case .relu6: x > 6 ? 6 : (x > 0 || x.isNaN ? x : 0)
    case .selu: Self.scaledELU(x)
    case .softsign: Self.softsigned(x)
    case .hardTanh: x > 1 ? 1 : (x < -1 ? -1 : x)
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .trunc: x.rounded(.towardZero)
    case .logicalNot: preconditionFailure("logicalNot takes booleans")
    }
  }

  /// The scale and the slope with which a normal input has mean 0 and variance 1 again.
  ///
  /// Source: Klambauer and others, "Self-Normalizing Neural Networks", 2017.
  @inlinable public static var seluScale: Double { 1.0507009873554804934193349852946 }
  /// The limit of `selu` far below zero, with the other sign.
  @inlinable public static var seluDepth: Double { 1.758099340847376859940217520812319 }
  /// What `seluDepth` lacks of the number that its digits say.
  @inlinable static var seluDepthRest: Double { 1.41535193800845e-17 }

  @inlinable static func scaledELU<T: FloatElement>(_ x: T) -> T {
    if x > 0 { return T(seluScale) * x }
    // The constant in two parts, so that its rounding does not add to the others.
    let depth = T(seluDepth)
    let rest = T(seluDepth - Double(depth) + seluDepthRest)
    let e = T.elementary(.expm1, x)
    return depth * e + rest * e
  }

  /// x/(1 + |x|), whose limits are -1 and 1.
  @inlinable static func softsigned<T: FloatElement>(_ x: T) -> T {
    x.isInfinite ? T(signOf: x, magnitudeOf: 1) : x / (1 + Swift.abs(x))
  }
}

extension BinaryOperation {
  /// The operation on two floating-point numbers.
  ///
  /// `floorDivide` and `modulo` follow Python: the remainder has the divisor's sign. `maximum` and
  /// `minimum` give NaN when an operand is NaN, as NumPy's do.
  ///
  /// - Precondition: the operation is not a logical one.
  @inlinable @inline(__always)
  public func callAsFunction<T: FloatElement>(_ x: T, _ y: T) -> T {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .floorDivide: Self.floorQuotient(x, y)
    case .modulo: Self.floorRemainder(x, y)
    case .power: Self.raised(x, y)
    case .maximum: x >= y || x.isNaN ? x : y
    case .minimum: x <= y || x.isNaN ? x : y
    case .atan2: .atan2(y: x, x: y)
    case .hypot: .hypot(x, y)
    case .truncatedModulo: x.truncatingRemainder(dividingBy: y)
    case .logAddExp: Self.logOfSum(x, y)
    case .xlogy: x == 0 ? 0 : x * .elementary(.log, y)
    case .xlog1py: x == 0 ? 0 : x * Self.logOfOnePlus(y)
    case .xdivy: x == 0 ? 0 : x / y
    case .leakyReLU: x > 0 ? x : y * x
    case .elu: x > 0 ? x : y * .elementary(.expm1, x)
    case .polygamma, .sincDerivative: .special(self, x, y)
    case .logicalAnd, .logicalOr, .logicalXor:
      preconditionFailure("logical operations take booleans")
    }
  }

  @inlinable static func floorRemainder<T: FloatElement>(_ x: T, _ y: T) -> T {
    let remainder = x.truncatingRemainder(dividingBy: y)
    if remainder != 0 { return (remainder < 0) == (y < 0) ? remainder : remainder + y }
    return remainder.isNaN ? remainder : T(signOf: y, magnitudeOf: 0)
  }

  /// Python's `//`, by the steps that CPython and NumPy take: exact where the quotient is.
  @inlinable static func floorQuotient<T: FloatElement>(_ x: T, _ y: T) -> T {
    if y == 0 { return x / y }
    let remainder = x.truncatingRemainder(dividingBy: y)
    var quotient = (x - remainder) / y
    if remainder != 0, (remainder < 0) != (y < 0) { quotient -= 1 }
    if quotient == 0 { return T(signOf: x / y, magnitudeOf: 0) }
    let floor = quotient.rounded(.down)
    return quotient - floor > 0.5 ? floor + 1 : floor
  }

  /// log1p, which is its operand where that is so small: a factor tells a subnormal number from 0.
  @inlinable static func logOfOnePlus<T: FloatElement>(_ x: T) -> T {
    Swift.abs(x) < T.ulpOfOne / 4 ? x : .elementary(.log1p, x)
  }

  /// log(eˣ+eʸ) as the larger and log1p of the other's part of it.
  @inlinable static func logOfSum<T: FloatElement>(_ x: T, _ y: T) -> T {
    // Two infinities of one sign have no difference.
    if x == y { return x + .log(2) }
    let distance = Swift.abs(x - y)
    return (x > y ? x : y) + .elementary(.log1p, .elementary(.exp, -distance))
  }

  /// C's pow, with the powers that need no transcendental function done by multiplication.
  @inlinable @inline(__always)
  static func raised<T: FloatElement>(_ x: T, _ y: T) -> T {
    if y == 2 { return x * x }
    if y == 1 { return x }
    return .libraryPower(x, y)
  }
}

extension ComparisonOperation {
  /// The comparison of two elements.
  @inlinable @inline(__always)
  public func callAsFunction<T: Comparable>(_ x: T, _ y: T) -> Bool {
    switch self {
    case .equal: x == y
    case .notEqual: x != y
    case .less: x < y
    case .lessEqual: x <= y
    case .greater: x > y
    case .greaterEqual: x >= y
    }
  }
}
