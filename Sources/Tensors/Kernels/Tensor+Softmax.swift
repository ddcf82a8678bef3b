extension Tensor {
  /// e to the power of each element, divided by the sum of these along an axis.
  ///
  /// The largest element is taken away first, so that nothing overflows; of infinities alone the
  /// result is NaN, as everywhere.
  ///
  /// - Throws: `axisOutOfRange`, and the errors of allocation.
  /// - Complexity: O(`count`).
  public func softmax(axis: Int) throws(TensorError) -> Tensor {
    let axis = try Shape.normalized(axis: axis, rank: rank)
    guard count > 0 else { return self }
    let exponentials = try belowLargest(axis).unary(.exp)
    return try Tensor.binary(
      .divide, exponentials, exponentials.reduce(.sum, axes: [axis], keepingDimensions: true))
  }

  /// The logarithm of `softmax`, exact where that is too small for its type.
  ///
  /// - Throws: `axisOutOfRange`, and the errors of allocation.
  /// - Complexity: O(`count`).
  public func logSoftmax(axis: Int) throws(TensorError) -> Tensor {
    let axis = try Shape.normalized(axis: axis, rank: rank)
    guard count > 0 else { return self }
    let rest = try belowLargest(axis)
    let sum = try rest.unary(.exp).reduce(.sum, axes: [axis], keepingDimensions: true)
    return try Tensor.binary(.subtract, rest, sum.unary(.log))
  }

  /// The elements less the largest one along an axis.
  private func belowLargest(_ axis: Int) throws(TensorError) -> Tensor {
    try Tensor.binary(
      .subtract, self, reduce(.maximum, axes: [axis], keepingDimensions: true))
  }
}
