/// An expression with the depth of its tree, which is bounded.
struct Tree {
  let expression: Expression
  let depth: Int

  /// An expression without operands.
  init(leaf kind: Expression.Kind, _ range: SourceRange) {
    expression = Expression(kind, range)
    depth = 1
  }

  fileprivate init(_ expression: Expression, depth: Int) {
    self.expression = expression
    self.depth = depth
  }

  /// The same at a wider place, as brackets make it.
  func widened(to range: SourceRange) -> Tree {
    Tree(Expression(expression.kind, range), depth: depth)
  }
}

/// How tight operators bind, from loose to tight.
enum Precedence: Int, Comparable {
  case or, and, not, comparison, bitOr, bitAnd, sum, product, operand

  static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }

  /// The next tighter one.
  var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .operand }
}

/// Operators, by precedence climbing (Pratt 1973).
extension Parser {
  /// What stands between two operands.
  private enum Infix {
    case or, and
    case comparison(ComparisonOperator)
    case binary(BinaryOperator)

    var precedence: Precedence {
      switch self {
      case .or: .or
      case .and: .and
      case .comparison: .comparison
      case .binary(.bitOr): .bitOr
      case .binary(.bitAnd): .bitAnd
      case .binary(.add), .binary(.subtract): .sum
      case .binary: .product
      }
    }
  }

  /// An expression over operands of a depth, within the limit.
  func node(_ kind: Expression.Kind, _ range: SourceRange, over depth: Int) throws(SyntaxError)
    -> Tree
  {
    guard depth < limits.depth else {
      throw SyntaxError(.expressionTooDeep(limit: limits.depth), range)
    }
    return Tree(Expression(kind, range), depth: depth + 1)
  }

  /// `values`: one item, or a tuple of those that commas separate.
  mutating func values() throws(SyntaxError) -> Tree {
    let first = try item()
    guard at(.comma) else {
      guard case .starred = first.expression.kind else { return first }
      throw SyntaxError(at(.assign) ? .starredTarget : .starredAlone, first.expression.range)
    }
    return try tuple(from: first)
  }

  /// The rest of a tuple whose first item was read; the cursor is at its comma.
  mutating func tuple(from first: Tree) throws(SyntaxError) -> Tree {
    var items = [first.expression]
    var depth = first.depth
    while accept(.comma), startsItem {
      let next = try item()
      items.append(next.expression)
      depth = max(depth, next.depth)
    }
    return try node(.tuple(items), range(from: first.expression.range.start), over: depth)
  }

  /// Whether another item can follow a comma, rather than what ends the tuple.
  private var startsItem: Bool {
    switch current.kind {
    case .newline, .end, .symbol(.semicolon), .symbol(.assign), .symbol(.colon),
      .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace), .keyword(.in):
      return false
    case .symbol(let symbol):
      return symbol.augmented == nil
    default:
      return true
    }
  }

  /// `item`: an expression, or `*` and an operation.
  mutating func item() throws(SyntaxError) -> Tree {
    guard at(.star) else { return try expression() }
    let star = advance()
    let operand = try operation(.bitOr)
    return try node(.starred(operand.expression), range(from: star.start), over: operand.depth)
  }

  /// `expression`: a lambda, a conditional or what binds tighter.
  mutating func expression() throws(SyntaxError) -> Tree {
    if at(.lambda) { return try lambda() }
    let value = try operation(.or)
    guard accept(.if) else { return value }
    let condition = try operation(.or)
    guard accept(.else) else {
      let error = unexpected(expecting: "'else'")
      guard case .expected = error.kind else { throw error }
      throw SyntaxError(.missingElse, error.range)
    }
    try descend()
    defer { nesting -= 1 }
    let alternative = try expression()
    return try node(
      .conditional(
        condition: condition.expression, value: value.expression,
        alternative: alternative.expression),
      value.expression.range.union(alternative.expression.range),
      over: max(value.depth, condition.depth, alternative.depth))
  }

  /// Operators of a precedence or tighter.
  mutating func operation(_ minimum: Precedence) throws(SyntaxError) -> Tree {
    var left = at(.not) && minimum <= .not ? try negation() : try unary()
    while let infix = infix(), infix.precedence >= minimum {
      left = try extend(left, infix)
    }
    return left
  }

  /// `not` and its operand.
  private mutating func negation() throws(SyntaxError) -> Tree {
    let start = advance().start
    try descend()
    defer { nesting -= 1 }
    let operand = try operation(.not)
    return try node(.not(operand.expression), range(from: start), over: operand.depth)
  }

  /// Reads an operator and what is at its right.
  private mutating func extend(_ left: Tree, _ infix: Infix) throws(SyntaxError) -> Tree {
    if case .comparison(let first) = infix { return try comparison(left, first) }
    advance()
    let right = try operation(infix.precedence.next)
    let kind: Expression.Kind
    switch infix {
    case .or: kind = .or(left.expression, right.expression)
    case .and: kind = .and(left.expression, right.expression)
    case .binary(let symbol): kind = .binary(symbol, left.expression, right.expression)
    case .comparison: return left
    }
    let range = left.expression.range.union(right.expression.range)
    return try node(kind, range, over: max(left.depth, right.depth))
  }

  /// A chain of comparisons, which is one node.
  private mutating func comparison(
    _ left: Tree, _ first: ComparisonOperator
  ) throws(SyntaxError) -> Tree {
    var parts: [ComparisonPart] = []
    var depth = left.depth
    var next: ComparisonOperator? = first
    while let symbol = next {
      let start = advance().start
      if symbol == .isNotSame || symbol == .isNotIn { advance() }
      let place = range(from: start)
      let operand = try operation(.bitOr)
      parts.append(ComparisonPart(symbol, place, operand.expression))
      depth = max(depth, operand.depth)
      guard case .comparison(let following)? = infix() else { break }
      next = following
    }
    let range = range(from: left.expression.range.start)
    return try node(.comparison(left.expression, parts), range, over: depth)
  }

  /// The operator at the cursor.
  private func infix() -> Infix? {
    switch current.kind {
    case .keyword(.or): return .or
    case .keyword(.and): return .and
    case .keyword(.in): return .comparison(.isIn)
    case .keyword(.is):
      return .comparison(cursor.peek(1).kind == .keyword(.not) ? .isNotSame : .isSame)
    case .keyword(.not):
      return cursor.peek(1).kind == .keyword(.in) ? .comparison(.isNotIn) : nil
    case .symbol(.caret), .symbol(.doubleStar): return nil
    case .symbol(let symbol):
      if let comparison = ComparisonOperator(rawValue: symbol.rawValue) {
        return .comparison(comparison)
      }
      return BinaryOperator(rawValue: symbol.rawValue).map { .binary($0) }
    default: return nil
    }
  }

  /// `unary`: signs before a power.
  private mutating func unary() throws(SyntaxError) -> Tree {
    guard case .symbol(let symbol) = current.kind,
      let sign = UnaryOperator(rawValue: symbol.rawValue)
    else { return try power() }
    let token = advance()
    if sign == .minus, let least = leastInteger(from: token.start) { return least }
    try descend()
    defer { nesting -= 1 }
    let operand = try unary()
    return try node(.unary(sign, operand.expression), range(from: token.start), over: operand.depth)
  }

  /// `power`: right-associative, and tighter than a sign at its left: `-x**2` is `-(x**2)`.
  private mutating func power() throws(SyntaxError) -> Tree {
    let base = try postfix()
    guard at(.doubleStar) || at(.caret) else { return base }
    advance()
    try descend()
    defer { nesting -= 1 }
    let exponent = try unary()
    return try node(
      .binary(.power, base.expression, exponent.expression),
      base.expression.range.union(exponent.expression.range),
      over: max(base.depth, exponent.depth))
  }
}
