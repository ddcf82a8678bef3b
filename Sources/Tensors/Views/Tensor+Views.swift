extension Tensor {
  /// The same elements, in row-major order, in another shape; one extent may be -1 to be found.
  ///
  /// A view where the elements are contiguous. A scalar and a tensor of one element have each
  /// other's shapes.
  ///
  /// - Throws: `notReshapable`, `negativeExtent`, `tooManyElements`, and the errors of allocation.
  /// - Complexity: O(rank) when the elements are contiguous, otherwise O(`count`).
  public func reshaped(to shape: [Int]) throws(TensorError) -> Tensor {
    let target = try resolvedShape(shape)
    if target == self.shape { return self }
    if target.isEmpty { return element(at: array?.offset ?? 0) }
    let source = try isContiguous ? arrayed() : copied().arrayed()
    return Tensor(
      dtype: dtype,
      array: source.view(
        shape: target, strides: Shape.rowMajorStrides(target), offset: source.offset))
  }

  /// The shape with its -1 replaced, checked to have this tensor's number of elements.
  private func resolvedShape(_ shape: [Int]) throws(TensorError) -> [Int] {
    guard let unknown = shape.firstIndex(of: -1) else {
      guard try Shape.checkedCount(shape) == count else {
        throw .notReshapable(from: self.shape, to: shape)
      }
      return shape
    }
    var target = shape
    target[unknown] = 1
    guard !target.contains(-1) else { throw .notReshapable(from: self.shape, to: shape) }
    let known = try Shape.checkedCount(target)
    guard known > 0, count % known == 0 else {
      throw .notReshapable(from: self.shape, to: shape)
    }
    target[unknown] = count / known
    return target
  }

  /// The axes in another order, reversed when none is given: a view.
  ///
  /// - Throws: `notAPermutation`.
  /// - Complexity: O(rank).
  public func transposed(_ permutation: [Int]? = nil) throws(TensorError) -> Tensor {
    let rank = rank
    let order: [Int]
    if let permutation {
      // Not `map`: its closure would lose the typed error.
      guard permutation.count == rank, permutation.allSatisfy({ $0 >= -rank && $0 < rank }) else {
        throw .notAPermutation(permutation, rank: rank)
      }
      order = permutation.map { $0 < 0 ? $0 + rank : $0 }
      guard Set(order).count == rank else { throw .notAPermutation(permutation, rank: rank) }
    } else {
      order = Array((0..<rank).reversed())
    }
    return permuted(order)
  }

  /// The axes in another order.
  ///
  /// - Precondition: `order` is a permutation of the axes.
  func permuted(_ order: [Int]) -> Tensor {
    guard let array, order != Array(order.indices) else { return self }
    return Tensor(
      dtype: dtype,
      array: array.view(
        shape: order.map { array.shape[$0] }, strides: order.map { array.strides[$0] },
        offset: array.offset))
  }

  /// The tensor repeated along new and one-element axes: a view.
  ///
  /// - Throws: `notBroadcastableTo`, `negativeExtent`, `tooManyElements`; for a scalar the errors
  ///   of allocation.
  /// - Complexity: O(rank).
  public func broadcast(to shape: [Int]) throws(TensorError) -> Tensor {
    let own = self.shape
    if shape == own { return self }
    let count = try Shape.checkedCount(shape)
    // A scalar that is repeated a few times is laid out faster than it is shared.
    if own.isEmpty, count <= 256 { return try Tensor.full(shape, like: self) }
    guard shape.count >= own.count,
      zip(own.reversed(), shape.reversed()).allSatisfy({ $0 == $1 || $0 == 1 })
    else { throw .notBroadcastableTo(from: own, to: shape) }
    let strides = shape.indices.map { stride(at: $0, ofRank: shape.count) }
    let array = try arrayed()
    return Tensor(
      dtype: dtype, array: array.view(shape: shape, strides: strides, offset: array.offset))
  }

  /// A new axis of extent 1 at a place of the result, counted from its end where negative: a view.
  ///
  /// - Throws: `axisOutOfRange`; for a scalar the errors of allocation.
  /// - Complexity: O(rank).
  public func expandedDimensions(at axis: Int) throws(TensorError) -> Tensor {
    let axis = try Shape.normalized(axis: axis, rank: rank + 1)
    guard let array else { return try reshaped(to: [1]) }
    var (shape, strides) = (array.shape, array.strides)
    shape.insert(1, at: axis)
    strides.insert(0, at: axis)
    return Tensor(
      dtype: dtype, array: array.view(shape: shape, strides: strides, offset: array.offset))
  }

  /// The tensor without axes of extent 1, all of them when none are named: a view.
  ///
  /// - Throws: `axisOutOfRange`, `repeatedAxis`, `notSqueezable`.
  /// - Complexity: O(rank).
  public func squeezed(axes: [Int]?) throws(TensorError) -> Tensor {
    let shape = shape
    let axes =
      try axes.map { axes throws(TensorError) in try Shape.normalized(axes: axes, rank: shape.count)
      }
      ?? shape.indices.filter { shape[$0] == 1 }
    for axis in axes where shape[axis] != 1 {
      throw .notSqueezable(axis: axis, extent: shape[axis])
    }
    guard let array, !axes.isEmpty else { return self }
    let kept = shape.indices.filter { !axes.contains($0) }
    guard !kept.isEmpty else { return element(at: array.offset) }
    return Tensor(
      dtype: dtype,
      array: array.view(
        shape: kept.map { shape[$0] }, strides: kept.map { array.strides[$0] },
        offset: array.offset))
  }

  /// Layout and memory, made for the purpose where the element is inline.
  func arrayed() throws(TensorError) -> StridedArray {
    if let array { return array }
    let made = try StridedArray.uninitialized(shape: [1], dtype: dtype)
    try copy(into: made)
    return made
  }

  /// The element at a place in the memory, counted in elements from its start, as a scalar.
  func element(at position: Int) -> Tensor {
    guard let array else { return self }
    let pointer = array.buffer.pointer
    defer { withExtendedLifetime(array) {} }
    return switch dtype {
    case .float32: Tensor(pointer.assumingMemoryBound(to: Float.self)[position])
    case .float64: Tensor(pointer.assumingMemoryBound(to: Double.self)[position])
    case .int32: Tensor(pointer.assumingMemoryBound(to: Int32.self)[position])
    case .int64: Tensor(pointer.assumingMemoryBound(to: Int64.self)[position])
    case .bool: Tensor(pointer.assumingMemoryBound(to: Bool.self)[position])
    }
  }
}
