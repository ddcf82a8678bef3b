import Autodiff
import Tensors

/// The rounds of one run of a loop.
final class LoopRounds {
  /// The loop's head, which is evaluated in each round; empty where it is not.
  let head: SourceRange
  /// The name that is bound before each round; nil where something else happens there.
  let target: String?
  fileprivate var count = 0
  fileprivate var plan: LoopPlan?
  /// Whether there is no plan for it to have.
  fileprivate var isShut = false
  /// How many rounds came one after the other from the plan of the whole body.
  fileprivate var consecutiveReplays = 0
  /// Whether what a round leaves need not be left before the next one.
  fileprivate var mayChain = false

  init(head: SourceRange = SourceRange(0, 0), target: String? = nil) {
    self.head = head
    self.target = target
  }
}

/// Loops whose bodies run again and again: what stands between `print` and `append` comes from
/// plans, as functions do that are differentiated again and again.
///
/// The last round that came from a plan is run as written when the loop ends, from what it started
/// with: its tape is there then, and what it computed is what that tape knows.
extension Evaluator {
  /// Runs a loop, which runs its body by `executeRound`.
  func withRounds<R>(_ rounds: LoopRounds, _ loop: (LoopRounds) throws -> R) throws -> R {
    let result: R
    do {
      result = try loop(rounds)
    } catch {
      // What the loop failed with is told first; a failure to bring its last tape back is not.
      try? finish(rounds)
      throw error
    }
    try finish(rounds)
    return result
  }

  private func finish(_ rounds: LoopRounds) throws {
    guard let plan = rounds.plan else { return }
    defer {
      plan.isTaken = false
      plan.frame = nil
    }
    try settle(plan)
    // A short loop is left to the one around it.
    if rounds.count < LoopPlan.fewestRounds { plan.state = .refused }
  }

  /// Runs a loop's body once more.
  func executeRound(_ body: [Statement], of rounds: LoopRounds) throws -> Flow {
    rounds.count &+= 1
    if rounds.count == 1 || rounds.isShut { return try execute(body) }
    guard mayPlan, frame.scopes.isEmpty else {
      if let plan = rounds.plan { try settle(plan) }
      return try execute(body)
    }
    guard let plan = rounds.plan ?? take(body, for: rounds) else { return try execute(body) }
    switch plan.state {
    case .refused:
      rounds.isShut = true
      try settle(plan)
      return try execute(body)
    case .watched(let notes): return try watch(body, notes, plan)
    case .parts(let parts):
      if parts.count == 1, case .segment(let segment) = parts[0] {
        return try executeWhole(segment, of: plan, rounds)
      }
      for part in parts {
        let flow: Flow
        switch part {
        case .written(let statements): flow = try execute(statements)
        case .segment(let segment): flow = try execute(segment, of: plan)
        }
        if case .normal = flow { continue }
        return flow
      }
      return .normal
    }
  }

  private func take(_ body: [Statement], for rounds: LoopRounds) -> LoopPlan? {
    guard let key = loopKey(body),
      let plan = plans.loop(key, or: { LoopPlan(body, head: rounds.head) }), !plan.isTaken
    else {
      rounds.isShut = true
      return nil
    }
    plan.isTaken = true
    plan.frame = frame
    rounds.plan = plan
    return plan
  }

  private func loopKey(_ body: [Statement]) -> LoopKey? {
    body.first.map { LoopKey(source: ObjectIdentifier(frame.source), start: $0.range.start) }
  }

  // MARK: Watching

  /// Runs a round as written, statement by statement, and notes what each reads and leaves.
  private func watch(
    _ body: [Statement], _ notes: [[StatementNote]], _ plan: LoopPlan
  ) throws -> Flow {
    let newest = session.heap.newest
    var found: [StatementNote] = []
    for (index, statement) in body.enumerated() {
      // What is known to run as written may come to plans of the functions that it calls.
      let isWritten = notes.first?[index].isPlain == false
      let (flow, note) =
        isWritten ? (try execute([statement]), .written) : try watched(statement, newest)
      guard case .normal = flow else {
        plan.failures += 1
        if plan.failures > 4 { plan.state = .refused }
        return flow
      }
      found.append(note)
    }
    guard let first = notes.first else {
      plan.state = .watched([found])
      return .normal
    }
    let parts = LoopPlan.parts(of: body, first, found)
    let hasSegments = parts.contains { if case .segment = $0 { true } else { false } }
    plan.state = hasSegments ? .parts(parts) : .refused
    return .normal
  }

  private func watched(
    _ statement: Statement, _ newest: UInt64
  ) throws -> (Flow, StatementNote) {
    // A loop that has plans of its own is left to them.
    if let inner = statement.loopBody, let key = loopKey(inner), plans.hasParts(key) {
      return (try execute([statement]), .written)
    }
    let log = ReadLog(newestID: newest, statementsIn: ObjectIdentifier(frame))
    let (flow, refusal, demand) = try logging(in: log) { try execute([statement]) }
    let isLong = statement.loopBody != nil && demand.steps > LoopPlan.innerSteps
    return (flow, StatementNote(reads: log.reads, isPlain: refusal == nil && !isLong))
  }

  // MARK: Segments

  /// Runs a segment that is the whole body.
  private func executeWhole(
    _ segment: LoopSegment, of plan: LoopPlan, _ rounds: LoopRounds
  ) throws -> Flow {
    if rounds.mayChain, try continueChain(of: segment) { return .normal }
    let replays = segment.replays
    let flow = try execute(segment, of: plan)
    rounds.consecutiveReplays = segment.replays == replays ? 0 : rounds.consecutiveReplays + 1
    // What a round reads that was left by one as written, and one from the plan, is found to fit.
    switch rounds.consecutiveReplays {
    case 0: rounds.mayChain = false
    case 2: rounds.mayChain = mayChain(segment, rounds)
    default: break
    }
    return flow
  }

  private func execute(_ segment: LoopSegment, of plan: LoopPlan) throws -> Flow {
    switch segment.state {
    case .refused: return try executeAsWritten(segment, of: plan)
    case .new: return try discover(segment, of: plan)
    case .discovered(let environment, let places, let demand):
      var reader = NestReader(self)
      guard environment.read(&reader) else { return try discoverAgain(segment, of: plan) }
      do {
        let made = try planned(
          segment, environment, places, demand, on: reader.tensors, of: plan)
        segment.state = .planned(made)
        segment.functionCount = functionCount
        options.planObserver?(.made(steps: made.call.plan.stepCount))
        return try replay(made, on: reader.tensors, segment, of: plan)
      } catch let refusal as PlanRefusal {
        refuse(segment, of: plan, refusal)
        return try executeAsWritten(segment, of: plan)
      }
    case .planned(let planned):
      var reader = NestReader(self)
      guard planned.call.environment.read(&reader), planned.call.fits(reader.tensors) else {
        return try discoverAgain(segment, of: plan)
      }
      // A function may have come to be since that sees the tape.
      if segment.functionCount != functionCount {
        segment.functionCount = functionCount
        guard areTapesUnseen(planned.tapePlaces, of: segment, in: plan) else {
          refuse(segment, of: plan, .environment)
          return try executeAsWritten(segment, of: plan)
        }
      }
      return try replay(planned, on: reader.tensors, segment, of: plan)
    }
  }

  private func executeAsWritten(_ segment: LoopSegment, of plan: LoopPlan) throws -> Flow {
    // What it reads of its last round is to be what that round would have left.
    if segment.last != nil { try settle(plan) }
    return try execute(segment.statements)
  }

  private func refuse(_ segment: LoopSegment, of plan: LoopPlan, _ refusal: PlanRefusal) {
    segment.state = .refused
    options.planObserver?(.refused(refusal))
    guard case .parts(let parts) = plan.state else { return }
    let isHopeless = parts.allSatisfy { part in
      guard case .segment(let segment) = part else { return true }
      if case .refused = segment.state { return true }
      return false
    }
    if isHopeless { plan.state = .refused }
  }

  /// Runs a segment as written, and notes what it reads and leaves.
  private func discover(_ segment: LoopSegment, of plan: LoopPlan) throws -> Flow {
    let log = ReadLog(
      newestID: session.heap.newest, statementsIn: ObjectIdentifier(frame))
    // What was left to be run as written is no part of what is noted.
    if segment.last != nil { try settle(plan) }
    let (flow, refusal, demand) = try logging(in: log) { try execute(segment.statements) }
    guard case .normal = flow else {
      refuse(segment, of: plan, .differs)
      return flow
    }
    if let refusal {
      refuse(segment, of: plan, refusal)
    } else if let environment = CallEnvironment(log, containers: [], self) {
      segment.state = .discovered(environment, log.reads.places, demand)
    } else {
      refuse(segment, of: plan, .environment)
    }
    return flow
  }

  private func discoverAgain(_ segment: LoopSegment, of plan: LoopPlan) throws -> Flow {
    segment.misses += 1
    guard segment.misses <= Self.mostMisses else {
      refuse(segment, of: plan, .changes)
      return try executeAsWritten(segment, of: plan)
    }
    return try discover(segment, of: plan)
  }

  /// Computes a segment from its plan; as written where the plan cannot tell what happens.
  private func replay(
    _ planned: PlannedSegment, on inputs: [Value], _ segment: LoopSegment, of plan: LoopPlan
  ) throws -> Flow {
    let demand = planned.call.demand
    if let mostSteps, steps + demand.steps > mostSteps {
      return try executeAsWritten(segment, of: plan)
    }
    if depth + demand.depth > options.maximumDepth || isTracked(inputs) {
      return try executeAsWritten(segment, of: plan)
    }
    try pollInterruption()
    session.recorder.line = planned.line
    let tensors: [Tensor]
    do throws(AutodiffError) {
      var memory = PlanMemory()
      tensors = try session.recorder.compute(
        planned.call.plan, on: inputs.map(\.tensor), in: &memory)
    } catch {
      // What fails is told by the statements themselves, with its place.
      if error == .interrupted { throw error }
      return try executeAsWritten(segment, of: plan)
    }
    statement = planned.statement
    departures.statementStart = departures.count
    try leave(tensors, from: inputs, of: planned, segment)
    steps += demand.steps
    segment.replays &+= 1
    if plan.pending.last !== segment {
      plan.pending.removeAll { $0 === segment }
      plan.pending.append(segment)
    }
    options.planObserver?(.replayed)
    return .normal
  }
}

extension Statement {
  /// The body of a loop.
  fileprivate var loopBody: [Statement]? {
    switch kind {
    case .forLoop(_, _, let body, _), .whileLoop(_, let body, _): body
    default: nil
    }
  }
}
