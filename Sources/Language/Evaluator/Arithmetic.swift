import Glibc

/// Arithmetic on Python's numbers: integers of 64 bits, checked, and floats.
enum Arithmetic {
  /// A number of the language.
  enum Number {
    case int(Int)
    case float(Double)

    /// The value as a float.
    var double: Double {
      switch self {
      case .int(let value): Double(value)
      case .float(let value): value
      }
    }
  }

  /// The number that an object is; nil where it is none.
  ///
  /// True and False are 1 and 0.
  @inline(__always)
  static func number(_ object: Object) -> Number? {
    switch object {
    case .int(let value): .int(value)
    case .float(let value): .float(value)
    case .bool(let value): .int(value ? 1 : 0)
    default: nil
    }
  }

  /// The result of an operator on two numbers; nil where numbers do not have it.
  ///
  /// - Throws: `OverflowError`, `ZeroDivisionError`, `ValueError`.
  static func apply(_ operation: BinaryOperator, _ a: Number, _ b: Number) throws -> Object? {
    if case .int(let x) = a, case .int(let y) = b { return try integers(operation, x, y) }
    return try floats(operation, a.double, b.double)
  }

  private static func integers(_ operation: BinaryOperator, _ x: Int, _ y: Int) throws -> Object? {
    switch operation {
    case .add: return try checked(x.addingReportingOverflow(y), x, "+", y)
    case .subtract: return try checked(x.subtractingReportingOverflow(y), x, "-", y)
    case .multiply: return try checked(x.multipliedReportingOverflow(by: y), x, "*", y)
    case .divide:
      guard y != 0 else { throw zeroDivision("division by zero") }
      return .float(quotient(x, y))
    case .floorDivide:
      guard y != 0 else { throw zeroDivision("integer division or modulo by zero") }
      guard x != .min || y != -1 else { throw overflow(x, "//", y) }
      let (quotient, remainder) = x.quotientAndRemainder(dividingBy: y)
      return .int(remainder != 0 && (remainder < 0) != (y < 0) ? quotient - 1 : quotient)
    case .modulo:
      guard y != 0 else { throw zeroDivision("integer modulo by zero") }
      guard y != -1 else { return .int(0) }
      let remainder = x % y
      return .int(remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder)
    case .power: return try power(x, y)
    case .bitAnd: return .int(x & y)
    case .bitOr: return .int(x | y)
    case .matmul: return nil
    }
  }

  /// The nearest float to a quotient of integers.
  private static func quotient(_ x: Int, _ y: Int) -> Double {
    let exact = 1 << 53
    if x.magnitude <= exact, y.magnitude <= exact { return Double(x) / Double(y) }
    // Where an operand is rounded, the remainder mends the quotient to the last digit.
    guard x != .min || y != -1 else { return -Double(Int.min) }
    let (whole, remainder) = x.quotientAndRemainder(dividingBy: y)
    if whole.magnitude > exact || remainder == 0 { return Double(x) / Double(y) }
    return Double(whole) + Double(remainder) / Double(y)
  }

  private static func floats(_ operation: BinaryOperator, _ x: Double, _ y: Double) throws
    -> Object?
  {
    switch operation {
    case .add: return .float(x + y)
    case .subtract: return .float(x - y)
    case .multiply: return .float(x * y)
    case .divide:
      guard y != 0 else { throw zeroDivision("float division by zero") }
      return .float(x / y)
    case .floorDivide:
      guard y != 0 else { throw zeroDivision("float floor division by zero") }
      return .float(floorQuotientAndModulus(x, y).quotient)
    case .modulo:
      guard y != 0 else { throw zeroDivision("float modulo") }
      return .float(floorQuotientAndModulus(x, y).modulus)
    case .power: return .float(try power(x, y))
    case .matmul, .bitAnd, .bitOr: return nil
    }
  }

  /// `x // y` and `x % y` as CPython computes them (`float_divmod` in floatobject.c).
  static func floorQuotientAndModulus(
    _ x: Double, _ y: Double
  ) -> (quotient: Double, modulus: Double) {
    var modulus = fmod(x, y)
    var quotient = (x - modulus) / y
    if modulus != 0 {
      if (y < 0) != (modulus < 0) {
        modulus += y
        quotient -= 1
      }
    } else {
      modulus = Double(signOf: y, magnitudeOf: 0.0)
    }
    guard quotient != 0 else { return (Double(signOf: x / y, magnitudeOf: 0.0), modulus) }
    var whole = quotient.rounded(.down)
    if quotient - whole > 0.5 { whole += 1 }
    return (whole, modulus)
  }

  private static func power(_ x: Int, _ y: Int) throws -> Object {
    guard y >= 0 else {
      guard x != 0 else { throw zeroDivision("0.0 cannot be raised to a negative power") }
      return .float(pow(Double(x), Double(y)))
    }
    var result = 1
    var base = x
    var exponent = y
    while exponent > 0 {
      if exponent & 1 == 1 {
        let (product, overflowed) = result.multipliedReportingOverflow(by: base)
        if overflowed { throw overflow(x, "**", y) }
        result = product
      }
      exponent >>= 1
      if exponent > 0 {
        let (square, overflowed) = base.multipliedReportingOverflow(by: base)
        if overflowed { throw overflow(x, "**", y) }
        base = square
      }
    }
    return .int(result)
  }

  private static func power(_ x: Double, _ y: Double) throws -> Double {
    if x == 0, y < 0 { throw zeroDivision("0.0 cannot be raised to a negative power") }
    if x < 0, x.isFinite, y.isFinite, y.rounded(.towardZero) != y {
      throw EvaluationError.value(
        "a negative number raised to a fractional power is complex",
        hint: "there are no complex numbers here")
    }
    let result = pow(x, y)
    if result.isInfinite, x.isFinite, y.isFinite {
      throw EvaluationError(.overflowError, "(34, 'Numerical result out of range')")
    }
    return result
  }

  private static func checked(
    _ result: (partialValue: Int, overflow: Bool), _ x: Int, _ symbol: String, _ y: Int
  ) throws -> Object {
    if result.overflow { throw overflow(x, symbol, y) }
    return .int(result.partialValue)
  }

  private static func overflow(_ x: Int, _ symbol: String, _ y: Int) -> EvaluationError {
    .overflow("\(x) \(symbol) \(y < 0 ? "(\(y))" : "\(y)")")
  }

  private static func zeroDivision(_ message: String) -> EvaluationError {
    EvaluationError(.zeroDivisionError, message)
  }

  /// How two numbers compare, exactly; nil where one is no number.
  static func ordering(_ a: Number, _ b: Number) -> Int? {
    switch (a, b) {
    case (.int(let x), .int(let y)): return x < y ? -1 : x == y ? 0 : 1
    case (.int(let x), .float(let y)): return ordering(x, y)
    case (.float(let x), .int(let y)): return ordering(y, x).map { -$0 }
    case (.float(let x), .float(let y)):
      if x.isNaN || y.isNaN { return nil }
      return x < y ? -1 : x == y ? 0 : 1
    }
  }

  private static func ordering(_ x: Int, _ y: Double) -> Int? {
    if y.isNaN { return nil }
    // Beyond the integers' range the sign decides; within it the float's floor is exact.
    if y >= 0x1p63 { return -1 }
    if y < -0x1p63 { return 1 }
    let floor = y.rounded(.down)
    let whole = Int(floor)
    if x != whole { return x < whole ? -1 : 1 }
    return floor == y ? 0 : -1
  }
}
