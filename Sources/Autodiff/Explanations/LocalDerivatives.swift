import Tensors

/// The derivatives of a tape's operations one by one, as rules give them at the recorded values.
struct LocalDerivatives {
  private let tape: Tape
  /// The positions that derivatives reached.
  private let reached: Set<Int>
  private let names: [String]
  private let derivatives: DerivativeTable
  private let caller: (any CustomCaller)?

  init(
    _ tape: Tape, reached: Set<Int>, _ names: [String], _ derivatives: DerivativeTable,
    calling caller: (any CustomCaller)?
  ) {
    self.caller = caller
    self.tape = tape
    self.reached = reached
    self.names = names
    self.derivatives = derivatives
  }

  /// The derivative of what stands at a position by each operand that was reached; one that is
  /// used twice is told once, with the sum.
  func factors(at position: Int) throws(AutodiffError) -> [ChainRule.Factor] {
    let entry = tape.entries[position]
    let operands = tape.operands(of: entry).map(Int.init)
    if entry.kind == .read {
      return operands.map { ChainRule.Factor(operand: $0, derivative: .same) }
    }
    guard entry.kind == .operation else { return [] }
    var factors: [ChainRule.Factor] = []
    var told: Set<Int> = []
    for operand in operands where reached.contains(operand) && told.insert(operand).inserted {
      let slots = operands.indices.filter { operands[$0] == operand }
      guard let derivative = try derivative(of: entry, position, operands, slots) else {
        continue
      }
      factors.append(ChainRule.Factor(operand: operand, derivative: derivative))
    }
    return factors
  }

  /// What was computed at a position, in the names of values.
  func expression(at position: Int) throws(AutodiffError) -> String {
    try tape.expression(at: position) { names[$0] }
  }

  private func derivative(
    of entry: Entry, _ position: Int, _ operands: [Int], _ slots: [Int]
  ) throws(AutodiffError) -> ChainRule.LocalDerivative? {
    let primitive = Primitive.at(entry.primitive)
    if let plain = formula(of: primitive, operands, slots) {
      let numbers = try partial(of: entry, slots)
      var formula = plain.simplified()
      if formula == .constant(0) {
        if NumberCheck.isZero(numbers) {
          // Of an operand that is used twice the parts may cancel: `x - x`.
          guard let parts = cancelling(primitive, operands, slots, names[position]) else {
            return nil
          }
          return .elementwise(formula: parts, numbers)
        }
        // In few words it would be 0 and is not: at 0 the derivative of x**0 is NaN.
        formula = plain
      }
      let operand = tape.entries[operands[slots[0]]].result
      guard formula != .constant(1) || numbers.shape != operand.shape else { return .same }
      let text = formula.text(operands: operands.map { names[$0] }, result: names[position])
      return .elementwise(formula: text, numbers)
    }
    if entry.result.rank == 0 {
      let one = Value(try constant(1, entry.result.dtype))
      return try pull(one, through: entry, slots).map { .gradient($0.tensor) }
    }
    return try program(of: entry, operands, slots).map { .map($0) }
  }

  /// The derivatives by an operand's single uses as a sum, where they are not zero: `1 - 1`.
  private func cancelling(
    _ primitive: Primitive, _ operands: [Int], _ slots: [Int], _ result: String
  ) -> String? {
    guard slots.count > 1 else { return nil }
    let parts = slots.compactMap { formula(of: primitive, operands, [$0])?.simplified() }
      .filter { $0 != .constant(0) }
      .map { $0.text(operands: operands.map { names[$0] }, result: result) }
    guard parts.count > 1 else { return nil }
    return parts.dropFirst().reduce(parts[0]) { sum, part in
      part.hasPrefix("-") ? "\(sum) - \(part.dropFirst())" : "\(sum) + \(part)"
    }
  }

  /// What each operation that takes a source itself, or what was read from it, contributes.
  func parts(
    at source: Int, of steps: [ChainRule.Step]
  ) throws(AutodiffError) -> [(position: Int, contribution: Tensor)] {
    var parts: [(position: Int, contribution: Tensor)] = []
    for step in steps {
      let entry = tape.entries[step.position]
      guard entry.kind == .operation else { continue }
      let operands = tape.operands(of: entry).map(Int.init)
      let slots = operands.indices.filter { slot in
        let operand = tape.entries[operands[slot]]
        return operands[slot] == source || operand.kind == .read && Int(operand.first) == source
      }
      guard !slots.isEmpty,
        let part = try pull(Value(step.cotangent), through: entry, slots)
      else { continue }
      parts.append((step.position, part.tensor))
    }
    return parts
  }

  /// The partial derivative by an operand as a formula of values' names; nil where the primitive is
  /// not elementwise.
  func formula(
    of primitive: Primitive, _ operands: [Int], _ slots: [Int]
  ) -> Formula? {
    guard let partials = primitive.partials(by: derivatives.convention) else { return nil }
    let sum = slots.dropFirst().reduce(partials[slots[0]]) { $0 + partials[$1] }
    return sum.replacing { index in
      let entry = tape.entries[operands[index]]
      if entry.kind == .constant, entry.result.isScalar, let number = entry.result.doubleValue {
        return .constant(number)
      }
      // Equal operands are one.
      return .operand(operands.firstIndex(of: operands[index]) ?? index)
    }
  }

  /// The numbers of an elementwise derivative, of the result's shape.
  func partial(of entry: Entry, _ slots: [Int]) throws(AutodiffError) -> Tensor {
    let scope = Scope(recorder)
    let at = tape.linearization(of: entry, in: scope)
    guard case .partials(let programs) = derivatives.rule(of: entry.primitive) else {
      preconditionFailure("an elementwise primitive has partial derivatives")
    }
    let one = scope.constant(1, entry.result.dtype).broadcast(to: entry.result.shape)
    var sum: Term?
    for slot in slots {
      guard let program = programs[slot] else { continue }
      let part = program(operands: at.x, result: at.y, cotangent: one)
        .broadcast(to: entry.result.shape)
      sum = sum.map { $0 + part } ?? part
    }
    try scope.checkFailure()
    return sum?.value.tensor ?? one.value.tensor
  }

  /// What a cotangent of an operation's result contributes to an operand's.
  func pull(
    _ cotangent: Value, through entry: Entry, _ slots: [Int]
  ) throws(AutodiffError) -> Value? {
    let scope = Scope(recorder, caller)
    let sum = try tape.part(of: entry, Term(value: cotangent, scope: scope), slots: slots)
    try scope.checkFailure()
    return sum?.value
  }

  /// How an operation's result moves when the operand in some slots moves along a tangent.
  func push(
    _ tangent: Value, through entry: Entry, _ slots: [Int]
  ) throws(AutodiffError) -> Value? {
    let scope = Scope(recorder, caller)
    let at = tape.linearization(of: entry, in: scope)
    let t = Term(value: tangent, scope: scope)
    let tangents = at.x.indices.map { slots.contains($0) ? t : nil }
    if let pullback = tape.customPullback(of: entry, in: scope) {
      return try pullback.pushforward(tangents)?.value
    }
    let part = derivatives.rule(of: entry.primitive).tangent(
      of: Primitive.at(entry.primitive), at: at, tangents)
    try scope.checkFailure()
    return part?.value
  }

  /// The program of what becomes of the cotangent `g`.
  private func program(
    of entry: Entry, _ operands: [Int], _ slots: [Int]
  ) throws(AutodiffError) -> [String]? {
    var recorder = recorder
    let id = recorder.openTape(kind: .explicit, isPersistent: true, watchesVariables: false)
    var known: [Identity: String] = [:]
    func watch(_ value: Value, _ name: String) throws(AutodiffError) {
      guard value.identity != .anonymous else { return }
      known[value.identity] = name
      if value.tensor.dtype.isFloatingPoint { _ = try recorder.watch(value, on: id) }
    }
    for operand in operands {
      let entry = tape.entries[operand]
      if entry.kind == .constant, entry.result.isScalar { continue }
      try watch(tape.value(at: operand), names[operand])
    }
    let g = Value(entry.result)
    try watch(g, DerivativeText.cotangent)
    let scope = Scope(recorder, caller)
    let sum = try tape.part(of: entry, Term(value: g, scope: scope), slots: slots)
    try scope.checkFailure()
    guard let sum, let trace = scope.recorder.tape(id) else { return nil }
    var text = ProgramText(tape: trace, names: known)
    return try text.lines(of: sum.value)
  }

  /// What one way contributes: the seed through each of its operations in turn.
  func contribution(of positions: [Int], seed: Value) throws(AutodiffError) -> Tensor {
    var cotangent = seed
    for (position, operand) in zip(positions, positions.dropFirst()) {
      let entry = tape.entries[position]
      guard entry.kind == .operation else { continue }
      let slots = tape.operands(of: entry).indices.filter {
        Int(tape.operands(of: entry)[$0]) == operand
      }
      guard let part = try pull(cotangent, through: entry, slots) else { continue }
      cotangent = part
    }
    return cotangent.tensor
  }

  private var recorder: Recorder {
    var recorder = Recorder()
    recorder.derivatives = derivatives
    return recorder
  }

  private func constant(_ number: Double, _ dtype: DType) throws(AutodiffError) -> Tensor {
    try computed { () throws(TensorError) in try Tensor(number).cast(to: dtype) }
  }
}

/// Looking at the numbers of a derivative.
private enum NumberCheck {
  /// Whether all elements are zero; NaN is none.
  static func isZero(_ tensor: Tensor) -> Bool {
    guard let numbers = try? tensor.cast(to: .float64).elements() else { return false }
    return numbers.allSatisfy { $0 == 0 }
  }
}
