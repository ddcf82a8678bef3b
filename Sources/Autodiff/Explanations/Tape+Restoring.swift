import Tensors

extension Tape {
  /// This tape with the large results that it let go of when it was used up, computed again.
  ///
  /// - Throws: the errors of computing; `interrupted`.
  /// - Complexity: that of the forward pass over what was let go of.
  func restored(isInterrupted: (@Sendable () -> Bool)? = nil) throws(AutodiffError) -> Tape {
    guard isUsedUp, !isPersistent else { return self }
    var tape = self
    for position in 0..<entries.count {
      if position & 0x3FF == 0, isInterrupted?() == true { throw .interrupted }
      guard holdsLargeResult(position) else { continue }
      let entry = tape.entries[position]
      tape.entries[position].result = try tape.recomputed(entry) { tape.entries[$0].result }
    }
    return tape
  }

  /// The result of an operation from its operands' tensors, which are given by position.
  func recomputed(
    _ entry: Entry, calling caller: (any CustomCaller)? = nil, _ operand: (Int) -> Tensor
  ) throws(AutodiffError) -> Tensor {
    let primitive = Primitive.at(entry.primitive)
    if let custom = custom(entry) {
      // Where its parts were recorded, they were computed again before it.
      let computed = Int(details[Int(entry.detail)].computedAt)
      if computed >= 0 { return operand(computed) }
      guard let caller else { throw .noCaller(custom.name) }
      var recorder = Recorder()
      return try caller.result(
        of: custom, operands: operands(of: entry).map { Value(operand(Int($0))) },
        recorder: &recorder
      ).tensor
    }
    let tensors = operands(of: entry).map { operand(Int($0)) }
    do throws(TensorError) {
      return try primitive.kernel(tensors, attributes(of: entry))
    } catch {
      throw .primitive(primitive.name, operands: tensors.map { TensorType($0) }, error)
    }
  }

  /// The result of an operation with another tensor in one of its slots.
  func recomputed(
    _ entry: Entry, slot: Int, _ tensor: Tensor, calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> Tensor {
    if custom(entry) != nil {
      let computed = Int(details[Int(entry.detail)].computedAt)
      let operand = operands(of: entry)[slot]
      if computed >= 0 {
        let activity = Activity(self, sources: [operand], upTo: computed)
        return try replacing(
          tensor, at: Int(operand), activity, upTo: computed, calling: caller
        ).entries[computed].result
      }
    }
    var next = 0
    return try recomputed(entry, calling: caller) { position in
      defer { next += 1 }
      return next == slot ? tensor : entries[position].result
    }
  }
}
