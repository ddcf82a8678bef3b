extension Tensor {
  /// The solution y of y[k] = a[k]·y[k-1] + b[k] along an axis, with y[0] = b[0].
  ///
  /// `reversed` goes from the end. The first coefficient is not looked at.
  ///
  /// Derivatives of scans are recurrences of this kind: exact where a quotient of running products
  /// is 0/0.
  ///
  /// - Throws: `dtypeMismatch`, `unsupportedDType`, `shapesDiffer`, `axisOutOfRange`, and the errors
  ///   of allocation.
  /// - Complexity: O(`count`).
  public static func recurrence(
    _ a: Tensor, _ b: Tensor, axis: Int, reversed: Bool
  ) throws(TensorError) -> Tensor {
    guard a.dtype == b.dtype else { throw .dtypeMismatch(a.dtype, b.dtype) }
    guard a.shape == b.shape else { throw .shapesDiffer(a.shape, b.shape) }
    let axis = try Shape.normalized(axis: axis, rank: b.rank)
    let (a, b) = (try a.contiguous(), try b.contiguous())
    switch b.dtype {
    case .float32: return try recurrence(a, b, axis, reversed, Float.self)
    case .float64: return try recurrence(a, b, axis, reversed, Double.self)
    case .int32, .int64, .bool:
      throw .unsupportedDType(
        operation: "linear_recurrence", dtype: b.dtype, expected: "float32 or float64")
    }
  }

  private static func recurrence<T: FloatElement & NumericElement>(
    _ a: Tensor, _ b: Tensor, _ axis: Int, _ isReversed: Bool, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let shape = b.shape
    let extent = shape[axis]
    let inner = b.count == 0 ? 0 : shape[(axis + 1)...].reduce(1, *)
    return try written(shape) { (output: UnsafeMutablePointer<T>) in
      a.withBase(as: T.self) { a in
        b.withBase(as: T.self) { b in
          guard inner > 0, extent > 0 else { return }
          var meter = InterruptionCheck.Meter(cost: inner)
          for outer in Swift.stride(from: 0, to: shape.reduce(1, *), by: extent * inner) {
            for place in 0..<extent {
              let at = outer + inner * (isReversed ? extent - 1 - place : place)
              if place == 0 {
                for i in at..<(at + inner) { output[i] = b[i] }
              } else {
                let back = isReversed ? inner : -inner
                for i in at..<(at + inner) { output[i] = a[i] * output[i + back] + b[i] }
              }
              if meter.isRequested { return }
            }
          }
        }
      }
    }
  }
}
