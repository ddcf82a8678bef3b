import Language
import Notebook

/// Functions that update the Variables of a list which they are given.
extension ProgramWriter {
  /// The names of the session that a function leaves as they were where it updates the Variables of
  /// a list that it is given: they are bound anew where the function is called.
  ///
  /// - Returns: nil where the list is not given.
  func deferredNames(
    _ update: VariableFlow.Update, _ holders: VariableHolders
  ) -> Set<String>? {
    guard !holders.isOfSession, let function = holders.function,
      let definition = variableFlow.functions[function]?.definition,
      let root = Names.root(of: update.receiver)
    else { return nil }
    let origins = origins(of: root, in: definition)
    guard definition.parameters.contains(where: { origins.contains($0.name) }) else { return nil }
    return Set(holders.others.map(\.name))
  }

  /// The functions that update the Variables of a list which they are given, by name.
  func functionsThatUpdate() -> [String: Set<String>] {
    guard framework == .jax else { return [:] }
    var table: [String: Set<String>] = [:]
    for (site, update) in variableFlow.updates {
      guard let function = update.scopes.last(where: { $0.definition != nil })?.definition,
        let entry = session.entries.first(where: { $0.entry.number == site.entry }),
        let holders = holdersOfItems(update, site, entry),
        let names = deferredNames(update, holders), !names.isEmpty
      else { continue }
      table[function.name, default: []].formUnion(names)
    }
    return table
  }

  /// What else stands for Variables that are updated where they stand in a list; nil for others.
  private func holdersOfItems(
    _ update: VariableFlow.Update, _ site: VariableFlow.Site,
    _ entry: ReplayedSession.ReplayedEntry
  ) -> VariableHolders? {
    switch update.receiver.kind {
    case .subscripted:
      guard let root = Names.root(of: update.receiver) else { return nil }
      return holders(of: update, root, site, isInList: true, in: entry)
    case .name(let name):
      for statement in update.statements.reversed() {
        guard case .forLoop(let target, let iterable, _, _) = statement.kind,
          Names.bound(by: target).contains(name),
          let part = LoopPlaces.part(of: name, target, iterable)
        else { continue }
        return holders(of: update, name: name, part, site, in: entry)
      }
      return nil
    default: return nil
    }
  }

  /// The names that a loop's name comes from, itself among them.
  private func origins(of root: String, in definition: FunctionDefinition) -> Set<String> {
    var names: Set<String> = [root]
    guard case .statements(let body) = definition.body else { return names }
    var count = 0
    while names.count > count {
      count = names.count
      SyntaxWalk.visit(body, expression: { _ in }) { statement in
        guard case .forLoop(let target, let iterable, _, _) = statement.kind,
          !names.isDisjoint(with: Names.bound(by: target))
        else { return }
        names.formUnion(Names.read(by: iterable))
      }
    }
    return names
  }

  /// - Throws: where a function reads a name that still has the value from before its update.
  func checkThatFunctionReadsNone(
    of names: Set<String>, _ update: VariableFlow.Update, _ range: SourceRange
  ) throws(ExportProblem) {
    guard let function = update.scopes.last(where: { $0.definition != nil })?.site else { return }
    for site in variableFlow.run(by: function) {
      guard let definition = variableFlow.functions[site]?.definition else { continue }
      let read: Set<String>
      switch definition.body {
      case .statements(let body): read = liveness.reads(in: body).subtracting(definition.locals)
      case .expression(let body): read = Names.read(by: body).subtracting(definition.locals)
      }
      if let name = read.intersection(names).sorted().first { throw otherName(name, range) }
    }
  }
}
