import Tensors

/// What is told where no path leads from the source to the target.
extension CauseSearch {
  func findingWithoutPath() throws(AutodiffError) -> NoneFinding {
    if let finding = try formerBinding() { return finding }
    if isComputedForTheQuestion { return NoneFinding(.newTensor) }
    if targets.count == 1, !targets[0].value.tensor.dtype.isFloatingPoint,
      tape?.records(targets[0].value.identity) != true
    {
      return NoneFinding(.notFloating(targets[0].value.tensor.dtype))
    }
    if let finding = try lostNumbers() { return finding }
    if let other = equalTensor { return NoneFinding(.equalTensor(other)) }
    let back = try LineageWalk(from: Array(origins), on: tape, recorder)
    if targets.contains(where: { back.visited.contains($0.value.identity) }) {
      return NoneFinding(.otherWayRound)
    }
    return NoneFinding(walk.isIncomplete ? .forgotten : .notConnected)
  }

  /// That the target was computed from what the source's name stood for before, or that the
  /// target's name stood for something that was computed from the source.
  private func formerBinding() throws(AutodiffError) -> NoneFinding? {
    if let name = names.source {
      let history = recorder.bindings.history(of: name)
      for former in history where !origins.contains(former.old) {
        let identities = recorder.identities(of: former.old, reading: nil, on: tape)
        guard !identities.isDisjoint(with: walk.visited) else { continue }
        return NoneFinding(
          .rebound(
            line: Int(former.line), isVariable: history.contains(where: \.isVariable),
            wasUsed: true), at: former.stamp)
      }
    }
    guard let name = names.target else { return nil }
    for former in recorder.bindings.history(of: name).prefix(CauseSearch.historyLimit)
    where !former.isVariable {
      let walk = try LineageWalk(from: [former.old], on: tape, recorder)
      guard !origins.contains(former.old) else { continue }
      if !origins.isDisjoint(with: walk.visited) {
        return NoneFinding(.targetRebound(line: Int(former.line)), at: former.stamp)
      }
    }
    return nil
  }

  /// Whether the source has no name and was computed in the line that asks, after the target.
  private var isComputedForTheQuestion: Bool {
    guard names.source == nil, source.reading == nil, recorder.line > 0,
      targets.allSatisfy({ $0.value.identity < source.identity })
    else { return false }
    return recorder.making(of: source.identity).map { $0.line == recorder.line } ?? false
  }

  /// How many earlier values of a target's name are followed back.
  private static let historyLimit = 8

  /// That numbers of the source became Python numbers before the target was computed from some.
  private func lostNumbers() throws(AutodiffError) -> NoneFinding? {
    guard recorder.hasNumbers, let last = walk.anonymousNumbers.max() else { return nil }
    for step in recorder.lineage.steps(.number).prefix(CauseSearch.historyLimit)
    where step.result < last {
      let walk = try LineageWalk(from: step.operands, on: tape, recorder)
      guard case .number(let words) = step.how, !origins.isDisjoint(with: walk.visited) else {
        continue
      }
      return NoneFinding(
        .leftTape(through: words, line: step.line, isCertain: false), at: step.result)
    }
    return nil
  }

  /// A watched tensor that the target was computed from and that has the source's numbers, or one
  /// that the source is a copy of.
  private var equalTensor: Identity? {
    for step in recorder.lineage.steps(of: source.identity) {
      guard case .departure(let words) = step.how, words.hasPrefix("copy") else { continue }
      if let copied = step.operands.first(where: walk.visited.contains) { return copied }
    }
    guard source.reading == nil, let tape, !tape.records(source.identity) else { return nil }
    return tape.leaves.ordered.first { leaf in
      let entry = tape.entries[Int(leaf.position)]
      return entry.kind == .watched && walk.visited.contains(leaf.identity)
        && entry.result.hasSameNumbers(as: source.tensor)
    }?.identity
  }
}
