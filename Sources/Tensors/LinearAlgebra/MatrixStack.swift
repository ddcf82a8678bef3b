import CKernels

/// The matrices of a tensor one after the other, each column by column: what LAPACK works on.
struct MatrixStack<T: LapackElement> {
  /// A row-major tensor of the transposed matrices.
  let transposed: Tensor
  /// The axes before the last two.
  var batch: [Int] { Array(transposed.shape.dropLast(2)) }
  /// The extents of a matrix.
  var rows: Int { transposed.shape[transposed.rank - 1] }
  var columns: Int { transposed.shape[transposed.rank - 2] }
  /// How many matrices there are.
  var count: Int { Shape.count(batch) ?? 0 }

  /// The matrices of a tensor of rank 2 or more.
  ///
  /// - Throws: the errors of allocation.
  init(_ tensor: Tensor) throws(TensorError) {
    transposed = try tensor.matricesTransposed().contiguous()
  }

  /// Matrices that `fill` writes, each of them, until the work is to stop.
  ///
  /// - Throws: the errors of allocation, and what `fill` throws.
  init(
    _ batch: [Int], _ rows: Int, _ columns: Int,
    filling fill: (_ index: Int, _ matrix: UnsafeMutablePointer<T>) throws(TensorError) -> Void
  ) throws(TensorError) {
    transposed = try Tensor(shape: batch + [columns, rows], of: T.self) {
      output throws(TensorError) in
      // Without elements there is nothing to write.
      guard let base = output.baseAddress, output.count > 0 else { return }
      for index in 0..<(output.count / (rows * columns)) {
        if InterruptionCheck.isRequested { return }
        try fill(index, base + index * rows * columns)
      }
    }
  }

  /// The matrices as a row-major tensor.
  ///
  /// - Throws: the errors of allocation.
  func tensor() throws(TensorError) -> Tensor {
    try transposed.matricesTransposed().contiguous()
  }

  /// Calls `body` with the address of the first matrix.
  func withBase<R>(
    _ body: (UnsafePointer<T>) throws(TensorError) -> R
  ) throws(TensorError) -> R {
    try transposed.withBase(as: T.self, body)
  }

  /// A copy in which `change` overwrites each matrix in place, until the work is to stop.
  ///
  /// - Throws: the errors of allocation, and what `change` throws.
  func overwritten(
    _ change: (_ index: Int, _ matrix: UnsafeMutablePointer<T>) throws(TensorError) -> Void
  ) throws(TensorError) -> MatrixStack {
    let size = rows * columns
    return try withBase { source throws(TensorError) in
      try MatrixStack(batch, rows, columns) { index, matrix throws(TensorError) in
        matrix.update(from: source + index * size, count: size)
        try change(index, matrix)
      }
    }
  }

  /// The place of a matrix in the batch.
  func place(_ index: Int) -> [Int] {
    var (rest, place) = (index, [Int](repeating: 0, count: batch.count))
    for axis in batch.indices.reversed() where batch[axis] > 0 {
      place[axis] = rest % batch[axis]
      rest /= batch[axis]
    }
    return place
  }

  /// Which matrix of this stack each of a larger batch's is, that this one's broadcasts to.
  func index(of index: Int, in larger: [Int]) -> Int {
    let own = batch
    var (rest, result, stride) = (index, 0, 1)
    for back in 1...max(larger.count, 1) where back <= larger.count {
      let extent = larger[larger.count - back]
      guard extent > 0 else { return 0 }
      let position = rest % extent
      rest /= extent
      guard back <= own.count else { continue }
      if own[own.count - back] != 1 { result += position * stride }
      stride *= own[own.count - back]
    }
    return result
  }
}

extension Tensor {
  /// The last two axes exchanged: a view.
  ///
  /// - Precondition: the rank is 2 or more.
  func matricesTransposed() -> Tensor {
    var order = Array(0..<rank)
    order.swapAt(rank - 1, rank - 2)
    return permuted(order)
  }

  /// Whether every element is a number; what is not lets LAPACK's iterations run on.
  func isFinite<T: LapackElement>(as type: T.Type) throws(TensorError) -> Bool {
    try withElements(as: T.self) { elements throws(TensorError) in
      var isFinite = true
      InterruptionCheck.forEachBlock(of: elements.count) { block in
        // 0·x is NaN for what is not finite, and a sum needs no branch.
        var sum = T.zero
        for index in block { sum += elements[index] * 0 }
        if sum != 0 { isFinite = false }
      }
      try InterruptionCheck.check()
      return isFinite
    }
  }

  /// NaN everywhere.
  static func undefined<T: LapackElement>(
    _ shape: [Int], as type: T.Type
  ) throws(TensorError) -> Tensor {
    try Tensor(repeating: T.nan, shape: shape)
  }

  /// Checks the operand of a function of matrices.
  ///
  /// - Throws: `wrongRank`, `linearAlgebra(.notSquare)`, `unsupportedDType`, and what the library
  ///   refuses.
  func checkMatrices(_ operation: String, square: Bool) throws(TensorError) {
    let shape = try Tensor.matrixShape(shape, operation, square: square)
    guard dtype.isFloatingPoint else {
      throw .unsupportedDType(
        operation: operation, dtype: dtype, expected: "float32 or float64")
    }
    try LinearAlgebraLibrary.require(operation, rows: shape.rows, columns: shape.columns)
  }

  /// The extents of the matrices of a tensor of some shape.
  ///
  /// - Throws: `wrongRank`, `linearAlgebra(.notSquare)`.
  public static func matrixShape(
    _ shape: [Int], _ operation: String, square: Bool = false
  ) throws(TensorError) -> (batch: [Int], rows: Int, columns: Int) {
    guard shape.count >= 2 else {
      throw .wrongRank(operation: operation, rank: shape.count, expected: "2 or more")
    }
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    guard !square || rows == columns else {
      throw .linearAlgebra(.notSquare(operation: operation, shape: shape))
    }
    return (Array(shape.dropLast(2)), rows, columns)
  }
}

/// Looks at what a routine of LAPACK gave.
///
/// - Returns: the `info` of a result that exists.
/// - Throws: `outOfMemory`.
func checked(_ info: Int32, workingOn bytes: Int) throws(TensorError) -> Int {
  guard info != TB_NO_MEMORY else { throw .outOfMemory(requested: bytes) }
  precondition(info >= 0, "argument \(-info) of LAPACK is not valid")
  return Int(info)
}
