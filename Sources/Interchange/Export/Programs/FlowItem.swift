import Language
import Notebook

/// A statement as data flows through it.
struct FlowItem {
  /// The statement; nil for names that are bound otherwise, such as parameters.
  let statement: Statement?
  let entry: ReplayedSession.ReplayedEntry
  let reads: Set<String>
  var writes: Set<String>
  /// Whether it defines a function, which reads its names when it is called.
  let isFunction: Bool
  /// The names among them whose Variables it gives new values: what these are computed from is
  /// none of what depends on them, and the update is not to be done again.
  var updates: Set<String> = []
  /// Whether a tape was open, which recorded what came before an update as well.
  var isTaped = false
  /// Whether no tape recorded it.
  var isPaused = false

  init(_ statement: Statement, _ entry: ReplayedSession.ReplayedEntry) {
    self.statement = statement
    self.entry = entry
    reads = Names.read(by: statement)
    writes = Set(Names.written(by: statement))
    if case .function = statement.kind { isFunction = true } else { isFunction = false }
  }

  /// Names that are bound by no statement of their own.
  init(writing names: [String], _ entry: ReplayedSession.ReplayedEntry) {
    statement = nil
    self.entry = entry
    reads = []
    writes = Set(names)
    isFunction = false
  }
}

extension ProgramWriter {
  /// Adds a statement that was written to the flow, in the place of those inside it.
  ///
  /// The statements in the block of a tape stay by themselves: a tape is no part of JAX's programs.
  func note(_ statement: Statement, since mark: Int) {
    switch statement.kind {
    case .with: return
    default: break
    }
    flow.removeSubrange(min(mark, flow.count)...)
    var item = FlowItem(statement, entry)
    item.isPaused = pauseDepth > 0
    item.isTaped = tapeDepth > 0 || session.kind.hasSessionTape
    if framework == .jax {
      item.updates = updatedNames(statement)
      item.writes.formUnion(item.updates)
    }
    flow.append(item)
  }
}

/// The statements that lie between some sources and a target.
struct Slice {
  let flow: [FlowItem]
  private let target: Set<String>
  let sources: Set<String>
  /// The items that belong to it, by their places.
  var included: Set<Int> = []

  /// A statement's read of a name, as the place of the statement that bound it last; -1 for what
  /// was bound before all.
  private(set) var lastWrites: [[String: Int]] = []
  private(set) var finalWrites: [String: Int] = [:]
  private var tainted: Set<Int> = []

  init(flow: [FlowItem], target: Expression, sources: [String]) {
    self.init(flow: flow, targets: Names.read(by: target), sources: sources)
  }

  init(flow: [FlowItem], targets: Set<String>, sources: [String]) {
    self.flow = flow
    target = targets
    self.sources = Set(sources)
    var writes: [String: Int] = [:]
    for (index, item) in flow.enumerated() {
      lastWrites.append(
        Dictionary(
          uniqueKeysWithValues: item.reads.map { ($0, writes[$0] ?? -1) }))
      for name in item.writes { writes[name] = index }
    }
    finalWrites = writes
    taint()
    for name in self.target where !self.sources.contains(name) {
      include(name, at: finalWrites[name] ?? -1)
    }
  }

  /// The items, in order.
  var items: [Int] { included.sorted() }

  /// Whether the target depends on what a source was before a tape saw it updated.
  func dependsOnOldValue(of source: String) -> Bool {
    let final = finalWrites[source] ?? -1
    let updates = flow.indices.filter { flow[$0].isTaped && flow[$0].updates.contains(source) }
    guard let last = updates.last else { return false }
    var old: Set<Int> = []
    for (index, item) in flow.enumerated() where !item.isFunction {
      let depends = item.reads.contains { name in
        let write = lastWrites[index][name] ?? -1
        if name == source { return index < last && write != final && !item.updates.contains(name) }
        return old.contains(write) && !flow[write].updates.contains(name)
      }
      if depends { old.insert(index) }
    }
    return target.contains { old.contains(finalWrites[$0] ?? -1) }
      || included.contains { index in
        flow[index].reads.contains { old.contains(lastWrites[index][$0] ?? -1) }
      }
  }

  /// The statements that lead to the target.
  var statements: [Statement] { items.compactMap { flow[$0].statement } }

  /// The names that the target and what leads to it read.
  var readNames: Set<String> {
    included.reduce(into: target) { $0.formUnion(flow[$1].reads) }
  }

  /// The names that what leads to the target binds.
  var boundNames: Set<String> {
    included.reduce(into: []) { $0.formUnion(flow[$1].writes) }
  }

  /// Whether a source is read by the target or on the way to it.
  func reads(_ source: String) -> Bool {
    target.contains(source) || included.contains { flow[$0].reads.contains(source) }
  }

  /// Whether what a name stands for at the end depends on the sources.
  func depends(on name: String) -> Bool { isTainted(name, at: finalWrites[name] ?? -1) }

  /// Marks what depends on the sources.
  private mutating func taint() {
    for (index, item) in flow.enumerated() {
      let depends = item.reads.contains { name in
        let write = item.isFunction ? (finalWrites[name] ?? -1) : (lastWrites[index][name] ?? -1)
        if sources.contains(name) { return write == (finalWrites[name] ?? -1) || item.isFunction }
        return isTainted(name, at: write)
      }
      if depends { tainted.insert(index) }
    }
  }

  /// Whether what a name was bound to at a place depends on the sources.
  private func isTainted(_ name: String, at index: Int) -> Bool {
    tainted.contains(index) && !flow[index].updates.contains(name)
  }

  /// Includes an item that depends on the sources, with all that it depends on.
  private mutating func include(_ name: String, at index: Int) {
    guard index >= 0, isTainted(name, at: index), included.insert(index).inserted else { return }
    let item = flow[index]
    for name in item.reads where !sources.contains(name) {
      include(
        name, at: item.isFunction ? (finalWrites[name] ?? -1) : (lastWrites[index][name] ?? -1))
    }
  }
}
