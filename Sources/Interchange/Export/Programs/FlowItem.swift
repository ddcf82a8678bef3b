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
  /// The numbers of the named tapes that recorded it or a part of it.
  var tapes: Set<Int> = []
  /// The name that it makes a tape watch.
  var watched: String?
  /// Whether no tape recorded it.
  var isPaused = false

  init(_ statement: Statement, _ entry: ReplayedSession.ReplayedEntry) {
    self.statement = statement
    self.entry = entry
    reads = Names.read(by: statement)
    writes = Set(Names.written(by: statement))
    if case .function = statement.kind { isFunction = true } else { isFunction = false }
    watched = FlowItem.watched(by: statement)
  }

  /// Whether PyTorch records nothing of what it computes: an update, and a gradient that no tape
  /// records.
  var isCutOff: Bool {
    guard let statement, SyntaxWalk.blocks(of: statement).isEmpty else { return false }
    if case .expression(let value, _) = statement.kind, case .call(let function, _) = value.kind,
      case .attribute(_, let method, _) = function.kind
    {
      return VariableFlow.assignments.contains(method)
    }
    guard tapes.isEmpty else { return false }
    return DerivativeRequest.isIn([statement], of: entry)
  }

  /// Whether it binds its names to other objects.
  var isBinding: Bool {
    if case .expression? = statement?.kind { false } else { true }
  }

  private static func watched(by statement: Statement) -> String? {
    let value: Expression?
    switch statement.kind {
    case .command(let command, _) where command.name == "watch":
      value = SyntaxWalk.expressions(of: command).first
    case .expression(let call, _):
      guard case .call(let function, let arguments) = call.kind,
        case .attribute(_, "watch", _) = function.kind
      else { return nil }
      value = arguments.first?.value
    default: return nil
    }
    guard case .name(let name)? = value?.kind else { return nil }
    return name
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
  ///
  /// - Parameters:
  ///   - mark: how many items stood before it.
  ///   - tapes: the numbers of the tapes that it opened.
  func note(_ statement: Statement, since mark: Int, opening tapes: Range<Int>) {
    switch statement.kind {
    case .with: return
    default: break
    }
    flow.removeSubrange(min(mark, flow.count)...)
    var item = FlowItem(statement, entry)
    item.isPaused = pauseDepth > 0
    item.tapes = Set(tapePlaces.open).union(tapes)
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
  private let tape: Int?
  private let isOfAllValues: Bool
  let sources: Set<String>
  /// The items that belong to it, by their places.
  var included: Set<Int> = []

  /// A statement's read of a name, as the place of the statement that bound it last; -1 for what
  /// was bound before all.
  private(set) var lastWrites: [[String: Int]] = []
  private(set) var finalWrites: [String: Int] = [:]
  private var tainted: Set<Int> = []

  init(flow: [FlowItem], target: Expression, sources: [String], recordedBy tape: Int? = nil) {
    self.init(flow: flow, targets: Names.read(by: target), sources: sources, recordedBy: tape)
  }

  /// - Parameters:
  ///   - tape: the tape that is asked, which takes what it did not record for constants; nil where all
  ///     is recorded.
  ///   - isOfAllValues: whether what was computed from a Variable before it was updated depends on it.
  init(
    flow: [FlowItem], targets: Set<String>, sources: [String], recordedBy tape: Int? = nil,
    isOfAllValues: Bool = false
  ) {
    self.flow = flow
    self.tape = tape
    self.isOfAllValues = isOfAllValues
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
    // What is computed before a tensor is watched does not depend on it.
    var unwatched: Set<String> = []
    var bindings: [String: Int] = [:]
    for name in sources {
      let binding = flow.lastIndex { $0.writes.contains(name) && $0.isBinding } ?? -1
      if isOfAllValues { bindings[name] = binding }
      if flow[(binding + 1)...].contains(where: { $0.watched == name }) { unwatched.insert(name) }
    }
    for (index, item) in flow.enumerated() {
      if let tape, !item.isFunction, !item.tapes.contains(tape) { continue }
      if isOfAllValues, item.isCutOff { continue }
      if let name = item.watched, sources.contains(name) { unwatched.remove(name) }
      let depends = item.reads.contains { name in
        let write = item.isFunction ? (finalWrites[name] ?? -1) : (lastWrites[index][name] ?? -1)
        if unwatched.contains(name), !item.isFunction { return false }
        if sources.contains(name) {
          return write >= (bindings[name] ?? finalWrites[name] ?? -1) || item.isFunction
        }
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
