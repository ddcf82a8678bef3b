extension Tensor {
  /// One element along an axis for each index: `np.take_along_axis`.
  ///
  /// The indices have this tensor's shape but for the extent of the axis.
  ///
  /// - Throws: `unsupportedDType`, `axisOutOfRange`, `shapesDiffer`, `indexOutOfRange`, and the
  ///   errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of the indices.
  public func gatheredAlong(_ indices: Tensor, axis: Int) throws(TensorError) -> Tensor {
    let index = try Tensor.indexAlong(indices, shape: shape, axis: axis)
    return try index.gathered(from: self, shape: indices.shape)
  }

  /// Zeros, with this tensor's elements added at an index each along an axis: the transpose of
  /// `gatheredAlong`.
  ///
  /// - Throws: `unsupportedDType`, `axisOutOfRange`, `shapesDiffer`, `indexOutOfRange`,
  ///   `negativeExtent`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of this tensor and the result.
  public func scatterAddedAlong(
    _ indices: Tensor, axis: Int, extent: Int
  ) throws(TensorError) -> Tensor {
    guard indices.shape == shape else { throw .shapesDiffer(shape, indices.shape) }
    var whole = shape
    whole[try Shape.normalized(axis: axis, rank: rank)] = extent
    _ = try Shape.checkedCount(whole)
    let index = try Tensor.indexAlong(indices, shape: whole, axis: axis)
    return try index.added(self, shape: whole)
  }

  /// Indices along an axis as positions in all elements.
  private static func indexAlong(
    _ indices: Tensor, shape: [Int], axis: Int
  ) throws(TensorError) -> BlockIndex {
    let axis = try Shape.normalized(axis: axis, rank: shape.count)
    var expected = indices.shape
    if expected.count == shape.count { expected[axis] = shape[axis] }
    guard expected == shape else { throw .shapesDiffer(shape, indices.shape) }
    var positions = try indices.positions(below: shape[axis], axis: axis)
    let inner = try Shape.checkedCount(Array(shape[(axis + 1)...]))
    let block = indices.shape[axis] * inner
    for place in positions.indices {
      positions[place] =
        (place / max(block, 1) * shape[axis] + positions[place]) * inner + place % max(inner, 1)
      if place & 0xFFFF == 0xFFFF, InterruptionCheck.isRequested { throw .interrupted }
    }
    return BlockIndex(
      batch: 1, outer: 1, extent: try Shape.checkedCount(shape), inner: 1, positions: positions)
  }
}
