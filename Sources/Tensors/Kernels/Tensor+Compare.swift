extension Tensor {
  /// The comparison of the elements of two tensors, broadcast against each other, as booleans.
  ///
  /// Booleans have no order: they compare for `equal` and `notEqual` only.
  ///
  /// - Throws: `dtypeMismatch`, `unsupportedDType`, `notBroadcastable`, and the errors of
  ///   allocation.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public static func compare(
    _ operation: ComparisonOperation, _ x: Tensor, _ y: Tensor
  ) throws(TensorError) -> Tensor {
    guard x.dtype == y.dtype else { throw .dtypeMismatch(x.dtype, y.dtype) }
    switch x.dtype {
    case .float32: return try compared(operation, x, y, Float.self)
    case .float64: return try compared(operation, x, y, Double.self)
    case .int32: return try compared(operation, x, y, Int32.self)
    case .int64: return try compared(operation, x, y, Int64.self)
    case .bool:
      guard operation == .equal || operation == .notEqual else {
        throw .unsupportedDType(operation: "\(operation)", dtype: .bool, expected: "numbers")
      }
      return try zipped(x, y) { loop, output, x, y in
        let expected = operation == .equal
        loop.map(output, x, y) { (x: Bool, y: Bool) in (x == y) == expected }
      }
    }
  }

  private static func compared<T: Element & Comparable>(
    _ operation: ComparisonOperation, _ x: Tensor, _ y: Tensor, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    if T.dtype.isFloatingPoint, max(x.count, y.count) >= deferralCount,
      let result = try deferred(
        .compare(operation), [x, y], shape: Shape.broadcast(x.shape, y.shape), dtype: .bool)
    {
      return result
    }
    return try zipped(x, y) { loop, output, x, y in
      operation.run(loop, output, x as UnsafePointer<T>, y as UnsafePointer<T>)
    }
  }

  /// Elements of `x` where the condition holds and of `y` elsewhere, all three broadcast.
  ///
  /// - Throws: `unsupportedDType` for a condition that is not boolean, `dtypeMismatch`,
  ///   `notBroadcastable`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public static func select(
    _ condition: Tensor, _ x: Tensor, _ y: Tensor
  ) throws(TensorError) -> Tensor {
    guard condition.dtype == .bool else {
      throw .unsupportedDType(operation: "where", dtype: condition.dtype, expected: "booleans")
    }
    guard x.dtype == y.dtype else { throw .dtypeMismatch(x.dtype, y.dtype) }
    let shape = try Shape.broadcast(condition.shape, Shape.broadcast(x.shape, y.shape))
    let count = try Shape.checkedCount(shape)
    if x.dtype.isFloatingPoint, count >= deferralCount,
      let result = try deferred(.select, [condition, x, y], shape: shape, dtype: x.dtype)
    {
      return result
    }
    for operand in [condition, x, y] { try operand.compute() }
    let loop = loop(over: shape, condition, x, y)
    switch x.dtype {
    case .float32: return try selected(shape, loop, condition, x, y, Float.self)
    case .float64: return try selected(shape, loop, condition, x, y, Double.self)
    case .int32: return try selected(shape, loop, condition, x, y, Int32.self)
    case .int64: return try selected(shape, loop, condition, x, y, Int64.self)
    case .bool: return try selected(shape, loop, condition, x, y, Bool.self)
    }
  }

  private static func selected<T: Element>(
    _ shape: [Int], _ loop: Loop, _ condition: Tensor, _ x: Tensor, _ y: Tensor, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    try written(shape) { output in
      condition.withBase(as: Bool.self) { condition in
        x.withBase(as: T.self) { x in
          y.withBase(as: T.self) { y in
            loop.map(output, condition, x, y) { $0 ? $1 : $2 }
          }
        }
      }
    }
  }

  /// Whether two tensors have one element type, one shape and the same bits.
  ///
  /// Any NaN equals any NaN, whatever its payload; 0.0 and -0.0 differ. The answer means nothing
  /// once the work is to stop.
  ///
  /// - Complexity: O(`count`); neighbours that are one element in both memories count once.
  public func isIdentical(to other: Tensor) -> Bool {
    guard dtype == other.dtype, shape == other.shape else { return false }
    switch dtype {
    case .float32: return agrees(with: other) { Tensor.isSame($0 as Float, $1) }
    case .float64: return agrees(with: other) { Tensor.isSame($0 as Double, $1) }
    case .int32: return agrees(with: other) { ($0 as Int32) == $1 }
    case .int64: return agrees(with: other) { ($0 as Int64) == $1 }
    case .bool: return agrees(with: other) { ($0 as Bool) == $1 }
    }
  }

  @inline(__always)
  private static func isSame<T: FloatElement>(_ x: T, _ y: T) -> Bool {
    x.scalarBits == y.scalarBits || (x.isNaN && y.isNaN)
  }

  @inline(__always)
  private func agrees<T: Element>(with other: Tensor, _ isSame: (T, T) -> Bool) -> Bool {
    let rank = rank
    // An axis along which neither moves shows one pair again and again.
    let distinct = shape.enumerated().map { axis, extent in
      extent > 0 && stride(at: axis, ofRank: rank) == 0 && other.stride(at: axis, ofRank: rank) == 0
        ? 1 : extent
    }
    let loop = Loop(shape: distinct) { axis in
      [0, stride(at: axis, ofRank: rank), other.stride(at: axis, ofRank: rank), 0]
    }
    return withBase(as: T.self) { x in
      other.withBase(as: T.self) { y in
        var result = true
        loop.forEachRow { at, count in
          guard result else { return }
          for i in 0..<count
          where !isSame(x[at[1] &+ i &* loop.step[1]], y[at[2] &+ i &* loop.step[2]]) {
            result = false
            break
          }
        }
        return result
      }
    }
  }
}

extension ComparisonOperation {
  /// Runs the loop of the comparison; a case each, so that each loop is compiled for its own.
  func run<T: Comparable>(
    _ loop: Loop, _ output: UnsafeMutablePointer<Bool>, _ x: UnsafePointer<T>,
    _ y: UnsafePointer<T>
  ) {
    switch self {
    case .equal: loop.map(output, x, y) { $0 == $1 }
    case .notEqual: loop.map(output, x, y) { $0 != $1 }
    case .less: loop.map(output, x, y) { $0 < $1 }
    case .lessEqual: loop.map(output, x, y) { $0 <= $1 }
    case .greater: loop.map(output, x, y) { $0 > $1 }
    case .greaterEqual: loop.map(output, x, y) { $0 >= $1 }
    }
  }
}
