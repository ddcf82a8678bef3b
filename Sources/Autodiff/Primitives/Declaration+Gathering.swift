import Tensors

extension Declaration {
  /// Parts along an axis that indices name, and the transpose.
  static let gathering: [Declaration] = [
    Declaration(
      name: "gather", aliases: Aliases(tensorflow: ["gather"]),
      summary: "The parts of a tensor along an axis that integer indices name.",
      formula: "x[indices]",
      parameters: [
        .tensor("params", "x", "a"), .separateTensor("indices"),
        .optional("axis", .optionalAxis, .none),
        .keyword("batch_dims", .integer, .integer(0)),
      ],
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireInteger("gather", x[1].dtype)
        let (shape, batch) = (x[0].shape, attributes.integer(1))
        let axis = try Shape.normalized(axis: gatherAxis(attributes), rank: shape.count)
        return TensorType(
          x[0].dtype, try Shape.gathered(shape, x[1].shape, axis: axis, batch: batch))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].gathered(
          x[1], axis: gatherAxis(attributes), batchDimensions: attributes.integer(1))
      },
      derivative: .linear { at, g, _ in
        let axis = gatherAxis(at.attributes)
        let place = axis < 0 ? axis + at.x[0].rank : axis
        return g.call(
          "scatter_add", [g, at.x[1]],
          [.integer(place), .integer(at.x[0].shape[place]), at.attributes[1]])
      },
      batching: .custom { call in
        let (x, indices) = (call.x[0], call.x[1])
        let (batch, axis) = (call.attributes.integer(1), gatherAxis(call.attributes))
        let place = axis < 0 ? axis + x.rank : axis
        if batch == 0, !indices.hasRows {
          return call.applied([x.physical, indices], [.integer(place + 1), .integer(0)])
        }
        if batch == 0, !x.hasRows, place == 0 {
          return call.applied([x, indices.physical], [.integer(0), .integer(0)])
        }
        return call.applied(
          [x.repeated(call.rows).physical, indices.repeated(call.rows).physical],
          [.integer(place + 1), .integer(batch + 1)])
      },
      convention: "linear; an index that is named twice receives both cotangents",
      example: "gather(constant([10., 20., 30.]), constant([2, 0, 2]))",
      samples: [
        Sample(
          [.uniform([3], 0.5...2), .integers([4], [2, 0, 2, 1])], [.integer(0), .integer(0)]),
        Sample(
          [.uniform([2, 3], 0.5...2), .integers([2, 2], [0, 2, 1, 1])],
          [.integer(-1), .integer(0)]),
        Sample(
          [.uniform([2, 3], 0.5...2), .integers([2, 2], [0, 2, 1, 1])], [.none, .integer(1)]),
      ],
      errors: [
        ErrorSample(
          [TensorType(.float32, [2]), TensorType(.float32, [2])], [.integer(0), .integer(0)]),
        ErrorSample(
          [TensorType(.float32, [2]), TensorType(.int32, [2])], [.integer(1), .integer(0)]),
        ErrorSample(
          [TensorType(.float32, [2, 2]), TensorType(.int32, [3, 2])], [.none, .integer(1)]),
        ErrorSample(
          [TensorType(.float32, [2, 2]), TensorType(.int32, [2])], [.integer(0), .integer(1)]),
        ErrorSample(
          [TensorType(.float32, [2, 2]), TensorType(.int32, [2])], [.integer(0), .integer(-1)]),
      ]),
    Declaration(
      name: "scatter_add", aliases: Aliases(),
      summary: "Zeros with the parts of a tensor added where integer indices say.",
      formula: "zeros with [indices] += x",
      parameters: [
        .tensor("x"), .separateTensor("indices"), .required("axis", .axis),
        .required("extent", .integer), .keyword("batch_dims", .integer, .integer(0)),
      ],
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireInteger("scatter_add", x[1].dtype)
        return TensorType(
          x[0].dtype,
          try Shape.scattered(
            x[0].shape, x[1].shape, axis: attributes.integer(0), extent: attributes.integer(1),
            batch: attributes.integer(2)))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].scatterAdded(
          x[1], axis: attributes.integer(0), extent: attributes.integer(1),
          batchDimensions: attributes.integer(2))
      },
      derivative: .linear { at, g, _ in
        g.call("gather", [g, at.x[1]], [at.attributes[0], at.attributes[2]])
      },
      batching: .custom { call in
        let (x, indices) = (call.x[0], call.x[1])
        let batch = call.attributes.integer(2)
        let rank = x.rank - indices.rank + batch + 1
        var attributes = call.attributes.behindRows(0, rank: rank)
        if batch == 0, !indices.hasRows { return call.applied([x.physical, indices], attributes) }
        attributes[2] = .integer(batch + 1)
        return call.applied(
          [x.repeated(call.rows).physical, indices.repeated(call.rows).physical], attributes)
      },
      convention: "linear; the transpose of gather",
      example: "scatter_add(constant([1., 2., 3.]), constant([0, 2, 0]), 0, 3)",
      samples: [
        Sample(
          [.uniform([4], 0.5...2), .integers([4], [2, 0, 2, 1])],
          [.integer(0), .integer(3), .integer(0)]),
        Sample(
          [.uniform([2, 2], 0.5...2), .integers([2, 2], [2, 0, 1, 1])],
          [.integer(1), .integer(3), .integer(1)]),
      ],
      errors: [
        ErrorSample(
          [TensorType(.float32, [3]), TensorType(.int32, [2])],
          [.integer(0), .integer(3), .integer(0)]),
        ErrorSample(
          [TensorType(.float32, [2]), TensorType(.int32, [2])],
          [.integer(0), .integer(-3), .integer(0)]),
      ]),
  ]

  /// The axis that indices name; without one, the first behind the batches.
  private static func gatherAxis(_ attributes: [Attribute]) -> Int {
    attributes.integer(0, default: attributes.integer(1))
  }
}
