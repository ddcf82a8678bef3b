import Tensors

/// The rules by which results get their shapes and element types.
enum ResultTypes {
  /// The operand's type, of a floating-point operand.
  static func float(_ name: String) -> Primitive.ResultType {
    { x, _ throws(TensorError) in
      try requireFloat(name, x[0].dtype)
      return x[0]
    }
  }

  /// The operand's type, of a number.
  static func number(_ name: String) -> Primitive.ResultType {
    { x, _ throws(TensorError) in
      try requireNumber(name, x[0].dtype)
      return x[0]
    }
  }

  /// Booleans of the shape of a floating-point operand.
  static func predicate(_ name: String) -> Primitive.ResultType {
    { x, _ throws(TensorError) in
      try requireFloat(name, x[0].dtype)
      return TensorType(.bool, x[0].shape)
    }
  }

  /// Two numbers of one type, broadcast.
  static func binaryNumber(_ name: String) -> Primitive.ResultType {
    { x, _ throws(TensorError) in
      let dtype = try common(x[0].dtype, x[1].dtype)
      try requireNumber(name, dtype)
      return TensorType(dtype, try Shape.broadcast(x[0].shape, x[1].shape))
    }
  }

  /// Two floating-point operands of one type, broadcast.
  static func binaryFloat(_ name: String) -> Primitive.ResultType {
    { x, _ throws(TensorError) in
      let dtype = try common(x[0].dtype, x[1].dtype)
      try requireFloat(name, dtype)
      return TensorType(dtype, try Shape.broadcast(x[0].shape, x[1].shape))
    }
  }

  /// A quotient: integers are divided in float64.
  static let quotient: Primitive.ResultType = { x, _ throws(TensorError) in
    let dtype = try common(x[0].dtype, x[1].dtype)
    try requireNumber("divide", dtype)
    return TensorType(
      dtype.isInteger ? .float64 : dtype, try Shape.broadcast(x[0].shape, x[1].shape))
  }

  /// A comparison; only equality is defined on booleans.
  static func comparison(_ name: String, ordered: Bool) -> Primitive.ResultType {
    { x, _ throws(TensorError) in
      let dtype = try common(x[0].dtype, x[1].dtype)
      if ordered { try requireNumber(name, dtype) }
      return TensorType(.bool, try Shape.broadcast(x[0].shape, x[1].shape))
    }
  }

  /// Booleans in, booleans out.
  static func logical(_ name: String) -> Primitive.ResultType {
    { x, _ throws(TensorError) in
      var shape = x[0].shape
      for operand in x {
        guard operand.dtype == .bool else {
          throw .unsupportedDType(operation: name, dtype: operand.dtype, expected: "bool")
        }
        shape = try Shape.broadcast(shape, operand.shape)
      }
      return TensorType(.bool, shape)
    }
  }

  /// A reduction by `axis` and `keepdims`, the first two attributes.
  static func reduction(
    _ name: String, accepts: @escaping @Sendable (DType) -> Bool, expected: String,
    refusesEmpty: Bool = false
  ) -> Primitive.ResultType {
    { x, attributes throws(TensorError) in
      guard accepts(x[0].dtype) else {
        throw .unsupportedDType(operation: name, dtype: x[0].dtype, expected: expected)
      }
      let axes = try axes(attributes.axes(0), rank: x[0].shape.count)
      if refusesEmpty, axes.contains(where: { x[0].shape[$0] == 0 }) {
        throw .emptyReduction(operation: name, shape: x[0].shape)
      }
      return TensorType(
        x[0].dtype,
        Shape.reduced(x[0].shape, axes: axes, keepingDimensions: attributes.flag(1)))
    }
  }

  /// The axes that a reduction's attribute names: all for None.
  static func axes(_ axes: [Int]?, rank: Int) throws(TensorError) -> [Int] {
    guard let axes else { return Array(0..<rank) }
    return try Shape.normalized(axes: axes, rank: rank)
  }

  static func common(_ x: DType, _ y: DType) throws(TensorError) -> DType {
    guard x == y else { throw .dtypeMismatch(x, y) }
    return x
  }

  static func requireFloat(_ name: String, _ dtype: DType) throws(TensorError) {
    guard dtype.isFloatingPoint else {
      throw .unsupportedDType(operation: name, dtype: dtype, expected: "float32 or float64")
    }
  }

  static func requireNumber(_ name: String, _ dtype: DType) throws(TensorError) {
    guard dtype != .bool else {
      throw .unsupportedDType(operation: name, dtype: dtype, expected: "numbers")
    }
  }
}
