import Language
import Notebook

/// Which of the session's names a program reads once more after an entry, before it binds them anew.
struct NameLiveness {
  /// The names that functions read, which may be called at any time.
  private(set) var inFunctions: Set<String> = []
  /// The names that only ever stand for displays of names, and these: `params = [w, b]`.
  ///
  /// A program for JAX writes the names themselves where they are sources of a derivative.
  private var displays: [String: Set<String>] = [:]
  private var after: [Int: Set<String>] = [:]
  private var within: [Int: Set<String>] = [:]
  private let tapeNames: Set<String>

  init(_ session: ReplayedSession, tapeNames: Set<String>) {
    self.tapeNames = tapeNames
    displays = NameLiveness.displays(session)
    var live: Set<String> = []
    for entry in session.entries.reversed() {
      after[entry.entry.number] = live
      guard !entry.result.isFailure, entry.result.status != .skipped, let tree = entry.tree else {
        continue
      }
      var defined: Set<String> = []
      var exposed: Set<String> = []
      note(tree.statements, &defined, &exposed)
      live = live.subtracting(defined).union(exposed)
      within[entry.entry.number] = reads(in: tree.statements)
    }
  }

  /// Whether a name is read after an entry.
  func isRead(_ name: String, after entry: Int) -> Bool {
    inFunctions.contains(name) || after[entry]?.contains(name) == true
  }

  /// Whether an entry itself reads a name.
  func isRead(_ name: String, within entry: Int) -> Bool { within[entry]?.contains(name) == true }

  /// Whether a name is read anywhere.
  func isRead(_ name: String) -> Bool {
    inFunctions.contains(name) || within.values.contains { $0.contains(name) }
  }

  /// The names that statements read, without those that are only sources of derivatives.
  func reads(in statements: [Statement]) -> Set<String> {
    var names: Set<String> = []
    SyntaxWalk.visit(statements) { expression in
      if case .name(let name) = expression.kind { names.insert(name) }
    }
    var counts: [String: Int] = [:]
    var items: Set<String> = []
    var sources: [String: Int] = [:]
    SyntaxWalk.visit(statements) { expression in
      if case .name(let name) = expression.kind { counts[name, default: 0] += 1 }
      for name in listedSources(of: expression) {
        sources[name, default: 0] += 1
        items.formUnion(displays[name] ?? [])
      }
      for name in NameLiveness.ownNames(of: expression) { sources[name, default: 0] += 1 }
    } statement: { statement in
      // A target is counted as well, but is not read.
      for target in NameLiveness.targets(of: statement) { sources[target, default: 0] += 1 }
    }
    for (name, count) in sources where counts[name] == count { names.remove(name) }
    return names.union(items)
  }

  /// The names that a comprehension binds, as often as they stand in it.
  private static func ownNames(of expression: Expression) -> [String] {
    let clauses: [ComprehensionClause]
    switch expression.kind {
    case .listComprehension(_, let own), .generator(_, let own), .dictComprehension(_, _, let own):
      clauses = own
    default: return []
    }
    let bound = clauses.reduce(into: Set<String>()) { $0.formUnion(Names.bound(by: $1.target)) }
    var found: [String] = []
    SyntaxWalk.visit(expression) { inner in
      if case .name(let name) = inner.kind, bound.contains(name) { found.append(name) }
    }
    return found
  }

  /// The names of lists that are given as sources of a derivative.
  private func listedSources(of expression: Expression) -> [String] {
    guard case .call(let function, let arguments) = expression.kind,
      case .attribute(let base, let method, _) = function.kind, case .name(let tape) = base.kind,
      tapeNames.contains(tape),
      let request = DerivativeRequest(tape, method: method, arguments)
    else { return [] }
    return request.sources.compactMap { source in
      guard case .name(let name) = source.kind, displays[name] != nil else { return nil }
      return name
    }
  }

  private static func targets(of statement: Statement) -> [String] {
    switch statement.kind {
    case .assignment(let targets, _): targets.flatMap(Names.bound)
    case .forLoop(let target, _, _, _): Names.bound(by: target)
    case .with(let items, _): items.compactMap(\.target).flatMap(Names.bound)
    default: []
    }
  }

  /// The names that a statement and its blocks bind.
  static func bound(by statement: Statement) -> Set<String> {
    var names: Set<String> = []
    SyntaxWalk.visit([statement], expression: { _ in }) { statement in
      names.formUnion(targets(of: statement))
    }
    return names
  }

  /// Notes what statements read that they have not bound before, and what they certainly bind.
  private mutating func note(
    _ statements: [Statement], _ defined: inout Set<String>, _ exposed: inout Set<String>
  ) {
    for statement in statements {
      if case .function(let definition) = statement.kind {
        if case .statements(let body) = definition.body {
          inFunctions.formUnion(reads(in: body).subtracting(definition.locals))
        }
        defined.insert(definition.name)
        continue
      }
      noteLambdas(statement)
      let blocks = SyntaxWalk.blocks(of: statement)
      guard !blocks.isEmpty else {
        exposed.formUnion(reads(in: [statement]).subtracting(defined))
        defined.formUnion(NameLiveness.targets(of: statement))
        continue
      }
      for expression in SyntaxWalk.expressions(of: statement) {
        exposed.formUnion(
          Names.read(by: expression).subtracting(defined)
            .subtracting(NameLiveness.targets(of: statement)))
      }
      for block in blocks {
        var inner = defined.union(NameLiveness.targets(of: statement))
        note(block, &inner, &exposed)
        if case .with = statement.kind { defined = inner }
      }
    }
  }

  private mutating func noteLambdas(_ statement: Statement) {
    for expression in SyntaxWalk.expressions(of: statement) {
      SyntaxWalk.visit(expression) { expression in
        guard case .lambda(let definition) = expression.kind,
          case .expression(let body) = definition.body
        else { return }
        inFunctions.formUnion(Names.read(by: body).subtracting(definition.locals))
      }
    }
  }

  private static func displays(_ session: ReplayedSession) -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    var others: Set<String> = []
    for entry in session.entries {
      SyntaxWalk.visit(entry.tree?.statements ?? [], expression: { _ in }) { statement in
        if case .assignment(let targets, let value) = statement.kind,
          let items = DerivativeRequest.items(value),
          items.allSatisfy({ if case .name = $0.kind { true } else { false } })
        {
          let names = items.reduce(into: Set<String>()) { $0.formUnion(Names.read(by: $1)) }
          for target in targets.flatMap(Names.bound) { found[target, default: []].formUnion(names) }
        } else {
          others.formUnion(targets(of: statement))
          if case .function(let definition) = statement.kind { others.formUnion(definition.locals) }
        }
      }
    }
    return found.filter { !others.contains($0.key) }
  }
}
