import Tensors

extension Recorder {
  /// The Hessian of a target's sum by some sources: a row of blocks for each, and in it the second
  /// derivative by each, of the first source's shape followed by the second's.
  ///
  /// The tape is only read, and may have been used up before.
  ///
  /// Forward or reverse mode over reverse mode, all rows of a block in one pass.
  ///
  /// - Throws: `noSuchTape`, and the errors of computing.
  public func hessian(
    of target: Target, by sources: [Source], on id: TapeID,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> [[Gradient]] {
    var own = try copy(recordingOn: id)
    return try own.recordedHessian(of: target, by: sources, on: id, calling: caller)
  }

  /// The same, recorded where this recorder records; the tape has to be open and persistent.
  ///
  /// - Throws: as a gradient does.
  public mutating func recordedHessian(
    of target: Target, by sources: [Source], on id: TapeID,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> [[Gradient]] {
    var rows: [[Gradient]] = []
    for gradient in try gradient(of: [target], by: sources, on: id, calling: caller) {
      if case .value(let value) = gradient {
        rows.append(
          try jacobian(of: value, by: sources, on: id, zeroForUnconnected: true, calling: caller))
      } else {
        rows.append(sources.map { _ in gradient })
      }
    }
    return rows
  }

  /// The Hessian of a target's sum by a source, times a vector of the source's shape; the tape is
  /// only read, and may have been used up before.
  ///
  /// Forward mode over reverse mode: the Hessian itself is never there (B. Pearlmutter, "Fast exact
  /// multiplication by the Hessian", Neural Computation 6(1), 1994).
  ///
  /// - Throws: `noSuchTape`, `tangentMismatch`, and the errors of computing.
  public func hessianProduct(
    of target: Target, by source: Source, along tangent: Value, on id: TapeID,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> Gradient {
    let types = (TensorType(tangent.tensor), TensorType(source.tensor))
    guard types.0 == types.1 else { throw .tangentMismatch(tangent: types.0, source: types.1) }
    var own = try copy(recordingOn: id)
    return try own.recordedHessianProduct(
      of: target, by: source, along: tangent, on: id, calling: caller)
  }

  /// The same, recorded where this recorder records; the tape has to be open and persistent.
  ///
  /// - Throws: as a gradient does.
  public mutating func recordedHessianProduct(
    of target: Target, by source: Source, along tangent: Value, on id: TapeID,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> Gradient {
    let gradients = try gradient(of: [target], by: [source], on: id, calling: caller)
    guard case .value(let gradient) = gradients[0] else { return gradients[0] }
    let found = try pushforward(
      of: [gradient], along: [(source, tangent)], on: id, calling: caller)[0]
    guard case .none = found else { return found }
    // The gradient does not depend on the source.
    return .value(try zeros(like: source.tensor))
  }

  /// A recorder of its own with a copy of a tape that records again.
  private func copy(recordingOn id: TapeID) throws(AutodiffError) -> Recorder {
    guard let tape = try tape(id)?.restored(isInterrupted: isInterrupted) else {
      throw .noSuchTape
    }
    var own = Recorder()
    own.derivatives = derivatives
    own.isInterrupted = isInterrupted
    own.adopt(tape.openCopy())
    return own
  }
}

extension Tape {
  /// A tape with the same entries that is open and gives any number of answers.
  func openCopy() -> Tape {
    var copy = Tape(
      kind: .explicit, isPersistent: true, watchesVariables: false, name: name, id: id)
    copy.entries = entries
    copy.details = details
    copy.leaves = leaves
    copy.customOperations = customOperations
    copy.labels = labels
    copy.labelIndex = labelIndex
    return copy
  }
}
