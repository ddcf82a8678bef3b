import HashTreeCollections
import Language
import Notebook

/// Another name of what a derivative is taken by, which a function that JAX differentiates has to
/// take from its own arguments.
struct SourceAlias {
  let name: String
  /// What the name stands for, by the names of the sources.
  let value: String
  /// The sources that it leads to.
  let sources: Set<String>
}

extension ProgramWriter {
  /// What leads from some sources to a target, which may read them by other names.
  ///
  /// - Throws: where such a name is read and cannot be written by the sources.
  func slice(
    of target: Expression, by sources: [String], recordedBy tape: Int?
  ) throws(ExportProblem) -> (Slice, [SourceAlias]) {
    let slice = Slice(flow: flow, target: target, sources: sources, recordedBy: tape)
    if let source = sources.first(where: { slice.dependsOnOldValue(of: $0) }) {
      throw ExportProblem(
        "'\(source)' was updated while the tape was open, so that the target depends on two of its "
          + "values",
        hint: "update it before the tape, or behind it", at: target.range)
    }
    let read = Names.read(by: target).union(liveness.reads(in: slice.statements))
    for name in read.subtracting(slice.boundNames) where !sources.contains(name) {
      guard isLocal(name) || sources.contains(where: isLocal) else { continue }
      if let source = sources.first(where: { isSameLocal(name, $0) }) {
        throw sharedSource(name, source, target.range)
      }
    }
    guard updatesVariables, !sources.contains(where: isLocal) else { return (slice, []) }
    // What is computed within the function follows the sources by itself.
    let bound = slice.boundNames.union(sources)
    var aliases: [SourceAlias] = []
    var missing: [String: String] = [:]
    for state in [entry.before, entry.after] {
      guard sources.allSatisfy({ state.object(named: $0) != nil }) else { continue }
      for name in state.globals.keys.sorted() where !bound.contains(name) && !isLocal(name) {
        let (alias, used) = alias(name, sources, state)
        if let alias, !aliases.contains(where: { $0.name == name }) { aliases.append(alias) }
        if alias == nil, let source = used.sorted().first { missing[name] = source }
      }
    }
    let names = aliases.map(\.name) + missing.keys
    guard !names.isEmpty else { return (slice, []) }
    let wide = Slice(flow: flow, target: target, sources: sources + names, recordedBy: tape)
    let readWide = wide.readNames
    if let (name, source) = missing.sorted(by: { $0.key < $1.key }).first(where: {
      readWide.contains($0.key)
    }) {
      throw sharedSource(name, source, target.range)
    }
    let used = aliases.filter { readWide.contains($0.name) }
    return used.isEmpty ? (slice, []) : (wide, used)
  }

  private func sharedSource(
    _ name: String, _ source: String, _ range: SourceRange
  ) -> ExportProblem {
    ExportProblem(
      "'\(name)' leads to the Variable '\(source)' as well, so that no function of JAX takes the one "
        + "for the other",
      hint: "use one name for the Variable", at: range)
  }

  private func alias(
    _ name: String, _ sources: [String], _ state: Session
  ) -> (alias: SourceAlias?, used: Set<String>) {
    guard case .reference(let own)? = state.object(named: name) else { return (nil, []) }
    var texts: [Reference: String] = [:]
    for source in sources {
      guard case .reference(let reference)? = state.object(named: source) else { continue }
      // A source may be a list that the name leads into.
      for (variable, path) in HeldPaths.variables(behind: reference, source, in: state) {
        texts[variable] = path
      }
    }
    var used: Set<String> = []
    guard let value = written(own, texts, &used, state, name), !used.isEmpty else {
      return (nil, used)
    }
    let names = Set(used.map { String($0.prefix { $0 != "[" }) })
    return (SourceAlias(name: name, value: value, sources: names), used)
  }

  /// What an object is, written by the sources; nil where something in it is no source.
  private func written(
    _ object: Reference, _ texts: [Reference: String], _ used: inout Set<String>, _ state: Session,
    _ name: String, depth: Int = 0
  ) -> String? {
    if let text = texts[object] {
      used.insert(text)
      return text
    }
    guard depth < 6 else { return nil }
    if case .variable = state.heap[object] {
      let other = HeldPaths.to(object, in: state).first { $0.name != name && $0.subscripts.isEmpty }
      return other?.text
    }
    var parts: [String] = []
    var isWhole = true
    for (key, item) in HeldPaths.items(of: object, in: state) {
      guard case .reference(let inner) = item,
        let text = written(inner, texts, &used, state, name, depth: depth + 1)
      else {
        isWhole = false
        continue
      }
      if case .dict = state.heap[object] {
        parts.append("\(key): \(text)")
      } else {
        parts.append(text)
      }
    }
    guard isWhole, !parts.isEmpty else { return nil }
    let all = parts.joined(separator: ", ")
    switch state.heap[object] {
    case .list: return "[\(all)]"
    case .tuple: return parts.count == 1 ? "(\(all),)" : "(\(all))"
    case .dict: return "{\(all)}"
    default: return nil
    }
  }

  /// Whether two names, of which a function binds one, may stand for one Variable.
  private func isSameLocal(_ name: String, _ source: String) -> Bool {
    let scopes = openDefinitions.compactMap { definition in
      variableFlow.functions[
        VariableFlow.Site(entry: entry.entry.number, start: definition.range.start)]
    }
    func variables(_ name: String) -> Set<VariableFlow.Held> {
      let place = VariableFlow.place(ofName: name, in: scopes)
      return variableFlow.reached(from: variableFlow.held[place] ?? []).filter { value in
        if case .variable = value { true } else { false }
      }
    }
    return !variables(name).isDisjoint(with: variables(source))
  }

  // MARK: What statements update

  /// The names whose Variables a statement gives new values, itself or by the functions that it calls.
  func updatedNames(_ statement: Statement) -> Set<String> {
    guard updatesVariables else { return [] }
    if case .function = statement.kind { return [] }
    var names = writtenBeside
    SyntaxWalk.visit([statement]) { expression in
      guard case .call(let function, _) = expression.kind else { return }
      switch function.kind {
      case .attribute(let receiver, let method, _) where VariableFlow.assignments.contains(method):
        if let root = Names.root(of: receiver) { names.insert(root) }
      case .name(let name): names.formUnion(functionUpdates[name] ?? [])
      default: break
      }
    }
    return names.subtracting(NameLiveness.bound(by: statement))
  }

  /// The session's names whose Variables each function updates, by the functions' names.
  func namesThatFunctionsUpdate() -> [String: Set<String>] {
    var table: [String: Set<String>] = [:]
    for (site, scope) in variableFlow.functions {
      guard let name = scope.definition?.name else { continue }
      let running = variableFlow.run(by: site)
      var variables: Set<VariableFlow.Held> = []
      for update in variableFlow.updates.values {
        guard let function = update.scopes.last(where: { $0.definition != nil })?.site,
          running.contains(function)
        else { continue }
        variables.formUnion(update.variables.map { .variable($0) })
      }
      guard !variables.isEmpty else { continue }
      for (place, held) in variableFlow.held {
        guard case .name(nil, let holder) = place,
          !variableFlow.reached(from: held).isDisjoint(with: variables)
        else { continue }
        table[name, default: []].insert(holder)
      }
    }
    return table
  }
}
