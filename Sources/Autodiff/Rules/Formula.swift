import Tensors

/// A symbolic expression of a primitive's operands and result: a local derivative as a formula.
///
/// A rule's closure is run once on symbols; what it gives is compiled for execution, and can be
/// shown. Its depth is that of a rule, so recursion over it is safe.
public indirect enum Formula: Sendable, Hashable, RuleExpression {
  /// The operand at an index.
  case operand(Int)
  /// The primitive's result.
  case result
  /// What is multiplied with: a cotangent in reverse mode, a tangent in forward mode.
  case cotangent
  case constant(Double)
  /// A primitive, by its name.
  case call(String, [Formula])

  func constant(_ number: Double) -> Formula { .constant(number) }

  func call(_ primitive: String, _ operands: [Formula], _ attributes: [Attribute]) -> Formula {
    precondition(attributes.isEmpty, "a partial derivative is elementwise")
    return .call(primitive, operands)
  }

  /// Whether it is a number, whatever the operands are.
  var isConstant: Bool {
    switch self {
    case .constant: true
    case .call(_, let operands): operands.allSatisfy(\.isConstant)
    case .operand, .result, .cotangent: false
    }
  }

  /// The number that a formula of comparisons and choices is where some operands are known; nil
  /// where it depends on the others.
  func value(_ operands: [Double?]) -> Double? {
    switch self {
    case .constant(let number): return number
    case .operand(let index): return operands[index]
    case .result, .cotangent: return nil
    case .call("where", let x):
      let (chosen, other) = (x[1].value(operands), x[2].value(operands))
      if let condition = x[0].value(operands) { return condition != 0 ? chosen : other }
      return chosen == other ? chosen : nil
    case .call(let name, let x):
      guard case .compare(let operation) = Primitive.named(name).kernel,
        let first = x[0].value(operands), let second = x[1].value(operands)
      else { return nil }
      return operation(first, second) ? 1 : 0
    }
  }

  /// This derivative times the cotangent, without needless factors; nil where it is zero.
  ///
  /// Choosing comes before multiplying, so that a branch that was not taken contributes nothing
  /// even where the cotangent is infinite.
  func timesCotangent() -> Formula? {
    switch self {
    case .constant(0): return nil
    case .constant(1): return .cotangent
    case .constant(-1): return -Formula.cotangent
    case .call("negative", let operands):
      return operands[0].timesCotangent().map { -$0 }
    case .call("divide", let operands) where operands[0] == .constant(1):
      return .cotangent / operands[1]
    case .call("where", let operands):
      let chosen = operands[1].timesCotangent()
      let other = operands[2].timesCotangent()
      if chosen == nil, other == nil { return nil }
      return operands[0].select(chosen ?? .constant(0), other ?? .constant(0))
    default: return .cotangent * self
    }
  }

  /// This derivative times the cotangent; where it absorbs a zero cotangent, that gives zero even
  /// if the derivative is infinite.
  func timesCotangent(absorbingZero absorbsZero: Bool) -> Formula? {
    guard absorbsZero else { return timesCotangent() }
    let isZero = Formula.cotangent.isEqual(to: .constant(0))
    return timesCotangent().map { isZero.select(.constant(0), $0) }
  }
}

extension Formula {
  /// The formula in the notebook's own notation, with names for the operands and the result.
  public func text(operands: [String], result: String, cotangent: String = "g") -> String {
    text(operands, result, cotangent, tightness: 0)
  }

  private func text(
    _ names: [String], _ result: String, _ cotangent: String, tightness: Int
  ) -> String {
    func infix(_ symbol: String, _ level: Int, _ x: Formula, _ y: Formula) -> String {
      let left = x.text(names, result, cotangent, tightness: level)
      let right = y.text(names, result, cotangent, tightness: level + 1)
      let text = left + symbol + right
      return level < tightness ? "(" + text + ")" : text
    }
    switch self {
    case .operand(let index): return names[index]
    case .result: return result
    case .cotangent: return cotangent
    case .constant(let number):
      let text = Formula.text(number)
      // A sign binds less than a power or a product's right side does.
      return number < 0 && tightness > 2 ? "(" + text + ")" : text
    case .call("add", let x): return infix(" + ", 1, x[0], x[1])
    case .call("subtract", let x): return infix(" - ", 1, x[0], x[1])
    case .call("multiply", let x): return infix("*", 2, x[0], x[1])
    case .call("divide", let x): return infix("/", 2, x[0], x[1])
    case .call("power", let x):
      // Powers group from the right.
      let left = x[0].text(names, result, cotangent, tightness: 5)
      let right = x[1].text(names, result, cotangent, tightness: 4)
      return tightness > 4 ? "(\(left)**\(right))" : "\(left)**\(right)"
    case .call("square", let x):
      return Formula.call("power", [x[0], .constant(2)]).text(
        names, result, cotangent, tightness: tightness)
    case .call("less", let x): return infix(" < ", 0, x[0], x[1])
    case .call("not_equal", let x): return infix(" != ", 0, x[0], x[1])
    case .call("greater", let x): return infix(" > ", 0, x[0], x[1])
    case .call("greater_equal", let x): return infix(" >= ", 0, x[0], x[1])
    case .call("less_equal", let x): return infix(" <= ", 0, x[0], x[1])
    case .call("less", let x): return infix(" < ", 0, x[0], x[1])
    case .call("equal", let x): return infix(" == ", 0, x[0], x[1])
    case .call("not_equal", let x): return infix(" != ", 0, x[0], x[1])
    case .call("negative", let x):
      let text = "-" + x[0].text(names, result, cotangent, tightness: 3)
      return tightness > 2 ? "(" + text + ")" : text
    case .call("where", let x) where x[1].literal != nil && x[2].literal != nil:
      // Whole numbers alone would choose a whole number.
      let numbers = x[1...].map { PythonFloat.text($0.literal ?? .nan) }
      let condition = x[0].text(names, result, cotangent, tightness: 0)
      return "where(\(condition), \(numbers.joined(separator: ", ")))"
    case .call(let primitive, let x):
      let arguments = x.map { $0.text(names, result, cotangent, tightness: 0) }
      return primitive + "(" + arguments.joined(separator: ", ") + ")"
    }
  }

  /// The number that is written, with its sign.
  private var literal: Double? {
    if case .call("negative", let x) = self { return x[0].number.map { -$0 } }
    return number
  }
}

extension Formula {
  /// A number as it is typed, whole ones without a point.
  fileprivate static func text(_ number: Double) -> String {
    if number.magnitude < 1e16, let whole = Int(exactly: number) { return "\(whole)" }
    return PythonFloat.text(number)
  }
}
