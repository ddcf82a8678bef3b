import Language

/// The names that statements read and write.
enum Names {
  static func read(by statement: Statement) -> Set<String> {
    var names: Set<String> = []
    SyntaxWalk.visit([statement]) { expression in
      if case .name(let name) = expression.kind { names.insert(name) }
    }
    if case .function(let definition) = statement.kind {
      names.subtract(definition.locals)
    }
    if case .assignment(let targets, let value) = statement.kind {
      // A name that is only a target is not read.
      let read = Names.read(by: value)
      for target in targets {
        if case .name(let name) = target.kind, !read.contains(name) { names.remove(name) }
        if case .tuple(let items) = target.kind {
          for item in items {
            if case .name(let name) = item.kind, !read.contains(name) { names.remove(name) }
          }
        }
      }
    }
    return names
  }

  static func read(by expression: Expression) -> Set<String> {
    var names: Set<String> = []
    SyntaxWalk.visit(expression) { expression in
      if case .name(let name) = expression.kind { names.insert(name) }
    }
    return names
  }

  /// The names that an expression reads outside of calls and of displays: its value depends on
  /// them as numbers do.
  static func readOutsideCalls(by expression: Expression) -> Set<String> {
    switch expression.kind {
    case .name(let name): return [name]
    case .call, .list, .tuple, .dict, .lambda, .listComprehension, .dictComprehension, .generator:
      return []
    default:
      return SyntaxWalk.children(of: expression).reduce(into: []) {
        $0.formUnion(readOutsideCalls(by: $1))
      }
    }
  }

  /// The names that a statement binds, or whose object it changes.
  static func written(by statement: Statement) -> [String] {
    var names: [String] = []
    func bind(_ target: Expression) {
      switch target.kind {
      case .name(let name): names.append(name)
      case .tuple(let items), .list(let items): items.forEach(bind)
      case .starred(let inner): bind(inner)
      case .subscripted(let base, _, _), .attribute(let base, _, _): bind(base)
      default: break
      }
    }
    switch statement.kind {
    case .assignment(let targets, _), .deletion(let targets): targets.forEach(bind)
    case .annotated(let target, _), .augmented(let target, _, _, _): bind(target)
    case .forLoop(let target, _, _, _): bind(target)
    case .function(let definition): return [definition.name]
    case .with(let items, _): items.compactMap(\.target).forEach(bind)
    default: break
    }
    for expression in SyntaxWalk.expressions(of: statement) {
      if let name = changed(by: expression) { names.append(name) }
    }
    for block in SyntaxWalk.blocks(of: statement) {
      for inner in block { names += written(by: inner) }
    }
    return names
  }

  /// The names that a target binds.
  static func bound(by target: Expression) -> [String] {
    switch target.kind {
    case .name(let name): [name]
    case .tuple(let items), .list(let items): items.flatMap(bound)
    case .starred(let inner): bound(by: inner)
    default: []
    }
  }

  /// The name whose object a method changes: `w.assign_sub(g)`, `losses.append(x)`.
  static func changed(by expression: Expression) -> String? {
    guard case .call(let function, let arguments) = expression.kind,
      case .attribute(let base, let method, _) = function.kind, let name = root(of: base),
      [
        "assign", "assign_add", "assign_sub", "append", "extend", "insert", "pop", "update",
        "remove", "clear", "sort", "reverse",
      ].contains(method)
    else { return nil }
    // The functions of these names that modules have give new arrays: `tf.sort(x)`.
    let places = arguments.count { if case .positional = $0 { true } else { false } }
    switch method {
    case "sort", "reverse": return places == 0 ? name : nil
    case "append": return places < 2 ? name : nil
    case "insert": return places < 3 ? name : nil
    default: return name
    }
  }

  /// The name that an item is of: `params` of `params["w"]`.
  static func root(of expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name): name
    case .subscripted(let base, _, _): root(of: base)
    default: nil
    }
  }

  /// Whether a function returns something on some way.
  static func returnsValue(_ definition: FunctionDefinition) -> Bool {
    guard case .statements(let statements) = definition.body else { return true }
    func returns(_ statement: Statement) -> Bool {
      switch statement.kind {
      case .returned(let value): return value != nil
      case .function: return false
      default: return SyntaxWalk.blocks(of: statement).contains { $0.contains(where: returns) }
      }
    }
    return statements.contains(where: returns)
  }
}
