import Language

/// A tape that a TensorFlow program opens within a loop or a function, around the statements that
/// lead to what is asked for there.
struct BlockTape {
  /// Which block of the entry the statements are in, by where its first one starts.
  fileprivate let block: Int
  /// Where the first and the last recorded statement start.
  fileprivate(set) var first: Int
  fileprivate(set) var last: Int
  /// Where the last statement that asks starts.
  fileprivate var asks: Int
  fileprivate(set) var isPersistent: Bool
}

/// The derivatives of the session's tape that are asked for within the blocks of a statement.
struct BlockSurvey {
  /// A block around the place where is asked, and which of its statements leads there.
  private struct Level {
    let statements: [Statement]
    let position: Int
  }

  /// The tapes for what begins anew in each turn.
  private(set) var tapes: [BlockTape] = []
  /// What depends on more than its own block.
  private(set) var outside: [DerivativeRequest] = []
  /// Whether a gradient is differentiated itself.
  private(set) var isDifferentiated = false

  private let flow: [FlowItem]
  private let entry: ReplayedSession.ReplayedEntry
  private let isFunction: Bool
  /// The names that the statement's blocks bind, which may come from the turn before.
  private var carried: Set<String> = []
  /// What loops take their names from.
  private(set) var loopNames: [String: Set<String>] = [:]

  init(_ statement: Statement, flow: [FlowItem], entry: ReplayedSession.ReplayedEntry) {
    self.flow = flow
    self.entry = entry
    if case .function = statement.kind { isFunction = true } else { isFunction = false }
    for block in SyntaxWalk.blocks(of: statement) {
      for inner in block { carried.formUnion(Names.written(by: inner)) }
    }
    note(statement)
    for request in DerivativeRequest.asked(by: statement, entry) { answer(request, []) }
    for block in SyntaxWalk.blocks(of: statement) { visit(block, []) }
    // One name stands for one tape: two that would be open at once are the session's.
    let isTangled = tapes.contains { tape in
      tapes.contains { $0.block != tape.block && $0.block >= tape.first && $0.first <= tape.asks }
    }
    if isTangled || !outside.isEmpty {
      outside += closed
      tapes = []
    }
  }

  private var closed: [DerivativeRequest] = []

  /// Notes where a loop's names come from.
  private mutating func note(_ statement: Statement) {
    if case .forLoop(let target, let iterable, _, _) = statement.kind {
      for name in Names.bound(by: target) { loopNames[name] = Names.read(by: iterable) }
    }
  }

  private mutating func visit(_ statements: [Statement], _ levels: [Level]) {
    for (position, statement) in statements.enumerated() {
      let here = levels + [Level(statements: statements, position: position)]
      note(statement)
      for request in DerivativeRequest.asked(by: statement, entry) { answer(request, here) }
      for block in SyntaxWalk.blocks(of: statement) { visit(block, here) }
    }
  }

  private mutating func answer(_ request: DerivativeRequest, _ levels: [Level]) {
    guard request.tape == nil else { return }
    let sources = Set(request.sources.flatMap { Names.read(by: $0) })
    let names = Names.read(by: request.target).subtracting(sources)
    let level = levels.last { level in
      level.statements.prefix(level.position).contains {
        !names.isDisjoint(with: Names.written(by: $0))
      }
    }
    if let level, let members = members(names, sources, level), let first = members.min(),
      let last = members.max()
    {
      let asked = level.statements[first...last].contains {
        DerivativeRequest.isIn([$0], of: entry)
      }
      isDifferentiated = isDifferentiated || asked
      let isSingle =
        (request.kind == .gradient || request.kind == .vjp) && request.sources.count == 1
      var isName = false
      if case .name = request.target.kind { isName = true }
      add(
        BlockTape(
          block: level.statements[0].range.start, first: level.statements[first].range.start,
          last: level.statements[last].range.start,
          asks: level.statements[level.position].range.start,
          isPersistent: asked || !isSingle || !isName
            || DerivativeRequest.isInComprehension(
              [level.statements[level.position]], of: entry)
        ))
      closed.append(request)
    } else {
      outside.append(request)
    }
  }

  /// Adds a tape; one that another question is asked of becomes one with it.
  private mutating func add(_ tape: BlockTape) {
    var tape = tape
    for (index, other) in tapes.enumerated().reversed()
    where other.block == tape.block && other.asks >= tape.first && tape.asks >= other.first {
      tape.first = min(tape.first, other.first)
      tape.last = max(tape.last, other.last)
      tape.asks = max(tape.asks, other.asks)
      tape.isPersistent = true
      tapes.remove(at: index)
    }
    tapes.append(tape)
  }

  /// The statements of a block that lead to some names, by their places.
  ///
  /// - Returns: nil where the names depend on the sources through more than the block, or where
  ///   nothing in the block watches a source.
  private func members(
    _ names: Set<String>, _ sources: Set<String>, _ level: Level
  ) -> Set<Int>? {
    let body = level.statements.prefix(level.position)
    var members: Set<Int> = []
    func include(_ names: Set<String>, before end: Int) -> Bool {
      names.subtracting(sources).allSatisfy { name in
        let index = body.prefix(end).lastIndex { Names.written(by: $0).contains(name) }
        guard let index else { return comesFromOutside(name, sources) }
        guard members.insert(index).inserted else { return true }
        var read = Names.read(by: body[index])
        // What a block binds may have been bound before.
        if !SyntaxWalk.blocks(of: body[index]).isEmpty { read.insert(name) }
        return include(read, before: index)
      }
    }
    guard include(names, before: body.count) else { return nil }
    for name in sources where !isVariable(name) {
      let watch = body.lastIndex { statement in
        guard case .command(let command, _) = statement.kind, command.name == "watch" else {
          return false
        }
        return SyntaxWalk.expressions(of: command).contains { Names.read(by: $0).contains(name) }
      }
      guard let watch else { return nil }
      members.insert(watch)
    }
    return members
  }

  /// Whether a name has its value from outside of the statement, and does not depend on the sources.
  private func comesFromOutside(_ name: String, _ sources: Set<String>) -> Bool {
    if let origins = loopNames[name] {
      return origins.subtracting([name]).allSatisfy { comesFromOutside($0, sources) }
    }
    if carried.contains(name) || (isFunction && flow.last?.writes.contains(name) == true) {
      return false
    }
    let slice = Slice(flow: flow, targets: [name], sources: Array(sources))
    var seen: Set<String> = []
    func isFree(_ name: String) -> Bool {
      guard seen.insert(name).inserted, !sources.contains(name) else { return true }
      guard let item = flow.last(where: { $0.writes.contains(name) }) else { return true }
      // A function is called within the block, and recorded there.
      return item.isFunction ? item.reads.allSatisfy(isFree) : !slice.depends(on: name)
    }
    return isFree(name)
  }

  private func isVariable(_ name: String) -> Bool {
    let object = entry.before.object(named: name) ?? entry.after.object(named: name)
    let session = entry.owner(of: name)
    guard case .reference(let reference)? = object else { return false }
    func isVariable(_ object: Object) -> Bool {
      guard case .reference(let reference) = object else { return false }
      return reference.kind == .variable
    }
    switch session.heap[reference] {
    case .variable: return true
    case .list(let items), .tuple(let items): return items.allSatisfy(isVariable)
    default: return false
    }
  }
}

extension DerivativeRequest {
  /// What a statement itself asks of the session's tape or of one that it names; what its blocks
  /// ask is left out.
  static func asked(
    by statement: Statement, _ entry: ReplayedSession.ReplayedEntry
  ) -> [DerivativeRequest] {
    var requests: [DerivativeRequest] = []
    func add(_ request: DerivativeRequest?) {
      guard var request else { return }
      request.tape = request.tape ?? entry.toldTape
      requests.append(request)
    }
    if case .command(let command, _) = statement.kind { add(DerivativeRequest(command)) }
    var origins: [String: Expression] = [:]
    for expression in SyntaxWalk.expressions(of: statement) {
      SyntaxWalk.visit(expression) { expression in
        switch expression.kind {
        case .listComprehension(_, let clauses), .generator(_, let clauses),
          .dictComprehension(_, _, let clauses):
          for clause in clauses {
            for name in Names.bound(by: clause.target) { origins[name] = clause.iterable }
          }
        case .command(let command): add(DerivativeRequest(command))
        case .call(let function, let arguments):
          add(DerivativeRequest(function, arguments, entry))
        default: break
        }
      }
    }
    return requests.map { request in
      guard case .name(let name) = request.target.kind, let origin = origins[name],
        let moved = DerivativeRequest(
          request.kind, [origin] + request.sources + (request.vector.map { [$0] } ?? []))
      else { return request }
      var request = moved
      request.tape = entry.toldTape
      return request
    }
  }
}
