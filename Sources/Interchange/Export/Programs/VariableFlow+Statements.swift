import Language

/// Statements, as far as they move Variables from one place to another.
extension VariableFlow {
  mutating func visit(_ block: [Statement]) {
    for statement in block where !excluded.contains(site(statement.range)) {
      statements.append(statement)
      visit(statement)
      statements.removeLast()
    }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .assignment(let targets, let value):
      let values = values(of: value)
      for target in targets { bind(target, to: values) }
    case .annotated(let target, let value?): bind(target, to: values(of: value))
    case .augmented(let target, _, _, let value):
      let (old, new) = (values(of: target), values(of: value))
      noteChange(of: old)
      for case .container(let list) in old { add(items(of: new), to: .item(list, .any)) }
    case .forLoop(let target, let iterable, let body, let otherwise):
      bind(target, to: elements(of: values(of: iterable)))
      visit(body)
      visit(otherwise)
    case .function(let definition):
      for decorator in definition.decorators { _ = values(of: decorator) }
      let function = define(definition)
      add([.function(function)], to: place(ofName: definition.name))
    case .returned(let value?):
      let values = values(of: value)
      if let function = scopes.last(where: { $0.definition != nil }) {
        add(values, to: .result(function.site))
      }
    case .deletion(let targets):
      for case .subscripted(let base, _, _) in targets.map(\.kind) {
        noteChange(of: values(of: base))
      }
    default:
      for expression in SyntaxWalk.expressions(of: statement) { _ = values(of: expression) }
      for block in SyntaxWalk.blocks(of: statement) { visit(block) }
    }
  }

  mutating func bind(_ target: Expression, to values: Set<Held>) {
    switch target.kind {
    case .name(let name): add(values, to: place(ofName: name))
    case .tuple(let targets), .list(let targets):
      let star = targets.firstIndex { if case .starred = $0.kind { true } else { false } }
      for (index, target) in targets.enumerated() {
        guard let star, index >= star else {
          bind(target, to: items(of: values, at: .index(index)))
          continue
        }
        guard case .starred(let inner) = target.kind else {
          bind(target, to: items(of: values))
          continue
        }
        let rest = container(target.range, .list)
        add(items(of: values), to: .item(rest, .any))
        bind(inner, to: [.container(rest)])
      }
    case .subscripted(let base, let indices, _):
      let containers = self.values(of: base)
      noteChange(of: containers)
      let key = self.key(of: indices)
      let isSlice = indices.contains { if case .slice = $0 { true } else { false } }
      for case .container(let site) in containers {
        add(isSlice ? items(of: values) : values, to: .item(site, key))
      }
    default: _ = self.values(of: target)
    }
  }

  /// The key of a subscript, where it is written out.
  mutating func key(of indices: [SubscriptItem]) -> Key {
    guard indices.count == 1, case .index(let index) = indices[0] else {
      for case .index(let index) in indices { _ = values(of: index) }
      return .any
    }
    switch index.kind {
    case .int(let number) where number >= 0: return .index(number)
    case .string(let text): return .text(text)
    default:
      _ = values(of: index)
      return .any
    }
  }
}
