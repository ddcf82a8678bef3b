import Autodiff
import HashTreeCollections

/// Making plans of segments of loops.
extension Evaluator {
  /// The plan of a segment.
  ///
  /// - Parameter inputs: the environment's tensors, as they are now.
  /// - Throws: a `PlanRefusal` where there can be none, an interruption.
  func planned(
    _ segment: LoopSegment, _ environment: CallEnvironment, _ places: [LeftPlace],
    _ demand: Demand, on inputs: [Value], of loop: LoopPlan
  ) throws -> PlannedSegment {
    let statements = segment.statements
    guard let start = statements.first?.range, let end = statements.last?.range else {
      throw PlanRefusal.program
    }
    session.recorder.line = frame.lines.line(at: start.start)
    let line = session.recorder.line
    var reader = NestReader(self)
    guard let signature = CallSignature(CallArguments(), &reader) else {
      throw PlanRefusal.environment
    }
    let frame = ObjectIdentifier(frame)
    var tapes: [Bool]?
    var words: [Reference: String] = [:]
    let recording = CallRecording(
      self, signature, [], environment, [],
      log: { ReadLog(newestID: $0, statementsIn: frame) }
    ) { [unowned self] _ in
      let left = try left(by: statements, at: places)
      words.merge(left.words) { $1 }
      if let tapes, tapes != left.isTape { throw PlanRefusal.differs }
      tapes = left.isTape
      return makeTuple(zip(left.objects, left.isTape).map { $1 ? .none : $0 })
    }
    let call = try recording.plannedCall(on: inputs, demand, valuesStandFirst: false)
    guard case .tuple(let nests, _) = call.result, let tapes, nests.count == places.count,
      call.plan.operationCount >= LoopPlan.fewestOperations
    else { throw PlanRefusal.program }
    let tapePlaces = zip(places, tapes).filter(\.1).map(\.0)
    guard areTapesUnseen(tapePlaces, of: segment, in: loop) else { throw PlanRefusal.environment }
    let leftNests = zip(nests, tapes).map { $1 ? nil : $0 }
    return PlannedSegment(
      call: call, places: places, nests: leftNests,
      tapePlaces: tapePlaces, words: words,
      line: line, statement: end, succession: Succession(call, places, leftNests))
  }

  /// Runs statements, and gives what they leave.
  private func left(
    by statements: [Statement], at places: [LeftPlace]
  ) throws -> (objects: [Object], isTape: [Bool], words: [Reference: String]) {
    let newest = session.heap.newest
    assignmentWords = [:]
    defer { assignmentWords = nil }
    guard case .normal = try execute(statements),
      session.heap.readLog.map({ Set($0.reads.places) }) == Set(places)
    else { throw PlanRefusal.differs }
    let objects = try places.map { place in
      guard let object = object(at: place) else { throw PlanRefusal.result }
      return object
    }
    let isTape = objects.map { object in
      if case .reference(let reference) = object {
        return reference.kind == .tape && newest < reference.id
      }
      return false
    }
    return (objects, isTape, assignmentWords ?? [:])
  }

  /// Whether nothing that runs as written in a loop's rounds can see the tapes that a segment
  /// leaves: no other statement and no function mentions their names.
  func areTapesUnseen(
    _ places: [LeftPlace], of segment: LoopSegment, in loop: LoopPlan
  ) -> Bool {
    places.allSatisfy { isUnseen($0, of: segment, in: loop) }
  }

  private func isUnseen(
    _ place: LeftPlace, of segment: LoopSegment, in loop: LoopPlan
  ) -> Bool {
    let name: String
    switch place {
    case .name(let global): name = global
    case .local(let slot): name = frame.layout?.definition.locals[slot] ?? ""
    case .object, .lastValue: return false
    }
    let ranges = loop.statements(besides: segment).map(\.range) + [loop.head]
    guard ranges.allSatisfy({ text(at: $0)?.mentions(name) == false }) else { return false }
    if case .local = place { return true }
    return session.heap.objects.values.allSatisfy { object in
      guard case .function(let function) = object else { return true }
      let definition = function.definition
      let text = definition.text
      // A function within it may mean the global name all the same.
      return !text.mentions(name)
        || definition.locals.contains(name) && !text.mentions("global")
    }
  }
}

extension LoopPlan {
  /// How many operations a plan has at least that is worth comparing what it reads.
  static let fewestOperations = 3
}

extension String {
  /// Whether a name stands in a text, be it in a comment.
  fileprivate func mentions(_ name: String) -> Bool {
    let (text, name) = (Array(utf8), Array(name.utf8))
    guard !name.isEmpty, text.count >= name.count else { return false }
    func isPart(_ place: Int) -> Bool {
      text.indices.contains(place) && text[place].isIdentifierByte
    }
    return (0...(text.count - name.count)).contains { start in
      text[start..<(start + name.count)].elementsEqual(name) && !isPart(start - 1)
        && !isPart(start + name.count)
    }
  }
}
