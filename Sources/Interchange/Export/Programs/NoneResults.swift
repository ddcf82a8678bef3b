import Language
import Notebook
import OrderedCollections

/// Which derivatives of an entry are None.
enum NoneResults {
  /// The flags of the values that an entry shows, or binds to a name.
  static func of(_ entry: ReplayedSession.ReplayedEntry) -> [Bool] {
    var flags: [Bool] = []
    for output in entry.result.outputs {
      switch output {
      case .value(.none, _): flags.append(true)
      case .value(.list(let items), _), .value(.tuple(let items), _):
        flags += items.map { if case .none = $0 { true } else { false } }
      case .value: flags.append(false)
      case .text("None"): flags.append(true)
      case .text(let text) where text.hasPrefix("["): flags += listed(text)
      case .text, .page, .plot, .measured: break
      }
    }
    if !flags.isEmpty { return flags }
    // None that came from a call is not shown.
    if let tree = entry.tree, tree.statements.count == 1,
      case .expression(let value, muted: false) = tree.statements[0].kind,
      case .call(let function, let arguments) = value.kind, entry.result.outputs.isEmpty,
      DerivativeRequest(function, arguments, entry) != nil
    {
      return [true]
    }
    guard case .assignment(let targets, _)? = entry.tree?.statements.first?.kind,
      let target = targets.first
    else { return [] }
    switch target.kind {
    case .name(let name):
      return entry.after.object(named: name).map { self.flags(of: $0, entry) } ?? []
    case .tuple(let items), .list(let items):
      return items.flatMap { item -> [Bool] in
        guard case .name(let name) = item.kind, let value = entry.after.object(named: name) else {
          return []
        }
        return [isNone(value)]
      }
    default: return []
    }
  }

  private static func isNone(_ object: Object) -> Bool {
    if case .none = object { true } else { false }
  }

  /// The flags of a value's items; of a single value its own.
  private static func flags(
    of value: Object, _ entry: ReplayedSession.ReplayedEntry
  ) -> [Bool] {
    guard case .reference(let reference) = value else { return [isNone(value)] }
    switch entry.after.heap[reference] {
    case .list(let items), .tuple(let items): return items.map(isNone)
    case .dict(let items): return items.values.map { isNone($0.value) }
    default: return [false]
    }
  }

  /// The flags of the items of a printed list, where one of them is None.
  private static func listed(_ text: String) -> [Bool] {
    guard text.contains("None") else { return [] }
    return text.dropFirst().dropLast().split(separator: ",").map { $0.contains("None") }
  }
}

extension ProgramWriter {
  /// - Throws: where a function of the session gave None for a derivative that does not depend on its
  ///   source: JAX gives zero there.
  func checkThatNoneIsTold(_ replayed: ReplayedSession.ReplayedEntry) throws(ExportProblem) {
    guard framework == .jax, let tree = replayed.tree, showsNone(replayed) else { return }
    var names: Set<String> = []
    var place: SourceRange?
    SyntaxWalk.visit(tree.statements) { expression in
      guard case .call(let function, _) = expression.kind, case .name(let name) = function.kind
      else {
        return
      }
      names.insert(name)
      place = place ?? expression.range
    }
    var open = Array(names)
    while let name = open.popLast() {
      guard case .reference(let reference)? = replayed.after.object(named: name),
        case .function(let function) = replayed.after.heap[reference],
        case .statements(let body) = function.definition.body
      else { continue }
      let asks = DerivativeRequest.isIn(body, of: replayed)
      if asks, returnsAnything(body) {
        throw ExportProblem(
          "a derivative within '\(name)' is None here, where JAX gives zero",
          hint: "ask for it outside of the function, or by unconnected_gradients='zero'", at: place)
      }
      let read = body.reduce(into: Set<String>()) { $0.formUnion(Names.read(by: $1)) }
      for inner in read where names.insert(inner).inserted { open.append(inner) }
    }
  }

  /// Whether a function or one within it returns a value.
  private func returnsAnything(_ body: [Statement]) -> Bool {
    var isFound = false
    SyntaxWalk.visit(body, expression: { _ in }) { statement in
      if case .returned(.some) = statement.kind { isFound = true }
    }
    return isFound
  }

  /// Whether an entry showed None, or bound a name to it.
  private func showsNone(_ replayed: ReplayedSession.ReplayedEntry) -> Bool {
    for output in replayed.result.outputs {
      switch output {
      case .value(.none, _): return true
      case .text(let text): if CodeShape.reads("None", text) { return true }
      default: continue
      }
    }
    guard let tree = replayed.tree else { return false }
    let bound = tree.statements.flatMap { NameLiveness.bound(by: $0) }
    return bound.contains { name in
      if case .none? = replayed.after.object(named: name) { return true }
      return false
    }
  }
}
