extension Evaluator {
  /// Calls `body` for each round of a comprehension's clauses, whose names it alone sees.
  func comprehend(_ clauses: [ComprehensionClause], _ body: () throws -> Void) throws {
    guard let first = clauses.first else { return }
    // The first iterable belongs to the scope around the comprehension, as in Python.
    let iterable = try evaluate(first.iterable)
    var scope = ComprehensionScope()
    for clause in clauses { declare(clause.target, in: &scope) }
    let owner = frame
    owner.scopes.append(scope)
    let depth = owner.scopes.count
    defer { owner.scopes.removeLast(owner.scopes.count - depth + 1) }
    let head = SourceRange(first.target.range.start, first.iterable.range.end)
    try metered(over: iterable, at: head) { isMetered in
      try comprehend(clauses[...], given: iterable, isMetered: isMetered, body)
    }
  }

  private func comprehend(
    _ clauses: ArraySlice<ComprehensionClause>, given iterable: Object?, isMetered: Bool = false,
    _ body: () throws -> Void
  ) throws {
    guard let clause = clauses.first else { return try body() }
    try checkStack()
    let object = try iterable ?? evaluate(clause.iterable)
    let iterator: Reference
    do {
      iterator = try self.iterator(over: object)
    } catch {
      throw located(error, clause.iterable.range)
    }
    while let item = try next(iterator) {
      try poll()
      if isMetered { meter?.advance() }
      try assign(item, to: clause.target)
      if try clause.conditions.allSatisfy({ try isTrue($0) }) {
        try comprehend(clauses.dropFirst(), given: nil, body)
      }
    }
  }

  private func declare(_ target: Expression, in scope: inout ComprehensionScope) {
    switch target.kind {
    case .name(let name): scope.bindings[name] = .value(nil)
    case .tuple(let parts), .list(let parts): for part in parts { declare(part, in: &scope) }
    case .starred(let inner): declare(inner, in: &scope)
    default: break
    }
  }
}
