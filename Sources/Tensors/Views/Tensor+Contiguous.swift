extension Tensor {
  /// The same elements in row-major order without gaps: the tensor itself where they are so.
  ///
  /// - Throws: the errors of allocation; a broadcast view may show more elements than fit.
  /// - Complexity: O(`count`), or O(1) when the elements are contiguous.
  public func contiguous() throws(TensorError) -> Tensor { isContiguous ? self : try copied() }

  /// The same elements in memory of their own.
  ///
  /// - Throws: the errors of allocation.
  /// - Complexity: O(`count`).
  public func copied() throws(TensorError) -> Tensor {
    guard !isScalar else { return self }
    let result = try StridedArray.uninitialized(shape: shape, dtype: dtype)
    try copy(into: result)
    return Tensor(dtype: dtype, array: result)
  }

  /// Writes the elements into memory that nobody else sees yet, through a view of it.
  ///
  /// - Precondition: the types are equal, and this tensor broadcasts to the target's shape.
  /// - Throws: `interrupted`.
  func copy(into target: StridedArray) throws(TensorError) {
    try compute()
    let rank = target.shape.count
    let loop = Loop(shape: target.shape) { axis in
      [target.stride(at: axis), stride(at: axis, ofRank: rank), 0, 0]
    }
    switch dtype {
    case .float32: copy(into: target, loop, Float.self)
    case .float64: copy(into: target, loop, Double.self)
    case .int32: copy(into: target, loop, Int32.self)
    case .int64: copy(into: target, loop, Int64.self)
    case .bool: copy(into: target, loop, Bool.self)
    }
    try InterruptionCheck.check()
  }

  private func copy<T: Element>(into target: StridedArray, _ loop: Loop, _ type: T.Type) {
    let output =
      target.buffer.pointer.bindMemory(
        to: T.self, capacity: target.buffer.capacity / T.dtype.itemSize)
      + target.offset
    withBase(as: T.self) { x in loop.map(output, x) { $0 } }
  }
}
