import Tensors

/// Finds the first number of a pass that is not finite.
struct BadValueSearch {
  let trace: ReverseTrace
  let tape: Tape
  let derivatives: DerivativeTable
  /// Runs operations with derivatives of their own.
  let caller: (any CustomCaller)?
  let isInterrupted: (@Sendable () -> Bool)?
  /// The operations among those that derivatives reached, by the positions that they use.
  let users: [Int: [Int]]

  init(_ trace: ReverseTrace, _ recorder: Recorder, calling caller: (any CustomCaller)?) {
    self.caller = caller
    self.trace = trace
    tape = trace.tape
    derivatives = recorder.derivatives
    isInterrupted = recorder.isInterrupted
    users = trace.users
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

  func fault(
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
    return try fault(rule, position, slot, at: place, incoming[place], products[place])
  }

  /// The fault of an elementwise rule at an element of the result.
  func fault(
    _ rule: OperationRule, _ position: Int, _ slot: Int, at place: Int, _ incoming: Double,
    _ outgoing: Double
  ) throws(AutodiffError) -> BadValue.Fault {
    let partial = try rule.partial(slot).doubles()[place]
    let formula = rule.toldPartial(slot)
    return BadValue.Fault(
      point: try point(rule, position, place: place), slot: slot, incoming: incoming,
      derivative: formula.map { ($0, partial) }, outgoing: outgoing)
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
      position: position, operands: operands, value: value ?? .nan, place: place)
  }

  // MARK: The way there

  /// The first bad value from which those of a fault come; nil where the fault's are good.
  func origin(of fault: BadValue.Fault) throws(AutodiffError) -> BadValue.Point? {
    let point = fault.point
    var ends = try point.operands.filter { !$0.value.isFinite }
      .map { operand, _ throws(AutodiffError) in
        (operand, try place(of: point.place, of: point.position, in: operand))
      }
    if !point.value.isFinite { ends.append((point.position, point.place)) }
    return try origin(of: ends)
  }

  /// The first bad value from which those at some positions come, each at an element or anywhere;
  /// nil where they are good.
  func origin(
    of ends: [(position: Int, place: Int?)]
  ) throws(AutodiffError) -> BadValue.Point? {
    var pending = ends
    var first: (position: Int, place: Int)?
    var seen: Set<Int> = []
    while let (position, wanted) = pending.popLast() {
      if isInterrupted?() == true { throw .interrupted }
      guard seen.insert(position).inserted,
        tape.entries[position].result.dtype.isFloatingPoint
      else { continue }
      let numbers = try tape.entries[position].result.doubles()
      let place: Int
      if let wanted {
        place = wanted
      } else {
        guard let found = numbers.firstIndex(where: { !$0.isFinite }) else { continue }
        place = found
      }
      guard !numbers[place].isFinite else { continue }
      if position < first?.position ?? .max { first = (position, place) }
      for operand in tape.operands(of: tape.entries[position]).map(Int.init) {
        pending.append((operand, try self.place(of: place, of: position, in: operand)))
      }
    }
    guard let first else { return nil }
    let rule = OperationRule(tape, at: first.position, derivatives, caller)
    let isElement = rule.entry.kind == .operation && rule.primitive.hasSharedKernel
    return try point(rule, first.position, place: isElement ? first.place : nil)
  }

  /// The element of an operand from which one of an elementwise result comes, or of what is read;
  /// nil where it comes from several.
  private func place(
    of place: Int?, of position: Int, in operand: Int
  ) throws(AutodiffError) -> Int? {
    guard let place else { return nil }
    let entry = tape.entries[position]
    if entry.kind == .read { return place }
    guard entry.kind == .operation, Primitive.at(entry.primitive).hasSharedKernel else {
      return nil
    }
    return ElementSteps.places(
      of: tape.entries[operand].result.shape, in: entry.result.shape)(place)
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
