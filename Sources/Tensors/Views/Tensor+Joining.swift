extension Tensor {
  /// The tensors one after the other along an axis.
  ///
  /// - Throws: `noOperands`, `wrongRank` for scalars, `dtypeMismatch`, `concatShapes`,
  ///   `axisOutOfRange`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public static func concatenated(
    _ tensors: [Tensor], axis: Int
  ) throws(TensorError) -> Tensor {
    guard let first = tensors.first else { throw .noOperands(operation: "concat") }
    guard first.rank > 0 else {
      throw .wrongRank(operation: "concat", rank: 0, expected: "1 or more")
    }
    let axis = try Shape.normalized(axis: axis, rank: first.rank)
    var shape = first.shape
    shape[axis] = 0
    for tensor in tensors {
      guard tensor.dtype == first.dtype else { throw .dtypeMismatch(first.dtype, tensor.dtype) }
      var other = tensor.shape
      guard other.count == shape.count else {
        throw .concatShapes(first.shape, tensor.shape, axis: axis)
      }
      let (total, overflow) = shape[axis].addingReportingOverflow(other[axis])
      other[axis] = shape[axis]
      guard other == shape else { throw .concatShapes(first.shape, tensor.shape, axis: axis) }
      guard !overflow else { throw .tooManyElements(shape: first.shape) }
      shape[axis] = total
    }
    let result = try StridedArray.uninitialized(shape: shape, dtype: first.dtype)
    var start = 0
    for tensor in tensors where tensor.count > 0 {
      if InterruptionCheck.isRequested { throw .interrupted }
      let part = result.view(
        shape: tensor.shape, strides: result.strides, offset: start * result.strides[axis])
      try tensor.copy(into: part)
      start += tensor.shape[axis]
    }
    return Tensor(dtype: first.dtype, array: result)
  }

  /// The tensors, all of one shape, side by side along a new axis.
  ///
  /// - Throws: `noOperands`, `dtypeMismatch`, `shapesDiffer`, `axisOutOfRange`, and the errors of
  ///   allocation.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public static func stacked(_ tensors: [Tensor], axis: Int) throws(TensorError) -> Tensor {
    guard let first = tensors.first else { throw .noOperands(operation: "stack") }
    var shape = first.shape
    let axis = try Shape.normalized(axis: axis, rank: shape.count + 1)
    for tensor in tensors {
      guard tensor.dtype == first.dtype else { throw .dtypeMismatch(first.dtype, tensor.dtype) }
      guard tensor.shape == shape else { throw .shapesDiffer(first.shape, tensor.shape) }
    }
    shape.insert(tensors.count, at: axis)
    let result = try StridedArray.uninitialized(shape: shape, dtype: first.dtype)
    shape[axis] = 1
    for (position, tensor) in tensors.enumerated() where tensor.count > 0 {
      if InterruptionCheck.isRequested { throw .interrupted }
      let part = result.view(
        shape: shape, strides: result.strides, offset: position * result.strides[axis])
      try tensor.expandedDimensions(at: axis).copy(into: part)
    }
    return Tensor(dtype: first.dtype, array: result)
  }
}
