import Tensors

extension Declaration {
  /// One element along an axis for each index, and the transpose.
  static let alongAxis: [Declaration] = [
    Declaration(
      name: "take_along_axis", aliases: Aliases(numpy: ["take_along_axis"]),
      summary: "One element along an axis for each index in a tensor of the same rank.",
      formula: "y[.., i, ..] = x[.., indices[.., i, ..], ..]",
      parameters: [
        .tensor("x", "arr"), .separateTensor("indices"), .optional("axis", .axis, .integer(-1)),
      ],
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireInteger("take_along_axis", x[1].dtype)
        let axis = try Shape.normalized(axis: attributes.integer(0), rank: x[0].shape.count)
        var shape = x[0].shape
        if x[1].shape.count == shape.count { shape[axis] = x[1].shape[axis] }
        guard shape == x[1].shape else { throw .shapesDiffer(x[0].shape, x[1].shape) }
        return TensorType(x[0].dtype, shape)
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].gatheredAlong(x[1], axis: attributes.integer(0))
      },
      derivative: .linear { at, g, _ in
        let axis = at.scanAxis
        return g.call(
          "scatter_along_axis", [g, at.x[1]], [.integer(axis), .integer(at.x[0].shape[axis])])
      },
      batching: .axes(),
      convention: "linear; an index that is named twice receives both cotangents",
      example: "take_along_axis(constant([[1., 2.], [3., 4.]]), constant([[1], [0]]), axis=1)",
      samples: [
        Sample([.uniform([2, 3], 0.5...2), .integers([2, 2], [2, 0, 1, 1])], [.integer(-1)]),
        Sample([.uniform([2, 2], 0.5...2), .integers([1, 2], [1, 0])], [.integer(0)]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2, 2]), TensorType(.int32, [2])], [.integer(0)]),
        ErrorSample([TensorType(.float32, [2]), TensorType(.float32, [2])], [.integer(0)]),
        ErrorSample([TensorType(.float32, [2]), TensorType(.int32, [2])], [.integer(1)]),
      ]),
    Declaration(
      name: "scatter_along_axis", aliases: Aliases(),
      summary: "Zeros with each element of a tensor added at an index along an axis.",
      formula: "zeros with [.., indices[.., i, ..], ..] += x[.., i, ..]",
      parameters: [
        .tensor("x"), .separateTensor("indices"), .required("axis", .axis),
        .required("extent", .integer),
      ],
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireInteger("scatter_along_axis", x[1].dtype)
        let axis = try Shape.normalized(axis: attributes.integer(0), rank: x[0].shape.count)
        guard x[0].shape == x[1].shape else { throw .shapesDiffer(x[0].shape, x[1].shape) }
        guard attributes.integer(1) >= 0 else {
          throw .negativeExtent(shape: [attributes.integer(1)])
        }
        var shape = x[0].shape
        shape[axis] = attributes.integer(1)
        return TensorType(x[0].dtype, shape)
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].scatterAddedAlong(
          x[1], axis: attributes.integer(0), extent: attributes.integer(1))
      },
      derivative: .linear { at, g, _ in
        g.call("take_along_axis", [g, at.x[1]], [.integer(at.scanAxis)])
      },
      batching: .axes(), convention: "linear; the transpose of take_along_axis",
      example: "scatter_along_axis(constant([1., 2.]), constant([2, 0]), 0, 3)",
      samples: [
        Sample(
          [.uniform([2, 2], 0.5...2), .integers([2, 2], [2, 0, 1, 1])],
          [.integer(1), .integer(3)])
      ],
      errors: [
        ErrorSample(
          [TensorType(.float32, [2]), TensorType(.int32, [3])], [.integer(0), .integer(2)]),
        ErrorSample(
          [TensorType(.float32, [2]), TensorType(.int32, [2])], [.integer(0), .integer(-1)]),
      ]),
  ]
}
