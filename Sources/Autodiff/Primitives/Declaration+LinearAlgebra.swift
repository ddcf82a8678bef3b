import Tensors

extension Declaration {
  /// Products, solutions and factorisations of matrices.
  static let linearAlgebra: [Declaration] =
    [matmul, einsum] + determinants + solutions + triangles + orthogonal + spectra + matrixFunctions

  private static let matmul = Declaration(
    name: "matmul",
    aliases: Aliases(
      tensorflow: ["matmul", "linalg.matmul"], numpy: ["matmul"], operators: ["@"]),
    summary: "The matrix product over the last two axes, broadcast over the others.",
    formula: "sum over k of x[i, k]*y[k, j]",
    parameters: [
      .tensor("x", "a"), .tensor("y", "b"),
      .optional("transpose_a", .flag, .flag(false), "adjoint_a"),
      .optional("transpose_b", .flag, .flag(false), "adjoint_b"),
    ],
    result: { x, attributes throws(TensorError) in
      let dtype = try ResultTypes.common(x[0].dtype, x[1].dtype)
      try ResultTypes.requireNumber("matmul", dtype)
      var shapes = [x[0].shape, x[1].shape]
      for place in 0..<2 where attributes.flag(place) {
        let matrix = try Tensor.matrixShape(shapes[place], "matmul with a transpose")
        shapes[place] = matrix.batch + [matrix.columns, matrix.rows]
      }
      return TensorType(dtype, try product(shapes[0], shapes[1]))
    },
    kernel: .general { x, attributes throws(TensorError) in
      var operands = x
      for place in 0..<2 where attributes.flag(place) {
        _ = try Tensor.matrixShape(x[place].shape, "matmul with a transpose")
        operands[place] = try x[place].transposed(
          Array(0..<x[place].rank - 2) + [x[place].rank - 1, x[place].rank - 2])
      }
      return try Tensor.matmul(operands[0], operands[1])
    },
    derivative: .multilinear { at, g, operand in
      let x = (0..<2).map { at.attributes.flag($0) ? at.x[$0].matrixTransposed() : at.x[$0] }
      // A vector takes part as a matrix of one row (left) or one column (right).
      let left = x[0].rank == 1 ? x[0].reshaped(to: [1] + x[0].shape) : x[0]
      let right = x[1].rank == 1 ? x[1].reshaped(to: x[1].shape + [1]) : x[1]
      var shape = g.shape
      if x[1].rank == 1 { shape.append(1) }
      if x[0].rank == 1 { shape.insert(1, at: shape.count - 1) }
      let cotangent = g.reshaped(to: shape)
      let matrix =
        operand == 0
        ? cotangent.matmul(right.matrixTransposed()).summed(to: left.shape)
        : left.matrixTransposed().matmul(cotangent).summed(to: right.shape)
      return at.attributes.flag(operand)
        ? matrix.matrixTransposed() : matrix.reshaped(to: at.x[operand].shape)
    },
    batching: .matmul,
    convention: "bilinear",
    example: "matmul(constant([[1., 2.], [3., 4.]]), constant([[1.], [2.]]))",
    samples: [
      .uniform([[2, 3], [3, 2]], in: 0.5...2), .uniform([[3], [3]], in: 0.5...2),
      .uniform([[2, 3], [3]], in: 0.5...2), .uniform([[3], [3, 2]], in: 0.5...2),
      .uniform([[2, 2, 3], [3, 2]], in: 0.5...2),
      .uniform([[1, 2, 3], [2, 3, 1]], in: 0.5...2),
      .uniform([[3, 2], [3, 2]], in: 0.5...2, [.flag(true), .flag(false)]),
      .uniform([[2, 3], [2, 2, 3]], in: 0.5...2, [.flag(false), .flag(true)]),
    ],
    errors: [
      ErrorSample([TensorType(.float32, [2, 3]), TensorType(.float32, [2, 3])]),
      ErrorSample([TensorType(.float32, []), TensorType(.float32, [2])]),
      ErrorSample([TensorType(.float32, [2]), TensorType(.float64, [2])]),
      ErrorSample(
        [TensorType(.float32, [2]), TensorType(.float32, [2])], [.flag(true), .flag(false)]),
      ErrorSample(
        [TensorType(.float32, [2, 3]), TensorType(.float32, [3, 2])], [.flag(true), .flag(false)]),
    ])

  private static func product(_ x: [Int], _ y: [Int]) throws(TensorError) -> [Int] {
    for shape in [x, y] where shape.isEmpty {
      throw .wrongRank(operation: "matmul", rank: 0, expected: "1 or more")
    }
    let left = x.count == 1 ? [1] + x : x
    let right = y.count == 1 ? y + [1] : y
    guard left[left.count - 1] == right[right.count - 2] else { throw .matmulShapes(x, y) }
    var shape = try Shape.broadcast(Array(left.dropLast(2)), Array(right.dropLast(2)))
    if x.count > 1 { shape.append(left[left.count - 2]) }
    if y.count > 1 { shape.append(right[right.count - 1]) }
    return shape
  }
}

extension ResultTypes {
  /// The operand's type, of square matrices of real numbers.
  static func squareMatrices(_ name: String) -> Primitive.ResultType {
    { x, _ throws(TensorError) in
      try requireFloat(name, x[0].dtype)
      _ = try Tensor.matrixShape(x[0].shape, name, square: true)
      return x[0]
    }
  }

  /// The type of something that each matrix of real numbers has, from its extents.
  static func ofMatrices(
    _ name: String, square: Bool = false,
    _ shape: @escaping @Sendable (_ rows: Int, _ columns: Int) -> [Int]
  ) -> Primitive.ResultType {
    { x, _ throws(TensorError) in
      try requireFloat(name, x[0].dtype)
      let matrix = try Tensor.matrixShape(x[0].shape, name, square: square)
      let result = matrix.batch + shape(matrix.rows, matrix.columns)
      _ = try Shape.checkedCount(result)
      return TensorType(x[0].dtype, result)
    }
  }
}

extension [ErrorSample] {
  /// What no function of matrices takes.
  static let noMatrices = [
    ErrorSample([TensorType(.float32, [])]), ErrorSample([TensorType(.float32, [3])]),
    ErrorSample([TensorType(.int32, [2, 2])]),
  ]

  /// What no function of square matrices takes.
  static let noSquareMatrices = noMatrices + [ErrorSample([TensorType(.float32, [2, 3])])]
}

extension Batching {
  /// Operands whose leading axes are batches: rows are one batch axis more.
  static let batched = Batching.attributes { _, attributes, _ in attributes }
}

extension Sample.Operand {
  /// A matrix that is far from singular, and not symmetric.
  static let regular = Sample.Operand.numbers(
    [3, 3], [2, 0.5, -0.3, 0.4, 1.5, 0.7, -0.2, 0.6, -1.8])

  /// Two of them.
  static let regularPair = Sample.Operand.numbers(
    [2, 2, 2], [2, 0.5, -0.7, 1.4, 0.3, -1.1, 0.9, 0.8])

  /// A symmetric positive definite matrix with eigenvalues far apart.
  static let positive = Sample.Operand.numbers(
    [3, 3], [4, 0.5, 0.3, 0.5, 2.5, -0.4, 0.3, -0.4, 1.2])

  /// Two of them.
  static let positivePair = Sample.Operand.numbers(
    [2, 2, 2], [2, 0.5, 0.5, 1, 3, -0.4, -0.4, 0.9])

  /// A matrix with independent columns.
  static let tall = Sample.Operand.numbers([4, 2], [2, 0.5, -0.7, 1.4, 0.3, -1.1, 0.9, 0.8])

  /// A matrix with independent rows.
  static let wide = Sample.Operand.numbers([2, 3], [2, 0.5, -0.7, 0.4, -1.1, 0.9])
}
