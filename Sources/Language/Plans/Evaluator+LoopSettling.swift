import Autodiff
import HashTreeCollections
import OrderedCollections

/// Running the last planned round of a loop as written, once it is known to be the last.
extension Evaluator {
  /// Brings all loops that run to what they would be without plans, for those who look at tapes.
  func settleLoops() throws {
    guard passDepth == 0, session.heap.readLog == nil else { return }
    for plan in plans.takenLoops { try settle(plan) }
  }

  /// Runs the segments again whose last round came from a plan, as written and from what they
  /// started with: the numbers are the same, and the tapes are there.
  ///
  /// - Throws: what running them throws; `interrupted`.
  func settle(_ plan: LoopPlan) throws {
    guard !plan.pending.isEmpty, let loopFrame = plan.frame else { return }
    let pending = plan.pending
    plan.pending = []
    let outer = (frame, steps, mostSteps, statement, session.recorder.line)
    frame = loopFrame
    mostSteps = nil
    // Tapes that are open now were not open then.
    let open = (enteredTapes, missing, session.recorder.restTapes())
    enteredTapes = []
    defer {
      (frame, steps, mostSteps, statement, session.recorder.line) = outer
      session.recorder.wakeTapes(open.2)
      (enteredTapes, missing) = (open.0, open.1)
    }
    var renamed: [Identity: Value] = [:]
    var tapes: [LeftPlace: Object] = [:]
    for segment in pending {
      try endChain(of: segment)
      guard case .planned(let planned) = segment.state, let round = segment.last else { continue }
      segment.last = nil
      try run(again: segment.statements, planned, round, &renamed, &tapes)
    }
    for (old, new) in renamed { session.recorder.note(new.identity, isSameAs: old) }
    if plan.hasOthers { replace(renamed) }
  }

  private func run(
    again statements: [Statement], _ planned: PlannedSegment, _ round: SegmentRound,
    _ renamed: inout [Identity: Value], _ tapes: inout [LeftPlace: Object]
  ) throws {
    let found = try restoring(planned) {
      try planned.call.environment.put(
        back: round.inputs.map { renamed[$0.identity] ?? $0 }, in: self)
      _ = try execute(statements)
      return planned.places.map { object(at: $0) }
    }
    var rest = round.outputs[...]
    for (index, place) in planned.places.enumerated() {
      guard let object = found[index] else { continue }
      guard let nest = planned.nests[index] else {
        // A tape that a statement behind left as written stays.
        if let current = self.object(at: place),
          [round.stale[place], tapes[place]].contains(where: { $0?.isSame(as: current) == true })
        {
          put(object, at: place)
          tapes[place] = object
        }
        continue
      }
      let former = rest.prefix(nest.tensorCount)
      rest.removeFirst(former.count)
      var (now, again) = (NestReader(self), NestReader(self))
      guard again.matches(object, nest) else { continue }
      for (old, new) in zip(former, again.tensors) { renamed[old.identity] = new }
      // What came to stand there since stays.
      if let current = self.object(at: place), now.matches(current, nest),
        now.tensors.map(\.identity) == former.map(\.identity)
      {
        put(object, at: place)
      }
    }
  }

  /// Runs something, and puts back all that a segment reads or leaves.
  private func restoring<R>(_ planned: PlannedSegment, _ body: () throws -> R) throws -> R {
    let kept = (
      session.globals, frame.slots, frame.numberNames, session.lastValue, session.options,
      session.recorder.convention
    )
    var objects = planned.call.environment.objects(in: self)
    for case .object(let reference) in planned.places {
      objects.append((reference, session.heap[reference]))
    }
    defer {
      (session.globals, frame.slots, frame.numberNames, session.lastValue, session.options) =
        (kept.0, kept.1, kept.2, kept.3, kept.4)
      session.recorder.convention = kept.5
      for (reference, object) in objects { session.heap[reference] = object }
    }
    return try body()
  }

  /// Puts values in the places of others of the same numbers, wherever the session holds those.
  ///
  /// - Complexity: O(objects).
  private func replace(_ renamed: [Identity: Value]) {
    func new(_ object: Object) -> Object {
      guard case .tensor(let value) = object, let other = renamed[value.identity] else {
        return object
      }
      return .tensor(other)
    }
    func holds(_ object: Object) -> Bool {
      if case .tensor(let value) = object { renamed[value.identity] != nil } else { false }
    }
    for (name, object) in session.globals where holds(object) {
      session.globals[name] = new(object)
    }
    for (slot, object) in frame.slots.enumerated() {
      if let object, holds(object) { frame.slots[slot] = new(object) }
    }
    session.lastValue = session.lastValue.map(new)
    session.heap.replaceParts(where: holds, by: new)
  }
}

extension Heap {
  /// Replaces parts of lists, tuples, dicts and shared variables.
  ///
  /// - Complexity: O(objects and their parts).
  fileprivate mutating func replaceParts(
    where isOld: (Object) -> Bool, by transform: (Object) -> Object
  ) {
    for (id, object) in objects {
      switch object {
      case .list(let items) where items.contains(where: isOld):
        objects[id] = .list(items.map(transform))
      case .tuple(let items) where items.contains(where: isOld):
        objects[id] = .tuple(items.map(transform))
      case .dict(let entries) where entries.values.contains(where: { isOld($0.value) }):
        objects[id] = .dict(
          entries.mapValues { DictionaryEntry(key: $0.key, value: transform($0.value)) })
      case .cell(let content?) where isOld(content): objects[id] = .cell(transform(content))
      case .function(let function)
      where function.defaults.contains(where: { $0.map(isOld) == true }):
        objects[id] = .function(
          Function(
            definition: function.definition, defaults: function.defaults.map { $0.map(transform) },
            cells: function.cells))
      case .exception(let exception) where exception.arguments.contains(where: isOld):
        objects[id] = .exception(
          ExceptionObject(
            type: exception.type, arguments: exception.arguments.map(transform),
            failure: exception.failure))
      default: break
      }
    }
  }
}
