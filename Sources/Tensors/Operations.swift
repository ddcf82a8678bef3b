/// The kernels that take elements one by one, named; each is one loop in three layouts.

/// Operations of one operand whose result has the operand's element type.
public enum UnaryOperation: UInt8, Sendable, CaseIterable {
  case negative, abs, sign, square, sqrt, rsqrt, reciprocal
  case exp, exp2, expm1, log, log2, log10, log1p
  case sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh
  case cbrt, erf, erfc, erfinv, erfcinv, ndtr, silu, gelu, mish, lgamma, digamma, sinc
  case sigmoid, softplus, logSigmoid, relu, relu6, selu, softsign, hardTanh
  case floor, ceil, round, trunc
  case logicalNot
}

/// Operations of two operands of one element type, which the result has too.
public enum BinaryOperation: UInt8, Sendable, CaseIterable {
  case add, subtract, multiply, divide, floorDivide, modulo, power
  case maximum, minimum, atan2, hypot, truncatedModulo
  case logAddExp, xlogy, xlog1py, xdivy, leakyReLU, elu
  /// Derivatives of digamma and of sinc, of the order that is the first operand.
  case polygamma, sincDerivative
  case logicalAnd, logicalOr, logicalXor

  /// Whether it takes truth values and no numbers.
  @inlinable public var isLogical: Bool {
    switch self {
    case .logicalAnd, .logicalOr, .logicalXor: true
    default: false
    }
  }
}

/// Operations of two operands of one element type with a boolean result.
public enum ComparisonOperation: UInt8, Sendable, CaseIterable {
  case equal, notEqual, less, lessEqual, greater, greaterEqual
}

/// Operations of one operand with a boolean result.
public enum PredicateOperation: UInt8, Sendable, CaseIterable {
  case isNaN, isInfinite, isFinite
}

/// Reductions of axes to one element.
public enum ReductionOperation: UInt8, Sendable, CaseIterable {
  case sum, product, maximum, minimum, any, all, argmax, argmin
}
