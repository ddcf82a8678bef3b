extension Tensor {
  /// The matrix product, with `np.matmul`'s meaning.
  ///
  /// A vector on the left is a row and on the right a column, whose axis the result has not; the
  /// axes before the last two broadcast. Integers wrap around.
  ///
  /// Large products of real numbers are computed by BLAS (`BlockedProduct`), others by our own
  /// loops, in which the order of a sum's terms depends on the shapes and strides alone; a transposed
  /// view and its copy may differ in the last bits.
  ///
  /// - Throws: `dtypeMismatch`, `unsupportedDType` for booleans, `wrongRank` for scalars,
  ///   `matmulShapes`, `notBroadcastable`, and the errors of allocation.
  /// - Complexity: O(b·m·n·k) for b products of m×k and k×n matrices.
  public static func matmul(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor {
    guard x.dtype == y.dtype else { throw .dtypeMismatch(x.dtype, y.dtype) }
    for operand in [x, y] where operand.rank == 0 {
      throw .wrongRank(operation: "matmul", rank: 0, expected: "1 or more")
    }
    let left = x.rank == 1 ? try x.expandedDimensions(at: 0) : x
    let right = y.rank == 1 ? try y.expandedDimensions(at: 1) : y
    let (rows, inner) = (left.shape[left.rank - 2], left.shape[left.rank - 1])
    let columns = right.shape[right.rank - 1]
    guard right.shape[right.rank - 2] == inner else { throw .matmulShapes(x.shape, y.shape) }
    let batch = try Shape.broadcast(left.shape.dropLast(2), right.shape.dropLast(2))
    for operand in [x, y] { try BufferPool.shared.checkExtent(bytes: operand.byteCount) }
    let product: Tensor
    switch x.dtype {
    case .float32: product = try realProduct(left, right, batch, Float.self)
    case .float64: product = try realProduct(left, right, batch, Double.self)
    case .int32: product = try matmul(left, right, batch, rows, inner, columns, Int32.self)
    case .int64: product = try matmul(left, right, batch, rows, inner, columns, Int64.self)
    case .bool: throw .unsupportedDType(operation: "matmul", dtype: .bool, expected: "numbers")
    }
    if x.rank > 1, y.rank > 1 { return product }
    return try product.reshaped(
      to: batch + (x.rank > 1 ? [rows] : []) + (y.rank > 1 ? [columns] : []))
  }

  private static func realProduct<T: LapackElement>(
    _ x: Tensor, _ y: Tensor, _ batch: [Int], _ type: T.Type
  ) throws(TensorError) -> Tensor {
    if let product = try libraryProduct(x, y, batch, T.self) { return product }
    let (rows, inner) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
    return try matmul(x, y, batch, rows, inner, y.shape[y.rank - 1], T.self)
  }

  private static func matmul<T: NumericElement>(
    _ x: Tensor, _ y: Tensor, _ batch: [Int], _ rows: Int, _ inner: Int, _ columns: Int,
    _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let shape = batch + [rows, columns]
    guard try Shape.checkedCount(shape) > 0, inner > 0 else {
      return try Tensor(repeating: T.zero, shape: shape)
    }
    let strides = Shape.rowMajorStrides(shape)
    let product = MatrixProduct<T>(x, y)
    let loop = Loop(shape: batch) { axis in
      [
        strides[axis], x.stride(at: axis, ofRank: shape.count),
        y.stride(at: axis, ofRank: shape.count), 0,
      ]
    }
    let workspace = try product.workspace()
    var meter = InterruptionCheck.Meter(cost: product.cost)
    return try written(shape) { output in
      x.withBase(as: T.self) { x in
        y.withBase(as: T.self) { y in
          loop.forEachRow { at, count in
            for i in 0..<count {
              if meter.isRequested { return }
              let at = at &+ loop.step &* Loop.Steps(repeating: i)
              product.run(output + at[0], x + at[1], y + at[2], workspace)
            }
          }
        }
      }
    }
  }

  /// The stride of an axis counted from the end, by 1.
  func matrixStride(_ back: Int) -> Int {
    guard let array else { return 0 }
    return array.stride(at: array.shape.count - back)
  }
}
