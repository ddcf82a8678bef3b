import Tensors

extension Recorder {
  /// The Hessian of a target's sum by a source, of the source's shape twice; the tape is only read,
  /// and may have been used up before.
  ///
  /// Forward or reverse mode over reverse mode, all rows in one pass.
  ///
  /// - Throws: `noSuchTape`, and the errors of computing.
  public func hessian(
    of target: Target, by source: Source, on id: TapeID, calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> Gradient {
    try onGradient(of: target, by: source, on: id, calling: caller) {
      recorder, gradient throws(AutodiffError) in
      let jacobians = try recorder.jacobian(
        of: gradient, by: [source], on: id, zeroForUnconnected: true, calling: caller)
      return jacobians[0]
    }
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
    return try onGradient(of: target, by: source, on: id, calling: caller) {
      recorder, gradient throws(AutodiffError) in
      let tangents = try recorder.pushforward(
        of: [gradient], along: [(source, tangent)], on: id, calling: caller)
      guard case .none = tangents[0] else { return tangents[0] }
      // The gradient does not depend on the source.
      return .value(try recorder.zeros(like: source.tensor))
    }
  }

  /// Calls `body` with a recorder of its own on whose copy of the tape the gradient is recorded.
  private func onGradient(
    of target: Target, by source: Source, on id: TapeID, calling caller: (any CustomCaller)?,
    _ body: (inout Recorder, Value) throws(AutodiffError) -> Gradient
  ) throws(AutodiffError) -> Gradient {
    guard let tape = try tape(id)?.restored(isInterrupted: isInterrupted) else {
      throw .noSuchTape
    }
    var own = Recorder()
    own.derivatives = derivatives
    own.isInterrupted = isInterrupted
    own.adopt(tape.openCopy())
    let gradients = try own.gradient(of: [target], by: [source], on: id, calling: caller)
    guard case .value(let gradient) = gradients[0] else { return gradients[0] }
    return try body(&own, gradient)
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
