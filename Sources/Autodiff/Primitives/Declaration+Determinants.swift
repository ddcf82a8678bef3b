import Tensors

extension Declaration {
  /// The determinant and its logarithm.
  static let determinants: [Declaration] = [
    Declaration(
      name: "det", aliases: Aliases(tensorflow: ["linalg.det"], numpy: ["linalg.det"]),
      summary: "The determinant of each square matrix in the last two axes.",
      formula: "det(x), from LU factors",
      parameters: [.tensor("x", "input", "a")],
      result: ResultTypes.ofMatrices("det", square: true) { _, _ in [] },
      kernel: .general { x, _ throws(TensorError) in try x[0].determinant(.value) },
      derivative: determinantDerivative { _ in nil },
      batching: .batched,
      convention: PointConventions(
        "the cofactors, which singular matrices have, too, to any order; 0 there by torch, an "
          + "error in TensorFlow",
        derivatives: [
          .torch: determinantDerivative { y in
            y.isEqual(to: y.constant(0)).select(y.constant(0), y.constant(1))
          }
        ]),
      example: "det(constant([[1., 2.], [3., 4.]]))",
      samples: [
        Sample([.regular]), Sample([.regularPair]),
        Sample([.numbers([2, 2], [1, 2, 2, 4])]), Sample([.numbers([1, 1], [0.5])]),
        Sample([
          .numbers([4, 4], [1, 2, 0, 1, 0.5, -1, 2, 0, 1.5, 1, 2, 1, 0, 0.4, -1, 2])
        ]),
      ],
      errors: .noSquareMatrices),
    Declaration(
      name: "cofactor", aliases: Aliases(),
      summary: "The cofactors of each square matrix: the derivative of its determinant.",
      formula: "y[i, j] = det(x with row i replaced by the unit row j)",
      parameters: [.tensor("x")], result: ResultTypes.squareMatrices("cofactor"),
      kernel: .general { x, _ throws(TensorError) in try x[0].cofactors() },
      derivative: .custom(
        pullback: { at, g, _ in
          guard at.x[0].shape[at.x[0].rank - 1] <= mostReplacedRows else {
            return -regularTerm(at, g).matrixTransposed() + at.y
              * (at.y * g).sumOfMatrix.besideMatrices
              / at.x[0].call("det", [at.x[0]], []).besideMatrices
          }
          return g.einsum("...ij,...ijrc->...rc", secondCofactors(at.x[0]))
        },
        pushforward: { at, t in
          let t = t[0] ?? at.x[0]
          guard at.x[0].shape[at.x[0].rank - 1] <= mostReplacedRows else {
            return -regularTerm(at, t).matrixTransposed() + at.y
              * (at.y * t).sumOfMatrix.besideMatrices
              / at.x[0].call("det", [at.x[0]], []).besideMatrices
          }
          return t.einsum("...rc,...ijrc->...ij", secondCofactors(at.x[0]))
        }),
      batching: .batched,
      convention: PointConventions(
        "of up to 16 rows it is that of the determinants in the formula, everywhere; of more rows "
          + "the matrix must have an inverse"),
      example: "cofactor(constant([[1., 2.], [3., 4.]]))",
      samples: [
        Sample([.regular]), Sample([.regularPair]), Sample([.numbers([2, 2], [1, 2, 2, 4])]),
      ],
      errors: .noSquareMatrices),
    Declaration(
      name: "log_abs_det", aliases: Aliases(),
      summary: "The logarithm of the determinant's magnitude: what slogdet gives second.",
      formula: "log(|det(x)|), without overflow",
      parameters: [.tensor("x")],
      result: ResultTypes.ofMatrices("log_abs_det", square: true) { _, _ in [] },
      kernel: .general { x, _ throws(TensorError) in try x[0].determinant(.logarithm) },
      derivative: .custom(
        pullback: { at, g, _ in g.besideMatrices * at.x[0].inverseTransposed },
        pushforward: { at, t in ((t[0] ?? at.x[0]) * at.x[0].inverseTransposed).sumOfMatrix }),
      batching: .batched,
      convention: "-inf at a singular matrix, where the derivative fails",
      example: "log_abs_det(constant([[1., 2.], [3., 4.]]))",
      samples: [Sample([.regular]), Sample([.regularPair])], errors: .noSquareMatrices),
    Declaration(
      name: "det_sign", aliases: Aliases(),
      summary: "The determinant's sign: what slogdet gives first.", formula: "sign(det(x))",
      parameters: [.tensor("x")],
      result: ResultTypes.ofMatrices("det_sign", square: true) { _, _ in [] },
      kernel: .general { x, _ throws(TensorError) in try x[0].determinant(.sign) },
      derivative: .zero, batching: .batched, convention: "0 everywhere",
      example: "det_sign(constant([[1., 2.], [3., 4.]]))",
      samples: [Sample([.regular]), Sample([.regularPair])], errors: .noSquareMatrices),
  ]

  /// The rows up to which the derivative of the cofactors is taken row by row: n² determinants.
  private static let mostReplacedRows = 16

  /// The cofactors times the cotangent, and times a factor that depends on the determinant.
  private static func determinantDerivative(
    _ factor: @escaping @Sendable (Term) -> Term?
  ) -> Derivative {
    @Sendable func cofactors(_ at: Linearization) -> Term {
      let cofactors = at.x[0].call("cofactor", [at.x[0]], [])
      return factor(at.y).map { $0.besideMatrices * cofactors } ?? cofactors
    }
    return .custom(
      pullback: { at, g, _ in g.besideMatrices * cofactors(at) },
      pushforward: { at, t in ((t[0] ?? at.x[0]) * cofactors(at)).sumOfMatrix })
  }

  /// The part x⁻¹·tᵀ·cofactor(x)ᵀ of the derivative at matrices with an inverse.
  private static func regularTerm(_ at: Linearization, _ t: Term) -> Term {
    let inverse = at.x[0].call("inv", [at.x[0]], [.flag(false)])
    return inverse.matmul(t).matmul(at.y.matrixTransposed())
  }

  /// The derivative of the cofactor [i, j] by the element [r, c].
  ///
  /// The cofactor is the determinant of the matrix whose row i is replaced by the unit row j, which
  /// is linear in the matrix; so its derivative is the cofactors of that, in the other rows.
  private static func secondCofactors(_ x: Term) -> Term {
    let n = x.shape[x.rank - 1]
    let isOther = x.scope.constant([n, 1, n, 1], x.dtype) { $0[0] == $0[2] ? 0 : 1 }
    let unit = x.scope.constant([n, n, n, n], x.dtype) { place in
      place[0] == place[2] && place[1] == place[3] ? 1 : 0
    }
    let replaced = x.reshaped(to: x.batch + [1, 1, n, n]) * isOther + unit
    return x.call("cofactor", [replaced], []) * isOther
  }
}

extension Term {
  /// The transpose of each matrix's inverse.
  fileprivate var inverseTransposed: Term { call("inv", [self], [.flag(true)]) }
}
