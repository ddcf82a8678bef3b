import Language

/// What expressions may give.
extension VariableFlow {
  mutating func values(of expression: Expression) -> Set<Held> {
    switch expression.kind {
    case .name(let name): return held[place(ofName: name)] ?? []
    case .list(let items): return [.container(display(items, expression.range, .list))]
    case .tuple(let items): return [.container(display(items, expression.range, .tuple))]
    case .dict(let items): return [.container(dict(items, expression.range))]
    case .listComprehension(let element, let clauses), .generator(let element, let clauses):
      let list = container(expression.range, .list)
      comprehension(clauses, expression.range) { flow in
        flow.add(flow.values(of: element), to: .item(list, .any))
      }
      return [.container(list)]
    case .dictComprehension(let key, let value, let clauses):
      let dict = container(expression.range, .dict)
      comprehension(clauses, expression.range) { flow in
        _ = flow.values(of: key)
        flow.add(flow.values(of: value), to: .item(dict, .any))
      }
      return [.container(dict)]
    case .lambda(let definition): return [.function(define(definition))]
    case .conditional(let condition, let value, let alternative):
      _ = values(of: condition)
      return values(of: value).union(values(of: alternative))
    case .and(let left, let right), .or(let left, let right):
      return values(of: left).union(values(of: right))
    case .binary(_, let left, let right):
      let parts = values(of: left).union(values(of: right))
      guard parts.contains(where: { if case .container = $0 { true } else { false } }) else {
        return []
      }
      let list = container(expression.range, .list)
      add(items(of: parts), to: .item(list, .any))
      return [.container(list)]
    case .subscripted(let base, let indices, _):
      let containers = values(of: base)
      let key = key(of: indices)
      guard indices.contains(where: { if case .slice = $0 { true } else { false } }) else {
        return items(of: containers, at: key)
      }
      let part = container(expression.range, part: 1, .list)
      add(items(of: containers), to: .item(part, .any))
      return [.container(part)]
    case .starred(let inner): return values(of: inner)
    case .prime(let function, _): return values(of: function)
    case .call(let function, let arguments): return call(function, arguments, expression.range)
    default:
      for child in SyntaxWalk.children(of: expression) { _ = values(of: child) }
      return []
    }
  }

  private mutating func display(
    _ items: [Expression], _ range: SourceRange, _ kind: ContainerKind
  ) -> Site {
    let site = container(range, kind)
    var isCounted = true
    for (index, item) in items.enumerated() {
      if case .starred(let inner) = item.kind {
        isCounted = false
        add(self.items(of: values(of: inner)), to: .item(site, .any))
      } else {
        add(values(of: item), to: .item(site, isCounted ? .index(index) : .any))
      }
    }
    return site
  }

  private mutating func dict(_ items: [DictItem], _ range: SourceRange) -> Site {
    let site = container(range, .dict)
    for item in items {
      switch item {
      case .pair(let key, let value):
        let held = values(of: value)
        add(held, to: .item(site, self.key(of: [.index(key)])))
      case .unpacked(let value): copy(values(of: value), into: site)
      }
    }
    return site
  }

  private mutating func comprehension(
    _ clauses: [ComprehensionClause], _ range: SourceRange,
    _ element: (inout VariableFlow) -> Void
  ) {
    let outer = scopes
    let names = clauses.reduce(into: Set<String>()) { $0.formUnion(Names.bound(by: $1.target)) }
    var isFirst = true
    for clause in clauses {
      // The first iterable is outside of the comprehension.
      let values = elements(of: self.values(of: clause.iterable))
      if isFirst {
        scopes.append(Scope(site: site(range), names: names, definition: nil))
        isFirst = false
      }
      bind(clause.target, to: values)
      for condition in clause.conditions { _ = self.values(of: condition) }
    }
    element(&self)
    scopes = outer
  }
}
