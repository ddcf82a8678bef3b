import Tensors

/// Finds the first number of a pass that is not finite.
struct BadValueSearch {
  let trace: ReverseTrace
  let tape: Tape
  private let derivatives: DerivativeTable
  /// Runs operations with derivatives of their own.
  private let caller: (any CustomCaller)?
  private let isInterrupted: (@Sendable () -> Bool)?

  init(_ trace: ReverseTrace, _ recorder: Recorder, calling caller: (any CustomCaller)?) {
    self.caller = caller
    self.trace = trace
    tape = trace.tape
    derivatives = recorder.derivatives
    isInterrupted = recorder.isInterrupted
  }

  // MARK: The way back

  /// The first operation, in the order of the backward pass, that makes a bad cotangent of a good
  /// one.
  func fault() throws(AutodiffError) -> BadValue.Fault? {
    let reached = Set(trace.cotangents.map(\.position))
    for (position, cotangent) in trace.cotangents {
      if isInterrupted?() == true { throw .interrupted }
      let rule = OperationRule(tape, at: position, derivatives, caller)
      guard rule.entry.kind == .operation else { continue }
      let incoming = try cotangent.tensor.doubles()
      guard incoming.allSatisfy(\.isFinite) else { continue }
      for slot in rule.operands.indices where reached.contains(rule.operands[slot]) {
        if let fault = try fault(rule, position, slot, cotangent.tensor, incoming) {
          return fault
        }
      }
    }
    return nil
  }

  private func fault(
    _ rule: OperationRule, _ position: Int, _ slot: Int, _ cotangent: Tensor, _ incoming: [Double]
  ) throws(AutodiffError) -> BadValue.Fault? {
    guard rule.isElementwise else {
      guard let outgoing = try rule.part(slot, cotangent)?.doubles(),
        let bad = outgoing.first(where: { !$0.isFinite })
      else { return nil }
      return BadValue.Fault(
        point: try point(rule, position, place: nil), slot: slot,
        incoming: incoming.count == 1 ? incoming[0] : .nan, derivative: nil, outgoing: bad)
    }
    let products = try rule.product(slot, cotangent).doubles()
    guard let place = products.indices.first(where: { !products[$0].isFinite }) else { return nil }
    let partial = try rule.partial(slot).doubles()[place]
    let formula = rule.toldPartial(slot)
    return BadValue.Fault(
      point: try point(rule, position, place: place), slot: slot, incoming: incoming[place],
      derivative: formula.map { ($0, partial) }, outgoing: products[place])
  }

  private func point(
    _ rule: OperationRule, _ position: Int, place: Int?
  ) throws(AutodiffError) -> BadValue.Point {
    var operands: [(position: Int, value: Double)] = []
    for (slot, operand) in rule.operands.enumerated() {
      let value: Double
      if let place {
        value = try rule.operandElements(slot)[place]
      } else {
        let elements = try tape.entries[operand].result.doubles()
        value = elements.first { !$0.isFinite } ?? elements.first ?? .nan
      }
      operands.append((operand, value))
    }
    let results = try rule.entry.result.doubles()
    let value = place.map { results[$0] } ?? results.first { !$0.isFinite } ?? results.first
    return BadValue.Point(
      position: position, operands: operands, value: value ?? .nan, isElement: place != nil)
  }

  // MARK: The way there

  /// The first bad value from which those of a fault come; nil where the fault's are good.
  func origin(of fault: BadValue.Fault) throws(AutodiffError) -> BadValue.Point? {
    let point = fault.point
    var pending = point.operands.filter { !$0.value.isFinite }.map(\.position)
    if !point.value.isFinite { pending.append(point.position) }
    var first: Int?
    var seen: Set<Int> = []
    while let position = pending.popLast() {
      if isInterrupted?() == true { throw .interrupted }
      guard seen.insert(position).inserted else { continue }
      guard tape.entries[position].result.dtype.isFloatingPoint,
        try tape.entries[position].result.doubles().contains(where: { !$0.isFinite })
      else { continue }
      first = min(first ?? position, position)
      pending += tape.operands(of: tape.entries[position]).map(Int.init)
    }
    guard let first else { return nil }
    let rule = OperationRule(tape, at: first, derivatives, caller)
    let results = try rule.entry.result.doubles()
    let place = results.firstIndex { !$0.isFinite } ?? 0
    guard rule.entry.kind == .operation, rule.primitive.hasSharedKernel else {
      return try self.point(rule, first, place: nil)
    }
    return try self.point(rule, first, place: place)
  }

  // MARK: Guards that do not guard

  /// A `where` that sends 0 into the branch in which the fault is.
  func uselessGuard(of fault: BadValue.Fault) throws(AutodiffError) -> DoubleWhere.Guards? {
    guard fault.incoming == 0, let derivative = fault.derivative, !derivative.value.isFinite else {
      return nil
    }
    let end = trace.targets.max() ?? -1
    var inside: Set<Int> = [fault.point.position]
    for position in fault.point.position...max(end, fault.point.position) {
      let operands = tape.operands(of: tape.entries[position]).map(Int.init)
      guard operands.contains(where: inside.contains) else { continue }
      if tape.primitiveName(at: position) == "where",
        let branch = [1, 2].first(where: { inside.contains(operands[$0]) })
      {
        let operand = fault.point.operands[singularSlot(of: fault)].position
        return DoubleWhere.Guards(
          position: position, branch: branch, singular: operand,
          isEdgeOfDomain: kind(fault, nil) == .edgeOfDomain)
      }
      inside.insert(position)
    }
    return nil
  }

  /// The operand that the derivative is infinite in: the denominator of a quotient.
  private func singularSlot(of fault: BadValue.Fault) -> Int {
    tape.primitiveName(at: fault.point.position) == "divide" ? 1 : 0
  }
}
