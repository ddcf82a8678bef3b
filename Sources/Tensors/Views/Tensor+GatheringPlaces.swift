extension Tensor {
  /// The parts of a tensor at places, as `tf.gather_nd` gives them: the last axis of the indices
  /// holds a position for each of the first axes.
  ///
  /// - Throws: `unsupportedDType`, `shapesDiffer`, `wrongRank`, `indexOutOfRange`, and the errors of
  ///   allocation.
  /// - Complexity: O(n), where n is the number of elements of the indices and the result.
  public func gathered(places indices: Tensor, batchDimensions: Int) throws(TensorError) -> Tensor {
    let result = try Shape.gathered(shape, places: indices.shape, batch: batchDimensions)
    return try index(of: indices, in: shape, batchDimensions).gathered(from: self, shape: result)
  }

  /// Zeros of a shape with this tensor's parts added at places: the transpose of gathering them.
  ///
  /// - Throws: `unsupportedDType`, `shapesDiffer`, `wrongRank`, `indexOutOfRange`, and the errors of
  ///   allocation.
  /// - Complexity: O(n), where n is the number of elements of this tensor and the result.
  public func scatterAdded(
    places indices: Tensor, shape: [Int], batchDimensions: Int
  ) throws(TensorError) -> Tensor {
    _ = try Shape.checkedCount(shape)
    let parts = try Shape.gathered(shape, places: indices.shape, batch: batchDimensions)
    guard parts == self.shape else { throw .shapesDiffer(self.shape, parts) }
    return try index(of: indices, in: shape, batchDimensions).added(self, shape: shape).inlined()
  }

  /// This tensor with parts written to places; of several for one place the last stays.
  ///
  /// - Throws: `unsupportedDType`, `dtypeMismatch`, `shapesDiffer`, `wrongRank`, `indexOutOfRange`,
  ///   and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of this tensor and the parts.
  public func updated(
    places indices: Tensor, with parts: Tensor, batchDimensions: Int
  ) throws(TensorError) -> Tensor {
    guard parts.dtype == dtype else { throw .dtypeMismatch(dtype, parts.dtype) }
    let expected = try Shape.gathered(shape, places: indices.shape, batch: batchDimensions)
    guard expected == parts.shape else { throw .shapesDiffer(parts.shape, expected) }
    if rank == 0 { return try parts.count == 0 ? self : lastElement(of: parts) }
    return try index(of: indices, in: shape, batchDimensions).written(parts, into: self)
  }

  private func lastElement(of parts: Tensor) throws(TensorError) -> Tensor {
    let row = try parts.reshaped(to: [-1])
    return try row.sliced([.index(-1)])
  }

  /// Places as positions in the elements of the axes that they name, taken as one axis.
  private func index(
    of indices: Tensor, in shape: [Int], _ batch: Int
  ) throws(TensorError) -> BlockIndex {
    guard indices.dtype.isInteger else {
      throw .unsupportedDType(
        operation: "gather_nd", dtype: indices.dtype, expected: "integers as indices")
    }
    let depth = indices.shape[indices.rank - 1]
    let named = Array(shape[batch..<(batch + depth)])
    let numbers = try indices.ints()
    let count = depth == 0 ? indices.shape.dropLast().reduce(1, *) : numbers.count / depth
    var positions: [Int] = []
    positions.reserveCapacity(count)
    for place in 0..<count {
      var position = 0
      for axis in 0..<depth {
        let number = numbers[place * depth + axis]
        guard number >= 0, number < named[axis] else {
          throw .indexOutOfRange(index: number, axis: batch + axis, extent: named[axis])
        }
        position = position * named[axis] + number
      }
      positions.append(position)
      if place & 0xFFFF == 0xFFFF, InterruptionCheck.isRequested { throw .interrupted }
    }
    return BlockIndex(
      batch: try Shape.checkedCount(Array(shape[..<batch])), outer: 1,
      extent: try Shape.checkedCount(named),
      inner: try Shape.checkedCount(Array(shape[(batch + depth)...])), positions: positions)
  }
}

extension Shape {
  /// The shape of the parts at places, by the shapes of the tensor and the places.
  ///
  /// - Throws: `wrongRank` for places without a last axis, `tooManyIndices`, `shapesDiffer` when the
  ///   batches differ.
  public static func gathered(
    _ shape: [Int], places: [Int], batch: Int
  ) throws(TensorError) -> [Int] {
    guard let depth = places.last else {
      throw .wrongRank(operation: "gather_nd", rank: 0, expected: "1 or more for the indices")
    }
    guard batch >= 0, batch < places.count, batch <= shape.count else {
      throw .axisOutOfRange(axis: batch, rank: min(places.count - 1, shape.count) + 1)
    }
    guard depth <= shape.count - batch else {
      throw .tooManyIndices(count: depth, rank: shape.count - batch)
    }
    guard shape[..<batch] == places[..<batch] else { throw .shapesDiffer(shape, places) }
    return Array(places.dropLast() + shape[(batch + depth)...])
  }
}
