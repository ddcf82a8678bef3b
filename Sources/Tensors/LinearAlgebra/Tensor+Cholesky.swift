extension Tensor {
  /// The lower triangular factors L of positive definite matrices, L·Lᵀ = a; 0 above the diagonal.
  ///
  /// Of a matrix that is not symmetric, the symmetric part is taken, so that its derivative is
  /// symmetric, too. A matrix with NaN has a factor of NaN.
  ///
  /// - Throws: `linearAlgebra(.notPositiveDefinite)`, `wrongRank`, `unsupportedDType`, and the
  ///   errors of allocation.
  /// - Complexity: O(b·n³) for b matrices of n rows.
  public func choleskyFactor() throws(TensorError) -> Tensor {
    try checkMatrices("cholesky", square: true)
    return dtype == .float32 ? try choleskyFactor(Float.self) : try choleskyFactor(Double.self)
  }

  private func choleskyFactor<T: LapackElement>(_ type: T.Type) throws(TensorError) -> Tensor {
    let stack = try MatrixStack<T>(self)
    let n = stack.rows
    return try stack.overwritten { index, matrix throws(TensorError) in
      MatrixStack<T>.symmetrize(matrix, n)
      let isDefined = (0..<n * n).allSatisfy { matrix[$0].isFinite }
      if isDefined {
        let minor = try checked(T.factorCholesky(Int32(n), matrix), workingOn: 0)
        guard minor == 0 else {
          throw .linearAlgebra(.notPositiveDefinite(minor: minor, place: stack.place(index)))
        }
      }
      for column in 0..<n {
        for row in 0..<n {
          if row < column {
            matrix[column * n + row] = 0
          } else if !isDefined {
            matrix[column * n + row] = .nan
          }
        }
      }
    }.tensor()
  }
}

extension MatrixStack {
  /// Replaces a matrix by its symmetric part, the mean of it and its transpose.
  static func symmetrize(_ matrix: UnsafeMutablePointer<T>, _ n: Int) {
    for column in 0..<n {
      for row in 0..<column {
        let mean = matrix[column * n + row] / 2 + matrix[row * n + column] / 2
        matrix[column * n + row] = mean
        matrix[row * n + column] = mean
      }
    }
  }
}
