import Autodiff
import Tensors

/// Rounds that are planned as a whole and follow one another: what one leaves is what the next
/// starts with, so that nothing need be looked up, compared or bound in between.
extension Evaluator {
  /// Whether the rounds of a segment that is a whole body may follow one another: nothing else is
  /// bound between them, and what they leave takes little memory.
  func mayChain(_ segment: LoopSegment, _ rounds: LoopRounds) -> Bool {
    guard case .planned(let planned) = segment.state, planned.succession != nil,
      let last = segment.last, let place = rounds.target.flatMap(place(boundBy:)),
      !planned.places.contains(place), !planned.call.environment.readPlaces.contains(place)
    else { return false }
    return last.outputs.reduce(0) { $0 + $1.tensor.byteCount } <= SegmentChain.mostBytes
  }

  /// Where an assignment to a name leaves something; nil where functions share it.
  private func place(boundBy name: String) -> LeftPlace? {
    guard let layout = frame.layout else { return .name(name) }
    guard let slot = layout.slots[name] else {
      return frame.cells[name] == nil ? .name(name) : nil
    }
    return layout.isShared[slot] ? nil : .local(slot)
  }

  /// Computes a round from what the one before it gave.
  ///
  /// - Returns: whether it did; else the chain has ended.
  func continueChain(of segment: LoopSegment) throws -> Bool {
    guard case .planned(let planned) = segment.state, let succession = planned.succession,
      let start = segment.last
    else { return false }
    let demand = planned.call.demand
    let isWithinLimits =
      mostSteps.map { steps + demand.steps <= $0 } != false
      && depth + demand.depth <= options.maximumDepth
    guard isWithinLimits, !session.recorder.isRecording else {
      try endChain(of: segment)
      return false
    }
    try pollInterruption()
    session.recorder.line = planned.line
    var chain = segment.chain ?? SegmentChain()
    segment.chain = nil
    let inputs =
      chain.last.map { succession.inputs(behind: $0.inputs, $0.outputs) }
      ?? succession.inputs(behind: start.inputs, start.outputs).map(\.tensor)
    do throws(AutodiffError) {
      let outputs = try session.recorder.compute(
        planned.call.plan, on: inputs, in: &chain.memory)
      chain.append(SegmentChain.Round(inputs: inputs, outputs: outputs))
      segment.chain = chain
    } catch {
      segment.chain = chain
      if error == .interrupted { throw error }
      // What fails is told by the statements themselves, with its place.
      try endChain(of: segment)
      return false
    }
    statement = planned.statement
    departures.statementStart = departures.count
    steps += demand.steps
    options.planObserver?(.followed)
    return true
  }

  /// Leaves in the session what the last two rounds of a chain would have left there; of those
  /// before it is noted what came from what.
  func endChain(of segment: LoopSegment) throws {
    guard let chain = segment.chain else { return }
    segment.chain = nil
    guard case .planned(let planned) = segment.state, let succession = planned.succession,
      let start = segment.last
    else { return }
    let outer = session.recorder.line
    defer { session.recorder.line = outer }
    session.recorder.line = planned.line
    var inputs = succession.inputs(behind: start.inputs, start.outputs)
    if let former = chain.former, chain.count > 2 {
      inputs = passed(chain.count - 2, from: inputs, to: former, planned, succession)
    }
    for case let round? in [chain.former, chain.last] {
      try leave(round.outputs, from: inputs, of: planned, segment)
      guard let last = segment.last else { return }
      inputs = succession.inputs(behind: last.inputs, last.outputs)
    }
  }

  /// The inputs of a round before which some rounds passed that left nothing.
  private func passed(
    _ rounds: Int, from inputs: [Value], to round: SegmentChain.Round, _ planned: PlannedSegment,
    _ succession: Succession
  ) -> [Value] {
    let sources = succession.inputs(behindRounds: rounds)
    var values: [Int: Value] = [:]
    return inputs.indices.map { place in
      guard let output = succession.outputs[place] else { return inputs[place] }
      // Two inputs may be one value.
      if let known = values[output] { return known }
      let value = Value(round.inputs[place]).asArray(inputs[place].isArray)
      if let origin = planned.call.origins[output] {
        session.recorder.note(value, from: inputs, by: origin.behind(sources[place]))
      }
      values[output] = value
      return value
    }
  }
}
