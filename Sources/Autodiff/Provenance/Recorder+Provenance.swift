import Tensors

extension Recorder {
  /// Whether numbers of a tensor became Python numbers, so that it is worth following them.
  @inline(__always) public var hasNumbers: Bool { lineage.hasNumbers }

  /// Notes an operation that no tape recorded.
  @inline(__always)
  mutating func noteUnrecorded(
    _ primitive: Primitive, _ x: Value, _ y: Value?, _ result: Tensor, _ identity: Identity
  ) {
    lineage.append(
      .operation, identity, x.identity, y?.identity ?? .anonymous, label: primitive.index,
      dtype: result.dtype, line: Int32(clamping: line))
  }

  /// Notes an operation of any number of operands that no tape recorded.
  mutating func noteUnrecorded(
    _ primitive: Primitive, _ operands: [Value], _ result: Tensor, _ identity: Identity
  ) {
    lineage.append(
      .operation, identity, operands.map(\.identity), label: primitive.index,
      dtype: result.dtype, line: Int32(clamping: line))
  }

  /// Notes that a tensor was made of others' numbers, off every tape: by `numpy()`, say.
  public mutating func noteDeparture(
    of operands: [Identity], to result: Value, through words: String
  ) {
    guard keepsLineage else { return }
    note(.departure, result.identity, operands, words, result.tensor.dtype)
  }

  /// Notes that a tensor's numbers became a Python number or a list of some: by `float()`, say.
  ///
  /// - Returns: what stands for the number from here on.
  public mutating func noteNumber(of operand: Identity, through words: String) -> Identity {
    let number = Identity.next()
    if keepsLineage { note(.number, number, [operand], words, .float64) }
    return number
  }

  /// Notes that a tensor was made of Python numbers; of which, if that is known.
  public mutating func noteConversion(of numbers: [Identity], to result: Value) {
    guard keepsLineage else { return }
    note(.conversion, result.identity, numbers, "", result.tensor.dtype)
  }

  /// Notes what a variable got its value from.
  public mutating func noteAssignment(
    of operands: [Identity], to variable: Variable, through words: String
  ) {
    guard keepsLineage else { return }
    note(
      .assignment, variable.value.identity, [variable.identity] + operands, words,
      variable.value.tensor.dtype)
  }

  /// Notes where gradients came from, for tapes that have not recorded them.
  mutating func noteGradients(
    _ gradients: [Gradient], of targets: [Target], by sources: [Source], on id: TapeID
  ) {
    guard keepsLineage else { return }
    var made: [(value: Value, source: Identity)] = []
    for (gradient, source) in zip(gradients, sources) {
      if case .value(let value) = gradient { made.append((value, source.identity)) }
    }
    let identities = targets.map(\.value.identity)
    for (value, source) in made.sorted(by: { $0.value.identity < $1.value.identity }) {
      note(
        .gradient, value.identity, [id.identity, source] + identities, "", value.tensor.dtype)
    }
  }

  private mutating func note(
    _ kind: LineageRecord.Kind, _ result: Identity, _ operands: [Identity], _ words: String,
    _ dtype: DType
  ) {
    // Records are found by their order: what is older than the newest was noted before.
    guard lineage.newest < result else { return }
    let label = lineage.phrase(words)
    lineage.append(
      kind, result, operands, label: label, dtype: dtype, line: Int32(clamping: line))
  }

  /// Notes that a name of the session no longer stands for a value or a variable.
  public mutating func noteRebinding(of name: String, from old: Identity, isVariable: Bool) {
    bindings.append(
      Rebinding(
        name: name, old: old, isVariable: isVariable, line: Int32(clamping: line), stamp: .next()))
  }
}
