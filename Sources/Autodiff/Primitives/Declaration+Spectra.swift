import Tensors

extension Declaration {
  /// Eigenvalues and singular values.
  static let spectra: [Declaration] = [
    Declaration(
      name: "eigh_parts", aliases: Aliases(),
      summary: "The results of eigh side by side: [vectors | values].",
      formula: "(x + transpose(x))/2 = V @ diag(w) @ transpose(V)", parameters: [.tensor("x")],
      result: ResultTypes.ofMatrices("eigh", square: true) { n, _ in [n, n + 1] },
      kernel: .general { x, _ throws(TensorError) in try x[0].symmetricFactors() },
      derivative: eigenDerivative(zeroAtTies: true), batching: .batched,
      convention: spectralConvention(
        "equal eigenvalues, for their vectors", eigenDerivative(zeroAtTies: false),
        cotangent: [0, 0, 0, 1, 0, 0]
      ) { at in
        let n = at.x[0].shape[at.x[0].rank - 1]
        return at.y.column(n).isTied.extendedAsRows(n, besides: 1)
      },
      example: "eigh_parts(constant([[2., 1.], [1., 3.]]))",
      samples: [Sample([.positive]), Sample([.positivePair])], errors: .noSquareMatrices),
    Declaration(
      name: "eigvalsh",
      aliases: Aliases(tensorflow: ["linalg.eigvalsh"], numpy: ["linalg.eigvalsh"]),
      summary: "The eigenvalues of each symmetric matrix, in ascending order.",
      formula: "w in (x + transpose(x))/2 = V @ diag(w) @ transpose(V)",
      parameters: [.tensor("x", "tensor", "a")],
      result: ResultTypes.ofMatrices("eigvalsh", square: true) { n, _ in [n] },
      kernel: .general { x, _ throws(TensorError) in try x[0].symmetricEigenvalues() },
      derivative: .custom(
        pullback: { at, g, _ in
          let v = at.eigenvectors
          return (v * g.asRow).matmul(v.matrixTransposed())
        },
        pushforward: { at, t in
          let v = at.eigenvectors
          return v.einsum("...ai,...ab,...bi->...i", t[0] ?? at.x[0], v)
        }),
      batching: .batched,
      convention: "symmetric, also where eigenvalues are equal; TensorFlow's own is triangular",
      example: "eigvalsh(constant([[2., 1.], [1., 3.]]))",
      samples: [Sample([.positive]), Sample([.positivePair])], errors: .noSquareMatrices),
    Declaration(
      name: "svd_parts", aliases: Aliases(),
      summary: "The results of svd side by side: [U | V | s], with zeros below.",
      formula: "x = U @ diag(s) @ transpose(V)", parameters: [.tensor("x")],
      result: ResultTypes.ofMatrices("svd") { [max($0, $1), 2 * min($0, $1) + 1] },
      kernel: .general { x, _ throws(TensorError) in try x[0].singularFactors(full: false) },
      derivative: singularDerivative(zeroAtTies: true), batching: .batched,
      convention: spectralConvention(
        "equal singular values, for their vectors", singularDerivative(zeroAtTies: false),
        cotangent: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]
      ) { at in
        let (m, n) = (at.x[0].shape[at.x[0].rank - 2], at.x[0].shape[at.x[0].rank - 1])
        let ties = at.y.singularParts(m, n).s.isTied
        let both = ties.call("concat", [ties, ties], [.integer(-1)])
        return both.extendedAsRows(max(m, n), besides: 1)
      },
      example: "svd_parts(constant([[1., 2.], [3., 4.]]))",
      samples: [Sample([.regular]), Sample([.tall]), Sample([.wide]), Sample([.regularPair])],
      errors: .noMatrices),
    Declaration(
      name: "svd_full_parts", aliases: Aliases(),
      summary: "The results of svd with full_matrices side by side: [U | V | s], zeros below.",
      formula: "x = U @ diag(s) @ transpose(V)", parameters: [.tensor("x")],
      result: ResultTypes.ofMatrices("svd") { [max($0, $1), $0 + $1 + 1] },
      kernel: .general { x, _ throws(TensorError) in try x[0].singularFactors(full: true) },
      derivative: .refused(of: "svd with full_matrices"), batching: .batched,
      convention: "no derivative: the vectors that U or V has more are any that complete it",
      example: "svd_full_parts(constant([[1.], [3.]]))",
      samples: [Sample([.tall]), Sample([.wide])], errors: .noMatrices),
    Declaration(
      name: "svdvals", aliases: Aliases(numpy: ["linalg.svdvals"]),
      summary: "The singular values of each matrix, in descending order.",
      formula: "s in x = U @ diag(s) @ transpose(V)", parameters: [.tensor("x")],
      result: ResultTypes.ofMatrices("svdvals") { [min($0, $1)] },
      kernel: .general { x, _ throws(TensorError) in try x[0].singularValues() },
      derivative: .custom(
        pullback: { at, g, _ in
          let (u, v) = at.singularVectors
          return (u * g.asRow).matmul(v.matrixTransposed())
        },
        pushforward: { at, t in
          let (u, v) = at.singularVectors
          return u.einsum("...ai,...ab,...bi->...i", t[0] ?? at.x[0], v)
        }),
      batching: .batched,
      convention: "the sum over equal ones is right, each of them one choice of many",
      example: "svdvals(constant([[1., 2.], [3., 4.]]))",
      samples: [Sample([.regular]), Sample([.tall]), Sample([.wide]), Sample([.regularPair])],
      errors: .noMatrices),
  ]

  /// What is decided where the vectors of equal values are any of a plane.
  ///
  /// - Parameters:
  ///   - undefined: the rule with infinite turns.
  ///   - cotangent: by an element of the vectors of the smallest matrix with equal values.
  ///   - places: 1 for each element of the result that is of such a vector.
  private static func spectralConvention(
    _ place: String, _ undefined: Derivative, cotangent: [Double],
    places: @escaping @Sendable (Linearization) -> Term
  ) -> PointConventions {
    PointConventions(
      "",
      kinks: [
        Kink(
          place: place, operands: 0...0, test: .factors(places), example: [[1, 0, 0, 1]],
          shape: [2, 2], cotangent: cotangent)
      ],
      derivatives: [.torch: undefined, .jax: undefined])
  }

  /// The turns of the vectors into each other, and the changes of the values.
  ///
  /// Source: M. Giles, *Collected matrix derivative results for forward and reverse mode algorithmic
  /// differentiation*, 2008, section 3.1.
  private static func eigenDerivative(zeroAtTies: Bool) -> Derivative {
    @Sendable func parts(_ at: Linearization) -> (v: Term, turns: Term) {
      let n = at.x[0].shape[at.x[0].rank - 1]
      return (
        at.y.columns(0..<n), at.y.column(n).inverseDifferences(zeroAtTies: zeroAtTies)
      )
    }
    return .custom(
      pullback: { at, g, _ in
        let (v, turns) = parts(at)
        let n = at.x[0].shape[at.x[0].rank - 1]
        let inner = turns * v.matrixTransposed().matmul(g.columns(0..<n))
        return v.matmul(inner + g.column(n).asDiagonal).matmul(v.matrixTransposed()).symmetricPart
      },
      pushforward: { at, t in
        let (v, turns) = parts(at)
        let inner = v.matrixTransposed().matmul((t[0] ?? at.x[0]).symmetricPart).matmul(v)
        return v.call(
          "concat", [v.matmul(turns * inner), inner.diagonal.asColumn], [.integer(-1)])
      })
  }

  /// The turns of the vectors into each other and out of their space, and the changes of the values.
  ///
  /// Source: J. Townsend, *Differentiating the singular value decomposition*, 2016.
  private static func singularDerivative(zeroAtTies: Bool) -> Derivative {
    .custom(
      pullback: { at, g, _ in
        let (m, n) = (at.x[0].shape[at.x[0].rank - 2], at.x[0].shape[at.x[0].rank - 1])
        let (u, v, s) = at.y.singularParts(m, n)
        let (gU, gV, gS) = g.singularParts(m, n)
        let turns = s.square().inverseDifferences(zeroAtTies: zeroAtTies)
        let (uT, vT) = (u.matrixTransposed(), v.matrixTransposed())
        let (left, right) = (uT.matmul(gU), vT.matmul(gV))
        let inner =
          (turns * left.skewPart) * s.asRow + s.asColumn * (turns * right.skewPart)
          + gS.asDiagonal
        var result = u.matmul(inner).matmul(vT)
        let inverses = s.inverse(zeroAtZero: zeroAtTies).asRow
        if m > n { result = result + ((gU - u.matmul(left)) * inverses).matmul(vT) }
        if n > m {
          result = result + (u * inverses).matmul((gV - v.matmul(right)).matrixTransposed())
        }
        return result
      },
      pushforward: { at, t in
        let (m, n) = (at.x[0].shape[at.x[0].rank - 2], at.x[0].shape[at.x[0].rank - 1])
        let (u, v, s) = at.y.singularParts(m, n)
        let t = t[0] ?? at.x[0]
        let turns = s.square().inverseDifferences(zeroAtTies: zeroAtTies)
        let (tV, tU) = (t.matmul(v), t.matrixTransposed().matmul(u))
        let inner = u.matrixTransposed().matmul(tV)
        let (row, column) = (s.asRow, s.asColumn)
        let innerT = inner.matrixTransposed()
        var left = u.matmul(turns * (inner * row + column * innerT))
        var right = v.matmul(turns * (column * inner + innerT * row))
        let inverses = s.inverse(zeroAtZero: zeroAtTies).asRow
        if m > n { left = left + (tV - u.matmul(inner)) * inverses }
        if n > m { right = right + (tU - v.matmul(innerT)) * inverses }
        let rows = max(m, n)
        return u.call(
          "concat",
          [
            left.extended(toRows: rows), right.extended(toRows: rows),
            inner.diagonal.asColumn.extended(toRows: rows),
          ], [.integer(-1)])
      })
  }
}

extension Term {
  /// 1 for each number of a vector that stands in it more than once, else 0.
  fileprivate var isTied: Term {
    let equal = asRow.isEqual(to: asColumn).cast(to: dtype)
    return equal.sum(axes: [equal.rank - 1]).isGreater(than: 1).cast(to: dtype)
  }

  /// Each vector as every row of a matrix, with columns of zeros beside it.
  fileprivate func extendedAsRows(_ rows: Int, besides columns: Int) -> Term {
    let batch = shape.dropLast()
    let repeated = asRow.broadcast(to: batch + [rows, shape[rank - 1]])
    let zeros = scope.constant(0, dtype).broadcast(to: batch + [rows, columns])
    return call("concat", [repeated, zeros], [.integer(-1)])
  }

  /// U, V and s of `svd_parts`, or their cotangents.
  fileprivate func singularParts(_ m: Int, _ n: Int) -> (u: Term, v: Term, s: Term) {
    let k = min(m, n)
    return (
      columns(0..<k).rows(m), columns(k..<2 * k).rows(n),
      columns(2 * k..<2 * k + 1).rows(k).column(0)
    )
  }
}

extension Linearization {
  /// The eigenvectors of the operand.
  fileprivate var eigenvectors: Term {
    x[0].call("eigh_parts", [x[0]], []).columns(0..<x[0].shape[x[0].rank - 1])
  }

  /// The singular vectors of the operand.
  fileprivate var singularVectors: (u: Term, v: Term) {
    let parts = x[0].call("svd_parts", [x[0]], [])
      .singularParts(x[0].shape[x[0].rank - 2], x[0].shape[x[0].rank - 1])
    return (parts.u, parts.v)
  }
}
