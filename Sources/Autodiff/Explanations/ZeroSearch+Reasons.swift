import Tensors

/// Why one operation passes nothing on of a change that arrives at it.
extension ZeroSearch {
  func reason(
    _ rule: OperationRule, _ slot: Int, _ position: Int
  ) throws(AutodiffError) -> ZeroCause.Reason {
    let operand = rule.operands[slot]
    let tangent = tangents[operand] ?? []
    if case .rule(.zero) = derivatives.rule(of: rule.entry.primitive) { return .discrete }
    if let custom = tape.custom(rule.entry) { return .ownGradient(name: custom.name) }
    guard !rule.isElementwise else { return try elementwise(rule, slot, position) }
    switch rule.primitive.name {
    case "where":
      let conditions = try tape.entries[rule.operands[0]].result.doubles()
      return .otherBranch(isCondition: conditions.contains { $0 != 0 } && slot == 2)
    case let name where ZeroSearch.selections.contains(name): return .notSelected
    case "max", "min":
      let own = try tape.entries[operand].result.doubles()
      let place = tangent.firstIndex { $0 != 0 } ?? 0
      let chosen = try rule.entry.result.doubles()
      return .otherChosen(own: own[place], other: chosen[try reduced(place, rule, operand)])
    case "matmul": return try zeroFactor(rule, slot, position) ?? .other
    case "prod": return .zeroFactor(position: operand)
    case "softmax": return softmax(at: position) ?? .other
    case "sum", "mean", "cumsum":
      let parts = tangent.filter { $0 != 0 }
      if parts.count > 1 {
        return .cancellation(parts.map { ZeroCause.Part(operand: nil, value: $0) })
      }
      return rule.primitive.name == "cumsum" ? .notUsed : .other
    default: return .other
    }
  }

  /// The element of a reduction's result that an element of the operand goes into.
  private func reduced(
    _ place: Int, _ rule: OperationRule, _ operand: Int
  ) throws(AutodiffError) -> Int {
    let mark = try Value.oneHot(like: tape.entries[operand].result, at: place).tensor
    let marked = try computed { () throws(TensorError) in
      try Primitive.named("sum").kernel([mark], tape.attributes(of: rule.entry))
    }
    return try marked.doubles().firstIndex { $0 != 0 } ?? 0
  }

  /// The first element of a matrix product's other operand that the change meets, where all that
  /// it meets are 0; nil where one is not.
  private func zeroFactor(
    _ rule: OperationRule, _ slot: Int, _ position: Int
  ) throws(AutodiffError) -> ZeroCause.Reason? {
    let (operand, other) = (rule.operands[slot], rule.operands[1 - slot])
    guard other != operand, let tangent = tangents[operand] else { return nil }
    // With marks where the change is, the derivative by the other operand is a mark where it meets.
    var marked = tape
    let shape = tape.entries[operand].result.shape
    marked.entries[operand].result = try computed { () throws(TensorError) in
      try Tensor(shape: shape, values: tangent.map { $0 == 0 ? 0.0 : 1 })
        .cast(to: tape.entries[operand].result.dtype)
    }
    let ones = try computed { () throws(TensorError) in
      try Tensor.ones(rule.entry.result.shape, rule.entry.result.dtype)
    }
    let met = try OperationRule(marked, at: position, derivatives, caller).part(1 - slot, ones)
    let places = try met?.doubles() ?? []
    let factors = try tape.entries[other].result.doubles()
    guard let first = places.indices.first(where: { places[$0] != 0 }),
      places.indices.allSatisfy({ places[$0] == 0 || factors[$0] == 0 })
    else { return nil }
    return .zeroFactor(position: other, element: first)
  }

  /// The choice that was made at a kink; nil where there is none.
  private func kink(_ inputs: [Double], _ rule: OperationRule, _ slot: Int) -> String? {
    let primitive = rule.primitive
    let scope = Scope(Recorder())
    let x = inputs.map { scope.term(Tensor($0)) }
    let attributes = tape.attributes(of: rule.entry)
    let at = Linearization(x: x, y: scope.apply(primitive, x, attributes), attributes: attributes)
    let tests = DerivativeTable.kinkTests[Int(rule.entry.primitive)]
    for (kink, test) in zip(primitive.conventions.kinks, tests) where kink.operands.contains(slot) {
      guard let point = test.point(at, Tensor(1.0), in: scope) else { continue }
      let choices = primitive.choices(
        at: point, of: kink, by: [slot], names: inputs.map { _ in "" })
      return text(choices)
    }
    return nil
  }

  private func text(_ choices: KinkChoices) -> String {
    choices.agree
      ? "as by every convention"
      : "set kinks chooses; \(choices.othersText(than: derivatives.convention))"
  }

  /// That a factorisation has no derivative where the change meets it, of which a part is used that
  /// it was taken as 0 by; nil where there is one.
  func lossInFactors(at position: Int) throws(AutodiffError) -> ZeroCause.Loss? {
    for maker in [position] + tape.operands(of: tape.entries[position]).map(Int.init) {
      guard tape.entries[maker].kind == .operation,
        let cotangent = trace.cotangents.first(where: { $0.position == maker })?.cotangent
      else { continue }
      let entry = tape.entries[maker]
      let primitive = Primitive.at(entry.primitive)
      let scope = Scope(Recorder(), caller)
      let tests = DerivativeTable.kinkTests[Int(entry.primitive)]
      for (kink, test) in zip(primitive.conventions.kinks, tests) where kink.shape != nil {
        let at = tape.linearization(of: entry, in: scope)
        guard let point = test.point(at, cotangent.tensor, in: scope) else { continue }
        let choices = primitive.choices(at: point, of: kink, by: [0], names: [""])
        return ZeroCause.Loss(
          position: maker, operand: Int(tape.operands(of: entry)[0]),
          reason: .kinkOfFactors(place: kink.place, choice: text(choices)))
      }
    }
    return nil
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
    // x**0, and 1**x.
    case "power" where inputs[1 - slot] == Double(slot): return .discrete
    default: break
    }
    if rule.primitive.name == "exp" {
      for user in users[position, default: []] {
        if let softmax = softmax(at: user) { return softmax }
      }
    }
    if let choice = kink(inputs, rule, slot) { return .kink(input: input, choice: choice) }
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
    let part = derivatives.rule(of: rule.entry.primitive).part(
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
