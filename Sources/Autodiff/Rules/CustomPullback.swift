import Tensors

/// The derivative of an operation that is no primitive, in both modes.
struct CustomPullback {
  let operation: CustomOperation
  /// The operands, as the tape has them.
  let operands: [Value]
  let result: Value
  let scope: Scope

  /// What a cotangent of the result contributes to each operand's; nil where nothing passes.
  func parts(_ g: Term) throws(AutodiffError) -> [Term?] {
    guard g.hasRows else { return try call(g.value).map { $0.map(term) } }
    // Nobody knows what is inside, so that rows are taken one after another.
    let count = g.value.tensor.shape[0]
    var columns: [[Term?]] = operands.map { _ in [] }
    for row in 0..<count {
      if scope.recorder.isInterrupted?() == true { throw .interrupted }
      let one = g.physical.sliced([.index(row)])
      try scope.checkFailure()
      for (index, part) in try call(one.value).enumerated() {
        columns[index].append(part.map(term))
      }
    }
    return zip(columns, operands).map { rows, operand in
      guard rows.contains(where: { $0 != nil }) else { return nil }
      let whole = rows.map { $0 ?? scope.zeros(TensorType(operand.tensor)) }
      return scope.apply(Primitive.named("stack"), whole, [.integer(0)]).asRows
    }
  }

  /// The result's tangent: the transpose of the pullback, which is linear in the cotangent.
  ///
  /// With a cotangent u that is watched, ⟨pullback(u), t⟩ has the gradient J·t by u.
  func pushforward(_ tangents: [Term?]) throws(AutodiffError) -> Term? {
    if let rows = tangents.lazy.compactMap({ $0 }).first(where: \.hasRows) {
      let count = rows.value.tensor.shape[0]
      var results: [Term] = []
      for row in 0..<count {
        let one = tangents.map { tangent in
          tangent.map { $0.hasRows ? $0.physical.sliced([.index(row)]) : $0 }
        }
        try scope.checkFailure()
        guard let result = try pushforward(one) else { return nil }
        results.append(result)
      }
      guard !results.isEmpty else { return nil }
      return scope.apply(Primitive.named("stack"), results, [.integer(0)]).asRows
    }
    let tape = scope.recorder.openTape(
      kind: .transient, isPersistent: false, watchesVariables: false)
    defer { scope.recorder.dropTape(tape) }
    let zeros = scope.zeros(TensorType(result.tensor)).value
    try scope.checkFailure()
    let u = try scope.recorder.watch(Value(zeros.tensor), on: tape)
    var inner: Term?
    for (part, tangent) in zip(try parts(term(u)), tangents) {
      guard let part, let tangent else { continue }
      let product = (part * tangent).sum(axes: Array(0..<part.rank))
      inner = inner.map { $0 + product } ?? product
    }
    try scope.checkFailure()
    guard let inner else { return nil }
    let gradients = try scope.recorder.gradient(
      of: [Target(inner.value)], by: [Source(u)], on: tape, calling: scope.caller)
    guard case .value(let tangent)? = gradients.first else { return nil }
    return term(tangent)
  }

  private func call(_ cotangent: Value) throws(AutodiffError) -> [Value?] {
    guard let caller = scope.caller else { throw .noCaller(operation.name) }
    // A check runs in float64, and the user's function knows its own numbers only.
    let dtype = cotangent.tensor.dtype
    let own = operands.map { operand in
      operand.tensor.dtype == dtype ? term(operand).cast(to: operation.dtype).value : operand
    }
    let g = term(cotangent).cast(to: operation.dtype).value.identified
    try scope.checkFailure()
    let parts = try caller.cotangents(
      of: operation, operands: own, for: g, recorder: &scope.recorder)
    precondition(parts.count == operands.count, "one cotangent for each operand")
    return zip(parts, operands).map { part, operand in
      part.map { term($0).cast(to: operand.tensor.dtype).value }
    }
  }

  private func term(_ value: Value) -> Term { Term(value: value, scope: scope) }
}

extension Tape {
  /// The derivative of an entry that is no primitive's; nil for a primitive's.
  func customPullback(of entry: Entry, in scope: Scope) -> CustomPullback? {
    guard let operation = custom(entry) else { return nil }
    return CustomPullback(
      operation: operation, operands: operands(of: entry).map { value(at: Int($0)) },
      result: value(of: entry), scope: scope)
  }
}
