/// The arithmetic of one integer element, which wraps around where it leaves the range.
extension UnaryOperation {
  /// The operation on one integer.
  ///
  /// - Precondition: `isDefinedForIntegers`.
  @inline(__always)
  func callAsFunction<T: IntegerElement>(_ x: T) -> T {
    switch self {
    case .negative: 0 &- x
    case .abs: x < 0 ? 0 &- x : x
    case .sign: x.signum()
    case .square: x &* x
    case .relu: x > 0 ? x : 0
    case .relu6: x > 6 ? 6 : (x > 0 ? x : 0)
    case .floor, .ceil, .round, .trunc: x
    default: preconditionFailure("\(self) takes floating-point numbers")
    }
  }

  /// Whether integers are closed under the operation.
  var isDefinedForIntegers: Bool {
    switch self {
    case .negative, .abs, .sign, .square, .relu, .relu6, .floor, .ceil, .round, .trunc: true
    default: false
    }
  }
}

extension BinaryOperation {
  /// The operation on two integers.
  ///
  /// `floorDivide` and `modulo` follow Python; the lowest integer divided by -1 wraps to itself.
  ///
  /// - Precondition: `isDefinedForIntegers`, a divisor is not zero, an exponent not negative.
  @inline(__always)
  func callAsFunction<T: IntegerElement>(_ x: T, _ y: T) -> T {
    switch self {
    case .add: x &+ y
    case .subtract: x &- y
    case .multiply: x &* y
    case .floorDivide: Self.floorQuotient(x, y)
    case .modulo: Self.floorRemainder(x, y)
    // The lowest integer has no positive counterpart to be divided by -1.
    case .truncatedModulo: y == -1 ? 0 : x % y
    case .power: Self.raised(x, y)
    case .maximum: x >= y ? x : y
    case .minimum: x <= y ? x : y
    default: preconditionFailure("\(self) takes floating-point numbers")
    }
  }

  /// Whether integers are closed under the operation.
  var isDefinedForIntegers: Bool {
    switch self {
    case .add, .subtract, .multiply, .floorDivide, .modulo, .truncatedModulo, .power, .maximum,
      .minimum:
      true
    case .divide, .atan2, .hypot, .logAddExp, .xlogy, .xlog1py, .xdivy, .leakyReLU, .elu,
      .polygamma, .sincDerivative, .logicalAnd, .logicalOr, .logicalXor:
      false
    }
  }

  private static func floorQuotient<T: IntegerElement>(_ x: T, _ y: T) -> T {
    if y == -1 { return 0 &- x }
    let (quotient, remainder) = x.quotientAndRemainder(dividingBy: y)
    return remainder != 0 && (remainder < 0) != (y < 0) ? quotient - 1 : quotient
  }

  private static func floorRemainder<T: IntegerElement>(_ x: T, _ y: T) -> T {
    if y == -1 { return 0 }
    let remainder = x % y
    return remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder
  }

  /// By repeated squaring.
  private static func raised<T: IntegerElement>(_ x: T, _ y: T) -> T {
    var (result, base, exponent): (T, T, T) = (1, x, y)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result &* base }
      base = base &* base
      exponent >>= 1
    }
    return result
  }
}
