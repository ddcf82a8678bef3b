extension Formula {
  /// The same function in fewer words, for reading: `y + y` becomes `2*y`, `2*x**(2 - 1)` becomes
  /// `2*x`, `x*sin(x)/x` becomes `sin(x)`.
  ///
  /// It agrees with the formula wherever that is defined. It is not for computing: `0*x` becomes 0
  /// whatever x is.
  ///
  /// - Complexity: O(parts²) in the worst case.
  func simplified() -> Formula { SumForm(self).formula }

  /// The number that this is.
  var number: Double? {
    if case .constant(let number) = self { return number }
    return nil
  }

  /// How many parts it has.
  ///
  /// - Complexity: O(parts).
  var partCount: Int {
    guard case .call(_, let operands) = self else { return 1 }
    return operands.reduce(1) { $0 + $1.partCount }
  }

  /// How many calls are nested in it.
  ///
  /// - Complexity: O(parts).
  var depth: Int {
    guard case .call(_, let operands) = self else { return 0 }
    return 1 + (operands.map(\.depth).max() ?? 0)
  }

  /// Whether an operand occurs in it.
  func mentions(_ operand: Int) -> Bool {
    switch self {
    case .operand(let index): index == operand
    case .call(_, let operands): operands.contains { $0.mentions(operand) }
    case .result, .cotangent, .constant: false
    }
  }

  /// The same formula with something else in the place of each operand, and of the result.
  func replacing(
    result other: Formula? = nil, operands replacement: (Int) -> Formula
  ) -> Formula {
    switch self {
    case .operand(let index): replacement(index)
    case .result: other ?? self
    case .call(let primitive, let operands):
      .call(primitive, operands.map { $0.replacing(result: other, operands: replacement) })
    case .cotangent, .constant: self
    }
  }

  /// The same formula where a condition is known to hold, or not to.
  func assuming(_ condition: Formula, _ holds: Bool) -> Formula {
    guard case .call(let name, let operands) = self else { return self }
    let x = operands.map { $0.assuming(condition, holds) }
    if name == "where", x[0] == condition { return holds ? x[1] : x[2] }
    if holds, condition == .call("greater", x + [.constant(0)]) {
      if name == "sign" { return .constant(1) }
      if name == "abs" { return x[0] }
    }
    return .call(name, x)
  }
}
