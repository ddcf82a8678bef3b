extension Tensor {
  /// A tensor whose elements `fill` writes, all of them, in row-major order.
  ///
  /// - Throws: `negativeExtent`, `tooManyElements`, `memoryLimit`, `outOfMemory`, and what `fill`
  ///   throws.
  /// - Complexity: O(1) plus `fill`.
  public init<T: Element>(
    shape: [Int], of type: T.Type = T.self,
    filling fill: (UnsafeMutableBufferPointer<T>) throws(TensorError) -> Void
  ) throws(TensorError) {
    if shape.isEmpty {
      var value = T(scalarBits: 0)
      try withUnsafeMutablePointer(to: &value) { pointer throws(TensorError) in
        try fill(UnsafeMutableBufferPointer(start: pointer, count: 1))
      }
      self.init(value)
      return
    }
    let array = try StridedArray.uninitialized(shape: shape, dtype: T.dtype)
    let start = array.buffer.pointer.bindMemory(to: T.self, capacity: array.count)
    try fill(UnsafeMutableBufferPointer(start: start, count: array.count))
    try InterruptionCheck.check()
    self.init(dtype: T.dtype, array: array)
  }

  /// A tensor of given elements in row-major order.
  ///
  /// - Throws: `countMismatch` and the errors of allocation.
  public init<T: Element>(shape: [Int], values: [T]) throws(TensorError) {
    guard try Shape.checkedCount(shape) == values.count else {
      throw .countMismatch(count: values.count, shape: shape)
    }
    try self.init(shape: shape, of: T.self) { output throws(TensorError) in
      _ = output.update(fromContentsOf: values)
    }
  }

  /// A tensor with every element the same, laid out in full.
  ///
  /// - Throws: `negativeExtent`, `tooManyElements`, and the errors of allocation.
  public init<T: Element>(repeating value: T, shape: [Int]) throws(TensorError) {
    try self.init(shape: shape, of: T.self) { output throws(TensorError) in
      guard let start = output.baseAddress else { return }
      InterruptionCheck.forEachBlock(of: output.count) { block in
        (start + block.lowerBound).update(repeating: value, count: block.count)
      }
    }
  }

  /// Calls `body` with the elements in row-major order, copied first where they are not so.
  ///
  /// - Precondition: the element type is `T`'s.
  /// - Throws: the errors of allocation, and what `body` throws.
  public func withElements<T: Element, R>(
    as type: T.Type, _ body: (UnsafeBufferPointer<T>) throws(TensorError) -> R
  ) throws(TensorError) -> R {
    precondition(dtype == T.dtype, "the tensor's elements are \(dtype.name)")
    ElementReads.note()
    guard isContiguous else { return try contiguous().withElements(as: type, body) }
    try compute()
    return try withBase(as: type) { base throws(TensorError) in
      try body(UnsafeBufferPointer(start: base, count: count))
    }
  }

  /// The elements in row-major order.
  ///
  /// - Precondition: the element type is `T`'s.
  /// - Throws: the errors of allocation.
  /// - Complexity: O(`count`).
  public func values<T: Element>(as type: T.Type) throws(TensorError) -> [T] {
    try withElements(as: type) { elements throws(TensorError) in
      var values: [T] = []
      values.reserveCapacity(elements.count)
      InterruptionCheck.forEachBlock(of: elements.count) { block in
        values.append(contentsOf: UnsafeBufferPointer(rebasing: elements[block]))
      }
      try InterruptionCheck.check()
      return values
    }
  }

  /// Calls `body` with the elements, in row-major order, for writing.
  ///
  /// A buffer that another tensor shares is copied first.
  ///
  /// - Precondition: the element type is `T`'s.
  /// - Throws: the errors of allocation.
  public mutating func mutate<T: Element>(
    as type: T.Type, _ body: (UnsafeMutableBufferPointer<T>) -> Void
  ) throws(TensorError) {
    precondition(dtype == T.dtype, "the tensor's elements are \(dtype.name)")
    guard !isScalar else {
      var value = T(scalarBits: bits)
      withUnsafeMutablePointer(to: &value) {
        body(UnsafeMutableBufferPointer(start: $0, count: 1))
      }
      self = Tensor(value)
      return
    }
    try compute()
    if !isKnownUniquelyReferenced(&array) || array?.owner != nil
      || array?.buffer.isWritable == false
    {
      self = try copied()
    }
    guard let array else { return }
    let base = array.buffer.pointer.assumingMemoryBound(to: T.self) + array.offset
    body(UnsafeMutableBufferPointer(start: base, count: array.count))
    try InterruptionCheck.check()
  }
}
