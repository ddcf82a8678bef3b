import Tensors

/// The rule of one recorded operation, applied by itself.
struct OperationRule {
  let tape: Tape
  let entry: Entry
  let derivatives: DerivativeTable
  /// Runs operations with derivatives of their own.
  let caller: (any CustomCaller)?

  init(
    _ tape: Tape, at position: Int, _ derivatives: DerivativeTable, _ caller: (any CustomCaller)?
  ) {
    self.tape = tape
    entry = tape.entries[position]
    self.derivatives = derivatives
    self.caller = caller
  }

  /// What was applied.
  var primitive: Primitive { Primitive.at(entry.primitive) }

  /// The positions of the operands.
  var operands: [Int] { tape.operands(of: entry).map(Int.init) }

  /// Whether the rule is a partial derivative by each operand.
  var isElementwise: Bool {
    if case .partials = derivatives.rule(of: entry.primitive) { return true }
    return false
  }

  /// An elementwise rule's derivative by an operand, of the result's shape; zeros where it has none.
  func partial(_ slot: Int) throws(AutodiffError) -> Tensor {
    let one = try computed { () throws(TensorError) in
      try Tensor.ones(entry.result.shape, entry.result.dtype)
    }
    return try product(slot, one)
  }

  /// An elementwise rule's derivative times a cotangent of the result, before it is summed to the
  /// operand's shape.
  func product(_ slot: Int, _ cotangent: Tensor) throws(AutodiffError) -> Tensor {
    let scope = newScope()
    guard case .partials(let programs) = derivatives.rule(of: entry.primitive),
      let program = programs[slot]
    else { return try zeros() }
    let at = tape.linearization(of: entry, in: scope)
    let result = program(operands: at.x, result: at.y, cotangent: scope.term(cotangent))
      .broadcast(to: entry.result.shape)
    try scope.checkFailure()
    return result.value.tensor
  }

  /// An elementwise rule's derivative by an operand as it is read, with the numbers that were
  /// typed; nil where the rule is none.
  func toldPartial(_ slot: Int) -> Formula? {
    guard let plain = primitive.partials(by: derivatives.convention)?[slot] else { return nil }
    let told = plain.replacing { index in
      let entry = tape.entries[operands[index]]
      guard entry.kind == .constant, entry.result.isScalar, let number = entry.result.doubleValue
      else { return .operand(index) }
      return .constant(number)
    }
    // In few words it may be a number that it is not at a singular point.
    let short = told.simplified()
    return short.isConstant ? told : short
  }

  /// What a cotangent of the result contributes to an operand's; nil where nothing passes.
  func part(_ slot: Int, _ cotangent: Tensor) throws(AutodiffError) -> Tensor? {
    let scope = newScope()
    let part = try tape.part(of: entry, scope.term(cotangent), slots: [slot])
    try scope.checkFailure()
    return part?.value.tensor
  }

  /// The tangent of the result where only the operands in some slots have one.
  func push(
    _ tangents: [Int: Tensor]
  ) throws(AutodiffError) -> Tensor? {
    let scope = newScope()
    let sweep = ForwardSweep(tape, sources: [], last: -1, scope: scope)
    let known = operands.indices.map { slot in tangents[slot].map { scope.term($0) } }
    let tangent = try sweep.push(entry, known)
    try scope.checkFailure()
    return tangent?.value.tensor
  }

  /// The elements of an operand that meet each element of the result.
  func operandElements(_ slot: Int) throws(AutodiffError) -> [Double] {
    let tensor = tape.entries[operands[slot]].result
    return try computed { () throws(TensorError) in
      try tensor.broadcast(to: entry.result.shape).cast(to: .float64).values(as: Double.self)
    }
  }

  private func zeros() throws(AutodiffError) -> Tensor {
    try computed { () throws(TensorError) in
      try Tensor.zeros(entry.result.shape, entry.result.dtype)
    }
  }

  private func newScope() -> Scope {
    var recorder = Recorder()
    recorder.derivatives = derivatives
    return Scope(recorder, caller)
  }
}

extension Tensor {
  /// The elements as float64, in row-major order.
  func doubles() throws(AutodiffError) -> [Double] {
    try computed { () throws(TensorError) in try cast(to: .float64).values(as: Double.self) }
  }
}

extension Tape {
  /// The positions from which something leads to one of the ends, among those that depend on a
  /// source: all that a derivative passes.
  ///
  /// - Complexity: O(`count`).
  func between(_ source: Int, _ ends: [Int]) -> Set<Int> {
    guard let last = ends.max(), last >= source else { return [] }
    let activity = Activity(self, sources: [Int32(source)], upTo: last)
    var leads = Set(ends.filter { $0 >= 0 && activity[Int32($0)] })
    for position in (source...last).reversed() where leads.contains(position) {
      for operand in operands(of: entries[position]) where activity[operand] {
        leads.insert(Int(operand))
      }
    }
    return leads
  }

  /// What was read from a Variable is the Variable.
  private func origin(of position: Int) -> Int {
    entries[position].kind == .read ? Int(entries[position].first) : position
  }

  /// The name of the primitive at a position; nil where no operation stands.
  func primitiveName(at position: Int) -> String? {
    let entry = entries[position]
    return entry.kind == .operation ? Primitive.at(entry.primitive).name : nil
  }

  /// Of a softmax, or of a quotient of exponentials by their sum, the position of what the
  /// exponentials are of, before their largest was taken away; nil where it is none.
  public func softmaxInput(at position: Int) -> Int? {
    if primitiveName(at: position) == "softmax" {
      return operands(of: entries[position]).first.map(Int.init)
    }
    guard primitiveName(at: position) == "divide" else { return nil }
    let parts = operands(of: entries[position]).map(Int.init)
    guard parts.count == 2, primitiveName(at: parts[0]) == "exp",
      let argument = operands(of: entries[parts[0]]).first.map(Int.init),
      // exp may be written once or twice.
      let summed = sumOfExponentials(at: parts[1]), origin(of: summed) == origin(of: argument)
    else { return nil }
    guard primitiveName(at: argument) == "subtract",
      let first = operands(of: entries[argument]).first
    else { return argument }
    return Int(first)
  }
}
