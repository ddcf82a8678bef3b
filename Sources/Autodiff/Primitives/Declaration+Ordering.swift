import Tensors

extension Declaration {
  private static let direction = Parameter.optional(
    "direction", .string(oneOf: ["ASCENDING", "DESCENDING"]), .string("ASCENDING"))
  private static let sortAxis = Parameter.optional("axis", .axis, .integer(-1))
  private static let ascending = Attribute.string("ASCENDING")
  private static let descending = Attribute.string("DESCENDING")

  /// Sorting, and the places of what is sorted.
  static let ordering: [Declaration] = [
    Declaration(
      name: "sort", aliases: Aliases(tensorflow: ["sort"]),
      summary: "The elements along an axis in order; NaN counts as the largest.",
      formula: "x[argsort(x)]",
      parameters: [.tensor("x", "values", "a"), sortAxis, direction],
      result: { x, attributes throws(TensorError) in
        _ = try Shape.normalized(axis: attributes.integer(0), rank: x[0].shape.count)
        return x[0]
      },
      kernel: .general { x, attributes throws(TensorError) in
        let axis = attributes.integer(0)
        let order = try x[0].argsorted(axis: axis, isDescending: attributes[1] == descending)
        return try x[0].gatheredAlong(order, axis: axis)
      },
      derivative: permuting(\.sortingOrder), batching: .axes(),
      convention: PointConventions(
        "each element's derivative goes where the element goes; equals keep their order, but in a "
          + "descending order by set kinks jax, which has the last of them first",
        derivatives: [.jax: permuting(\.flippedSortingOrder)]),
      example: "sort(constant([3., 1., 2.]))",
      samples: [
        Sample([.numbers([2, 3], [0.9, 0.4, 1.4, 0.2, 1.7, 1.1])], [.integer(-1), ascending]),
        Sample([.numbers([2, 2], [0.9, 0.4, 0.2, 1.7])], [.integer(0), descending]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [])], [.integer(-1), ascending]),
        ErrorSample([TensorType(.float32, [2])], [.integer(1), ascending]),
      ]),
    Declaration(
      name: "argsort", aliases: Aliases(tensorflow: ["argsort"]),
      summary: "The positions along an axis in the order of the elements; equals keep theirs.",
      formula: "the permutation that sorts x",
      parameters: [
        .tensor("x", "values", "a"), sortAxis, direction,
        .optional("stable", .flag, .flag(false)), .optional("dtype", .dtype, .dtype(.int32)),
      ],
      result: { x, attributes throws(TensorError) in
        _ = try Shape.normalized(axis: attributes.integer(0), rank: x[0].shape.count)
        let dtype = attributes.dtype(3)
        try ResultTypes.requireInteger("argsort", dtype)
        return TensorType(dtype, x[0].shape)
      },
      kernel: .general { x, attributes throws(TensorError) in
        let dtype = attributes.dtype(3)
        try ResultTypes.requireInteger("argsort", dtype)
        return try x[0].argsorted(
          axis: attributes.integer(0), isDescending: attributes[1] == descending
        ).cast(to: dtype)
      },
      derivative: .none, batching: .axes(),
      convention: .discrete("positions have no derivative; equals keep their order"),
      example: "argsort(constant([3., 1., 2.]))",
      samples: [
        .uniform(
          [[2, 3]], in: 0.5...2, [.integer(-1), descending, .flag(true), .dtype(.int32)]),
        Sample(
          [.numbers([3], [2, 1, 2])], [.integer(0), ascending, .flag(false), .dtype(.int64)]),
      ],
      errors: [
        ErrorSample(
          [TensorType(.float32, [2])], [.integer(1), ascending, .flag(false), .dtype(.int32)]),
        ErrorSample(
          [TensorType(.float32, [2])], [.integer(0), ascending, .flag(false), .dtype(.float32)]),
      ]),
    Declaration(
      name: "top_k_values", aliases: Aliases(),
      summary: "The k largest elements along the last axis, the largest first.",
      formula: "sort(x, direction='DESCENDING')[..., :k]",
      parameters: [.tensor("x", "input"), .optional("k", .integer, .integer(1))],
      result: { x, attributes throws(TensorError) in
        TensorType(x[0].dtype, try topK(x[0].shape, attributes.integer(0)))
      },
      kernel: .general { x, attributes throws(TensorError) in
        let k = attributes.integer(0)
        _ = try topK(x[0].shape, k)
        let order = try x[0].argsorted(axis: -1, isDescending: true)
        return try x[0].gatheredAlong(
          order.sliced([.ellipsis, .range(start: 0, stop: k, step: 1)]), axis: -1)
      },
      derivative: permuting(\.topKOrder, hasAxis: false),
      batching: .attributes { _, attributes, _ in attributes },
      convention: PointConventions(
        "each element's derivative goes where the element goes; of equals the first are taken, by "
          + "set kinks torch the last",
        derivatives: [.torch: permuting(\.lastTopKOrder, hasAxis: false)]),
      example: "top_k_values(constant([1., 3., 2.]), 2)",
      samples: [
        Sample([.numbers([2, 3], [0.9, 0.4, 1.4, 0.2, 1.7, 1.1])], [.integer(2)])
      ],
      errors: [
        ErrorSample([TensorType(.float32, [])], [.integer(1)]),
        ErrorSample([TensorType(.float32, [2])], [.integer(3)]),
        ErrorSample([TensorType(.float32, [2])], [.integer(-1)]),
      ]),
  ]

  /// The rule of what moves elements along an axis, by the positions that they come from.
  private static func permuting(
    _ order: @escaping @Sendable (Linearization) -> Term, hasAxis: Bool = true
  ) -> Derivative {
    .custom(
      pullback: { at, g, _ in
        let axis = hasAxis ? at.scanAxis : at.x[0].rank - 1
        return g.call(
          "scatter_along_axis", [g.broadcast(to: at.y.shape), order(at)],
          [.integer(axis), .integer(at.x[0].shape[axis])])
      },
      pushforward: { at, t in
        guard let t = t[0] else { return at.y }
        return t.call(
          "take_along_axis", [t, order(at)],
          [.integer(hasAxis ? at.scanAxis : at.x[0].rank - 1)])
      })
  }

  private static func topK(_ shape: [Int], _ k: Int) throws(TensorError) -> [Int] {
    guard let extent = shape.last else {
      throw .wrongRank(operation: "top_k", rank: 0, expected: "1 or more")
    }
    guard k >= 0, k <= extent else {
      throw .indexOutOfRange(index: k, axis: shape.count - 1, extent: extent)
    }
    return shape.dropLast() + [k]
  }
}
