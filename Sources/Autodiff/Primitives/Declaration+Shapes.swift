import Tensors

extension Declaration {
  /// Shapes, axes and element types: each linear, each with its transpose.
  static let shapes: [Declaration] = [
    Declaration(
      name: "reshape", aliases: Aliases(tensorflow: ["reshape"], numpy: ["reshape"]),
      summary: "The same elements, in row-major order, in another shape.",
      formula: "x in another shape",
      parameters: [
        .tensor("x", "tensor", "a"), .required("shape", .shape, "newshape"),
      ],
      result: { x, attributes throws(TensorError) in
        TensorType(x[0].dtype, try reshaped(x[0].shape, to: attributes.integers(0)))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].reshaped(to: attributes.integers(0))
      },
      derivative: .linear { at, g, _ in g.reshaped(to: at.x[0].shape) },
      batching: .attributes { shapes, attributes, rows in
        // -1 is told, since an empty axis leaves it open.
        let shape = attributes.integers(0)
        return [.integers([rows] + ((try? reshaped(shapes[0], to: shape)) ?? shape))]
      },
      convention: "linear",
      example: "reshape(constant([1., 2., 3., 4.]), (2, 2))",
      samples: [
        .uniform([[2, 3]], in: 0.5...2, [.integers([3, -1])]),
        .uniform([[]], in: 0.5...2, [.integers([1, 1])]),
      ],
      errors: [ErrorSample([TensorType(.float32, [2, 3])], [.integers([4])])]),
    Declaration(
      name: "transpose",
      aliases: Aliases(
        bare: ["permute"], tensorflow: ["transpose"],
        numpy: ["transpose"]),
      summary: "The axes in another order; reversed when no order is given.",
      formula: "x with its axes permuted",
      parameters: [.tensor("x", "a"), .optional("perm", .permutation, .none, "axes")],
      result: { x, attributes throws(TensorError) in
        let order = try permutation(attributes.axes(0), rank: x[0].shape.count)
        return TensorType(x[0].dtype, order.map { x[0].shape[$0] })
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].transposed(permutation(attributes.axes(0), rank: x[0].rank))
      },
      derivative: .linear { at, g, _ in
        guard let order = at.attributes.axes(0) else {
          return g.transposed(Array((0..<g.rank).reversed()))
        }
        var inverse = [Int](repeating: 0, count: order.count)
        for (place, axis) in order.enumerated() {
          inverse[axis < 0 ? axis + order.count : axis] = place
        }
        return g.transposed(inverse)
      },
      batching: .attributes { shapes, attributes, _ in
        let rank = shapes[0].count
        let order = attributes.axes(0) ?? (0..<rank).reversed()
        return [.integers([0] + order.map { ($0 < 0 ? $0 + rank : $0) + 1 })]
      },
      convention: "linear", example: "transpose(constant([[1., 2.], [3., 4.]]))",
      samples: [
        .uniform([[2, 3]], in: 0.5...2, [.none]),
        .uniform([[2, 3, 4]], in: 0.5...2, [.integers([1, 2, 0])]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2, 3])], [.integers([0, 0])]),
        ErrorSample([TensorType(.float32, [2, 3])], [.integers([0])]),
      ]),
    Declaration(
      name: "broadcast_to",
      aliases: Aliases(tensorflow: ["broadcast_to"], numpy: ["broadcast_to"]),
      summary: "The tensor repeated along axes of extent 1 and new outer axes.",
      formula: "x repeated to a shape",
      parameters: [.tensor("x", "input", "array"), .required("shape", .shape)],
      result: { x, attributes throws(TensorError) in
        let shape = attributes.integers(0)
        _ = try Shape.checkedCount(shape)
        guard (try? Shape.broadcast(x[0].shape, shape)) == shape else {
          throw .notBroadcastableTo(from: x[0].shape, to: shape)
        }
        return TensorType(x[0].dtype, shape)
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].broadcast(to: attributes.integers(0))
      },
      derivative: .linear { _, g, _ in g }, batching: .broadcast,
      convention: "linear; the pass sums to the operand",
      example: "broadcast_to(constant([1., 2.]), (2, 2))",
      samples: [
        .uniform([[3]], in: 0.5...2, [.integers([2, 3])]),
        .uniform([[]], in: 0.5...2, [.integers([2])]),
      ],
      errors: [ErrorSample([TensorType(.float32, [2])], [.integers([3])])]),
    Declaration(
      name: "expand_dims", aliases: Aliases(tensorflow: ["expand_dims"], numpy: ["expand_dims"]),
      summary: "The tensor with a new axis of extent 1.", formula: "x with a new axis",
      parameters: [.tensor("x", "input", "a"), .required("axis", .axis)],
      result: { x, attributes throws(TensorError) in
        var shape = x[0].shape
        let axis = try Shape.normalized(axis: attributes.integer(0), rank: shape.count + 1)
        shape.insert(1, at: axis)
        return TensorType(x[0].dtype, shape)
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].expandedDimensions(at: attributes.integer(0))
      },
      derivative: .linear { at, g, _ in g.reshaped(to: at.x[0].shape) },
      batching: .attributes { shapes, attributes, _ in
        attributes.behindRows(0, rank: shapes[0].count + 1)
      },
      convention: "linear",
      example: "expand_dims(constant([1., 2.]), 0)",
      samples: [.uniform([[2, 3]], in: 0.5...2, [.integer(-1)])],
      errors: [ErrorSample([TensorType(.float32, [2])], [.integer(3)])]),
    Declaration(
      name: "squeeze", aliases: Aliases(tensorflow: ["squeeze"], numpy: ["squeeze"]),
      summary: "The tensor without axes of extent 1: the given ones, or all of them.",
      formula: "x without axes of extent 1",
      parameters: [.tensor("x", "input", "a"), .optional("axis", .axes, .none)],
      result: { x, attributes throws(TensorError) in
        TensorType(x[0].dtype, try squeezed(x[0].shape, attributes.axes(0)))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].squeezed(axes: attributes.axes(0))
      },
      derivative: .linear { at, g, _ in g.reshaped(to: at.x[0].shape) },
      batching: .attributes { shapes, attributes, _ in
        let single = shapes[0].indices.filter { shapes[0][$0] == 1 }
        return [.integers(attributes.axes(0) ?? single)].behindRows(0, rank: shapes[0].count)
      },
      convention: "linear",
      example: "squeeze(constant([[1., 2.]]))",
      samples: [
        .uniform([[1, 3, 1]], in: 0.5...2, [.none]),
        .uniform([[1, 3, 1]], in: 0.5...2, [.integer(0)]),
      ],
      errors: [ErrorSample([TensorType(.float32, [2])], [.integer(0)])]),
    Declaration(
      name: "cast", aliases: Aliases(tensorflow: ["cast", "dtypes.cast"], numpy: []),
      summary: "The elements in another dtype.", formula: "x as another dtype",
      parameters: [.tensor("x"), .required("dtype", .dtype)],
      result: { x, attributes throws(TensorError) in
        TensorType(attributes.dtype(0), x[0].shape)
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].cast(to: attributes.dtype(0))
      },
      derivative: .linear { at, g, _ in
        g.dtype.isFloatingPoint ? g.cast(to: at.x[0].dtype) : g
      },
      batching: .elementwise,
      convention: "the identity between float32 and float64; integers and booleans stop it",
      example: "cast(constant([1.5, 2.5]), 'int32')",
      samples: [.uniform([[2]], in: 0.5...2, [.dtype(.float64)])], errors: []),
    identity(
      "identity", Aliases(tensorflow: ["identity", "keras.activations.linear"]),
      "The same values under a new identity.", .linear { _, g, _ in g }, "linear"),
    identity(
      "stop_gradient", Aliases(tensorflow: ["stop_gradient"]),
      "The same values, taken as a constant by derivatives.", .none,
      .discrete("derivatives do not pass: the gradient is None, as in TensorFlow")),
  ]

  private static func identity(
    _ name: String, _ aliases: Aliases, _ summary: String, _ derivative: Derivative,
    _ convention: PointConventions
  ) -> Declaration {
    Declaration(
      name: name, aliases: aliases, summary: summary, formula: "x",
      parameters: [.tensor("x", "input")],
      result: { x, _ throws(TensorError) in x[0] },
      kernel: .general { x, _ throws(TensorError) in x[0] }, derivative: derivative,
      batching: .elementwise,
      convention: convention, example: "\(name)(constant([1., 2.]))",
      samples: [.uniform([[2]], in: 0.5...2)], errors: [])
  }

  private static func permutation(_ order: [Int]?, rank: Int) throws(TensorError) -> [Int] {
    guard let order else { return Array((0..<rank).reversed()) }
    let positive = order.map { $0 < 0 ? $0 + rank : $0 }
    guard positive.sorted() == Array(0..<rank) else { throw .notAPermutation(order, rank: rank) }
    return positive
  }

  private static func reshaped(_ shape: [Int], to new: [Int]) throws(TensorError) -> [Int] {
    let unknown = new.indices.filter { new[$0] == -1 }
    guard unknown.count == 1 else {
      guard try Shape.checkedCount(new) == Shape.count(shape) else {
        throw .notReshapable(from: shape, to: new)
      }
      return new
    }
    var result = new
    result[unknown[0]] = 1
    let rest = try Shape.checkedCount(result)
    let count = try Shape.checkedCount(shape)
    guard rest > 0, count % rest == 0 else { throw .notReshapable(from: shape, to: new) }
    result[unknown[0]] = count / rest
    return result
  }

  private static func squeezed(_ shape: [Int], _ axes: [Int]?) throws(TensorError) -> [Int] {
    guard let axes else { return shape.filter { $0 != 1 } }
    let dropped = try Shape.normalized(axes: axes, rank: shape.count)
    for axis in dropped where shape[axis] != 1 {
      throw .notSqueezable(axis: axis, extent: shape[axis])
    }
    return shape.indices.filter { !dropped.contains($0) }.map { shape[$0] }
  }
}
