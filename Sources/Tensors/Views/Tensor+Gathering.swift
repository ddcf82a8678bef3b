extension Tensor {
  /// The slices along an axis that indices name, as `np.take` and `tf.gather` give them.
  ///
  /// The indices' axes take the place of the axis. As in TensorFlow a negative index is out of
  /// range: it counts from no end. The first `batchDimensions` axes are common to the tensor and the
  /// indices, and each batch has its own indices.
  ///
  /// - Throws: `unsupportedDType` for indices that are no integers, `axisOutOfRange`,
  ///   `shapesDiffer` when the batches differ, `indexOutOfRange`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public func gathered(
    _ indices: Tensor, axis: Int, batchDimensions: Int = 0
  ) throws(TensorError) -> Tensor {
    let shape = shape
    let axis = try Shape.normalized(axis: axis, rank: rank)
    let result = try Shape.gathered(shape, indices.shape, axis: axis, batch: batchDimensions)
    let index = BlockIndex(
      batch: try Shape.checkedCount(Array(shape[..<batchDimensions])),
      outer: try Shape.checkedCount(Array(shape[batchDimensions..<axis])), extent: shape[axis],
      inner: try Shape.checkedCount(Array(shape[(axis + 1)...])),
      positions: try indices.positions(below: shape[axis], axis: axis))
    return try index.gathered(from: self, shape: result)
  }

  /// Zeros whose axis has the given extent, with this tensor's slices added where indices say.
  ///
  /// The transpose of `gathered`: this tensor has the shape of its result. Slices that fall on one
  /// place add up, in the order of the indices.
  ///
  /// - Throws: `unsupportedDType`, `axisOutOfRange`, `indexOutOfRange`, `shapesDiffer` when the
  ///   indices' axes are not found in the shape, `negativeExtent`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of this tensor and the result.
  public func scatterAdded(
    _ indices: Tensor, axis: Int, extent: Int, batchDimensions: Int = 0
  ) throws(TensorError) -> Tensor {
    let result = try Shape.scattered(
      shape, indices.shape, axis: axis, extent: extent, batch: batchDimensions)
    let axis = try Shape.normalized(axis: axis, rank: result.count)
    _ = try Shape.checkedCount(result)
    let index = BlockIndex(
      batch: try Shape.checkedCount(Array(result[..<batchDimensions])),
      outer: try Shape.checkedCount(Array(result[batchDimensions..<axis])), extent: extent,
      inner: try Shape.checkedCount(Array(result[(axis + 1)...])),
      positions: try indices.positions(below: extent, axis: axis))
    return try index.added(self, shape: result)
  }
}

extension Shape {
  /// The shape of `gathered`, by the shapes of the tensor and the indices.
  ///
  /// - Parameter axis: not negative, below the rank.
  /// - Throws: `axisOutOfRange` when the axis is one of the batch's, `shapesDiffer`.
  public static func gathered(
    _ shape: [Int], _ indices: [Int], axis: Int, batch: Int
  ) throws(TensorError) -> [Int] {
    guard batch >= 0, batch <= axis, batch <= indices.count else {
      throw .axisOutOfRange(axis: batch, rank: min(axis, indices.count) + 1)
    }
    guard shape[..<batch] == indices[..<batch] else { throw .shapesDiffer(shape, indices) }
    return Array(shape[..<axis] + indices[batch...] + shape[(axis + 1)...])
  }

  /// The shape of `scatterAdded`, by the shapes of the parts and the indices.
  ///
  /// - Throws: `axisOutOfRange`, `shapesDiffer`, `negativeExtent`.
  public static func scattered(
    _ shape: [Int], _ indices: [Int], axis: Int, extent: Int, batch: Int
  ) throws(TensorError) -> [Int] {
    guard batch >= 0, batch <= indices.count else { throw .shapesDiffer(indices, shape) }
    let inserted = indices.count - batch
    let rank = shape.count - inserted + 1
    guard rank >= 1 else { throw .shapesDiffer(indices, shape) }
    let axis = try normalized(axis: axis, rank: rank)
    guard batch <= axis else { throw .axisOutOfRange(axis: batch, rank: axis + 1) }
    let end = axis + inserted
    guard end <= shape.count, shape[..<batch] == indices[..<batch] else {
      throw .shapesDiffer(indices, shape)
    }
    guard shape[axis..<end] == indices[batch...] else {
      throw .shapesDiffer(indices, Array(shape[axis..<end]))
    }
    let result = Array(shape[..<axis] + [extent] + shape[end...])
    guard extent >= 0 else { throw .negativeExtent(shape: result) }
    return result
  }
}
