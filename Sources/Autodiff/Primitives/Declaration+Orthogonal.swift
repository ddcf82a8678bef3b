import Tensors

extension Declaration {
  /// Factors with orthonormal columns.
  static let orthogonal: [Declaration] = [
    Declaration(
      name: "qr_parts", aliases: Aliases(),
      summary: "The factors of qr side by side: [transpose(Q) | R], for rows >= columns.",
      formula: "x = Q @ R", parameters: [.tensor("x")], result: orthogonalType(full: false),
      kernel: .general { x, attributes throws(TensorError) in
        _ = try orthogonalType(full: false)(x.map(TensorType.init), attributes)
        return try x[0].orthogonalFactors(full: false)
      },
      derivative: .custom(
        pullback: { at, g, _ in
          let (m, n) = (at.x[0].shape[at.x[0].rank - 2], at.x[0].shape[at.x[0].rank - 1])
          let (q, r) = (at.y.columns(0..<m), at.y.columns(m..<m + n).nanWhereDependent())
          let (gQ, gR) = (g.columns(0..<m), g.columns(m..<m + n))
          let inner = r.matmul(gR.matrixTransposed()) - gQ.matmul(q.matrixTransposed())
          let lower = inner.weighted(below: 1, diagonal: 1, above: 0)
          let strict = inner.weighted(below: 1, diagonal: 0, above: 0)
          return (gQ + (lower + strict.matrixTransposed()).matmul(q))
            .solved(by: r, isLower: false, isTransposed: false).matrixTransposed()
        },
        pushforward: { at, t in
          let (m, n) = (at.x[0].shape[at.x[0].rank - 2], at.x[0].shape[at.x[0].rank - 1])
          let (q, r) = (at.y.columns(0..<m), at.y.columns(m..<m + n).nanWhereDependent())
          // The transpose of t @ R**-1.
          let outer = (t[0] ?? at.x[0]).matrixTransposed()
            .solved(by: r, isLower: false, isTransposed: true)
          let inner = q.matmul(outer.matrixTransposed())
          let strict = inner.weighted(below: 1, diagonal: 0, above: 0)
          let upper = inner.weighted(below: 0, diagonal: 1, above: 1)
          let tQ = outer + (strict.skewPart - inner).matrixTransposed().matmul(q)
          return at.y.call(
            "concat", [tQ, (upper + strict.matrixTransposed()).matmul(r)], [.integer(-1)])
        }),
      batching: .batched,
      convention: "smooth where the columns are independent; NaN where they are not",
      example: "qr_parts(constant([[1., 2.], [3., 4.]]))",
      samples: [Sample([.regular]), Sample([.tall]), Sample([.regularPair])],
      errors: .noMatrices + [ErrorSample([TensorType(.float32, [2, 3])])]),
    Declaration(
      name: "qr_full_parts", aliases: Aliases(),
      summary: "The factors of qr with full_matrices side by side: [transpose(Q) | R].",
      formula: "x = Q @ R", parameters: [.tensor("x")], result: orthogonalType(full: true),
      kernel: .general { x, _ throws(TensorError) in try x[0].orthogonalFactors(full: true) },
      derivative: .refused(of: "qr with full_matrices"), batching: .batched,
      convention: "no derivative: the columns that Q has more are any that complete it",
      example: "qr_full_parts(constant([[1.], [3.]]))",
      samples: [Sample([.tall]), Sample([.wide])], errors: .noMatrices),
  ]

  private static func orthogonalType(full: Bool) -> Primitive.ResultType {
    let name = full ? "qr_full_parts" : "qr_parts"
    return { x, _ throws(TensorError) in
      try ResultTypes.requireFloat(name, x[0].dtype)
      let matrix = try Tensor.matrixShape(x[0].shape, name)
      guard full || matrix.rows >= matrix.columns else {
        throw .linearAlgebra(.tooWide(operation: name, shape: x[0].shape))
      }
      let rows = full ? matrix.rows : matrix.columns
      return TensorType(x[0].dtype, matrix.batch + [rows, matrix.rows + matrix.columns])
    }
  }
}

extension Term {
  /// Each triangular factor as it is, or NaN where an element of its diagonal is 0 to rounding: a
  /// column depends on those before it, and what is divided by that element means nothing.
  fileprivate func nanWhereDependent() -> Term {
    let count = shape[rank - 1]
    guard count > 0 else { return self }
    let sizes = diagonal.abs()
    let epsilon = dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    let axes: [Attribute] = [.integers([sizes.rank - 1]), .flag(false)]
    let bound = sizes.call("max", [sizes], axes) * constant(Double(count) * epsilon)
    let isDependent = sizes.call("min", [sizes], axes).isAtMost(bound)
    let isFine = 1 - isDependent.cast(to: dtype)
    return self * (isFine / isFine).besideMatrices
  }
}
