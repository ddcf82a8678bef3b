/// An element that converts to every other element type.
private protocol ConvertibleElement: Element {
  var float: Float { get }
  var double: Double { get }
  var int32: Int32 { get }
  var int64: Int64 { get }
  var bool: Bool { get }
}

extension ConvertibleElement where Self: FloatElement {
  var float: Float { Float(self) }
  var double: Double { Double(self) }
  var int32: Int32 { saturated() }
  var int64: Int64 { saturated() }
  var bool: Bool { self != 0 }

  /// The integer toward zero, the nearest one that exists, or 0 for NaN.
  @inline(__always)
  private func saturated<T: FixedWidthInteger>() -> T {
    if isNaN { return 0 }
    // The bounds are powers of two: exact, where `T.max` is not.
    if self < Self(T.min) { return .min }
    if self >= -Self(T.min) { return .max }
    return T(self)
  }
}

extension ConvertibleElement where Self: BinaryInteger {
  var float: Float { Float(self) }
  var double: Double { Double(self) }
  var int32: Int32 { Int32(truncatingIfNeeded: self) }
  var int64: Int64 { Int64(truncatingIfNeeded: self) }
  var bool: Bool { self != 0 }
}

extension Float: ConvertibleElement {}
extension Double: ConvertibleElement {}
extension Int32: ConvertibleElement {}
extension Int64: ConvertibleElement {}

extension Bool: ConvertibleElement {
  var float: Float { self ? 1 : 0 }
  var double: Double { self ? 1 : 0 }
  var int32: Int32 { self ? 1 : 0 }
  var int64: Int64 { self ? 1 : 0 }
  var bool: Bool { self }
}

extension Tensor {
  /// The elements converted to another type; the tensor itself when it has the type.
  ///
  /// A floating-point number becomes the integer toward zero; outside of the range it becomes
  /// the nearest integer that exists, and NaN becomes 0 (NumPy leaves both undefined, so they
  /// differ between machines). An integer becomes a narrower one by dropping its high bits.
  /// Whatever is not zero, NaN too, becomes true.
  ///
  /// - Throws: the errors of allocation.
  /// - Complexity: O(`count`), or O(1) when the type is the tensor's.
  public func cast(to dtype: DType) throws(TensorError) -> Tensor {
    if dtype == self.dtype { return self }
    switch self.dtype {
    case .float32: return try converted(to: dtype, from: Float.self)
    case .float64: return try converted(to: dtype, from: Double.self)
    case .int32: return try converted(to: dtype, from: Int32.self)
    case .int64: return try converted(to: dtype, from: Int64.self)
    case .bool: return try converted(to: dtype, from: Bool.self)
    }
  }

  private func converted<T: ConvertibleElement>(
    to dtype: DType, from type: T.Type
  ) throws(TensorError) -> Tensor {
    switch dtype {
    case .float32:
      try Tensor.mapped(self) { loop, output, x in loop.map(output, x) { (x: T) in x.float } }
    case .float64:
      try Tensor.mapped(self) { loop, output, x in loop.map(output, x) { (x: T) in x.double } }
    case .int32:
      try Tensor.mapped(self) { loop, output, x in loop.map(output, x) { (x: T) in x.int32 } }
    case .int64:
      try Tensor.mapped(self) { loop, output, x in loop.map(output, x) { (x: T) in x.int64 } }
    case .bool:
      try Tensor.mapped(self) { loop, output, x in loop.map(output, x) { (x: T) in x.bool } }
    }
  }
}
