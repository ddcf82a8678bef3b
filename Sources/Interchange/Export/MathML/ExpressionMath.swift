import Language

/// An expression of the language as mathematics.
struct ExpressionMath {
  private let source: EntrySource
  /// What stands for names that are none of the language: `∂z/∂x`.
  private let names: [String: MathML]

  /// A writer for the expressions of a text.
  init(_ source: EntrySource, names: [String: MathML] = [:]) {
    self.source = source
    self.names = names
  }

  /// Functions whose power is written behind their name: `sin² x`.
  private static let functions: Set<String> = [
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "log",
  ]

  /// The mathematics of an expression, whose depth the parser bounds.
  func math(of expression: Expression) -> MathML {
    switch expression.kind {
    case .name(let name): names[name] ?? .identifier(name)
    case .int, .float: .number(text(of: expression))
    case .none, .bool, .string, .formatted, .ellipsis: .text(text(of: expression))
    case .unary(let sign, let operand): unary(sign, math(of: operand))
    case .binary(let sign, let left, let right): binary(sign, left, right)
    case .comparison(let first, let parts): comparison(first, parts)
    case .and(let left, let right): words(left, "and", right)
    case .or(let left, let right): words(left, "or", right)
    case .not(let operand):
      .row([.text("not\u{A0}"), math(of: operand).bracketed(below: .comparison)], .condition)
    case .call(let function, let arguments): call(function, arguments, expression)
    case .prime(let function, let order):
      MathML(
        "<msup>\(math(of: function).bracketed(below: .atom).xml)"
          + "<mo lspace=\"0\" rspace=\"0\">\(String(repeating: "′", count: order))</mo></msup>")
    case .subscripted(let base, let items, _): subscripted(base, items, expression)
    case .attribute(let base, name: "T", _): .power(math(of: base), .identifier("T"))
    case .list(let items): .bracketed(.list(items.map(math)), "[", "]")
    case .tuple(let items): .bracketed(.list(items.map(math)))
    case .conditional(let condition, let value, let alternative):
      cases(condition, value, alternative)
    case .attribute, .dict, .listComprehension, .dictComprehension, .generator, .lambda, .starred,
      .command:
      .text(text(of: expression))
    }
  }

  private func text(of expression: Expression) -> String {
    let bytes = Array(source.text.utf8)
    let start = min(max(0, expression.range.start), bytes.count)
    let end = min(max(start, expression.range.end), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  // MARK: Operators

  private func unary(_ sign: UnaryOperator, _ operand: MathML) -> MathML {
    let symbol =
      switch sign {
      case .minus: "−"
      case .plus: "+"
      case .invert: "¬"
      }
    return .row([.symbol(symbol), operand.bracketed(below: .product)], .sign)
  }

  private func binary(_ sign: BinaryOperator, _ left: Expression, _ right: Expression) -> MathML {
    let first = math(of: left)
    let second = math(of: right)
    switch sign {
    case .add: return sum(first, "+", second)
    case .subtract: return sum(first, "−", second.bracketed(below: .product))
    case .multiply: return product(first, second, left, right)
    case .divide: return .fraction(first, second)
    case .power: return power(left, right, first, second)
    case .matmul: return infix(first, "@", second)
    case .floorDivide: return infix(first, "//", second)
    case .modulo: return infix(first, "mod", second)
    case .bitAnd: return infix(first, "∧", second)
    case .bitOr: return infix(first, "∨", second)
    }
  }

  private func sum(_ left: MathML, _ symbol: String, _ right: MathML) -> MathML {
    // A sign behind an operator stands in brackets.
    let right = right.strength == .sign ? MathML.bracketed(right) : right
    return .row(
      [left.bracketed(below: .sum), .symbol(symbol), right.bracketed(below: .sum)], .sum)
  }

  private func infix(_ left: MathML, _ symbol: String, _ right: MathML) -> MathML {
    .row(
      [left.bracketed(below: .product), .symbol(symbol), right.bracketed(below: .sign)], .product)
  }

  /// A product: without a sign where factors cannot be taken for one name or number.
  private func product(
    _ first: MathML, _ second: MathML, _ left: Expression, _ right: Expression
  ) -> MathML {
    let second = second.strength == .sign ? MathML.bracketed(second) : second
    let needsSign = begins(right, .number) || (ends(left, .word) && begins(right, .word))
    let symbol = needsSign ? "⋅" : "\u{2062}"
    // Between a name and what follows stands a little room.
    let gap = !needsSign && !ends(left, .number) ? "<mspace width=\"0.17em\"/>" : ""
    return .row(
      [
        first.bracketed(below: .product), .symbol(symbol), MathML(gap),
        second.bracketed(below: .product),
      ], .product)
  }

  /// What stands at an edge of a factor.
  private enum Edge { case number, word }

  private func begins(_ expression: Expression, _ edge: Edge) -> Bool {
    switch expression.kind {
    case .int, .float: edge == .number
    case .name(let name): edge == .word && (names[name] != nil || name.count > 1)
    case .binary(.multiply, let left, _): begins(left, edge)
    case .binary(.power, let base, _): begins(base, edge)
    case .binary(.divide, _, _): edge == .number
    default: false
    }
  }

  private func ends(_ expression: Expression, _ edge: Edge) -> Bool {
    switch expression.kind {
    case .int, .float: edge == .number
    case .name(let name): edge == .word && (names[name] != nil || name.count > 1)
    case .binary(.multiply, _, let right): ends(right, edge)
    default: false
    }
  }

  private func power(
    _ left: Expression, _ right: Expression, _ base: MathML, _ exponent: MathML
  ) -> MathML {
    if case .float(0.5) = right.kind { return .root(base) }
    if case .call(let function, let arguments) = left.kind, case .name(let name) = function.kind,
      ExpressionMath.functions.contains(name), arguments.count == 1,
      case .positional(let argument) = arguments[0], case .int(let number) = right.kind, number > 0
    {
      return .application(.power(.identifier(name), exponent), [math(of: argument)])
    }
    return .power(base, exponent)
  }

  private func comparison(_ first: Expression, _ parts: [ComparisonPart]) -> MathML {
    var pieces = [math(of: first).bracketed(below: .sum)]
    for part in parts {
      let symbol =
        switch part.comparison {
        case .less: "<"
        case .lessEqual: "≤"
        case .greater: ">"
        case .greaterEqual: "≥"
        case .equal: "="
        case .notEqual: "≠"
        case .isSame, .isNotSame, .isIn, .isNotIn: part.comparison.rawValue
        }
      pieces += [.symbol(symbol), math(of: part.operand).bracketed(below: .sum)]
    }
    return .row(pieces, .comparison)
  }

  private func words(_ left: Expression, _ word: String, _ right: Expression) -> MathML {
    .row(
      [
        math(of: left).bracketed(below: .comparison), .text("\u{A0}\(word)\u{A0}"),
        math(of: right).bracketed(below: .comparison),
      ], .condition)
  }

  // MARK: Calls

  private func call(
    _ function: Expression, _ arguments: [Argument], _ whole: Expression
  ) -> MathML {
    var operands: [Expression] = []
    for argument in arguments {
      guard case .positional(let operand) = argument else { return keywordCall(function, whole) }
      operands.append(operand)
    }
    let pieces = operands.map(math)
    guard case .name(let name) = function.kind, let first = pieces.first else {
      return .application(math(of: function).bracketed(below: .atom), pieces)
    }
    switch (name, pieces.count) {
    case ("sqrt", 1): return .root(first)
    case ("abs", 1): return .bracketed(first, "|", "|")
    case ("exp", 1) where !first.xml.contains("<mfrac>"): return .power(.identifier("e"), first)
    case ("where", 3): return cases(operands[0], operands[1], operands[2])
    default: return .application(math(of: function), pieces)
    }
  }

  /// A call with named arguments is read best as it is written.
  private func keywordCall(_ function: Expression, _ whole: Expression) -> MathML {
    .text(text(of: whole))
  }

  private func subscripted(
    _ base: Expression, _ items: [SubscriptItem], _ whole: Expression
  ) -> MathML {
    var indices: [MathML] = []
    for item in items {
      guard case .index(let index) = item else { return .text(text(of: whole)) }
      indices.append(math(of: index))
    }
    return .index(math(of: base), .list(indices))
  }

  /// Values with the conditions under which they are taken.
  private func cases(
    _ condition: Expression, _ value: Expression, _ alternative: Expression
  ) -> MathML {
    func line(_ value: Expression, _ condition: MathML) -> String {
      "<mtr><mtd>\(math(of: value).xml)</mtd><mtd>\(condition.xml)</mtd></mtr>"
    }
    let first = line(value, .row([.text("if\u{A0}"), math(of: condition)]))
    let second = line(alternative, .text("otherwise"))
    return MathML("<mrow><mo stretchy=\"true\">{</mo><mtable>\(first)\(second)</mtable></mrow>")
  }
}
