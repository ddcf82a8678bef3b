import Tensors

extension Declaration {
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
        // What is refused is told by the vector's own shape.
        _ = try solutionType("solve", takesVectors: true)(x.map(TensorType.init), attributes)
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

  /// What no solution is taken of.
  static let noSolutions = [
    ErrorSample([TensorType(.float32, [2, 3]), TensorType(.float32, [2, 1])]),
    ErrorSample([TensorType(.float32, [2, 2]), TensorType(.float32, [3, 1])]),
    ErrorSample([TensorType(.float32, [2, 2]), TensorType(.float64, [2, 1])]),
    ErrorSample([TensorType(.float32, [3]), TensorType(.float32, [3, 1])]),
    ErrorSample([TensorType(.float32, [2, 2]), TensorType(.float32, [])]),
    ErrorSample([TensorType(.float32, [2, 2, 2]), TensorType(.float32, [3, 2, 1])]),
    ErrorSample([TensorType(.int32, [2, 2]), TensorType(.int32, [2, 1])]),
  ]

  static func solutionType(
    _ name: String, takesVectors: Bool
  ) -> Primitive.ResultType {
    { x, _ throws(TensorError) in
      let dtype = try ResultTypes.common(x[0].dtype, x[1].dtype)
      try ResultTypes.requireFloat(name, dtype)
      let isVector = takesVectors && x[1].shape.count == 1
      if isVector, x[0].shape.last != x[1].shape[0] {
        throw .linearAlgebra(
          .rightSide(operation: name, matrix: x[0].shape, side: x[1].shape))
      }
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
  static func solutionDerivative(
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
}

extension RowCall {
  /// A system of which the matrix or the right side has rows: batches broadcast.
  func broadcastSolution() -> Term {
    let rank = max(x[0].rank, x[1].rank)
    return applied([aligned(x[0], rank: rank), aligned(x[1], rank: rank)], attributes)
  }
}
