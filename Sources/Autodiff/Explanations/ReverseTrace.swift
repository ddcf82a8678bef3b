import Tensors

/// A reverse pass that was recorded itself, so that it can be read operation by operation.
///
/// The tape that is asked is only read: it is neither closed nor used up, and nothing that the pass
/// computes is recorded on it.
struct ReverseTrace {
  /// The tape that was asked, with all its values.
  let tape: Tape
  /// What the pass computed, on a tape of its own.
  let trace: Tape
  /// The cotangent of each target.
  let seeds: [Value]
  /// The positions of the tape that derivatives reached, the last first, with their cotangents.
  let cotangents: [(position: Int, cotangent: Value)]
  /// The positions of the targets and of the sources; -1 where the tape does not hold one.
  let targets: [Int]
  let sources: [Int]

  /// Runs the pass from the targets to the sources.
  ///
  /// - Throws: `noSuchTape`, `seedMismatch`, and the errors of computing.
  init(
    of targets: [Target], by sources: [Source], on id: TapeID, _ recorder: Recorder,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) {
    guard let found = recorder.tape(id) else { throw .noSuchTape }
    let tape = try found.restored(isInterrupted: recorder.isInterrupted)
    self.tape = tape
    self.targets = targets.map { target in
      target.value.tensor.dtype.isFloatingPoint ? Int(tape.position(of: target.value)) : -1
    }
    self.sources = sources.map { Int(tape.position(of: $0)) }
    var own = Recorder()
    own.derivatives = recorder.derivatives
    own.isInterrupted = recorder.isInterrupted
    let trace = own.openTape(kind: .explicit, isPersistent: true, watchesVariables: false)
    let last = self.targets.max() ?? -1
    // What the rules compute with is watched, so that what they make of it is recorded.
    for position in 0..<max(last + 1, 0) {
      let value = tape.value(at: position)
      // A number of a rule's own has no identity to be found by.
      guard value.tensor.dtype.isFloatingPoint, value.identity != .anonymous else { continue }
      _ = try own.watch(value, on: trace)
    }
    var seeds: [Value] = []
    for target in targets {
      let seed: Value
      if let given = try target.checkedSeed() {
        seed = given
      } else {
        seed = Value(try Tensor.ones(target.value.tensor))
      }
      seeds.append(
        seed.tensor.dtype.isFloatingPoint
          ? try own.watch(Value(seed.tensor), on: trace) : seed)
    }
    self.seeds = seeds
    let known = self.sources.filter { $0 >= 0 }.map { Int32($0) }
    let scope = Scope(own, caller)
    var cotangents: [(position: Int, cotangent: Value)] = []
    if last >= 0, !known.isEmpty {
      var sweep = ReverseSweep(tape, sources: known, last: last, scope: scope)
      sweep.keepsCotangents = true
      for (seed, position) in zip(seeds, self.targets) where position >= 0 {
        try sweep.seed(seed, at: Int32(position))
      }
      _ = try sweep.run(sources: known)
      cotangents = sweep.keptCotangents
    }
    self.cotangents = cotangents
    guard let made = scope.recorder.tape(trace) else { throw .noSuchTape }
    self.trace = made
  }
}

extension Target {
  /// The seed that was given.
  ///
  /// - Throws: `seedMismatch` where it has not the target's shape and element type.
  func checkedSeed() throws(AutodiffError) -> Value? {
    guard let seed else { return nil }
    let type = TensorType(value.tensor)
    guard TensorType(seed.tensor) == type else {
      throw .seedMismatch(seed: TensorType(seed.tensor), target: type)
    }
    return seed
  }
}

extension Tensor {
  /// Ones of another tensor's shape and element type.
  fileprivate static func ones(_ other: Tensor) throws(AutodiffError) -> Tensor {
    do throws(TensorError) {
      return try Tensor.ones(other.shape, other.dtype)
    } catch {
      throw .primitive("ones", operands: [TensorType(other)], error)
    }
  }
}
