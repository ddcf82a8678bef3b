extension Tensor {
  /// The inverses of square matrices, or of their transposes.
  ///
  /// - Throws: `linearAlgebra(.singular)` where a pivot is exactly 0, `wrongRank`,
  ///   `unsupportedDType`, and the errors of allocation.
  /// - Complexity: O(b·n³) for b matrices of n rows.
  public func inverse(isTransposed: Bool = false) throws(TensorError) -> Tensor {
    try checkMatrices("inv", square: true)
    let n = shape[rank - 1]
    let identity = try Tensor.eye(n, n, dtype)
    // A view of one identity, so that every matrix has a right side of its own.
    return try solution(
      of: identity.broadcast(to: shape), isTransposed: isTransposed, operation: "inv")
  }

  /// The solutions y of a·y = b, or of aᵀ·y = b, for these square matrices a; batches broadcast.
  ///
  /// - Throws: `linearAlgebra(.singular)` where a pivot is exactly 0, `linearAlgebra(.rightSide)`,
  ///   `wrongRank`, `dtypeMismatch`, `notBroadcastable`, and the errors of allocation.
  /// - Complexity: O(n³) for each matrix and O(n²·k) for each right side of k columns.
  public func solution(
    of b: Tensor, isTransposed: Bool = false, operation: String = "solve"
  ) throws(TensorError) -> Tensor {
    try checkMatrices(operation, square: true)
    let side = try rightSide(b, operation)
    return dtype == .float32
      ? try solution(side, isTransposed, operation, Float.self)
      : try solution(side, isTransposed, operation, Double.self)
  }

  private func solution<T: LapackElement>(
    _ b: Tensor, _ isTransposed: Bool, _ operation: String, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let factors = try LUFactors<T>(self)
    if let place = factors.singularPlace {
      throw .linearAlgebra(.singular(operation: operation, place: place))
    }
    return try factors.solved(b, isTransposed: isTransposed)
  }

  /// The solutions y of a·y = b, or of aᵀ·y = b, for triangular matrices a; batches broadcast.
  ///
  /// The other triangle is not read.
  ///
  /// - Throws: `linearAlgebra(.singular)` where the diagonal has a zero,
  ///   `linearAlgebra(.rightSide)`, `wrongRank`, `dtypeMismatch`, `notBroadcastable`, and the errors
  ///   of allocation.
  /// - Complexity: O(n²·k) for each right side of k columns.
  public func triangularSolution(
    of b: Tensor, isLower: Bool, isTransposed: Bool
  ) throws(TensorError) -> Tensor {
    try checkMatrices("triangular_solve", square: true)
    let side = try rightSide(b, "triangular_solve")
    return dtype == .float32
      ? try triangularSolution(side, isLower, isTransposed, Float.self)
      : try triangularSolution(side, isLower, isTransposed, Double.self)
  }

  private func triangularSolution<T: LapackElement>(
    _ b: Tensor, _ isLower: Bool, _ isTransposed: Bool, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let (matrices, sides) = (try MatrixStack<T>(self), try MatrixStack<T>(b))
    let n = matrices.rows
    return try matrices.withBase { base throws(TensorError) in
      for index in 0..<matrices.count {
        let matrix = base + index * n * n
        if (0..<n).contains(where: { matrix[$0 * (n + 1)] == 0 }) {
          throw .linearAlgebra(
            .singular(operation: "triangular_solve", place: matrices.place(index)))
        }
      }
      return try sides.overwritten { index, side throws(TensorError) in
        T.solveTriangle(
          Int32(n), base + matrices.index(of: index, in: sides.batch) * n * n, isLower: isLower,
          isTransposed: isTransposed, Int32(sides.columns), side)
      }.tensor()
    }
  }

  /// A right side repeated to the batch that it and these matrices broadcast to.
  private func rightSide(_ b: Tensor, _ operation: String) throws(TensorError) -> Tensor {
    guard dtype == b.dtype else { throw .dtypeMismatch(dtype, b.dtype) }
    let shape = try Tensor.solutionShape(shape, b.shape, operation)
    try LinearAlgebraLibrary.require(operation, rows: shape[shape.count - 2], columns: 0)
    guard Int32(exactly: shape[shape.count - 1]) != nil else {
      throw .linearAlgebra(.tooLarge(operation: operation, shape: shape))
    }
    return try b.broadcast(to: shape)
  }

  /// The shape of the solutions for matrices and right sides of some shapes.
  ///
  /// - Throws: `wrongRank`, `linearAlgebra`, `notBroadcastable`.
  public static func solutionShape(
    _ matrices: [Int], _ sides: [Int], _ operation: String
  ) throws(TensorError) -> [Int] {
    let matrix = try matrixShape(matrices, operation, square: true)
    let side = try matrixShape(sides, operation)
    guard matrix.rows == side.rows else {
      throw .linearAlgebra(.rightSide(operation: operation, matrix: matrices, side: sides))
    }
    return try Shape.broadcast(matrix.batch, side.batch) + [side.rows, side.columns]
  }
}
