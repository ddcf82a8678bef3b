import Glibc

extension Tensor {
  /// The diagonal of the last two axes, `offset` columns to the right of the main one: a view.
  ///
  /// - Throws: `wrongRank` below rank 2.
  /// - Complexity: O(rank).
  public func diagonal(offset: Int) throws(TensorError) -> Tensor {
    let result = try Shape.diagonal(shape, offset: offset)
    guard let array else { return self }
    let rank = array.shape.count
    let (row, column) = (array.stride(at: rank - 2), array.stride(at: rank - 1))
    let start = result.contains(0) ? 0 : offset < 0 ? -offset * row : offset * column
    return Tensor(
      dtype: dtype,
      array: array.view(
        shape: result, strides: Array(array.strides.dropLast(2)) + [row + column],
        offset: array.offset + start))
  }

  /// Square matrices with the last axis on a diagonal, and zeros elsewhere.
  ///
  /// - Throws: `wrongRank` for a scalar, `tooManyElements`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public func onDiagonal(offset: Int) throws(TensorError) -> Tensor {
    let result = try Shape.onDiagonal(shape, offset: offset)
    let zeros = try Tensor.zeros(result, dtype)
    guard let array = zeros.array, count > 0 else { return zeros }
    let side = result[result.count - 1]
    let strides = Array(array.strides.dropLast(2)) + [side + 1]
    try copy(
      into: array.view(
        shape: shape, strides: strides, offset: offset < 0 ? -offset * side : offset))
    return zeros
  }

  /// The elements on and above (or below) a diagonal of the last two axes, and zeros elsewhere.
  ///
  /// - Throws: `wrongRank` below rank 2, and the errors of allocation.
  /// - Complexity: O(`count`).
  public func triangle(isUpper: Bool, offset: Int) throws(TensorError) -> Tensor {
    guard rank >= 2 else {
      throw .wrongRank(operation: isUpper ? "triu" : "tril", rank: rank, expected: "2 or more")
    }
    let result = try StridedArray.uninitialized(shape: shape, dtype: dtype)
    try copy(into: result)
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    guard result.count > 0 else { return Tensor(dtype: dtype, array: result) }
    let size = dtype.itemSize
    var meter = InterruptionCheck.Meter(cost: columns)
    for row in 0..<(result.count / columns) {
      // The first column above the diagonal's, or on it.
      let (sum, overflow) = (row % rows).addingReportingOverflow(offset)
      let border = overflow ? (offset < 0 ? 0 : columns) : sum
      let edge = min(max(isUpper ? border : border < Int.max ? border + 1 : border, 0), columns)
      let cleared = isUpper ? 0..<edge : edge..<columns
      memset(
        result.buffer.pointer + (row * columns + cleared.lowerBound) * size, 0,
        cleared.count * size)
      if meter.isRequested { break }
    }
    try InterruptionCheck.check()
    return Tensor(dtype: dtype, array: result)
  }
}

extension Shape {
  /// The shape of a diagonal of matrices.
  ///
  /// - Throws: `wrongRank` below rank 2.
  public static func diagonal(_ shape: [Int], offset: Int) throws(TensorError) -> [Int] {
    guard shape.count >= 2 else {
      throw .wrongRank(operation: "diag_part", rank: shape.count, expected: "2 or more")
    }
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    // Far away there is nothing; nothing is subtracted there, so that nothing overflows.
    let length =
      offset >= columns || offset <= -rows
      ? 0 : offset < 0 ? min(rows + offset, columns) : min(rows, columns - offset)
    return Array(shape.dropLast(2)) + [length]
  }

  /// The shape of square matrices with a vector on a diagonal.
  ///
  /// - Throws: `wrongRank` for a scalar, `tooManyElements`.
  public static func onDiagonal(_ shape: [Int], offset: Int) throws(TensorError) -> [Int] {
    guard let length = shape.last else {
      throw .wrongRank(operation: "diag", rank: 0, expected: "1 or more")
    }
    guard offset.magnitude < UInt(elementLimit) else {
      throw .tooManyElements(shape: [length, offset])
    }
    let side = length + abs(offset)
    let result = Array(shape.dropLast()) + [side, side]
    _ = try checkedCount(result)
    return result
  }
}
