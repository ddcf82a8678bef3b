extension Tensor {
  /// Zeros, or false.
  ///
  /// - Throws: `negativeExtent`, `tooManyElements`, and the errors of allocation.
  public static func zeros(_ shape: [Int], _ dtype: DType) throws(TensorError) -> Tensor {
    try full(shape, like: Tensor(dtype: dtype, bits: 0))
  }

  /// Ones, or true.
  ///
  /// - Throws: `negativeExtent`, `tooManyElements`, and the errors of allocation.
  public static func ones(_ shape: [Int], _ dtype: DType) throws(TensorError) -> Tensor {
    try full(shape, like: Tensor(1, dtype: dtype))
  }

  /// One value everywhere, rounded once to the element type.
  ///
  /// - Throws: `notRepresentable`, `negativeExtent`, `tooManyElements`, and the errors of
  ///   allocation.
  public static func full(
    _ shape: [Int], _ value: Double, _ dtype: DType
  ) throws(TensorError) -> Tensor {
    try full(shape, like: Tensor(value, dtype: dtype))
  }

  /// The element of a one-element tensor everywhere, laid out in full.
  ///
  /// - Throws: `notAScalar`, `negativeExtent`, `tooManyElements`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public static func full(_ shape: [Int], like scalar: Tensor) throws(TensorError) -> Tensor {
    guard scalar.count == 1 else { throw .notAScalar(shape: scalar.shape) }
    let element = try scalar.reshaped(to: [])
    if shape.isEmpty { return element }
    switch scalar.dtype {
    case .float32: return try Tensor(repeating: element.scalar(as: Float.self), shape: shape)
    case .float64: return try Tensor(repeating: element.scalar(as: Double.self), shape: shape)
    case .int32: return try Tensor(repeating: element.scalar(as: Int32.self), shape: shape)
    case .int64: return try Tensor(repeating: element.scalar(as: Int64.self), shape: shape)
    case .bool: return try Tensor(repeating: element.scalar(as: Bool.self), shape: shape)
    }
  }

  /// A matrix with ones on its main diagonal and zeros elsewhere.
  ///
  /// - Throws: `negativeExtent`, `tooManyElements`, and the errors of allocation.
  /// - Complexity: O(`rows` · `columns`).
  public static func eye(
    _ rows: Int, _ columns: Int, _ dtype: DType
  ) throws(TensorError) -> Tensor {
    let result = try zeros([rows, columns], dtype)
    guard let array = result.array, array.count > 0 else { return result }
    let diagonal = array.view(shape: [min(rows, columns)], strides: [columns + 1], offset: 0)
    try Tensor(1, dtype: dtype).copy(into: diagonal)
    return result
  }

  /// A scalar, rounded once to the element type.
  ///
  /// - Throws: `notRepresentable` when an integer type has not the value, or for a boolean other
  ///   than 0 and 1.
  public init(_ value: Double, dtype: DType) throws(TensorError) {
    switch dtype {
    case .float32: self.init(Float(value))
    case .float64: self.init(value)
    case .int32, .int64, .bool:
      guard let integer = Int(exactly: value) else {
        throw .notRepresentable(value: "\(value)", dtype: dtype)
      }
      try self.init(integer, dtype: dtype)
    }
  }

  /// A scalar of an integer, rounded once where the element type is a floating-point one.
  ///
  /// - Throws: `notRepresentable` when the value is outside of the type's range; booleans take
  ///   0 and 1.
  public init(_ value: Int, dtype: DType) throws(TensorError) {
    switch dtype {
    case .float32: self.init(Float(value))
    case .float64: self.init(Double(value))
    case .int64: self.init(Int64(value))
    case .int32:
      guard let value = Int32(exactly: value) else {
        throw .notRepresentable(value: "\(value)", dtype: dtype)
      }
      self.init(value)
    case .bool:
      guard value == 0 || value == 1 else {
        throw .notRepresentable(value: "\(value)", dtype: dtype)
      }
      self.init(value == 1)
    }
  }
}
