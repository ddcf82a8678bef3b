/// What can be assigned to or deleted.
extension Parser {
  /// The target of `for`: names, and tuples of them, up to `in`.
  mutating func loopTarget() throws(SyntaxError) -> Tree {
    let first = try targetItem()
    let target = at(.comma) ? try loopTuple(from: first) : first
    try checkTarget(target.expression)
    return target
  }

  private mutating func loopTuple(from first: Tree) throws(SyntaxError) -> Tree {
    var items = [first.expression]
    var depth = first.depth
    while accept(.comma), !at(.in) {
      let next = try targetItem()
      items.append(next.expression)
      depth = max(depth, next.depth)
    }
    return try node(.tuple(items), range(from: first.expression.range.start), over: depth)
  }

  /// One target; it binds tighter than `in`, which ends it.
  private mutating func targetItem() throws(SyntaxError) -> Tree {
    at(.star) ? try item() : try operation(.bitOr)
  }

  /// Checks that an expression can be assigned to.
  func checkTarget(_ target: Expression, withEquals: Bool = false) throws(SyntaxError) {
    switch target.kind {
    case .name, .attribute, .subscripted: return
    case .tuple(let items), .list(let items):
      var hasStar = false
      for item in items {
        if case .starred(let inner) = item.kind {
          if hasStar { throw SyntaxError(.twoStars, item.range) }
          hasStar = true
          try checkTarget(inner)
        } else {
          try checkTarget(item)
        }
      }
    case .starred:
      throw SyntaxError(.starredTarget, target.range)
    default:
      let isLikelyComparison: Bool
      switch target.kind {
      case .none, .bool, .ellipsis, .lambda, .comparison, .dict, .conditional:
        isLikelyComparison = false
      default: isLikelyComparison = withEquals
      }
      throw SyntaxError(
        .cannotAssign(to: Self.noun(target), comparisonMeant: isLikelyComparison), target.range)
    }
  }

  /// Checks the target of an augmented or annotated assignment: one name, attribute or subscript.
  func checkSingleTarget(_ target: Expression) throws(SyntaxError) {
    switch target.kind {
    case .name, .attribute, .subscripted: return
    default:
      throw SyntaxError(
        .cannotAssign(to: Self.noun(target), comparisonMeant: false), target.range)
    }
  }

  /// Checks that an expression can stand after `del`.
  func checkDeletion(_ target: Expression) throws(SyntaxError) {
    switch target.kind {
    case .name, .attribute, .subscripted: return
    case .tuple(let items), .list(let items):
      for item in items { try checkDeletion(item) }
    default:
      throw SyntaxError(.cannotDelete(Self.noun(target)), target.range)
    }
  }

  /// Notes the names that a target binds, for the commands of the rest of the entry.
  mutating func bind(_ target: Expression) {
    switch target.kind {
    case .name(let name): bound.insert(name)
    case .starred(let inner): bind(inner)
    case .tuple(let items), .list(let items):
      for item in items { bind(item) }
    default: return
    }
  }

  /// What CPython calls an expression in its errors.
  private static func noun(_ expression: Expression) -> String {
    switch expression.kind {
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int, .float, .string: "literal"
    case .formatted: "f-string expression"
    case .ellipsis: "ellipsis"
    case .name: "name"
    case .unary, .binary, .and, .or, .not: "expression"
    case .comparison: "comparison"
    case .conditional: "conditional expression"
    case .call, .prime: "function call"
    case .attribute: "attribute"
    case .subscripted: "subscript"
    case .list: "list"
    case .tuple: "tuple"
    case .dict: "dict literal"
    case .listComprehension: "list comprehension"
    case .dictComprehension: "dict comprehension"
    case .generator: "generator expression"
    case .lambda: "lambda"
    case .starred: "starred"
    case .command: "command"
    }
  }
}
