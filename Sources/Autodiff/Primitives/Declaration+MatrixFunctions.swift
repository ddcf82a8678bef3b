import Tensors

extension Declaration {
  /// Pseudoinverses and exponentials.
  static let matrixFunctions: [Declaration] = [
    Declaration(
      name: "pinv", aliases: Aliases(tensorflow: ["linalg.pinv"], numpy: ["linalg.pinv"]),
      summary: "The pseudoinverse of each matrix: what solves equations best where none is exact.",
      formula: "V @ diag(1/s) @ transpose(U), for s above rcond*max(s)",
      parameters: [.tensor("x", "a"), .optional("rcond", .number, .none, "rtol")],
      result: ResultTypes.ofMatrices("pinv") { [$1, $0] },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].pseudoinverse(cutoff: attributes.number(0, default: -1))
      },
      derivative: .custom(
        pullback: { at, g, _ in
          // Source: G. Golub and V. Pereyra, The differentiation of pseudo-inverses and nonlinear
          // least squares problems whose variables separate, SIAM J. Numer. Anal. 10, 1973, (4.12).
          let (x, y, yT, gT) = (at.x[0], at.y, at.y.matrixTransposed(), g.matrixTransposed())
          let (left, right) = (gT.matmul(y).matmul(yT), yT.matmul(y).matmul(gT))
          return -yT.matmul(g).matmul(yT) + left - x.matmul(y).matmul(left) + right
            - right.matmul(y).matmul(x)
        },
        pushforward: { at, t in
          let (x, y, yT) = (at.x[0], at.y, at.y.matrixTransposed())
          let t = t[0] ?? at.x[0]
          let tT = t.matrixTransposed()
          let (left, right) = (y.matmul(yT).matmul(tT), tT.matmul(yT).matmul(y))
          return -y.matmul(t).matmul(y) + left - left.matmul(x).matmul(y) + right
            - y.matmul(x).matmul(right)
        }),
      batching: .batched,
      convention: "smooth where the rank stays; where it changes, the derivative is of equal rank",
      example: "pinv(constant([[1., 2.], [3., 4.], [5., 6.]]))",
      samples: [
        Sample([.regular], [.none]), Sample([.tall], [.none]), Sample([.wide], [.number(1e-6)]),
        Sample([.regularPair], [.none]),
      ],
      errors: .noMatrices),
    Declaration(
      name: "expm", aliases: Aliases(tensorflow: ["linalg.expm"]),
      summary: "The exponential of each square matrix in the last two axes.",
      formula: "I + x + x@x/2! + x@x@x/3! + …", parameters: [.tensor("x", "input")],
      result: ResultTypes.squareMatrices("expm"),
      kernel: .general { x, _ throws(TensorError) in try x[0].matrixExponential() },
      derivative: .custom(
        pullback: { at, g, _ in exponentialTangent(at.x[0].matrixTransposed(), g) },
        pushforward: { at, t in exponentialTangent(at.x[0], t[0] ?? at.x[0]) }),
      batching: .batched, convention: "smooth",
      example: "expm(constant([[0., 1.], [-1., 0.]]))",
      samples: [
        Sample([.regular]), Sample([.regularPair]),
        Sample([.numbers([2, 2], [0.01, -0.02, 0.03, 0.015])]),
      ],
      errors: .noSquareMatrices),
  ]

  /// The derivative of the exponential along a matrix t: the block above the diagonal of the
  /// exponential of [[x, t], [0, x]].
  ///
  /// Source: R. Mathias, *A chain rule for matrix functions and applications*, SIAM J. Matrix Anal.
  /// Appl. 17, 1996.
  private static func exponentialTangent(_ x: Term, _ t: Term) -> Term {
    let n = x.shape[x.rank - 1]
    let zeros = x.scope.constant(0, x.dtype).broadcast(to: x.shape)
    let upper = x.call("concat", [x, t], [.integer(-1)])
    let lower = x.call("concat", [zeros, x], [.integer(-1)])
    let blocks = x.call("concat", [upper, lower], [.integer(-2)])
    return x.call("expm", [blocks], []).columns(n..<2 * n).rows(n)
  }
}
