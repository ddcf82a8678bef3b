extension Tensor {
  /// What is asked about the determinant of a matrix.
  public enum DeterminantPart: Sendable {
    /// The determinant itself.
    case value
    /// The logarithm of its magnitude, which does not overflow.
    case logarithm
    /// Its sign: 1, 0 or -1.
    case sign
  }

  /// The determinants of square matrices, from their LU factors; of no rows it is 1.
  ///
  /// - Throws: `wrongRank`, `linearAlgebra`, `unsupportedDType`, and the errors of allocation.
  /// - Complexity: O(b·n³) for b matrices of n rows.
  public func determinant(_ part: DeterminantPart) throws(TensorError) -> Tensor {
    try checkMatrices("det", square: true)
    return dtype == .float32
      ? try determinant(part, Float.self) : try determinant(part, Double.self)
  }

  private func determinant<T: LapackElement>(
    _ part: DeterminantPart, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let parts = try LUFactors<T>(self).determinants()
    let values: [T] =
      switch part {
      case .value: parts.map(\.value)
      case .logarithm: parts.map(\.logarithm)
      case .sign: parts.map(\.sign)
      }
    return try Tensor(shape: Array(shape.dropLast(2)), values: values)
  }

  /// The cofactors of square matrices: the derivative of the determinant by each element.
  ///
  /// They exist for singular matrices, too: from a = U·diag(s)·Vᵀ they are
  /// det(U)·det(V)·U·diag(p)·Vᵀ, where p[i] is the product of the other singular values. Of up to
  /// three rows they are written out.
  ///
  /// Source: G. W. Stewart, *On the adjugate matrix*, Linear Algebra and its Applications 283, 1998.
  ///
  /// - Throws: `wrongRank`, `linearAlgebra`, `unsupportedDType`, and the errors of allocation.
  /// - Complexity: O(b·n³) for b matrices of n rows.
  public func cofactors() throws(TensorError) -> Tensor {
    try checkMatrices("cofactor", square: true)
    return dtype == .float32 ? try cofactors(Float.self) : try cofactors(Double.self)
  }

  private func cofactors<T: LapackElement>(_ type: T.Type) throws(TensorError) -> Tensor {
    let n = shape[rank - 1]
    guard n > 3 else { return try smallCofactors(T.self) }
    guard try isFinite(as: T.self) else { return try Tensor.undefined(shape, as: T.self) }
    let parts = try SingularFactors<T>(self, vectors: .all)
    let others = try parts.productsOfOthers(ofSign: parts.orientations())
    let left = try Tensor.binary(.multiply, parts.left.tensor(), others)
    return try Tensor.matmul(left, parts.right.transposed)
      .contiguous()
  }

  /// The cofactors of matrices of up to three rows.
  private func smallCofactors<T: LapackElement>(_ type: T.Type) throws(TensorError) -> Tensor {
    let n = shape[rank - 1]
    return try withElements(as: T.self) { source throws(TensorError) in
      try Tensor(shape: shape, of: T.self) { output throws(TensorError) in
        guard n > 0 else { return }
        for index in 0..<(source.count / (n * n)) {
          if index & 0xFFF == 0, InterruptionCheck.isRequested { return }
          let start = index * n * n
          func a(_ row: Int, _ column: Int) -> T { source[start + row % n * n + column % n] }
          for row in 0..<n {
            for column in 0..<n {
              // In three dimensions the rows and columns follow each other in a circle, which
              // takes care of the signs.
              output[start + row * n + column] =
                switch n {
                case 1: 1
                case 2: (row == column ? 1 : -1) * a(row + 1, column + 1)
                default:
                  a(row + 1, column + 1) * a(row + 2, column + 2)
                    - a(row + 1, column + 2) * a(row + 2, column + 1)
                }
            }
          }
        }
      }
    }
  }
}
