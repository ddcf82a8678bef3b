extension Formula {
  /// The same function in fewer words, for reading: `y + y` becomes `2*y`, `2*x**(2 - 1)` becomes
  /// `2*x`.
  ///
  /// It is not for computing: `0*x` becomes 0 whatever x is.
  func simplified() -> Formula {
    guard case .call(let name, let operands) = self else { return self }
    let x = operands.map { $0.simplified() }
    switch name {
    case "add": return Formula.sum(x[0], x[1])
    case "subtract": return Formula.difference(x[0], x[1])
    case "multiply": return Formula.product(x[0], x[1])
    case "divide": return Formula.quotient(x[0], x[1])
    case "power": return Formula.power(x[0], x[1])
    case "negative": return Formula.opposite(x[0])
    case "square": return Formula.power(x[0], .constant(2))
    case "reciprocal": return Formula.quotient(.constant(1), x[0])
    case "where" where x[1] == x[2]: return x[1]
    default: return .call(name, x)
    }
  }

  private var number: Double? {
    if case .constant(let number) = self { return number }
    return nil
  }

  /// The number in front of a product, and what it multiplies.
  private var scaled: (factor: Double, rest: Formula) {
    switch self {
    case .call("multiply", let x):
      if let factor = x[0].number { return (factor, x[1]) }
      return (1, self)
    case .call("negative", let x):
      let inner = x[0].scaled
      return (-inner.factor, inner.rest)
    default: return (1, self)
    }
  }

  private static func scale(_ factor: Double, _ x: Formula) -> Formula {
    if factor == 0 { return .constant(0) }
    if factor == 1 { return x }
    if factor == -1 { return .call("negative", [x]) }
    return .call("multiply", [.constant(factor), x])
  }

  private static func sum(_ x: Formula, _ y: Formula) -> Formula {
    if let x = x.number, let y = y.number { return .constant(x + y) }
    if x.number == 0 { return y }
    if y.number == 0 { return x }
    let (a, b) = (x.scaled, y.scaled)
    if a.rest == b.rest { return scale(a.factor + b.factor, a.rest) }
    if b.factor < 0 { return .call("subtract", [x, scale(-b.factor, b.rest)]) }
    return .call("add", [x, y])
  }

  private static func difference(_ x: Formula, _ y: Formula) -> Formula {
    if let x = x.number, let y = y.number { return .constant(x - y) }
    if y.number == 0 { return x }
    if x.number == 0 { return opposite(y) }
    let (a, b) = (x.scaled, y.scaled)
    if a.rest == b.rest { return scale(a.factor - b.factor, a.rest) }
    if b.factor < 0 { return .call("add", [x, scale(-b.factor, b.rest)]) }
    return .call("subtract", [x, y])
  }

  private static func product(_ x: Formula, _ y: Formula) -> Formula {
    if let x = x.number, let y = y.number { return .constant(x * y) }
    if x.number == 0 || y.number == 0 { return .constant(0) }
    if let factor = y.number, x.number == nil { return product(.constant(factor), x) }
    let (a, b) = (x.number.map { ($0, .constant(1)) } ?? x.scaled, y.scaled)
    let factor = a.0 * b.factor
    let (p, q) = (a.1, b.rest)
    if p == .constant(1) { return scale(factor, q) }
    if case .call("divide", let parts) = q, parts[0] == .constant(1) {
      return scale(factor, quotient(p, parts[1]))
    }
    if p == q { return scale(factor, power(p, .constant(2))) }
    return scale(factor, .call("multiply", [p, q]))
  }

  private static func quotient(_ x: Formula, _ y: Formula) -> Formula {
    if let x = x.number, let y = y.number, y != 0 { return .constant(x / y) }
    if x.number == 0 { return .constant(0) }
    if y.number == 1 { return x }
    if x == y { return .constant(1) }
    let a = x.scaled
    if a.factor < 0, x.number == nil { return opposite(quotient(scale(-a.factor, a.rest), y)) }
    return .call("divide", [x, y])
  }

  private static func power(_ x: Formula, _ y: Formula) -> Formula {
    if y.number == 1 { return x }
    if y.number == 0 { return .constant(1) }
    return .call("power", [x, y])
  }

  private static func opposite(_ x: Formula) -> Formula {
    if let number = x.number { return .constant(-number) }
    let inner = x.scaled
    return scale(-inner.factor, inner.rest)
  }
}
