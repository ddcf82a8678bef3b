import Glibc

/// Which blocks of a tensor are meant: positions along one axis, a list for each batch.
///
/// The tensor is seen as `batch` × `outer` × `extent` × `inner` elements in row-major order, and what
/// is taken from it as `batch` × `outer` × `count` × `inner`. Gathering, adding and writing by indices
/// are loops over these.
struct BlockIndex {
  /// How many lists of positions there are.
  let batch: Int
  /// How many times a batch's list is used.
  let outer: Int
  /// The extent of the axis that is indexed.
  let extent: Int
  /// The neighbouring elements that one position stands for.
  let inner: Int
  /// The positions of all batches, each in `0..<extent`.
  let positions: [Int]

  /// The positions of one batch.
  private var count: Int { batch == 0 ? 0 : positions.count / batch }

  /// Calls `body` with the first element of each block, in the whole tensor and in what is taken.
  @inline(__always)
  private func forEachBlock(_ body: (_ whole: Int, _ part: Int) -> Void) {
    let count = count
    guard inner > 0, count > 0 else { return }
    var meter = InterruptionCheck.Meter(cost: inner)
    var part = 0
    for list in 0..<batch {
      for row in 0..<outer {
        let start = (list * outer + row) * extent
        for place in 0..<count {
          body((start + positions[list * count + place]) * inner, part)
          part += inner
          if meter.isRequested { return }
        }
      }
    }
  }

  /// The blocks of a tensor, one after the other.
  ///
  /// - Throws: the errors of allocation, `interrupted`.
  /// - Complexity: O(n), where n is the number of elements of the result.
  func gathered(from tensor: Tensor, shape: [Int]) throws(TensorError) -> Tensor {
    let source = try tensor.contiguous().arrayed()
    let result = try StridedArray.uninitialized(shape: shape, dtype: tensor.dtype)
    guard result.count > 0 else { return Tensor(dtype: tensor.dtype, array: result).inlined() }
    let size = tensor.dtype.itemSize
    let from = source.buffer.pointer + source.offset * size
    let to = result.buffer.pointer
    forEachBlock { whole, part in memcpy(to + part * size, from + whole * size, inner * size) }
    withExtendedLifetime(source) {}
    try InterruptionCheck.check()
    return Tensor(dtype: tensor.dtype, array: result).inlined()
  }

  /// A tensor with blocks written to their places; of several for one place the last stays.
  ///
  /// - Throws: the errors of allocation, `interrupted`.
  /// - Complexity: O(n), where n is the number of elements of both.
  func written(_ blocks: Tensor, into tensor: Tensor) throws(TensorError) -> Tensor {
    let result = try StridedArray.uninitialized(shape: tensor.shape, dtype: tensor.dtype)
    try tensor.copy(into: result)
    let source = try blocks.contiguous().arrayed()
    let size = tensor.dtype.itemSize
    let from = source.buffer.pointer + source.offset * size
    let to = result.buffer.pointer
    forEachBlock { whole, part in memcpy(to + whole * size, from + part * size, inner * size) }
    withExtendedLifetime(source) {}
    try InterruptionCheck.check()
    return Tensor(dtype: tensor.dtype, array: result).inlined()
  }

  /// Zeros of a shape with blocks added to their places, in order.
  ///
  /// - Throws: `unsupportedDType` for booleans, the errors of allocation, `interrupted`.
  /// - Complexity: O(n), where n is the number of elements of both.
  func added(_ blocks: Tensor, shape: [Int]) throws(TensorError) -> Tensor {
    let zeros = try Tensor.zeros(shape, blocks.dtype)
    switch blocks.dtype {
    case .float32: return try added(blocks, to: zeros, Float.self)
    case .float64: return try added(blocks, to: zeros, Double.self)
    case .int32: return try added(blocks, to: zeros, Int32.self)
    case .int64: return try added(blocks, to: zeros, Int64.self)
    case .bool:
      throw .unsupportedDType(operation: "scatterAdded", dtype: .bool, expected: "numbers")
    }
  }

  private func added<T: NumericElement>(
    _ blocks: Tensor, to zeros: Tensor, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    var result = zeros
    let source = try blocks.contiguous()
    try result.mutate(as: T.self) { output in
      guard let output = output.baseAddress else { return }
      source.withBase(as: T.self) { from in
        forEachBlock { whole, part in
          for i in 0..<inner { output[whole + i] = T.sum(output[whole + i], from[part + i]) }
        }
      }
    }
    return result
  }
}

extension Tensor {
  /// The elements as positions along an axis, each checked.
  ///
  /// - Throws: `unsupportedDType`, `indexOutOfRange`.
  func positions(below extent: Int, axis: Int) throws(TensorError) -> [Int] {
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
