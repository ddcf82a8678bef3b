import Tensors

extension Declaration {
  private static let batchDimensions = Parameter.keyword("batch_dims", .integer, .integer(0))

  /// Parts at places that rows of indices name.
  static let places: [Declaration] = [
    Declaration(
      name: "gather_nd", aliases: Aliases(tensorflow: ["gather_nd"]),
      summary: "The parts of a tensor at places, each a row of indices for the first axes.",
      formula: "x[indices[.., 0], indices[.., 1], ..]",
      parameters: [
        .tensor("params", "x"), .separateTensor("indices"),
        .optional("batch_dims", .integer, .integer(0)),
      ],
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireInteger("gather_nd", x[1].dtype)
        return TensorType(
          x[0].dtype,
          try Shape.gathered(x[0].shape, places: x[1].shape, batch: attributes.integer(0)))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].gathered(places: x[1], batchDimensions: attributes.integer(0))
      },
      derivative: .linear { at, g, _ in
        g.call(
          "scatter_nd", [at.x[1], g], [.integers(at.x[0].shape), at.attributes[0]])
      },
      batching: .attributes { _, attributes, _ in [.integer(attributes.integer(0) + 1)] },
      convention: "linear; a place that is named twice receives both cotangents",
      example: "gather_nd(constant([[1., 2.], [3., 4.]]), constant([[1, 0], [0, 1]]))",
      samples: [
        Sample([.uniform([2, 3], 0.5...2), .integers([2, 2], [1, 2, 1, 2])], [.integer(0)]),
        Sample([.uniform([2, 3], 0.5...2), .integers([2, 1], [2, 0])], [.integer(1)]),
        Sample([.uniform([2, 2], 0.5...2), .integers([1], [1])], [.integer(0)]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2]), TensorType(.int32, [1, 2])], [.integer(0)]),
        ErrorSample([TensorType(.float32, [2]), TensorType(.int32, [])], [.integer(0)]),
        ErrorSample([TensorType(.float32, [2]), TensorType(.float32, [1, 1])], [.integer(0)]),
        ErrorSample([TensorType(.float32, [2]), TensorType(.int32, [1, 1])], [.integer(2)]),
      ]),
    Declaration(
      name: "scatter_nd", aliases: Aliases(bare: ["scatter"], tensorflow: ["scatter_nd"]),
      summary: "Zeros of a shape with updates added at places, each a row of indices.",
      formula: "zeros(shape) with [indices[..]] += updates",
      parameters: [
        .separateTensor("indices"), .tensor("updates"), .required("shape", .shape),
        batchDimensions,
      ],
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireInteger("scatter_nd", x[0].dtype)
        try ResultTypes.requireNumber("scatter_nd", x[1].dtype)
        let shape = attributes.integers(0)
        _ = try Shape.checkedCount(shape)
        let parts = try Shape.gathered(
          shape, places: x[0].shape, batch: attributes.integer(1))
        guard parts == x[1].shape else { throw .shapesDiffer(x[1].shape, parts) }
        return TensorType(x[1].dtype, shape)
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[1].scatterAdded(
          places: x[0], shape: attributes.integers(0), batchDimensions: attributes.integer(1))
      },
      derivative: .linear { at, g, _ in
        g.call("gather_nd", [g, at.x[0]], [at.attributes[1]])
      },
      batching: .attributes { _, attributes, rows in
        [attributes.withRows(0, rows)[0], .integer(attributes.integer(1) + 1)]
      },
      convention: "linear; updates of one place add up",
      example: "scatter_nd(constant([[2], [0]]), constant([5., 7.]), (3,))",
      samples: [
        Sample(
          [.integers([2, 1], [2, 0]), .uniform([2], 0.5...2)], [.integers([3]), .integer(0)]),
        Sample(
          [.integers([2, 2], [1, 0, 1, 0]), .uniform([2, 2], 0.5...2)],
          [.integers([2, 1, 2]), .integer(0)]),
      ],
      errors: [
        ErrorSample(
          [TensorType(.int32, [2, 1]), TensorType(.float32, [3])],
          [.integers([3]), .integer(0)]),
        ErrorSample(
          [TensorType(.int32, [2, 1]), TensorType(.float32, [2])],
          [.integers([-3]), .integer(0)]),
        ErrorSample(
          [TensorType(.float32, [2, 1]), TensorType(.float32, [2])],
          [.integers([3]), .integer(0)]),
      ]),
    Declaration(
      name: "tensor_scatter_nd_update",
      aliases: Aliases(tensorflow: ["tensor_scatter_nd_update"]),
      summary: "A tensor with updates written to places, each a row of indices.",
      formula: "x with [indices[..]] = updates",
      parameters: [
        .tensor("tensor", "x"), .separateTensor("indices"), .tensor("updates"), batchDimensions,
      ],
      result: { x, attributes throws(TensorError) in
        let dtype = try ResultTypes.common(x[0].dtype, x[2].dtype)
        try ResultTypes.requireInteger("tensor_scatter_nd_update", x[1].dtype)
        let parts = try Shape.gathered(
          x[0].shape, places: x[1].shape, batch: attributes.integer(0))
        guard parts == x[2].shape else { throw .shapesDiffer(x[2].shape, parts) }
        return TensorType(dtype, x[0].shape)
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].updated(places: x[1], with: x[2], batchDimensions: attributes.integer(0))
      },
      derivative: .linear { at, g, operand in
        if operand == 0 {
          return g.call(
            "tensor_scatter_nd_update",
            [g, at.x[1], g.constant(0).broadcast(to: at.x[2].shape)], at.attributes)
        }
        return g.call("gather_nd", [g, at.x[1]], [at.attributes[0]]) * at.isWritten(g.dtype)
      },
      batching: .attributes { _, attributes, _ in [.integer(attributes.integer(0) + 1)] },
      convention:
        "linear; of several updates of one place the last is written, and has the derivative",
      example: "tensor_scatter_nd_update(ones(3), constant([[1]]), constant([5.]))",
      samples: [
        Sample(
          [.uniform([3], 0.5...2), .integers([2, 1], [2, 0]), .uniform([2], 0.5...2)],
          [.integer(0)]),
        Sample(
          [.uniform([2, 2], 0.5...2), .integers([2, 1], [1, 1]), .uniform([2, 2], 0.5...2)],
          [.integer(0)]),
      ],
      errors: [
        ErrorSample(
          [TensorType(.float32, [3]), TensorType(.int32, [2, 1]), TensorType(.float32, [3])],
          [.integer(0)]),
        ErrorSample(
          [TensorType(.float32, [3]), TensorType(.int32, [2, 1]), TensorType(.float64, [2])],
          [.integer(0)]),
      ]),
  ]
}

extension Linearization {
  /// One for each update that is written, 0 for those that a later one of the same place replaces.
  fileprivate func isWritten(_ dtype: DType) -> Term {
    let indices = x[1]
    let places = Array(indices.shape.dropLast())
    let batch = attributes.integer(0)
    let depth = indices.shape[indices.rank - 1]
    let named = Array(x[0].shape[..<(batch + depth)])
    let count = places.reduce(1, *)
    guard !named.isEmpty, count > 0,
      let numbers = try? Tensor.arange(start: 0, stop: count, step: 1, dtype: .int64)
        .reshaped(to: places)
    else { return indices.scope.constant(1, dtype) }
    let number = indices.scope.term(numbers)
    let none = indices.scope.constant(-1, .int64).broadcast(to: named)
    let last = none.call("tensor_scatter_nd_update", [none, indices, number], [.integer(batch)])
    let isLast = last.call("gather_nd", [last, indices], [.integer(batch)])
      .isEqual(to: number).cast(to: dtype)
    return isLast.reshaped(to: places + Array(repeating: 1, count: x[2].rank - places.count))
  }
}
