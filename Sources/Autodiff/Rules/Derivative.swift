import Tensors

/// How a primitive is differentiated, in one of few kinds.
///
/// Rules compute with values that may be recorded, so derivatives of every order follow.
/// Broadcasting is not a rule's business: the pass sums a cotangent to its operand's shape.
enum Derivative: Sendable {
  /// Elementwise: the partial derivative by each operand as a formula of operands and result.
  ///
  /// Both modes follow. `absorbsZero` gives zero for a zero cotangent even where the partial
  /// derivative is infinite.
  case partials(
    absorbsZero: Bool = false, @Sendable (_ x: [Formula], _ y: Formula) -> [Formula])
  /// Linear in all its floating-point operands together; the transpose is given, forward mode
  /// applies the primitive to the tangents.
  case linear(transpose: Transpose)
  /// Linear in each operand separately; forward mode sums over the operands.
  case multilinear(transpose: Transpose)
  /// Both modes by hand.
  case custom(pullback: Transpose, pushforward: Pushforward)
  /// The derivative exists and is zero.
  case zero
  /// The result is discrete: gradients do not pass, and are None.
  case none
  /// There is none: the result follows from a choice that the operands do not make. A change that
  /// would pass is an error, never a zero.
  case refused(of: String)
  /// Asked of the `CustomCaller`, operation by operation.
  case external

  /// The cotangent of an operand, given the result's cotangent `g`.
  typealias Transpose = @Sendable (_ at: Linearization, _ g: Term, _ operand: Int) -> Term
  /// The result's tangent, given the operands' tangents; nil where an operand has none.
  typealias Pushforward = @Sendable (_ at: Linearization, _ t: [Term?]) -> Term
}

/// The point at which a rule is applied: operands, result and attributes of one recorded operation.
struct Linearization {
  let x: [Term]
  let y: Term
  let attributes: [Attribute]
}

/// A primitive's derivative, ready to run.
enum CompiledDerivative: Sendable {
  /// The cotangent (and, in forward mode, the tangent's part) by each operand; nil where zero.
  case partials([Program?])
  case rule(Derivative)

  init(_ derivative: Derivative, operandCount: Int, by convention: Convention = .standard) {
    guard let products = derivative.products(operandCount: operandCount, by: convention) else {
      self = .rule(derivative)
      return
    }
    self = .partials(products.map { $0.map { Program($0) } })
  }
}

extension Derivative {
  /// Of an elementwise rule, the partial derivatives times the cotangent, nil where one is zero; of
  /// other rules nil.
  func products(operandCount: Int, by convention: Convention) -> [Formula?]? {
    guard case .partials(let absorbsZero, let rule) = self else { return nil }
    let formulas = rule((0..<operandCount).map(Formula.operand), .result)
    precondition(formulas.count == operandCount, "one partial derivative for each operand")
    return formulas.map { formula in
      let absorbs = absorbsZero || (convention == .tapebook && !formula.isConstant)
      return formula.timesCotangent(absorbingZero: absorbs)
    }
  }
}
