/// Names, literals and displays.
extension Parser {
  /// `atom`.
  mutating func atom() throws(SyntaxError) -> Tree {
    let token = current
    switch token.kind {
    case .name:
      advance()
      return Tree(leaf: .name(name(token)), token.range)
    case .integer:
      guard let value = integer(token) else {
        throw SyntaxError(.integerTooLarge, token.range)
      }
      advance()
      return Tree(leaf: .int(value), token.range)
    case .float:
      advance()
      return Tree(leaf: .float(float(token)), token.range)
    case .string, .formatted: return try strings()
    case .keyword(.none): return constant(.none)
    case .keyword(.true): return constant(.bool(true))
    case .keyword(.false): return constant(.bool(false))
    case .symbol(.ellipsis): return constant(.ellipsis)
    case .symbol(.leftParenthesis): return try parenthesized()
    case .symbol(.leftBracket): return try list()
    case .symbol(.leftBrace): return try dict()
    default: throw expectedExpression()
    }
  }

  private mutating func constant(_ kind: Expression.Kind) -> Tree {
    Tree(leaf: kind, advance().range)
  }

  /// The value of an integer literal, or nil when it has more than 64 bits.
  private func integer(_ token: Token) -> Int? {
    let digits = digits(token)
    if digits.hasPrefix("0x") { return Int(digits.dropFirst(2), radix: 16) }
    if digits.hasPrefix("0o") { return Int(digits.dropFirst(2), radix: 8) }
    if digits.hasPrefix("0b") { return Int(digits.dropFirst(2), radix: 2) }
    return Int(digits)
  }

  /// The value of a float literal; too large is infinite and too small is zero, as in Python.
  private func float(_ token: Token) -> Double {
    var digits = digits(token)
    if digits.hasSuffix(".") { digits += "0" }
    return Double(digits) ?? .infinity
  }

  /// A number's text in lower case without underscores.
  private func digits(_ token: Token) -> String {
    cursor.text(token).lowercased().filter { $0 != "_" }
  }

  /// `-9223372036854775808` after its sign, whose digits alone have too many bits.
  mutating func leastInteger(from start: Int) -> Tree? {
    let token = current
    guard token.kind == .integer, integer(token) == nil,
      digits(token).drop(while: { $0 == "0" }) == "9223372036854775808"
    else { return nil }
    switch cursor.peek(1).kind {
    case .symbol(.doubleStar), .symbol(.caret), .symbol(.dot), .symbol(.leftBracket),
      .symbol(.leftParenthesis):
      return nil
    default:
      advance()
      return Tree(leaf: .int(.min), range(from: start))
    }
  }

  /// `( … )`: a tuple, a generator or an expression in brackets.
  private mutating func parenthesized() throws(SyntaxError) -> Tree {
    let start = advance().start
    try descend()
    defer { nesting -= 1 }
    if accept(.rightParenthesis) { return Tree(leaf: .tuple([]), range(from: start)) }
    let first = try item()
    if at(.for) || at(.async) {
      let clauses = try clauses(over: first)
      try close(.rightParenthesis)
      return try node(
        .generator(first.expression, clauses.list), range(from: start), over: clauses.depth)
    }
    if at(.comma) {
      let tuple = try tuple(from: first)
      try close(.rightParenthesis)
      return tuple.widened(to: range(from: start))
    }
    try close(.rightParenthesis)
    if case .starred = first.expression.kind {
      throw SyntaxError(.starredAlone, first.expression.range)
    }
    return first.widened(to: range(from: start))
  }

  /// `[ … ]`: a list or a list comprehension.
  private mutating func list() throws(SyntaxError) -> Tree {
    let start = advance().start
    try descend()
    defer { nesting -= 1 }
    var items: [Expression] = []
    var depth = 0
    while !at(.rightBracket) {
      let next = try item()
      if items.isEmpty, at(.for) || at(.async) {
        let clauses = try clauses(over: next)
        try close(.rightBracket)
        return try node(
          .listComprehension(next.expression, clauses.list), range(from: start),
          over: clauses.depth)
      }
      items.append(next.expression)
      depth = max(depth, next.depth)
      guard accept(.comma) else { break }
    }
    try close(.rightBracket)
    return try node(.list(items), range(from: start), over: depth)
  }

  /// `{ … }`: a dict or a dict comprehension.
  private mutating func dict() throws(SyntaxError) -> Tree {
    let start = advance().start
    try descend()
    defer { nesting -= 1 }
    var items: [DictItem] = []
    var depth = 0
    while !at(.rightBrace) {
      if accept(.doubleStar) {
        let other = try operation(.bitOr)
        items.append(.unpacked(other.expression))
        depth = max(depth, other.depth)
      } else {
        let key = try item()
        if items.isEmpty, at(.comma) || at(.rightBrace) || at(.for) {
          throw SyntaxError(
            .notSupported("a set", instead: "write a list: '[…]'"), range(from: start))
        }
        try expect(.colon)
        let value = try expression()
        depth = max(depth, key.depth, value.depth)
        if items.isEmpty, at(.for) || at(.async) {
          let clauses = try clauses(over: key.depth > value.depth ? key : value)
          try close(.rightBrace)
          return try node(
            .dictComprehension(key: key.expression, value: value.expression, clauses.list),
            range(from: start), over: clauses.depth)
        }
        items.append(.pair(key: key.expression, value: value.expression))
      }
      guard accept(.comma) else { break }
    }
    try close(.rightBrace)
    return try node(.dict(items), range(from: start), over: depth)
  }

  /// `clauses`: `for … in … if …`, with the depth of all that they and the element hold.
  mutating func clauses(
    over element: Tree
  ) throws(SyntaxError) -> (list: [ComprehensionClause], depth: Int) {
    if case .starred = element.expression.kind {
      throw SyntaxError(.starredAlone, element.expression.range)
    }
    var list: [ComprehensionClause] = []
    var depth = element.depth
    repeat {
      try expect(.for)
      let target = try loopTarget()
      try expect(.in)
      let iterable = try operation(.or)
      depth = max(depth, target.depth, iterable.depth)
      var conditions: [Expression] = []
      while accept(.if) {
        let condition = try operation(.or)
        conditions.append(condition.expression)
        depth = max(depth, condition.depth)
      }
      list.append(
        ComprehensionClause(
          target: target.expression, iterable: iterable.expression, conditions: conditions))
    } while at(.for) || at(.async)
    return (list, depth)
  }
}
