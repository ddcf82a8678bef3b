extension Tensor {
  /// A floating-point operation on an inline scalar, or nil where the general path must serve.
  ///
  /// This is the path of a scalar tape: no allocation, one switch.
  @inlinable @inline(__always)
  public static func scalar(_ operation: UnaryOperation, _ x: Tensor) -> Tensor? {
    // Of numbers the logical not is refused, not computed.
    guard x.isScalar, operation != .logicalNot else { return nil }
    switch x.dtype {
    case .float32: return Tensor(operation(Float(scalarBits: x.bits)))
    case .float64: return Tensor(operation(Double(scalarBits: x.bits)))
    default: return nil
    }
  }

  /// A floating-point operation on two inline scalars of one element type, or nil where the
  /// general path must serve.
  @inlinable @inline(__always)
  public static func scalar(_ operation: BinaryOperation, _ x: Tensor, _ y: Tensor) -> Tensor? {
    guard x.isScalar, y.isScalar, x.dtype == y.dtype, !operation.isLogical else { return nil }
    switch x.dtype {
    case .float32: return Tensor(operation(Float(scalarBits: x.bits), Float(scalarBits: y.bits)))
    case .float64: return Tensor(operation(Double(scalarBits: x.bits), Double(scalarBits: y.bits)))
    default: return nil
    }
  }
}
