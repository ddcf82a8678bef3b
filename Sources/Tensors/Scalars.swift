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
    case .exp: .exp(x)
    case .expm1: .expMinusOne(x)
    case .log: .log(x)
    case .log1p: .log(onePlus: x)
    case .sin: .sin(x)
    case .cos: .cos(x)
    case .tan: .tan(x)
    case .asin: .asin(x)
    case .acos: .acos(x)
    case .atan: .atan(x)
    case .sinh: .sinh(x)
    case .cosh: .cosh(x)
    case .tanh: .tanh(x)
    case .sigmoid: Self.logistic(x)
    case .relu: x > 0 ? x : (x.isNaN ? x : 0)
    case .softplus: Self.logOfOnePlusExp(x)
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .logicalNot: preconditionFailure("logicalNot takes booleans")
    }
  }

  /// 1/(1+e⁻ˣ), from the side on which the exponential does not overflow.
  @inlinable static func logistic<T: FloatElement>(_ x: T) -> T {
    if x >= 0 { return 1 / (1 + .exp(-x)) }
    let e = T.exp(x)
    return e / (1 + e)
  }

  /// log(1+eˣ) as max(x, 0) + log1p(e^-|x|).
  @inlinable static func logOfOnePlusExp<T: FloatElement>(_ x: T) -> T {
    if x.isNaN { return x }
    return (x > 0 ? x : 0) + .log(onePlus: .exp(-Swift.abs(x)))
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
    case .logicalAnd, .logicalOr: preconditionFailure("logical operations take booleans")
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
