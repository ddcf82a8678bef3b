import Tensors

/// Follows the change of one element of a source to where it is lost.
struct ZeroSearch {
  let trace: ReverseTrace
  let tape: Tape
  let source: Int
  let element: Int
  let ends: [Int]
  let last: Int
  let derivatives: DerivativeTable
  /// Runs operations with derivatives of their own.
  let caller: (any CustomCaller)?
  let isInterrupted: (@Sendable () -> Bool)?
  /// The tangents of the positions between the source and the targets, where they are not zero.
  private(set) var tangents: [Int: [Double]] = [:]
  private let sweep: ForwardSweep
  /// The positions that derivatives reached from the targets.
  let reached: [Int]
  /// The positions among them that use each.
  let users: [Int: [Int]]

  init(
    _ trace: ReverseTrace, element: Int, _ recorder: Recorder, calling caller: (any CustomCaller)?
  ) throws(AutodiffError) {
    self.caller = caller
    self.trace = trace
    self.element = element
    tape = trace.tape
    source = trace.sources[0]
    ends = trace.targets.filter { $0 >= 0 }
    last = ends.max() ?? -1
    derivatives = recorder.derivatives
    isInterrupted = recorder.isInterrupted
    var own = Recorder()
    own.derivatives = recorder.derivatives
    own.isInterrupted = recorder.isInterrupted
    let scope = Scope(own, caller)
    var sweep = ForwardSweep(tape, sources: [Int32(source)], last: last, scope: scope)
    let unit = try Value.oneHot(like: tape.entries[source].result, at: element)
    try sweep.run([(Int32(source), unit)])
    self.sweep = sweep
    users = trace.users
    reached = trace.cotangents.map(\.position).sorted()
    for position in reached {
      guard let tangent = sweep.tangent(at: Int32(position)) else { continue }
      let numbers = try tangent.tensor.doubles()
      if numbers.contains(where: { $0 != 0 }) { tangents[position] = numbers }
    }
  }

  /// The first operations at which the change arrives and is lost, in the order of the tape, and
  /// how many there are.
  func losses() throws(AutodiffError) -> (first: [ZeroCause.Loss], count: Int) {
    let places = reached.filter { position in
      tangents[position] == nil && tape.entries[position].kind == .operation
        && tape.operands(of: tape.entries[position]).contains { tangents[Int($0)] != nil }
    }
    // That other elements are chosen says least.
    let telling = places.filter { position in
      !ZeroSearch.selections.contains(tape.primitiveName(at: position) ?? "")
    }
    let told = telling.isEmpty ? places : telling
    var losses: [ZeroCause.Loss] = []
    for position in told.prefix(ZeroCause.lossLimit) {
      if isInterrupted?() == true { throw .interrupted }
      var found = try lossInFactors(at: position)
      if found == nil { found = try loss(at: position) }
      if let loss = found, !losses.contains(where: { $0.position == loss.position }) {
        losses.append(loss)
      }
    }
    if !losses.isEmpty { return (losses, told.count) }
    if let loss = try lossAmongTargets() { return ([loss], 1) }
    if let loss = try underflowOnTheWayBack() { return ([loss], 1) }
    let loss = try cancellationOnTheWayBack()
    return (loss.map { [$0] } ?? [], loss == nil ? 0 : 1)
  }

  /// The operations that pass parts of their operands on as they are.
  static let selections: Set<String> = [
    "slice", "gather", "scatter_slice", "gather_nd", "take_along_axis", "diag_part", "max_pool",
  ]

  private func loss(at position: Int) throws(AutodiffError) -> ZeroCause.Loss? {
    let rule = OperationRule(tape, at: position, derivatives, caller)
    let slots = rule.operands.indices.filter { tangents[rule.operands[$0]] != nil }
    guard let slot = slots.first else { return nil }
    let operand = rule.operands[slot]
    var parts: [(slot: Int, numbers: [Double])] = []
    for slot in slots {
      guard let tangent = sweep.tangent(at: Int32(rule.operands[slot])),
        let part = try rule.push([slot: tangent.tensor])
      else { continue }
      let numbers = try part.doubles()
      if numbers.contains(where: { $0 != 0 }) { parts.append((slot, numbers)) }
    }
    if let first = parts.first, parts.count > 1,
      let place = first.numbers.indices.first(where: { first.numbers[$0] != 0 })
    {
      if let softmax = softmax(at: position) {
        return ZeroCause.Loss(position: position, operand: operand, reason: softmax)
      }
      let reason = ZeroCause.Reason.cancellation(
        parts.map { ZeroCause.Part(operand: rule.operands[$0.slot], value: $0.numbers[place]) })
      return ZeroCause.Loss(position: position, operand: operand, reason: reason)
    }
    return ZeroCause.Loss(
      position: position, operand: operand, reason: try reason(rule, slot, position))
  }

  func softmax(at position: Int) -> ZeroCause.Reason? {
    tape.softmaxInput(at: position).map { .saturatedSoftmax(input: $0, result: position) }
  }

  // MARK: The targets, and the way back

  /// Changes that arrive at the targets and add up to nothing there.
  private func lossAmongTargets() throws(AutodiffError) -> ZeroCause.Loss? {
    var parts: [ZeroCause.Part] = []
    for (seed, end) in zip(trace.seeds, trace.targets) {
      guard let tangent = tangents[end] else { continue }
      let weights = try seed.tensor.doubles()
      for (weight, change) in zip(weights, tangent) where weight * change != 0 {
        parts.append(ZeroCause.Part(operand: nil, value: weight * change))
      }
    }
    guard let end = ends.last else { return nil }
    if parts.isEmpty {
      // The change arrives where the seed is 0, or it does not arrive.
      guard tangents[end] != nil else { return nil }
      return ZeroCause.Loss(position: end, operand: end, reason: .notSelected)
    }
    guard parts.count > 1 else { return nil }
    return ZeroCause.Loss(position: end, operand: end, reason: .cancellation(parts))
  }

  /// Factors that the way back multiplies to 0, though the way there does not.
  private func underflowOnTheWayBack() throws(AutodiffError) -> ZeroCause.Loss? {
    for (position, cotangent) in trace.cotangents {
      let rule = OperationRule(tape, at: position, derivatives, caller)
      guard rule.entry.kind == .operation, rule.isElementwise else { continue }
      let incoming = try cotangent.tensor.doubles()
      for slot in rule.operands.indices where tangents[rule.operands[slot]] != nil {
        let local = try rule.partial(slot).doubles()
        let product = try rule.product(slot, cotangent.tensor).doubles()
        let place = product.indices.first {
          product[$0] == 0 && incoming[$0] != 0 && local[$0] != 0
        }
        guard let place else { continue }
        return ZeroCause.Loss(
          position: position, operand: rule.operands[slot],
          reason: .underflow([incoming[place], local[place]]))
      }
    }
    return nil
  }

  // MARK: float64

  /// The derivative by the element, computed in float64; nil where it was, or where a user's
  /// function that is part of it works with float32 numbers of its own.
  func derivativeInFloat64() throws(AutodiffError) -> Double? {
    guard tape.entries[source].result.dtype == .float32 else { return nil }
    do throws(AutodiffError) {
      return try float64Derivative()
    } catch {
      switch error {
      case .customFailed, .noCaller: return nil
      default: throw error
      }
    }
  }

  private func float64Derivative() throws(AutodiffError) -> Double? {
    let exact = try tape.inFloat64(
      upTo: last, isInterrupted: isInterrupted, calling: caller)
    var own = Recorder()
    own.derivatives = derivatives
    own.isInterrupted = isInterrupted
    let scope = Scope(own, caller)
    var sweep = ReverseSweep(exact, sources: [Int32(source)], last: last, scope: scope)
    for (seed, end) in zip(trace.seeds, trace.targets) where end >= 0 {
      let seed = try computed { () throws(TensorError) in try seed.tensor.cast(to: .float64) }
      try sweep.seed(Value(seed), at: Int32(end))
    }
    let gradient = try sweep.run(sources: [Int32(source)])[0]
    return try gradient?.tensor.doubles()[element]
  }
}
