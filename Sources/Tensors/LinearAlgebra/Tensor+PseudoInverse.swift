extension Tensor {
  /// The pseudoinverses of matrices: of the least Euclidean length among those for which a·p·b is
  /// nearest to b.
  ///
  /// - Parameter cutoff: singular values of at most this part of the largest count as 0; negative
  ///   for TensorFlow's, 10·max(m, n) times the distance of 1 and the next number.
  /// - Throws: `wrongRank`, `unsupportedDType`, `linearAlgebra`, and the errors of allocation.
  /// - Complexity: O(b·m·n·min(m, n)) for b matrices.
  public func pseudoinverse(cutoff: Double) throws(TensorError) -> Tensor {
    try checkMatrices("pinv", square: false)
    return dtype == .float32
      ? try pseudoinverse(cutoff, Float.self) : try pseudoinverse(cutoff, Double.self)
  }

  private func pseudoinverse<T: LapackElement>(
    _ cutoff: Double, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let (m, n) = (shape[rank - 2], shape[rank - 1])
    let batch = Array(shape.dropLast(2))
    guard try isFinite(as: T.self) else {
      return try Tensor.undefined(batch + [n, m], as: T.self)
    }
    let part = cutoff < 0 ? 10 * T(max(m, n)) * T.ulpOfOne : T(cutoff)
    let factors = try SingularFactors<T>(self, vectors: .thin)
    let inverses = try factors.values.overwritten { _, s throws(TensorError) in
      let least = (factors.values.rows > 0 ? s[0] : 0) * part
      for place in 0..<factors.values.rows { s[place] = s[place] > least ? 1 / s[place] : 0 }
    }
    // V·diag(1/s)·Uᵀ; the values lie as rows, which scale columns.
    let scaled = try Tensor.binary(
      .multiply, factors.right.tensor(), inverses.transposed)
    return try Tensor.matmul(scaled, factors.left.transposed)
  }
}
