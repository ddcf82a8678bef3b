/// The factors of a = U·diag(s)·Vᵀ, the singular values in descending order.
struct SingularFactors<T: LapackElement> {
  /// U; without columns where no vectors were wanted.
  let left: MatrixStack<T>
  /// V, of which LAPACK gives the transpose.
  let right: MatrixStack<T>
  /// The values, as matrices of one column.
  let values: MatrixStack<T>

  /// The factors of a tensor's matrices, which must be finite.
  ///
  /// - Throws: `linearAlgebra(.noConvergence)`, and the errors of allocation.
  /// - Complexity: O(b·m·n·min(m, n)) for b matrices.
  init(_ x: Tensor, vectors: SingularVectors) throws(TensorError) {
    let stack = try MatrixStack<T>(x)
    let (m, n, batch) = (stack.rows, stack.columns, stack.batch)
    let thin = min(m, n)
    let leftColumns = vectors == .none ? 0 : vectors == .all ? m : thin
    let rightColumns = vectors == .none ? 0 : vectors == .all ? n : thin
    // The three results are filled in one pass; an empty matrix has the factors of the identity.
    var (u, v): (Tensor, Tensor) = (
      try Tensor.eye(leftColumns, m, T.dtype).broadcast(to: batch + [leftColumns, m]).copied(),
      try Tensor.eye(rightColumns, n, T.dtype).broadcast(to: batch + [rightColumns, n]).copied()
    )
    var s = try Tensor.zeros(batch + [1, thin], T.dtype)
    if thin > 0 {
      var failure: TensorError?
      try s.mutate(as: T.self) { s in
        do throws(TensorError) {
          try u.mutateThrowing(as: T.self) { u throws(TensorError) in
            try v.mutateThrowing(as: T.self) { vt throws(TensorError) in
              _ = try stack.overwritten { index, matrix throws(TensorError) in
                guard let values = s.baseAddress else { return }
                let info = T.singularValues(
                  vectors, Int32(m), Int32(n), matrix, values + index * thin,
                  u.baseAddress.map { $0 + index * m * leftColumns },
                  vt.baseAddress.map { $0 + index * n * rightColumns })
                guard try checked(info, workingOn: m * n) == 0 else {
                  throw .linearAlgebra(.noConvergence(operation: "svd"))
                }
              }
            }
          }
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
    }
    left = MatrixStack(transposed: u)
    // Vᵀ column by column is V row by row.
    right = MatrixStack(
      transposed: try v.reshaped(to: batch + [n, rightColumns]).matricesTransposed().contiguous())
    values = MatrixStack(transposed: s)
  }

  /// Of square matrices, det(U)·det(V), which is 1 or -1.
  func orientations() throws(TensorError) -> [T] {
    let left = try LUFactors<T>(left.tensor()).determinants()
    let right = try LUFactors<T>(right.tensor()).determinants()
    return zip(left, right).map { $0.sign * $1.sign }
  }

  /// For each singular value the product of the others, times a sign for each matrix; as rows, which
  /// scale columns.
  func productsOfOthers(ofSign signs: [T]) throws(TensorError) -> Tensor {
    let count = values.rows
    return try values.withBase { base throws(TensorError) in
      try Tensor(shape: values.batch + [1, count], of: T.self) { output throws(TensorError) in
        for (index, sign) in signs.enumerated() {
          let s = base + index * count
          // Products from the left and from the right: no division, so that zeros do no harm.
          var product = sign
          for place in 0..<count {
            output[index * count + place] = product
            product *= s[place]
          }
          product = 1
          for place in (0..<count).reversed() {
            output[index * count + place] *= product
            product *= s[place]
          }
        }
      }
    }
  }
}

extension MatrixStack {
  /// Matrices that lie transposed in a tensor already.
  init(transposed: Tensor) { self.transposed = transposed }
}

extension Tensor {
  /// Calls `body`, which may fail, with the elements for writing.
  fileprivate mutating func mutateThrowing<T: Element>(
    as type: T.Type, _ body: (UnsafeMutableBufferPointer<T>) throws(TensorError) -> Void
  ) throws(TensorError) {
    var failure: TensorError?
    try mutate(as: type) { elements in
      do throws(TensorError) { try body(elements) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
