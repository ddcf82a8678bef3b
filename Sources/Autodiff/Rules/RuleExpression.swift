/// What derivative rules are written in: expressions of primitives.
///
/// Symbols (`Formula`) and recorded values (`Term`) both conform, so that a rule reads like its
/// formula whether it is executed, printed or compiled.
protocol RuleExpression {
  /// A number in this expression's element type.
  func constant(_ number: Double) -> Self
  /// The primitive of a name applied to operands, of which `self` is one.
  func call(_ primitive: String, _ operands: [Self], _ attributes: [Attribute]) -> Self
}

extension RuleExpression {
  static func + (x: Self, y: Self) -> Self { x.call("add", [x, y], []) }
  static func - (x: Self, y: Self) -> Self { x.call("subtract", [x, y], []) }
  static func * (x: Self, y: Self) -> Self { x.call("multiply", [x, y], []) }
  static func / (x: Self, y: Self) -> Self { x.call("divide", [x, y], []) }
  static prefix func - (x: Self) -> Self { x.call("negative", [x], []) }
  static func + (x: Self, y: Double) -> Self { x + x.constant(y) }
  static func + (x: Double, y: Self) -> Self { y.constant(x) + y }
  static func - (x: Double, y: Self) -> Self { y.constant(x) - y }
  static func - (x: Self, y: Double) -> Self { x - x.constant(y) }
  static func * (x: Double, y: Self) -> Self { y.constant(x) * y }
  static func / (x: Self, y: Double) -> Self { x / x.constant(y) }
  static func / (x: Double, y: Self) -> Self { y.constant(x) / y }

  func exp() -> Self { call("exp", [self], []) }
  func log() -> Self { call("log", [self], []) }
  func sin() -> Self { call("sin", [self], []) }
  func cos() -> Self { call("cos", [self], []) }
  func sinh() -> Self { call("sinh", [self], []) }
  func cosh() -> Self { call("cosh", [self], []) }
  func sign() -> Self { call("sign", [self], []) }
  func floor() -> Self { call("floor", [self], []) }
  func square() -> Self { call("square", [self], []) }
  func rsqrt() -> Self { call("rsqrt", [self], []) }
  func reciprocal() -> Self { call("reciprocal", [self], []) }
  func hypot(_ y: Self) -> Self { call("hypot", [self, y], []) }
  func abs() -> Self { call("abs", [self], []) }
  func expm1() -> Self { call("expm1", [self], []) }
  func log1p() -> Self { call("log1p", [self], []) }
  func trunc() -> Self { call("trunc", [self], []) }
  func sigmoid() -> Self { call("sigmoid", [self], []) }
  func power(_ y: Self) -> Self { call("power", [self, y], []) }
  func isGreater(than y: Self) -> Self { call("greater", [self, y], []) }
  func isGreater(than y: Double) -> Self { isGreater(than: constant(y)) }
  func isAtLeast(_ y: Double) -> Self { isAtLeast(constant(y)) }
  func isEqual(to y: Double) -> Self { isEqual(to: constant(y)) }
  func isAtLeast(_ y: Self) -> Self { call("greater_equal", [self, y], []) }
  func isAtMost(_ y: Self) -> Self { call("less_equal", [self, y], []) }
  func isEqual(to y: Self) -> Self { call("equal", [self, y], []) }
  /// `x` where this condition holds, else `y`.
  func select(_ x: Self, _ y: Self) -> Self { call("where", [self, x, y], []) }
}
