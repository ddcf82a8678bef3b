import Tensors

extension Tape {
  /// What a cotangent of an entry's result contributes to the operand in some of its slots, added
  /// up; nil where nothing passes.
  func part(of entry: Entry, _ g: Term, slots: [Int]) throws(AutodiffError) -> Term? {
    let scope = g.scope
    var parts: [Term?]
    if let pullback = customPullback(of: entry, in: scope) {
      let all = try pullback.parts(g)
      parts = slots.map { all[$0] }
    } else {
      let at = linearization(of: entry, in: scope)
      let rule = scope.recorder.derivatives.rule(of: entry.primitive)
      parts = slots.map { rule.part(at: at, g, operand: $0) }
    }
    return parts.reduce(nil) { sum, part in
      guard let part else { return sum }
      return sum.map { $0 + part } ?? part
    }
  }
}

extension CompiledDerivative {
  /// What a cotangent of the result contributes to one operand's: of its shape; nil where nothing
  /// passes.
  func part(at: Linearization, _ g: Term, operand index: Int) -> Term? {
    let operand = at.x[index]
    guard operand.dtype.isFloatingPoint else { return nil }
    switch self {
    case .partials(let programs):
      guard let program = programs[index] else { return nil }
      return program(operands: at.x, result: at.y, cotangent: g)
        .broadcast(to: at.y.shape).summed(to: operand.shape)
    case .rule(.partials), .rule(.none), .rule(.external): return nil
    case .rule(.refused(let function)):
      let scope = at.y.scope
      if let numbers = try? g.value.tensor.doubles(), numbers.contains(where: { $0 != 0 }) {
        scope.fail(.notDefined(function))
      }
      return scope.zeros(TensorType(operand.value.tensor))
    case .rule(.zero): return at.y.scope.zeros(TensorType(operand.value.tensor))
    case .rule(.linear(let transpose)), .rule(.multilinear(let transpose)),
      .rule(.custom(let transpose, _)):
      return transpose(at, g, index).summed(to: operand.shape)
    }
  }
}
