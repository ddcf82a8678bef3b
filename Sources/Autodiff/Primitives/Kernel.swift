import Tensors

/// What computes a primitive.
enum Kernel: Sendable {
  case unary(UnaryOperation)
  case binary(BinaryOperation)
  case compare(ComparisonOperation)
  case predicate(PredicateOperation)
  /// `where`: a condition and two alternatives.
  case select
  case general(@Sendable (_ x: [Tensor], _ attributes: [Attribute]) throws(TensorError) -> Tensor)

  /// The result.
  ///
  /// - Throws: what the kernel throws for these operands.
  func callAsFunction(
    _ x: [Tensor], _ attributes: [Attribute]
  ) throws(TensorError) -> Tensor {
    switch self {
    case .unary(let operation): return try x[0].unary(operation)
    case .binary(let operation): return try Kernel.binary(operation, x[0], x[1])
    case .compare(let operation): return try Tensor.compare(operation, x[0], x[1])
    case .predicate(let operation): return try x[0].predicate(operation)
    case .select: return try Tensor.select(x[0], x[1], x[2])
    case .general(let compute):
      // What lacks for deferred operands is an error of the operation that wants them.
      if x.count > 1 { for operand in x { try operand.compute() } }
      return try ElementReads.unnoticed { () throws(TensorError) in try compute(x, attributes) }
    }
  }

  /// A binary kernel; integers are divided in float64, as TensorFlow and NumPy do.
  static func binary(
    _ operation: BinaryOperation, _ x: Tensor, _ y: Tensor
  ) throws(TensorError) -> Tensor {
    guard operation == .divide, x.dtype.isInteger, x.dtype == y.dtype else {
      return try Tensor.binary(operation, x, y)
    }
    return try Tensor.binary(.divide, x.cast(to: .float64), y.cast(to: .float64))
  }
}
