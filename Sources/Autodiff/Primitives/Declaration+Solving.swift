import Tensors

extension Declaration {
  /// Inverses and systems of linear equations.
  static let solutions: [Declaration] = [
    Declaration(
      name: "inv", aliases: Aliases(tensorflow: ["linalg.inv"], numpy: ["linalg.inv"]),
      summary: "The inverse of each square matrix in the last two axes, or of its transpose.",
      formula: "x**-1, from LU factors",
      parameters: [.tensor("x", "input", "a"), .optional("adjoint", .flag, .flag(false))],
      result: ResultTypes.squareMatrices("inv"),
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].inverse(isTransposed: attributes.flag(0))
      },
      derivative: .custom(
        pullback: { at, g, _ in
          let side = at.attributes.flag(0) ? at.y : at.y.matrixTransposed()
          let cotangent = at.attributes.flag(0) ? g.matrixTransposed() : g
          return -side.matmul(cotangent).matmul(side)
        },
        pushforward: { at, t in
          let t = t[0] ?? at.y
          let tangent = at.attributes.flag(0) ? t.matrixTransposed() : t
          return -at.y.matmul(tangent).matmul(at.y)
        }),
      batching: .batched, convention: "smooth; a singular matrix is an error",
      example: "inv(constant([[1., 2.], [3., 4.]]))",
      samples: [
        Sample([.regular], [.flag(false)]), Sample([.regularPair], [.flag(false)]),
        Sample([.regular], [.flag(true)]),
      ],
      errors: .noSquareMatrices),
    Declaration(
      name: "solve", aliases: Aliases(tensorflow: ["linalg.solve"], numpy: ["linalg.solve"]),
      summary: "The solution y of matrix @ y = rhs, or of its transpose @ y = rhs.",
      formula: "matrix**-1 @ rhs, from LU factors",
      parameters: [
        .tensor("matrix", "a"), .tensor("rhs", "b"), .optional("adjoint", .flag, .flag(false)),
      ],
      result: solutionType("solve", takesVectors: true),
      kernel: .general { x, attributes throws(TensorError) in
        guard x[1].rank == 1 else {
          return try x[0].solution(of: x[1], isTransposed: attributes.flag(0))
        }
        return try x[0].solution(
          of: x[1].expandedDimensions(at: 1), isTransposed: attributes.flag(0)
        ).squeezed(axes: [-1])
      },
      derivative: solutionDerivative { matrix, side, attributes, isTransposed in
        side.call("solve", [matrix, side], [.flag(attributes.flag(0) != isTransposed)])
      },
      batching: .custom { call in
        // Beside rows, a vector is a matrix of one column.
        guard call.x[1].rank == 1 else { return call.broadcastSolution() }
        return call.scope.apply(
          call.primitive, [call.x[0], call.x[1].asColumn], call.attributes
        ).reshaped(to: call.resultShape)
      },
      convention: "smooth; a singular matrix is an error",
      example: "solve(constant([[1., 2.], [3., 4.]]), constant([5., 6.]))",
      samples: [
        Sample([.regular, .uniform([3, 2], 0.5...2)], [.flag(false)]),
        Sample([.regular, .uniform([3], 0.5...2)], [.flag(false)]),
        Sample([.regularPair, .uniform([2, 1], 0.5...2)], [.flag(true)]),
        Sample([.regular, .uniform([2, 3, 1], 0.5...2)], [.flag(true)]),
      ],
      errors: noSolutions + [
        ErrorSample(
          [TensorType(.float32, [2, 2]), TensorType(.float32, [3])], [.flag(false)])
      ]),
  ]

  /// Triangular factors and systems.
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
    Declaration(
      name: "qr_parts", aliases: Aliases(),
      summary: "The factors of qr side by side: [transpose(Q) | R], for rows >= columns.",
      formula: "x = Q @ R", parameters: [.tensor("x")], result: orthogonalType(full: false),
      kernel: .general { x, _ throws(TensorError) in try x[0].orthogonalFactors(full: false) },
      derivative: .custom(
        pullback: { at, g, _ in
          let (m, n) = (at.x[0].shape[at.x[0].rank - 2], at.x[0].shape[at.x[0].rank - 1])
          let (q, r) = (at.y.columns(0..<m), at.y.columns(m..<m + n))
          let (gQ, gR) = (g.columns(0..<m), g.columns(m..<m + n))
          let inner = r.matmul(gR.matrixTransposed()) - gQ.matmul(q.matrixTransposed())
          let lower = inner.weighted(below: 1, diagonal: 1, above: 0)
          let strict = inner.weighted(below: 1, diagonal: 0, above: 0)
          return (gQ + (lower + strict.matrixTransposed()).matmul(q))
            .solved(by: r, isLower: false, isTransposed: false).matrixTransposed()
        },
        pushforward: { at, t in
          let (m, n) = (at.x[0].shape[at.x[0].rank - 2], at.x[0].shape[at.x[0].rank - 1])
          let (q, r) = (at.y.columns(0..<m), at.y.columns(m..<m + n))
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
      batching: .batched, convention: "smooth where the columns are independent",
      example: "qr_parts(constant([[1., 2.], [3., 4.]]))",
      samples: [Sample([.regular]), Sample([.tall]), Sample([.regularPair])],
      errors: .noMatrices + [ErrorSample([TensorType(.float32, [2, 3])])]),
    Declaration(
      name: "qr_full_parts", aliases: Aliases(),
      summary: "The factors of qr with full_matrices side by side: [transpose(Q) | R].",
      formula: "x = Q @ R", parameters: [.tensor("x")], result: orthogonalType(full: true),
      kernel: .general { x, _ throws(TensorError) in try x[0].orthogonalFactors(full: true) },
      derivative: .none, batching: .batched,
      convention: "no derivative: the columns that Q has more are any that complete it",
      example: "qr_full_parts(constant([[1.], [3.]]))",
      samples: [Sample([.tall]), Sample([.wide])], errors: .noMatrices),
  ]

  /// What no solution is taken of.
  private static let noSolutions = [
    ErrorSample([TensorType(.float32, [2, 3]), TensorType(.float32, [2, 1])]),
    ErrorSample([TensorType(.float32, [2, 2]), TensorType(.float32, [3, 1])]),
    ErrorSample([TensorType(.float32, [2, 2]), TensorType(.float64, [2, 1])]),
    ErrorSample([TensorType(.float32, [3]), TensorType(.float32, [3, 1])]),
    ErrorSample([TensorType(.float32, [2, 2]), TensorType(.float32, [])]),
    ErrorSample([TensorType(.float32, [2, 2, 2]), TensorType(.float32, [3, 2, 1])]),
    ErrorSample([TensorType(.int32, [2, 2]), TensorType(.int32, [2, 1])]),
  ]

  private static func solutionType(
    _ name: String, takesVectors: Bool
  ) -> Primitive.ResultType {
    { x, _ throws(TensorError) in
      let dtype = try ResultTypes.common(x[0].dtype, x[1].dtype)
      try ResultTypes.requireFloat(name, dtype)
      let isVector = takesVectors && x[1].shape.count == 1
      let side = isVector ? x[1].shape + [1] : x[1].shape
      let shape = try Tensor.solutionShape(x[0].shape, side, name)
      return TensorType(dtype, isVector ? Array(shape.dropLast()) : shape)
    }
  }

  /// The derivative of y = matrix**-1 @ rhs.
  ///
  /// - Parameters:
  ///   - solve: the same with another right side, transposed once more where it says so.
  ///   - read: the part of a matrix's cotangent or tangent that is read.
  ///   - adjoint: which attribute says that the matrix is transposed.
  private static func solutionDerivative(
    solving solve:
      @escaping @Sendable (
        _ matrix: Term, _ side: Term, _ attributes: [Attribute], _ isTransposed: Bool
      ) -> Term,
    reading read: @escaping @Sendable (Term, [Attribute]) -> Term = { matrix, _ in matrix },
    adjoint: Int = 0
  ) -> Derivative {
    .custom(
      pullback: { at, g, operand in
        let side = solve(at.x[0], g, at.attributes, true)
        guard operand == 0 else { return side }
        let (x, y) = g.rank == 1 ? (side.asColumn, at.y.asRow) : (side, at.y.matrixTransposed())
        let matrix = -x.matmul(y)
        return read(
          at.attributes.flag(adjoint) ? matrix.matrixTransposed() : matrix, at.attributes)
      },
      pushforward: { at, t in
        var side = t[1]
        if let tangent = t[0] {
          let matrix = read(tangent, at.attributes)
          let part = (at.attributes.flag(adjoint) ? matrix.matrixTransposed() : matrix)
            .matmul(at.y)
          side = side.map { $0 - part } ?? -part
        }
        return solve(at.x[0], side ?? at.x[1], at.attributes, false)
      })
  }

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

extension [Attribute] {
  /// Whether a triangular matrix is a lower one, as it is by default.
  fileprivate var isLower: Bool { isEmpty || flag(0) }
}

extension RowCall {
  /// A system of which the matrix or the right side has rows: batches broadcast.
  fileprivate func broadcastSolution() -> Term {
    let rank = max(x[0].rank, x[1].rank)
    return applied([aligned(x[0], rank: rank), aligned(x[1], rank: rank)], attributes)
  }
}
