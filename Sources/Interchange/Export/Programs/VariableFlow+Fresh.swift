import Language
import Notebook

extension VariableFlow.Update {
  /// The statements that cannot have told an update's Variables to anything, because they run after
  /// it and the Variables are made anew before it: those behind it in the block that makes them.
  ///
  /// - Returns: nil where the Variables may be older than the block.
  func statementsAfter(
    _ root: String, at site: VariableFlow.Site, _ session: ReplayedSession
  ) -> Set<VariableFlow.Site>? {
    guard
      let tree = session.entries.first(where: { $0.entry.number == site.entry })?.tree
    else { return nil }
    for depth in statements.indices.reversed() {
      let blocks =
        depth == 0 ? [tree.statements] : SyntaxWalk.blocks(of: statements[depth - 1])
      let start = statements[depth].range.start
      for block in blocks {
        guard let place = block.firstIndex(where: { $0.range.start == start }) else { continue }
        if makes(root, block[..<place], entry: site.entry) {
          return after(block[(place + 1)...], depth, site.entry, session)
        }
      }
      if depth > 0, case .function = statements[depth - 1].kind { return nil }
    }
    return nil
  }

  /// Whether some statements of a block make all of the Variables, and bind the name to what they make.
  private func makes(_ root: String, _ block: ArraySlice<Statement>, entry: Int) -> Bool {
    let simple = block.filter { SyntaxWalk.blocks(of: $0).allSatisfy(\.isEmpty) }
    let isBound = simple.contains { statement in
      guard case .assignment(let targets, _) = statement.kind else { return false }
      return targets.flatMap(Names.bound).contains(root)
    }
    return isBound && !variables.isEmpty
      && variables.allSatisfy { variable in
        variable.entry == entry
          && simple.contains {
            $0.range.start <= variable.start && variable.start < $0.range.end
          }
      }
  }

  private func after(
    _ rest: ArraySlice<Statement>, _ depth: Int, _ entry: Int, _ session: ReplayedSession
  ) -> Set<VariableFlow.Site> {
    func isFunction(_ statement: Statement) -> Bool {
      if case .function = statement.kind { true } else { false }
    }
    func sites(_ statements: some Sequence<Statement>, _ entry: Int) -> [VariableFlow.Site] {
      statements.filter { !isFunction($0) }
        .map { VariableFlow.Site(entry: entry, start: $0.range.start) }
    }
    var found = Set(sites(rest, entry))
    guard let function = statements[..<depth].last(where: isFunction) else {
      for later in session.entries where later.entry.number > entry {
        found.formUnion(sites(later.tree?.statements ?? [], later.entry.number))
      }
      return found
    }
    // What a function returns is told when its turn is over.
    func noteReturns(_ statement: Statement) {
      if case .returned = statement.kind { found.formUnion(sites([statement], entry)) }
      for block in SyntaxWalk.blocks(of: statement) {
        for inner in block where !isFunction(inner) { noteReturns(inner) }
      }
    }
    noteReturns(function)
    return found
  }
}
