import Tensors

/// Where values were made, for the line and the mend of a None.
extension Recorder {
  /// How an operation made a value, as a tape or the lineage knows it; nil for what none made.
  func making(of identity: Identity) -> LineageStep? {
    let noted = lineage.steps(of: identity).first
    if let noted { return noted }
    return tapesNewestFirst.lazy.compactMap { tape in
      let position = tape.position(of: identity)
      return position >= 0 ? tape.lineageStep(at: Int(position)) : nil
    }.first
  }

  /// Where a value was made of Python numbers, or a Variable was created.
  func making(ofNumbers identity: Identity) -> LineageStep? {
    if let step = lineage.steps(of: identity).first, case .conversion = step.how { return step }
    return lineage.steps(.assignment).last { step in
      guard case .assignment(_, identity) = step.how else { return false }
      return true
    }
  }

  /// The line in which a value was computed, and the moment.
  public func computing(of identity: Identity) -> (line: Int, moment: Identity)? {
    making(of: identity).flatMap { $0.line > 0 ? ($0.line, $0.result) : nil }
  }

  /// What a source and targets were both computed from.
  public enum CommonOrigin: Sendable {
    case variable, value
  }

  /// Whether targets and a source were computed from a same value, and whether that was a
  /// variable's; nil where they were not.
  ///
  /// - Throws: `interrupted`.
  /// - Complexity: O(operations kept).
  public func commonOrigin(
    _ targets: [Target], _ source: Source
  ) throws(AutodiffError) -> CommonOrigin? {
    let ofTargets = try LineageWalk(from: targets.map(\.value.identity), on: nil, self)
    let ofSource = try LineageWalk(from: [source.identity], on: nil, self)
    let common = ofTargets.visited.intersection(ofSource.visited)
    guard !common.isEmpty else { return nil }
    let isVariable = lineage.steps(.assignment).contains { common.contains($0.result) }
    return isVariable ? .variable : .value
  }

  /// The tape that gave a gradient, if it is still there.
  public func giver(ofGradient identity: Identity) -> TapeID? {
    for step in lineage.steps(of: identity) {
      guard case .gradient(let giver) = step.how else { continue }
      return tapesNewestFirst.first { $0.id.identity == giver }?.id
    }
    return nil
  }

  /// Whether a tape could have recorded a gradient, had it recorded then: it has what the gradient
  /// is of, and is not used up by giving it.
  public func couldRecord(gradient identity: Identity, on id: TapeID) -> Bool {
    guard let tape = tape(id) else { return false }
    return lineage.steps(of: identity).contains { step in
      guard case .gradient(let giver) = step.how else { return false }
      return (giver != id.identity || tape.isPersistent)
        // The source stands first.
        && step.operands.dropFirst().contains { tape.records($0) }
    }
  }
}
