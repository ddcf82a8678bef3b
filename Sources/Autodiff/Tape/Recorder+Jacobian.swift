import Tensors

extension Recorder {
  /// Which way derivatives are carried through a tape.
  public enum Mode: Sendable, Hashable {
    /// Tangents, from the sources on.
    case forward
    /// Cotangents, from the target back.
    case reverse
  }

  /// The Jacobian of a target by each source: the derivative of every element by every element, of
  /// the target's shape followed by the source's.
  ///
  /// One pass carries all rows at once. It goes forward where the sources have fewer elements than
  /// the target, else backward; `mode` decides otherwise. The tape is used as for a gradient.
  ///
  /// - Throws: as `gradient(of:by:on:)`; `primitive` where the rows find no memory.
  public mutating func jacobian(
    of target: Value, by sources: [Source], on id: TapeID, mode: Mode? = nil,
    zeroForUnconnected: Bool = false, calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> [Gradient] {
    let jacobians = try using(id) { recorder, tape throws(AutodiffError) in
      let jacobians = Jacobians(target, sources, tape, mode)
      let found = try recorder.inScope(calling: caller) { scope throws(AutodiffError) in
        try jacobians.compute(in: scope)
      }
      return try recorder.answers(
        found, for: sources, target, tape, zeroForUnconnected: zeroForUnconnected
      ) { target.tensor.shape + $0.tensor.shape }
    }
    noteGradients(jacobians, of: [Target(target)], by: sources, on: id)
    return jacobians
  }

  /// The Jacobians of the examples of a batch: for a target of shape `[n] + a` and a source of
  /// shape `[n] + b` of which example i of the one depends on example i of the other alone, the
  /// derivatives of shape `[n] + a + b`, as `tf.GradientTape.batch_jacobian` has them.
  ///
  /// - Throws: as `jacobian`; `batchesDiffer`.
  public mutating func batchJacobian(
    of target: Value, by source: Source, on id: TapeID, zeroForUnconnected: Bool = false,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> Gradient {
    let (shape, other) = (target.tensor.shape, source.tensor.shape)
    guard let batch = shape.first, batch == other.first else {
      throw .batchesDiffer(target: shape, source: other)
    }
    return try using(id) { recorder, tape throws(AutodiffError) in
      let jacobians = BatchJacobian(target, source, tape)
      let found = try recorder.inScope(calling: caller) { scope throws(AutodiffError) in
        [try jacobians.compute(in: scope)]
      }
      return try recorder.answers(
        found, for: [source], target, tape, zeroForUnconnected: zeroForUnconnected
      ) { shape + $0.tensor.shape.dropFirst() }[0]
    }
  }

  /// Runs a pass in a scope that records where this recorder does.
  @inline(__always)
  mutating func inScope<R>(
    calling caller: (any CustomCaller)?,
    _ body: (Scope) throws(AutodiffError) -> R
  ) throws(AutodiffError) -> R {
    let scope = Scope(Recorder(), caller)
    // Where the result comes from is noted as a whole.
    let noted = keepsLineage
    keepsLineage = false
    swap(&self, &scope.recorder)
    defer {
      swap(&self, &scope.recorder)
      keepsLineage = noted
    }
    let result = try body(scope)
    try scope.checkFailure()
    return result
  }

  /// What was found for each source, or zeros, or None with its cause.
  private mutating func answers(
    _ found: [Value?], for sources: [Source], _ target: Value, _ tape: Tape,
    zeroForUnconnected: Bool, shape: (Source) -> [Int]
  ) throws(AutodiffError) -> [Gradient] {
    var result: [Gradient] = []
    for (value, source) in zip(found, sources) {
      if let value {
        result.append(.value(value.identified))
      } else if zeroForUnconnected {
        result.append(
          .value(
            Value(
              try computed { () throws(TensorError) in
                try Tensor.zeros(shape(source), source.dtype)
              })))
      } else {
        result.append(.none(tape.cause(targets: [Target(target)], source: source)))
      }
    }
    return result
  }
}

/// The passes of a Jacobian.
private struct Jacobians {
  let target: Value
  let sources: [Source]
  let tape: Tape
  let mode: Recorder.Mode
  /// Where the tape holds the target and the sources, or -1.
  private let end: Int32
  private let starts: [Int32]

  init(_ target: Value, _ sources: [Source], _ tape: Tape, _ mode: Recorder.Mode?) {
    self.target = target
    self.sources = sources
    self.tape = tape
    end = target.tensor.dtype.isFloatingPoint ? tape.position(of: target) : -1
    let starts = sources.map { tape.position(of: $0) }
    self.starts = starts
    let count = zip(sources, starts).reduce(0) { $1.1 >= 0 ? $0 + $1.0.tensor.count : $0 }
    self.mode = mode ?? (count < target.tensor.count ? .forward : .reverse)
  }

  /// The Jacobian by each source; nil where there is none.
  func compute(in scope: Scope) throws(AutodiffError) -> [Value?] {
    guard end >= 0, starts.contains(where: { $0 >= 0 }) else { return sources.map { _ in nil } }
    return mode == .reverse ? try reverse(scope) : try forward(scope)
  }

  private func reverse(_ scope: Scope) throws(AutodiffError) -> [Value?] {
    let known = starts.filter { $0 >= 0 }
    let shape = target.tensor.shape
    let count = target.tensor.count
    var sweep = ReverseSweep(tape, sources: known, last: Int(end), scope: scope, rows: count)
    let seed = try scope.identity(count, target.tensor.dtype).reshaped(to: [count] + shape)
    try scope.checkFailure()
    try sweep.seed(seed.value, at: end)
    let cotangents = try sweep.run(sources: known)
    var next = 0
    var result: [Value?] = []
    for (source, start) in zip(sources, starts) {
      var found: Value?
      if start >= 0 {
        found = cotangents[next].map { value in
          Term(value: value, scope: scope).reshaped(to: shape + source.tensor.shape).value
        }
        next += 1
      }
      result.append(found)
    }
    return result
  }

  private func forward(_ scope: Scope) throws(AutodiffError) -> [Value?] {
    var result: [Value?] = []
    for (source, start) in zip(sources, starts) {
      guard start >= 0 else {
        result.append(nil)
        continue
      }
      let count = source.tensor.count
      var sweep = ForwardSweep(
        tape, sources: [start], last: Int(end), scope: scope, rows: count)
      let seed = try scope.identity(count, source.dtype)
        .reshaped(to: [count] + source.tensor.shape)
      try scope.checkFailure()
      try sweep.run([(start, seed.value)])
      result.append(
        sweep.tangent(at: end).map { tangent in
          // The rows become the last axis.
          let columns = Array(1..<(target.tensor.rank + 1)) + [0]
          return Term(value: tangent, scope: scope).transposed(columns)
            .reshaped(to: target.tensor.shape + source.tensor.shape).value
        })
    }
    return result
  }
}

/// The pass of a batch of Jacobians: one row for each element of an example, all examples at once.
private struct BatchJacobian {
  let target: Value
  let source: Source
  let tape: Tape

  init(_ target: Value, _ source: Source, _ tape: Tape) {
    self.target = target
    self.source = source
    self.tape = tape
  }

  func compute(in scope: Scope) throws(AutodiffError) -> Value? {
    let end = target.tensor.dtype.isFloatingPoint ? tape.position(of: target) : -1
    let start = tape.position(of: source)
    guard end >= 0, start >= 0 else { return nil }
    let (outer, inner) = (target.tensor.shape, source.tensor.shape)
    let counts = (outer.dropFirst().reduce(1, *), inner.dropFirst().reduce(1, *))
    let isReverse = counts.0 <= counts.1
    let (rows, shape) = isReverse ? (counts.0, outer) : (counts.1, inner)
    let dtype = isReverse ? target.tensor.dtype : source.dtype
    let seed = try scope.identity(rows, dtype).reshaped(to: [rows, 1, rows])
      .broadcast(to: [rows, shape[0], rows]).reshaped(to: [rows] + shape).value
    try scope.checkFailure()
    var found: Value?
    if isReverse {
      var sweep = ReverseSweep(tape, sources: [start], last: Int(end), scope: scope, rows: rows)
      try sweep.seed(seed, at: end)
      found = try sweep.run(sources: [start])[0]
    } else {
      var sweep = ForwardSweep(tape, sources: [start], last: Int(end), scope: scope, rows: rows)
      try sweep.run([(start, seed)])
      found = sweep.tangent(at: end)
    }
    guard let found else { return nil }
    let whole = Term(value: found, scope: scope)
    // The rows stand behind the batch; in forward mode behind the target's axes as well.
    let axes = Array(1..<whole.rank)
    let order = isReverse ? [1, 0] + axes.dropFirst() : axes + [0]
    return whole.transposed(order).reshaped(to: outer + inner.dropFirst()).value
  }
}

extension Scope {
  /// The identity matrix.
  fileprivate func identity(_ count: Int, _ dtype: DType) throws(AutodiffError) -> Term {
    term(
      try computed { () throws(TensorError) in
        try Tensor.eye(count, count, dtype)
      })
  }
}
