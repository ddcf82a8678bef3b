import Tensors

extension CompiledDerivative {
  /// The tangent of an operation's result, given its operands'; nil where none passes.
  func tangent(of primitive: Primitive, at: Linearization, _ known: [Term?]) -> Term? {
    let scope = at.y.scope
    switch self {
    case .partials(let programs):
      return CompiledDerivative.sum(
        zip(programs, known).compactMap { program, tangent in
          guard let program, let tangent else { return nil }
          // The tangent takes the cotangent's place; broadcasting follows the result's shape.
          let part = program(
            operands: at.x, result: at.y, cotangent: tangent.broadcast(to: at.y.shape))
          return part.broadcast(to: at.y.shape)
        })
    case .rule(.partials), .rule(.none), .rule(.zero), .rule(.external): return nil
    case .rule(.refused):
      // A part that nobody uses stays apart; what is computed of it is NaN.
      return at.y.dtype.isFloatingPoint ? at.y * at.y.constant(.nan) : nil
    case .rule(.linear):
      guard at.y.dtype.isFloatingPoint else { return nil }
      let operands = zip(at.x, known).map { operand, tangent in
        guard operand.dtype.isFloatingPoint else { return operand }
        return tangent ?? scope.zeros(TensorType(operand.value.tensor))
      }
      return scope.apply(primitive, operands, at.attributes)
    case .rule(.multilinear):
      return CompiledDerivative.sum(
        known.enumerated().compactMap { index, tangent in
          guard let tangent else { return nil }
          var operands = at.x
          operands[index] = tangent
          return scope.apply(primitive, operands, at.attributes)
        })
    case .rule(.custom(_, let pushforward)): return pushforward(at, known)
    }
  }

  private static func sum(_ parts: [Term]) -> Term? {
    guard let first = parts.first else { return nil }
    return parts.dropFirst().reduce(first) { $0 + $1 }
  }
}
