import Tensors

extension Declaration {
  /// Triangular systems and factors.
  static let triangles: [Declaration] = [
    Declaration(
      name: "triangular_solve", aliases: Aliases(tensorflow: ["linalg.triangular_solve"]),
      summary: "The solution y of matrix @ y = rhs for a triangular matrix, or its transpose.",
      formula: "matrix**-1 @ rhs, by substitution",
      parameters: [
        .tensor("matrix"), .tensor("rhs"), .optional("lower", .flag, .flag(true)),
        .optional("adjoint", .flag, .flag(false)),
      ],
      result: solutionType("triangular_solve", takesVectors: false),
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].triangularSolution(
          of: x[1], isLower: attributes.isLower, isTransposed: attributes.flag(1))
      },
      derivative: solutionDerivative(
        solving: { matrix, side, attributes, isTransposed in
          side.solved(
            by: matrix, isLower: attributes.isLower,
            isTransposed: attributes.flag(1) != isTransposed)
        },
        reading: { matrix, attributes in
          matrix.weighted(
            below: attributes.isLower ? 1 : 0, diagonal: 1, above: attributes.isLower ? 0 : 1)
        }, adjoint: 1),
      batching: .custom { $0.broadcastSolution() },
      convention: "smooth; the other triangle is not read; a zero on the diagonal is an error",
      example: "triangular_solve(constant([[1., 0.], [3., 4.]]), constant([[5.], [6.]]))",
      samples: [
        Sample([.regular, .uniform([3, 2], 0.5...2)], [.flag(true), .flag(false)]),
        Sample([.regular, .uniform([3, 1], 0.5...2)], [.flag(false), .flag(false)]),
        Sample([.regularPair, .uniform([2, 1], 0.5...2)], [.flag(true), .flag(true)]),
        Sample([.regular, .uniform([2, 3, 1], 0.5...2)], [.flag(false), .flag(true)]),
      ], errors: noSolutions),
    Declaration(
      name: "cholesky",
      aliases: Aliases(
        tensorflow: ["linalg.cholesky"], numpy: ["linalg.cholesky"]),
      summary: "The lower triangular factor of each symmetric positive definite matrix.",
      formula: "y @ transpose(y) = (x + transpose(x))/2", parameters: [.tensor("x", "input", "a")],
      result: ResultTypes.squareMatrices("cholesky"),
      kernel: .general { x, _ throws(TensorError) in try x[0].choleskyFactor() },
      derivative: .custom(
        pullback: { at, g, _ in
          // Source: I. Murray, Differentiation of the Cholesky decomposition, 2016, section 4.
          let inner = at.y.matrixTransposed().matmul(g)
            .weighted(below: 1, diagonal: 0.5, above: 0)
          return inner.solved(by: at.y, isLower: true, isTransposed: true).matrixTransposed()
            .solved(by: at.y, isLower: true, isTransposed: true).symmetricPart
        },
        pushforward: { at, t in
          let inner = (t[0] ?? at.x[0]).symmetricPart
            .solved(by: at.y, isLower: true, isTransposed: false).matrixTransposed()
            .solved(by: at.y, isLower: true, isTransposed: false)
          return at.y.matmul(inner.weighted(below: 1, diagonal: 0.5, above: 0))
        }),
      batching: .batched,
      convention: "symmetric, as everywhere: both triangles share it",
      example: "cholesky(constant([[4., 2.], [2., 3.]]))",
      samples: [Sample([.positive]), Sample([.positivePair]), Sample([.numbers([1, 1], [4])])],
      errors: .noSquareMatrices),
  ]
}

extension [Attribute] {
  /// Whether a triangular matrix is a lower one, as it is by default.
  fileprivate var isLower: Bool { isEmpty || flag(0) }
}
