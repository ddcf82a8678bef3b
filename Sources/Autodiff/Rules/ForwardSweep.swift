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
  /// How many tangents are on their way at once, in the rows of each; nil for one.
  private let rows: Int?
  private var tangents: ContiguousArray<Value?>

  init(_ tape: Tape, sources: [Int32], last: Int, scope: Scope, rows: Int? = nil) {
    self.tape = tape
    self.scope = scope
    self.rows = rows
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
      var tangent = try push(tape.entries[position])
      if let rows { tangent = tangent?.repeated(rows) }
      try scope.checkFailure()
      tangents[index] = tangent?.value
    }
  }

  private func term(at position: Int32) -> Term? {
    tangent(at: position).map { Term(value: $0, scope: scope, hasRows: rows != nil) }
  }

  private func push(_ entry: Entry) throws(AutodiffError) -> Term? {
    switch entry.kind {
    case .watched, .variable, .constant: return nil
    case .read: return term(at: entry.first)
    case .operation: break
    }
    let positions = tape.operands(of: entry)
    let known = positions.map { term(at: $0) }
    guard known.contains(where: { $0 != nil }) else { return nil }
    if rows == nil, scope.recorder.kinkLog?.isOpen(Int(entry.primitive)) == true {
      noteKink(entry, positions, slots: known.indices.filter { known[$0] != nil })
    }
    return try push(entry, known)
  }

  /// The tangent of an operation's result from those of its operands, nil where one has none.
  func push(_ entry: Entry, _ known: [Term?]) throws(AutodiffError) -> Term? {
    if let pullback = tape.customPullback(of: entry, in: scope) {
      return try pullback.pushforward(known)
    }
    return derivatives.rule(of: entry.primitive).tangent(
      of: Primitive.at(entry.primitive), at: tape.linearization(of: entry, in: scope), known)
  }

  /// Notes the kink that an operation may be at.
  private func noteKink(_ entry: Entry, _ positions: [Int32], slots: [Int]) {
    let result = entry.result
    guard let ones = try? Tensor.ones(result.shape, result.dtype) else { return }
    if scope.recorder.kinkLog?.isCollecting == true {
      scope.recorder.kinkLog?.collect(
        tape.kinkUse(
          of: entry, cotangent: Value(ones, identity: .anonymous), slots: slots, hasRows: false))
      return
    }
    scope.recorder.kinkLog?.look(
      at: entry, positions.map { tape.entries[Int($0)].result },
      attributes: tape.attributes(of: entry), cotangent: ones, slots: slots)
  }
}
