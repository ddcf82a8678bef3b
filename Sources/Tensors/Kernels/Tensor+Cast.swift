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
    if let array, array.count >= Tensor.deferralCount,
      let result = try Tensor.deferred(.cast, [self], shape: array.shape, dtype: dtype)
    {
      return result
    }
    switch dtype {
    case .float32: return try converted(to: Float.self)
    case .float64: return try converted(to: Double.self)
    case .int32: return try converted(to: Int32.self)
    case .int64: return try converted(to: Int64.self)
    case .bool: return try converted(to: Bool.self)
    }
  }

  /// Writes elements converted to another type.
  static func convert(
    _ output: UnsafeMutableRawPointer, _ dtype: DType, _ x: UnsafeMutableRawPointer,
    _ source: DType, _ loop: Loop
  ) {
    switch source {
    case .float32: convert(output, dtype, x.assumingMemoryBound(to: Float.self), loop)
    case .float64: convert(output, dtype, x.assumingMemoryBound(to: Double.self), loop)
    case .int32: convert(output, dtype, x.assumingMemoryBound(to: Int32.self), loop)
    case .int64: convert(output, dtype, x.assumingMemoryBound(to: Int64.self), loop)
    case .bool: convert(output, dtype, x.assumingMemoryBound(to: Bool.self), loop)
    }
  }

  private static func convert<T: ConvertibleElement>(
    _ output: UnsafeMutableRawPointer, _ dtype: DType, _ x: UnsafePointer<T>, _ loop: Loop
  ) {
    switch dtype {
    case .float32: loop.map(output.assumingMemoryBound(to: Float.self), x) { $0.float }
    case .float64: loop.map(output.assumingMemoryBound(to: Double.self), x) { $0.double }
    case .int32: loop.map(output.assumingMemoryBound(to: Int32.self), x) { $0.int32 }
    case .int64: loop.map(output.assumingMemoryBound(to: Int64.self), x) { $0.int64 }
    case .bool: loop.map(output.assumingMemoryBound(to: Bool.self), x) { $0.bool }
    }
  }

  private func converted<R: Element>(to type: R.Type) throws(TensorError) -> Tensor {
    try compute()
    let loop =
      isContiguous ? Loop(count: count, step: [1, 1, 0, 0]) : Tensor.loop(over: shape, self)
    return try Tensor.written(shape) { (output: UnsafeMutablePointer<R>) in
      switch dtype {
      case .float32: convert(output, loop, from: Float.self)
      case .float64: convert(output, loop, from: Double.self)
      case .int32: convert(output, loop, from: Int32.self)
      case .int64: convert(output, loop, from: Int64.self)
      case .bool: convert(output, loop, from: Bool.self)
      }
    }
  }

  private func convert<T: ConvertibleElement, R: Element>(
    _ output: UnsafeMutablePointer<R>, _ loop: Loop, from type: T.Type
  ) {
    withBase(as: T.self) { Tensor.convert(UnsafeMutableRawPointer(output), R.dtype, $0, loop) }
  }
}
