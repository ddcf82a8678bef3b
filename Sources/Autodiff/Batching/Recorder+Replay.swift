import Tensors

extension Recorder {
  /// Computes a program again, for many inputs at once.
  ///
  /// What is computed is recorded where this recorder records; what does not depend on the inputs is
  /// taken as the tape has it, under its own identity.
  ///
  /// - Parameters:
  ///   - inputs: values that the program's tape watches, with tensors that have the rows in front.
  ///   - count: how many rows there are.
  /// - Returns: the outputs, each with the rows in front.
  /// - Throws: `noCaller` for an operation that is no primitive, and the errors of computing.
  /// - Complexity: that of the operations, each on all rows.
  public mutating func replay(
    _ program: RecordedProgram, with inputs: [(value: Value, rows: Value)], count: Int
  ) throws(AutodiffError) -> [Value] {
    try inScope(calling: nil) { scope throws(AutodiffError) in
      try RowReplay(program.tape, inputs, scope).values(of: program.outputs, count: count)
    }
  }

  /// Takes back what was recorded on tapes since an earlier state of this recorder; tapes that were
  /// opened since stay.
  public mutating func restoreTapes(of earlier: Recorder) {
    for tape in earlier.stack + earlier.closed {
      update(tape.id) { $0 = tape.asOpen($0.isOpen) }
    }
  }
}

extension Tape {
  /// This tape, open or closed as another is.
  fileprivate func asOpen(_ isOpen: Bool) -> Tape {
    var tape = self
    tape.isOpen = isOpen
    return tape
  }
}

/// The terms of a replay.
private struct RowReplay {
  private let tape: Tape
  private let scope: Scope
  private let inputs: [Int: Value]
  private let activity: Activity

  init(_ tape: Tape, _ inputs: [(value: Value, rows: Value)], _ scope: Scope) {
    self.tape = tape
    self.scope = scope
    var known: [Int: Value] = [:]
    for input in inputs {
      let position = Int(tape.position(of: input.value))
      if position >= 0 { known[position] = input.rows }
    }
    self.inputs = known
    activity = Activity(
      tape, sources: known.keys.map { Int32($0) }, upTo: max(tape.count - 1, 0))
  }

  func values(of outputs: [Value], count: Int) throws(AutodiffError) -> [Value] {
    let ends = outputs.map { Int(tape.position(of: $0)) }
    var terms: [Int: Term] = [:]
    for (position, rows) in inputs {
      terms[position] = Term(value: rows, scope: scope, hasRows: true)
    }
    let last = ends.max() ?? -1
    for position in 0..<max(last + 1, 0) where activity[Int32(position)] {
      if position & 0xFF == 0, scope.recorder.isInterrupted?() == true { throw .interrupted }
      let entry = tape.entries[position]
      guard terms[position] == nil, entry.kind == .operation else { continue }
      if let custom = tape.custom(entry) { throw .noCaller(custom.name) }
      let operands = tape.operands(of: entry).map { operand in
        terms[Int(operand)] ?? Term(value: tape.value(at: Int(operand)), scope: scope)
      }
      terms[position] = scope.apply(
        Primitive.at(entry.primitive), operands, tape.attributes(of: entry))
      try scope.checkFailure()
    }
    var result: [Value] = []
    for (output, end) in zip(outputs, ends) {
      let term = terms[end] ?? Term(value: output, scope: scope)
      result.append(term.repeated(count).value)
    }
    try scope.checkFailure()
    return result
  }
}
