import Tensors

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
    case .rule(.partials), .rule(.none): return nil
    case .rule(.zero): return at.y.scope.zeros(TensorType(operand.value.tensor))
    case .rule(.linear(let transpose)), .rule(.multilinear(let transpose)),
      .rule(.custom(let transpose, _)):
      return transpose(at, g, index).summed(to: operand.shape)
    }
  }
}
