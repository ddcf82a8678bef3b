/// Calls, subscripts, attributes and primes.
extension Parser {
  /// `postfix`: an atom and what follows it.
  mutating func postfix() throws(SyntaxError) -> Tree {
    var tree = try atom()
    let start = tree.expression.range.start
    while true {
      switch current.kind {
      case .symbol(.leftParenthesis):
        let (arguments, depth) = try arguments()
        tree = try node(
          .call(tree.expression, arguments), range(from: start), over: max(tree.depth, depth))
      case .symbol(.leftBracket):
        let (items, isTuple, depth) = try subscripts()
        tree = try node(
          .subscripted(tree.expression, items, isTuple: isTuple), range(from: start),
          over: max(tree.depth, depth))
      case .symbol(.dot):
        advance()
        let (name, place) = try expectName("a name after '.'")
        tree = try node(
          .attribute(tree.expression, name: name, nameRange: place), range(from: start),
          over: tree.depth)
      case .prime:
        var order = 0
        while current.kind == .prime { order += primes(advance()) }
        tree = try node(
          .prime(tree.expression, order: order), range(from: start), over: tree.depth)
      default:
        return tree
      }
    }
  }

  /// How many primes a character has.
  private func primes(_ token: Token) -> Int {
    switch cursor.text(token) {
    case "″": 2
    case "‴": 3
    case "⁗": 4
    default: 1
    }
  }

  /// The arguments of a call with their depth; the cursor is at the opening bracket.
  private mutating func arguments() throws(SyntaxError) -> ([Argument], depth: Int) {
    advance()
    try descend()
    defer { nesting -= 1 }
    var list: [Argument] = []
    var names: Set<String> = []
    var hasKeyword = false
    var hasKeywords = false
    var depth = 0
    while !at(.rightParenthesis) {
      let start = current
      let value: Tree
      if accept(.star) {
        value = try expression()
        if hasKeywords { throw SyntaxError(.unpackedAfterKeywords, range(from: start.start)) }
        list.append(.unpacked(value.expression))
      } else if accept(.doubleStar) {
        value = try expression()
        list.append(.unpackedKeywords(value.expression))
        hasKeyword = true
        hasKeywords = true
      } else if start.kind == .name, at(.assign, ahead: 1) {
        advance()
        advance()
        let name = name(start)
        guard names.insert(name).inserted else {
          throw SyntaxError(.repeatedKeyword(name), start.range)
        }
        value = try expression()
        list.append(.keyword(name: name, nameRange: start.range, value: value.expression))
        hasKeyword = true
      } else {
        let isOnly = list.isEmpty
        value = try positional(isOnly: isOnly)
        if hasKeyword { throw SyntaxError(.positionalAfterKeyword, value.expression.range) }
        list.append(.positional(value.expression))
      }
      depth = max(depth, value.depth)
      guard accept(.comma) else { break }
    }
    try close(.rightParenthesis)
    return (list, depth)
  }

  /// A positional argument; the only one may be a generator without brackets of its own.
  private mutating func positional(isOnly: Bool) throws(SyntaxError) -> Tree {
    let value = try expression()
    if at(.assign) { throw SyntaxError(.keywordNotName, value.expression.range) }
    guard at(.for) || at(.async) else { return value }
    let clauses = try clauses(over: value)
    let range = range(from: value.expression.range.start)
    guard isOnly, at(.rightParenthesis) else {
      guard at(.comma) || at(.rightParenthesis) else { throw unexpected() }
      throw SyntaxError(.bareGenerator, range)
    }
    return try node(.generator(value.expression, clauses.list), range, over: clauses.depth)
  }

  /// The parts of a subscript with their depth; the cursor is at the opening bracket.
  private mutating func subscripts()
    throws(SyntaxError) -> ([SubscriptItem], isTuple: Bool, depth: Int)
  {
    let open = advance()
    try descend()
    defer { nesting -= 1 }
    if at(.rightBracket) {
      throw SyntaxError(.emptySubscript, SourceRange(open.start, current.end))
    }
    var items: [SubscriptItem] = []
    var isTuple = false
    var depth = 0
    while !at(.rightBracket) {
      let (item, itemDepth) = try subscriptItem()
      items.append(item)
      depth = max(depth, itemDepth)
      guard accept(.comma) else { break }
      isTuple = true
    }
    try close(.rightBracket)
    return (items, isTuple, depth)
  }

  /// An index or a slice.
  private mutating func subscriptItem() throws(SyntaxError) -> (SubscriptItem, depth: Int) {
    let start = current.start
    let first = at(.colon) ? nil : try item()
    guard accept(.colon) else {
      guard let first else { throw expectedExpression() }
      return (.index(first.expression), first.depth)
    }
    if let first, case .starred = first.expression.kind {
      throw SyntaxError(.starredAlone, first.expression.range)
    }
    let stop = try sliceBound(at(.colon))
    let step = accept(.colon) ? try sliceBound(false) : nil
    let item = SubscriptItem.slice(
      start: first?.expression, stop: stop?.expression, step: step?.expression,
      range: range(from: start))
    return (item, max(first?.depth ?? 0, stop?.depth ?? 0, step?.depth ?? 0))
  }

  /// A slice's bound, or nil when it is left out.
  private mutating func sliceBound(_ isLeftOut: Bool) throws(SyntaxError) -> Tree? {
    if isLeftOut || at(.comma) || at(.rightBracket) { return nil }
    return try expression()
  }
}
