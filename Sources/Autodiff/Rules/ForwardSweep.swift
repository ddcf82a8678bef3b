import Tensors

/// One forward pass over a tape: from the sources' tangents to the targets'.
///
/// Source: forward accumulation, A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed.,
/// section 3.1.
struct ForwardSweep {
  private let tape: Tape
  private let activity: Activity
  private let scope: Scope
  private let derivatives: DerivativeTable
  private var tangents: ContiguousArray<Value?>

  init(_ tape: Tape, sources: [Int32], last: Int, scope: Scope) {
    self.tape = tape
    self.scope = scope
    derivatives = scope.recorder.derivatives
    activity = Activity(tape, sources: sources, upTo: last)
    tangents = ContiguousArray(repeating: nil, count: max(last - activity.first + 1, 0))
  }

  /// The tangent at a position; nil where none arrived.
  func tangent(at position: Int32) -> Value? {
    let index = Int(position) - activity.first
    return index >= 0 && index < tangents.count ? tangents[index] : nil
  }

  /// Passes tangents of the sources on to every active entry.
  mutating func run(_ sources: [(position: Int32, tangent: Value)]) throws(AutodiffError) {
    for (position, tangent) in sources where activity[position] {
      tangents[Int(position) - activity.first] = tangent
    }
    for index in tangents.indices where tangents[index] == nil {
      if index & 0x3FF == 0, scope.recorder.isInterrupted?() == true { throw .interrupted }
      let position = activity.first + index
      guard activity[Int32(position)] else { continue }
      let tangent = push(tape.entries[position])
      try scope.checkFailure()
      tangents[index] = tangent?.value
    }
  }

  private func push(_ entry: Entry) -> Term? {
    switch entry.kind {
    case .watched, .variable, .constant: return nil
    case .read: return tangent(at: entry.first).map { Term(value: $0, scope: scope) }
    case .operation: break
    }
    let positions = tape.operands(of: entry)
    let known = positions.map { position in
      tangent(at: position).map { Term(value: $0, scope: scope) }
    }
    guard known.contains(where: { $0 != nil }) else { return nil }
    return derivatives.rules[Int(entry.primitive)].tangent(
      of: Primitive.all[Int(entry.primitive)],
      at: tape.linearization(of: entry, in: scope), known)
  }
}
