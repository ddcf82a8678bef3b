import Tensors

extension Declaration {
  /// Products of matrices.
  static let linearAlgebra: [Declaration] = [
    Declaration(
      name: "matmul",
      aliases: Aliases(
        bare: ["dot"], tensorflow: ["matmul", "linalg.matmul"], numpy: ["matmul", "dot"],
        operators: ["@"]),
      summary: "The matrix product over the last two axes, broadcast over the others.",
      formula: "sum over k of x[i, k]*y[k, j]",
      parameters: [.tensor("x", "a"), .tensor("y", "b")],
      result: { x, _ throws(TensorError) in
        let dtype = try ResultTypes.common(x[0].dtype, x[1].dtype)
        try ResultTypes.requireNumber("matmul", dtype)
        return TensorType(dtype, try product(x[0].shape, x[1].shape))
      },
      kernel: .general { x, _ throws(TensorError) in try Tensor.matmul(x[0], x[1]) },
      derivative: .multilinear { at, g, operand in
        // A vector takes part as a matrix of one row (left) or one column (right).
        let left = at.x[0].rank == 1 ? at.x[0].reshaped(to: [1] + at.x[0].shape) : at.x[0]
        let right = at.x[1].rank == 1 ? at.x[1].reshaped(to: at.x[1].shape + [1]) : at.x[1]
        var shape = g.shape
        if at.x[1].rank == 1 { shape.append(1) }
        if at.x[0].rank == 1 { shape.insert(1, at: shape.count - 1) }
        let cotangent = g.reshaped(to: shape)
        let matrix =
          operand == 0
          ? cotangent.matmul(right.matrixTransposed()).summed(to: left.shape)
          : left.matrixTransposed().matmul(cotangent).summed(to: right.shape)
        return matrix.reshaped(to: at.x[operand].shape)
      },
      batching: .matmul,
      convention: "bilinear",
      example: "matmul(constant([[1., 2.], [3., 4.]]), constant([[1.], [2.]]))",
      samples: [
        .uniform([[2, 3], [3, 2]], in: 0.5...2), .uniform([[3], [3]], in: 0.5...2),
        .uniform([[2, 3], [3]], in: 0.5...2), .uniform([[3], [3, 2]], in: 0.5...2),
        .uniform([[2, 2, 3], [3, 2]], in: 0.5...2),
        .uniform([[1, 2, 3], [2, 3, 1]], in: 0.5...2),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2, 3]), TensorType(.float32, [2, 3])]),
        ErrorSample([TensorType(.float32, []), TensorType(.float32, [2])]),
        ErrorSample([TensorType(.float32, [2]), TensorType(.float64, [2])]),
      ])
  ]

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
