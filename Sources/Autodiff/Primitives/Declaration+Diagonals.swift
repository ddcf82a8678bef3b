import Tensors

extension Declaration {
  private static let offset = Parameter.optional("k", .integer, .integer(0), "offset", "diagonal")

  /// Diagonals and triangles of the last two axes: each linear.
  static let diagonals: [Declaration] = [
    Declaration(
      name: "diag_embed", aliases: Aliases(),
      summary: "Square matrices with the last axis on a diagonal, k places right of the main one.",
      formula: "y[.., i, i + k] = x[.., i], else 0",
      parameters: [.tensor("x", "diagonal"), .optional("k", .integer, .integer(0), "offset")],
      result: { x, attributes throws(TensorError) in
        TensorType(x[0].dtype, try Shape.onDiagonal(x[0].shape, offset: attributes.integer(0)))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].onDiagonal(offset: attributes.integer(0))
      },
      derivative: .linear { at, g, _ in g.call("diag_part", [g], at.attributes) },
      batching: .attributes { _, attributes, _ in attributes },
      convention: "linear", example: "diag_embed(constant([1., 2.]))",
      samples: [
        .uniform([[2]], in: 0.5...2, [.integer(0)]),
        .uniform([[2, 2]], in: 0.5...2, [.integer(-1)]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [])], [.integer(0)]),
        ErrorSample([TensorType(.float32, [2])], [.integer(Int.min)]),
      ]),
    Declaration(
      name: "diag_part", aliases: Aliases(),
      summary: "A diagonal of the last two axes, k places right of the main one.",
      formula: "y[.., i] = x[.., i, i + k]",
      parameters: [.tensor("x", "input"), offset],
      result: { x, attributes throws(TensorError) in
        TensorType(x[0].dtype, try Shape.diagonal(x[0].shape, offset: attributes.integer(0)))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].diagonal(offset: attributes.integer(0))
      },
      derivative: .linear { at, g, _ in g.onDiagonal(of: at.x[0].shape, at.attributes.integer(0)) },
      batching: .attributes { _, attributes, _ in attributes },
      convention: "linear", example: "diag_part(constant([[1., 2.], [3., 4.]]))",
      samples: [
        .uniform([[2, 2]], in: 0.5...2, [.integer(0)]),
        .uniform([[2, 2, 3]], in: 0.5...2, [.integer(1)]),
        .uniform([[3, 2]], in: 0.5...2, [.integer(-2)]),
        .uniform([[1, 2]], in: 0.5...2, [.integer(2)]),
      ],
      errors: [ErrorSample([TensorType(.float32, [2])], [.integer(0)])]),
    triangle("tril", "below", isUpper: false), triangle("triu", "above", isUpper: true),
  ]

  private static func triangle(_ name: String, _ side: String, isUpper: Bool) -> Declaration {
    Declaration(
      name: name, aliases: Aliases(numpy: [name]),
      summary: "The elements on and \(side) a diagonal of the last two axes, and zeros elsewhere.",
      formula: "x[.., i, j] where j - i \(isUpper ? ">=" : "<=") k, else 0",
      parameters: [.tensor("x", "m", "input"), offset],
      result: { x, _ throws(TensorError) in
        guard x[0].shape.count >= 2 else {
          throw .wrongRank(operation: name, rank: x[0].shape.count, expected: "2 or more")
        }
        return x[0]
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].triangle(isUpper: isUpper, offset: attributes.integer(0))
      },
      derivative: .linear { at, g, _ in
        g.call(name, [g.broadcast(to: at.x[0].shape)], at.attributes)
      },
      batching: .attributes { _, attributes, _ in attributes },
      convention: "linear; the zeros stay zeros", example: "\(name)(ones(2, 2))",
      samples: [
        .uniform([[2, 3]], in: 0.5...2, [.integer(0)]),
        .uniform([[2, 2, 2]], in: 0.5...2, [.integer(isUpper ? 1 : -1)]),
      ],
      errors: [ErrorSample([TensorType(.float32, [2])], [.integer(0)])])
  }
}

extension Term {
  /// Zeros of a shape with this tensor on a diagonal of the last two axes.
  ///
  /// The square with it on the diagonal is cut and padded to the shape.
  fileprivate func onDiagonal(of shape: [Int], _ offset: Int) -> Term {
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    guard self.shape[rank - 1] > 0 else { return constant(0).broadcast(to: shape) }
    let square = call("diag_embed", [self], [.integer(offset)])
    let side = square.shape[square.rank - 1]
    let part = square.sliced([
      .ellipsis, .range(start: 0, stop: min(rows, side), step: 1),
      .range(start: 0, stop: min(columns, side), step: 1),
    ])
    let widths =
      Array(repeating: [0, 0], count: shape.count - 2)
      + [[0, max(rows - side, 0)], [0, max(columns - side, 0)]]
    return part.padded(widths, with: 0)
  }
}
