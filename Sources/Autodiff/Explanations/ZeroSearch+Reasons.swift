import Tensors

/// Why one operation passes nothing on of a change that arrives at it.
extension ZeroSearch {
  func reason(
    _ rule: OperationRule, _ slot: Int, _ position: Int
  ) throws(AutodiffError) -> ZeroCause.Reason {
    let operand = rule.operands[slot]
    let tangent = tangents[operand] ?? []
    if case .rule(.zero) = derivatives.rules[Int(rule.entry.primitive)] { return .discrete }
    guard !rule.isElementwise else { return try elementwise(rule, slot, position) }
    switch rule.primitive.name {
    case "where":
      let conditions = try tape.entries[rule.operands[0]].result.doubles()
      return .otherBranch(isCondition: conditions.contains { $0 != 0 } && slot == 2)
    case "slice", "gather", "scatter_slice": return .notSelected
    case "max", "min":
      let own = try tape.entries[operand].result.doubles()
      let place = tangent.firstIndex { $0 != 0 } ?? 0
      let chosen = try rule.entry.result.doubles()
      return .otherChosen(own: own[place], other: chosen.first ?? .nan)
    case "matmul":
      let other = rule.operands[1 - slot]
      let isZero = try tape.entries[other].result.doubles().allSatisfy { $0 == 0 }
      return isZero ? .zeroFactor(position: other) : .other
    case "prod": return .zeroFactor(position: operand)
    case "sum", "mean", "cumsum":
      return .cancellation(
        tangent.filter { $0 != 0 }.map { ZeroCause.Part(operand: nil, value: $0) })
    default: return .other
    }
  }

  private func elementwise(
    _ rule: OperationRule, _ slot: Int, _ position: Int
  ) throws(AutodiffError) -> ZeroCause.Reason {
    let operand = rule.operands[slot]
    let moved = try spread(tangents[operand] ?? [], over: rule, slot)
    guard let place = moved.indices.first(where: { moved[$0] != 0 }) else { return .other }
    let derivative = try rule.partial(slot).doubles()[place]
    if derivative != 0 { return .underflow([moved[place], derivative]) }
    var inputs: [Double] = []
    for slot in rule.operands.indices { inputs.append(try rule.operandElements(slot)[place]) }
    let input = inputs[slot]
    switch rule.primitive.name {
    case "relu": return .dead(input: input)
    case "maximum", "minimum":
      let other = inputs[1 - slot]
      return input == other ? .lostTie(input) : .otherChosen(own: input, other: other)
    case "clip_by_value":
      let result = try rule.entry.result.doubles()[place]
      return input == result && slot == 0
        ? .lostTie(input) : .otherChosen(own: input, other: result)
    case "multiply": return .zeroFactor(position: rule.operands[1 - slot])
    default: break
    }
    if rule.primitive.name == "exp" {
      for user in tape.users(of: position, upTo: last) {
        if let softmax = softmax(at: user) { return softmax }
      }
    }
    guard let formula = rule.toldPartial(slot) else { return .other }
    // Around a stationary point the derivative is another; on a flat part it is not.
    let exact = derivativeAt(inputs, rule, slot)
    let step = max(abs(input), 1) * 1e-3
    let around = [-step, step].map { step -> Double in
      var near = inputs
      near[slot] += step
      return derivativeAt(near, rule, slot)
    }
    let rounds = around.allSatisfy { abs($0) < 1e-7 }
    return exact != 0 || rounds
      ? .saturated(input: input, derivative: formula)
      : .flat(input: input, derivative: formula)
  }

  /// An elementwise derivative at numbers, in float64.
  private func derivativeAt(_ inputs: [Double], _ rule: OperationRule, _ slot: Int) -> Double {
    let scope = Scope(Recorder())
    let x = inputs.map { scope.term(Tensor($0)) }
    let y = scope.apply(rule.primitive, x)
    let at = Linearization(x: x, y: y, attributes: [])
    let part = derivatives.rules[Int(rule.entry.primitive)].part(
      at: at, scope.constant(1, .float64), operand: slot)
    return part?.value.tensor.doubleValue ?? 0
  }

  /// Numbers of an operand as they meet the elements of the result.
  private func spread(
    _ numbers: [Double], over rule: OperationRule, _ slot: Int
  ) throws(AutodiffError) -> [Double] {
    let shape = tape.entries[rule.operands[slot]].result.shape
    return try computed { () throws(TensorError) in
      try Tensor(shape: shape, values: numbers).broadcast(to: rule.entry.result.shape)
        .values(as: Double.self)
    }
  }
}
