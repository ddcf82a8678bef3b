import Tensors

extension Recorder {
  /// The tangents of the targets for given tangents of the sources, by one forward pass.
  ///
  /// The tape is only read: it is neither closed nor used up, and may have been used up before.
  ///
  /// - Parameter caller: runs the operations that have a derivative of their own.
  /// - Throws: `noSuchTape`, `tangentMismatch`, and the errors of computing.
  public mutating func pushforward(
    of targets: [Value], along tangents: [(source: Source, tangent: Value)], on id: TapeID,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> [Gradient] {
    guard let tape = try tape(id)?.restored(isInterrupted: isInterrupted) else {
      throw .noSuchTape
    }
    for (source, tangent) in tangents {
      let types = (TensorType(tangent.tensor), TensorType(source.tensor))
      guard types.0 == types.1 else {
        throw .tangentMismatch(tangent: types.0, source: types.1)
      }
    }
    let known = tangents.map { (position: tape.position(of: $0.source), tangent: $0.tangent) }
      .filter { $0.position >= 0 }
    let ends = targets.map { tape.position(of: $0) }
    var results: [Value?] = ends.map { _ in nil }
    if let last = ends.max(), last >= 0, !known.isEmpty {
      results = try inScope(calling: caller) { scope throws(AutodiffError) in
        var sweep = ForwardSweep(
          tape, sources: known.map(\.position), last: Int(last), scope: scope)
        try sweep.run(known)
        return ends.map { $0 >= 0 ? sweep.tangent(at: $0) : nil }
      }
    }
    return zip(results, targets).map { result, target in
      if let result { return .value(result.identified) }
      let source = tangents.first?.source ?? Source(target)
      return .none(tape.cause(targets: [Target(target)], source: source))
    }
  }
}
