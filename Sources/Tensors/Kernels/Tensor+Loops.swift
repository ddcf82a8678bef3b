extension Tensor {
  /// Calls `body` with the address of the first element; the others follow by the strides.
  ///
  /// - Precondition: the element type is `T`'s.
  func withBase<T: Element, R, E: Error>(
    as type: T.Type, _ body: (UnsafePointer<T>) throws(E) -> R
  ) throws(E) -> R {
    precondition(dtype == T.dtype, "the tensor's elements are \(dtype.name)")
    guard let array else {
      let value = T(scalarBits: bits)
      return try withUnsafePointer(to: value, body)
    }
    defer { withExtendedLifetime(array) {} }
    return try body(array.buffer.pointer.assumingMemoryBound(to: T.self) + array.offset)
  }

  /// Whether the elements lie in row-major order without gaps.
  var isContiguous: Bool { array?.isContiguous ?? true }

  /// The stride along one axis of a shape of the given rank that this tensor broadcasts to.
  func stride(at axis: Int, ofRank rank: Int) -> Int {
    guard let array else { return 0 }
    let own = axis - (rank - array.shape.count)
    return own < 0 || array.shape[own] == 1 ? 0 : array.stride(at: own)
  }

  /// The path over a row-major result and the operands that broadcast to its shape.
  static func loop(
    over shape: [Int], _ x: Tensor, _ y: Tensor? = nil, _ z: Tensor? = nil
  ) -> Loop {
    let strides = Shape.rowMajorStrides(shape)
    return Loop(shape: shape) { axis in
      Loop.Steps(
        strides[axis], x.stride(at: axis, ofRank: shape.count),
        y?.stride(at: axis, ofRank: shape.count) ?? 0,
        z?.stride(at: axis, ofRank: shape.count) ?? 0)
    }
  }

  /// A tensor of the same shape, written by `kernel`.
  static func mapped<A: Element, R: Element>(
    _ x: Tensor, _ kernel: (Loop, UnsafeMutablePointer<R>, UnsafePointer<A>) -> Void
  ) throws(TensorError) -> Tensor {
    try x.compute()
    let shape = x.shape
    let loop =
      x.isContiguous ? Loop(count: x.count, step: [1, 1, 0, 0]) : loop(over: shape, x)
    return try written(shape) { output in
      x.withBase(as: A.self) { x in kernel(loop, output, x) }
    }
  }

  /// A tensor of the shape that two broadcast to, written by `kernel`.
  static func zipped<A: Element, B: Element, R: Element>(
    _ x: Tensor, _ y: Tensor,
    _ kernel: (Loop, UnsafeMutablePointer<R>, UnsafePointer<A>, UnsafePointer<B>) -> Void
  ) throws(TensorError) -> Tensor {
    try x.compute()
    try y.compute()
    let (shape, loop) = try paired(x, y)
    return try written(shape) { output in
      x.withBase(as: A.self) { x in
        y.withBase(as: B.self) { y in kernel(loop, output, x, y) }
      }
    }
  }

  /// The shape that two broadcast to, and the path over it.
  private static func paired(_ x: Tensor, _ y: Tensor) throws(TensorError) -> ([Int], Loop) {
    let shape = try Shape.broadcast(x.shape, y.shape)
    if x.isContiguous, y.isContiguous {
      if y.isScalar { return (shape, Loop(count: x.count, step: [1, 1, 0, 0])) }
      if x.isScalar { return (shape, Loop(count: y.count, step: [1, 0, 1, 0])) }
      if x.shape == y.shape { return (shape, Loop(count: x.count, step: [1, 1, 1, 0])) }
    }
    // Countable before a layout is made of it.
    _ = try Shape.checkedCount(shape)
    return (shape, loop(over: shape, x, y))
  }

  /// A new tensor whose memory `fill` writes, all of it unless the work is to stop.
  ///
  /// - Throws: the errors of allocation, `interrupted`.
  static func written<R: Element>(
    _ shape: [Int], _ fill: (UnsafeMutablePointer<R>) -> Void
  ) throws(TensorError) -> Tensor {
    guard !shape.isEmpty else {
      var value = R(scalarBits: 0)
      withUnsafeMutablePointer(to: &value, fill)
      try InterruptionCheck.check()
      return Tensor(value)
    }
    let array = try StridedArray.uninitialized(shape: shape, dtype: R.dtype)
    fill(array.buffer.pointer.bindMemory(to: R.self, capacity: array.count))
    try InterruptionCheck.check()
    return Tensor(dtype: R.dtype, array: array)
  }
}
