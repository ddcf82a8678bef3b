/// Factorisations whose parts a tensor holds side by side, because an operation has one result.
extension Tensor {
  /// The factors of a = Q·R side by side: `[Qᵀ | R]`, min(m, n) rows, or m where all are wanted.
  ///
  /// The signs are those of Householder's reflections, as NumPy and TensorFlow have them.
  ///
  /// - Throws: `wrongRank`, `unsupportedDType`, `linearAlgebra`, and the errors of allocation.
  /// - Complexity: O(b·m·n·min(m, n)) for b matrices.
  public func orthogonalFactors(full: Bool) throws(TensorError) -> Tensor {
    try checkMatrices("qr", square: false)
    return dtype == .float32
      ? try orthogonalFactors(full, Float.self) : try orthogonalFactors(full, Double.self)
  }

  private func orthogonalFactors<T: LapackElement>(
    _ full: Bool, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let stack = try MatrixStack<T>(self)
    let (m, n) = (stack.rows, stack.columns)
    let (thin, kept) = (min(m, n), full ? m : min(m, n))
    guard n > 0, m > 0 else {
      return try Tensor.eye(kept, m + n, dtype).broadcast(to: stack.batch + [kept, m + n]).copied()
    }
    // Q has room for all of its columns while it is made.
    let room = try Buffer.uninitialized(bytes: (m * max(kept, n) + thin) * MemoryLayout<T>.stride)
    let q = room.pointer.bindMemory(to: T.self, capacity: m * max(kept, n) + thin)
    let scalars = q + m * max(kept, n)
    return try stack.withBase { source throws(TensorError) in
      try MatrixStack<T>(stack.batch, kept, m + n) { index, output throws(TensorError) in
        q.update(from: source + index * m * n, count: m * n)
        _ = try checked(T.factorQR(Int32(m), Int32(n), q, scalars), workingOn: m * n)
        for column in 0..<n {
          for row in 0..<kept {
            output[(m + column) * kept + row] = row <= column ? q[column * m + row] : 0
          }
        }
        _ = try checked(
          T.orthogonalColumns(Int32(m), Int32(kept), of: Int32(thin), q, scalars),
          workingOn: m * m)
        for row in 0..<m {
          for column in 0..<kept { output[row * kept + column] = q[column * m + row] }
        }
      }.tensor()
    }
  }

  /// The factors of a = U·diag(s)·Vᵀ side by side: `[U | V | s]`, with 0 below the shorter ones.
  ///
  /// U and V have min(m, n) columns, or m and n where all are wanted. Of a matrix that is not finite
  /// all is NaN.
  ///
  /// - Throws: `wrongRank`, `unsupportedDType`, `linearAlgebra`, and the errors of allocation.
  /// - Complexity: O(b·m·n·min(m, n)) for b matrices.
  public func singularFactors(full: Bool) throws(TensorError) -> Tensor {
    try checkMatrices("svd", square: false)
    let (m, n) = (shape[rank - 2], shape[rank - 1])
    let columns = full ? m + n + 1 : 2 * min(m, n) + 1
    let result = shape.dropLast(2) + [max(m, n), columns]
    _ = try Shape.checkedCount(Array(result))
    return dtype == .float32
      ? try singularFactors(full, Array(result), Float.self)
      : try singularFactors(full, Array(result), Double.self)
  }

  private func singularFactors<T: LapackElement>(
    _ full: Bool, _ shape: [Int], _ type: T.Type
  ) throws(TensorError) -> Tensor {
    guard try isFinite(as: T.self) else { return try Tensor.undefined(shape, as: T.self) }
    let factors = try SingularFactors<T>(self, vectors: full ? .all : .thin)
    let parts = [
      try factors.left.tensor(), try factors.right.tensor(), try factors.values.tensor(),
    ]
    let result = try StridedArray.uninitialized(shape: shape, dtype: dtype)
    try Tensor(0, dtype: dtype).copy(into: result)
    var column = 0
    for part in parts {
      let place = result.view(
        shape: part.shape, strides: result.strides, offset: column)
      if part.count > 0 { try part.copy(into: place) }
      column += part.shape[part.rank - 1]
    }
    return Tensor(dtype: dtype, array: result)
  }

  /// The singular values in descending order.
  ///
  /// - Throws: `wrongRank`, `unsupportedDType`, `linearAlgebra`, and the errors of allocation.
  /// - Complexity: O(b·m·n·min(m, n)) for b matrices.
  public func singularValues() throws(TensorError) -> Tensor {
    try checkMatrices("svd", square: false)
    return dtype == .float32 ? try singularValues(Float.self) : try singularValues(Double.self)
  }

  private func singularValues<T: LapackElement>(_ type: T.Type) throws(TensorError) -> Tensor {
    let shape = Array(shape.dropLast(2)) + [min(shape[rank - 2], shape[rank - 1])]
    guard try isFinite(as: T.self) else { return try Tensor.undefined(shape, as: T.self) }
    return try SingularFactors<T>(self, vectors: .none).values.transposed.reshaped(to: shape)
  }

  /// The eigenvectors and eigenvalues of symmetric matrices side by side, `[V | w]`, in ascending
  /// order.
  ///
  /// Of a matrix that is not symmetric, the symmetric part is taken. Of one that is not finite all
  /// is NaN.
  ///
  /// - Throws: `wrongRank`, `unsupportedDType`, `linearAlgebra`, and the errors of allocation.
  /// - Complexity: O(b·n³) for b matrices of n rows.
  public func symmetricFactors() throws(TensorError) -> Tensor {
    let (vectors, values) = try eigen("eigh", withVectors: true)
    return try Tensor.concatenated(
      [vectors, values.expandedDimensions(at: -1)], axis: -1)
  }

  /// The eigenvalues of symmetric matrices, in ascending order.
  ///
  /// - Throws: `wrongRank`, `unsupportedDType`, `linearAlgebra`, and the errors of allocation.
  /// - Complexity: O(b·n³) for b matrices of n rows.
  public func symmetricEigenvalues() throws(TensorError) -> Tensor {
    try eigen("eigvalsh", withVectors: false).values
  }

  private func eigen(
    _ operation: String, withVectors: Bool
  ) throws(TensorError) -> (vectors: Tensor, values: Tensor) {
    try checkMatrices(operation, square: true)
    return dtype == .float32
      ? try eigen(operation, withVectors, Float.self)
      : try eigen(operation, withVectors, Double.self)
  }

  private func eigen<T: LapackElement>(
    _ operation: String, _ withVectors: Bool, _ type: T.Type
  ) throws(TensorError) -> (vectors: Tensor, values: Tensor) {
    let shortened = Array(shape.dropLast())
    guard try isFinite(as: T.self) else {
      return (
        try Tensor.undefined(shape, as: T.self), try Tensor.undefined(shortened, as: T.self)
      )
    }
    let stack = try MatrixStack<T>(self)
    let n = stack.rows
    var vectors: Tensor?
    let values = try Tensor(shape: shortened, of: T.self) { w throws(TensorError) in
      guard let base = w.baseAddress, w.count > 0 else { return }
      vectors = try stack.overwritten { index, matrix throws(TensorError) in
        MatrixStack<T>.symmetrize(matrix, n)
        let info = T.eigenvalues(Int32(n), matrix, base + index * n, withVectors: withVectors)
        guard try checked(info, workingOn: n * n) == 0 else {
          throw .linearAlgebra(.noConvergence(operation: operation))
        }
      }.tensor()
    }
    return (vectors ?? self, values)
  }
}
