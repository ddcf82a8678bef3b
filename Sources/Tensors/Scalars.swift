public import RealModule

/// The arithmetic of one floating-point element: what every layout's loop applies.
extension UnaryOperation {
  /// The operation on one floating-point number.
  ///
  /// - Precondition: the operation is not `logicalNot`.
  @inlinable @inline(__always)
  public func callAsFunction<T: Real & BinaryFloatingPoint>(_ x: T) -> T {
    switch self {
    case .negative: -x
    case .abs: Swift.abs(x)
    case .sign: x > 0 ? 1 : (x < 0 ? -1 : x)
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
    case .sigmoid: Self.sigmoid(x)
    case .relu: x > 0 ? x : (x.isNaN ? x : 0)
    case .softplus: Self.softplus(x)
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .logicalNot: preconditionFailure("logicalNot takes booleans")
    }
  }

  /// 1/(1+e⁻ˣ), from the side on which the exponential does not overflow.
  @inlinable static func sigmoid<T: Real>(_ x: T) -> T {
    if x >= 0 { return 1 / (1 + .exp(-x)) }
    let e = T.exp(x)
    return e / (1 + e)
  }

  /// log(1+eˣ) as max(x, 0) + log1p(e^-|x|).
  @inlinable static func softplus<T: Real & BinaryFloatingPoint>(_ x: T) -> T {
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
  public func callAsFunction<T: Real & BinaryFloatingPoint>(_ x: T, _ y: T) -> T {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .floorDivide: Self.floorDivide(x, y)
    case .modulo: Self.modulo(x, y)
    case .power: Self.power(x, y)
    case .maximum: x.isNaN ? x : (y.isNaN ? y : (x >= y ? x : y))
    case .minimum: x.isNaN ? x : (y.isNaN ? y : (x <= y ? x : y))
    case .atan2: .atan2(y: x, x: y)
    case .logicalAnd, .logicalOr: preconditionFailure("logical operations take booleans")
    }
  }

  @inlinable static func modulo<T: BinaryFloatingPoint>(_ x: T, _ y: T) -> T {
    let remainder = x.truncatingRemainder(dividingBy: y)
    if remainder != 0 { return (remainder < 0) == (y < 0) ? remainder : remainder + y }
    return remainder.isNaN ? remainder : T(signOf: y, magnitudeOf: 0)
  }

  @inlinable static func floorDivide<T: BinaryFloatingPoint>(_ x: T, _ y: T) -> T {
    if y == 0 { return x / y }
    let remainder = modulo(x, y)
    if remainder.isNaN { return remainder }
    return ((x - remainder) / y).rounded(.toNearestOrEven)
  }

  /// C's pow, with the powers that need no transcendental function done by multiplication.
  @inlinable static func power<T: Real & BinaryFloatingPoint>(_ x: T, _ y: T) -> T {
    if y == 2 { return x * x }
    if y == 1 { return x }
    return Self.libraryPower(x, y)
  }

  @inlinable static func libraryPower<T: Real & BinaryFloatingPoint>(_ x: T, _ y: T) -> T {
    // RealModule's pow answers NaN for a negative base; C's serves integral exponents too.
    if let x = x as? Double, let y = y as? Double, let power = cPower(x, y) as? T { return power }
    if let x = x as? Float, let y = y as? Float, let power = cPower(x, y) as? T { return power }
    return .pow(x, y)
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
