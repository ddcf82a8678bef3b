import Glibc

extension Tensor {
  /// The slices along an axis that indices name, as `np.take` and `tf.gather` give them.
  ///
  /// The indices' axes take the place of the axis. As in TensorFlow a negative index is out of
  /// range: it counts from no end.
  ///
  /// - Throws: `unsupportedDType` for indices that are no integers, `axisOutOfRange`,
  ///   `indexOutOfRange`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public func gathered(_ indices: Tensor, axis: Int) throws(TensorError) -> Tensor {
    let axis = try Shape.normalized(axis: axis, rank: rank)
    let source = try contiguous().arrayed()
    let positions = try indices.positions(below: source.shape[axis], axis: axis)
    let shape = source.shape[..<axis] + indices.shape + source.shape[(axis + 1)...]
    let result = try StridedArray.uninitialized(shape: Array(shape), dtype: dtype)
    guard result.count > 0 else { return Tensor(dtype: dtype, array: result).inlined() }
    let blockBytes = source.shape[(axis + 1)...].reduce(1, *) * dtype.itemSize
    let outerBytes = source.shape[axis] * blockBytes
    let from = source.buffer.pointer + source.offset * dtype.itemSize
    var to = result.buffer.pointer
    var meter = InterruptionCheck.Meter(cost: blockBytes / dtype.itemSize)
    outer: for outer in 0..<source.shape[..<axis].reduce(1, *) {
      for position in positions {
        memcpy(to, from + outer * outerBytes + position * blockBytes, blockBytes)
        to += blockBytes
        if meter.isRequested { break outer }
      }
    }
    withExtendedLifetime(source) {}
    try InterruptionCheck.check()
    return Tensor(dtype: dtype, array: result).inlined()
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
    _ indices: Tensor, axis: Int, extent: Int
  ) throws(TensorError) -> Tensor {
    let rank = rank - indices.rank + 1
    guard rank >= 1 else { throw .shapesDiffer(indices.shape, shape) }
    let axis = try Shape.normalized(axis: axis, rank: rank)
    let inner = axis + indices.rank
    guard Array(shape[axis..<inner]) == indices.shape else {
      throw .shapesDiffer(indices.shape, Array(shape[axis..<inner]))
    }
    let result = try Tensor.zeros(
      Array(shape[..<axis]) + [extent] + Array(shape[inner...]), dtype)
    let positions = try indices.positions(below: extent, axis: axis)
    switch dtype {
    case .float32: return try scatterAdded(into: result, axis, positions, Float.self)
    case .float64: return try scatterAdded(into: result, axis, positions, Double.self)
    case .int32: return try scatterAdded(into: result, axis, positions, Int32.self)
    case .int64: return try scatterAdded(into: result, axis, positions, Int64.self)
    case .bool:
      throw .unsupportedDType(operation: "scatterAdded", dtype: .bool, expected: "numbers")
    }
  }

  private func scatterAdded<T: NumericElement>(
    into zeros: Tensor, _ axis: Int, _ positions: [Int], _ type: T.Type
  ) throws(TensorError) -> Tensor {
    guard count > 0 else { return zeros }
    let shape = zeros.shape
    let block = shape[(axis + 1)...].reduce(1, *)
    let outerCount = shape[..<axis].reduce(1, *)
    var result = zeros
    let source = try contiguous()
    try result.mutate(as: T.self) { output in
      guard let output = output.baseAddress else { return }
      source.withBase(as: T.self) { source in
        var from = source
        var meter = InterruptionCheck.Meter(cost: block)
        for outer in 0..<outerCount {
          for position in positions {
            let to = output + (outer * shape[axis] + position) * block
            for i in 0..<block { to[i] = T.sum(to[i], from[i]) }
            from += block
            if meter.isRequested { return }
          }
        }
      }
    }
    return result
  }

  /// The elements as positions along an axis, each checked.
  private func positions(below extent: Int, axis: Int) throws(TensorError) -> [Int] {
    guard dtype.isInteger else {
      throw .unsupportedDType(operation: "gather", dtype: dtype, expected: "integers as indices")
    }
    let positions = try ints()
    for index in positions where index < 0 || index >= extent {
      throw .indexOutOfRange(index: index, axis: axis, extent: extent)
    }
    return positions
  }

  /// The tensor with its element inline when the rank is 0.
  func inlined() -> Tensor {
    guard let array, array.shape.isEmpty else { return self }
    return element(at: array.offset)
  }
}
