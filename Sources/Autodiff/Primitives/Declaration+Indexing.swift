import Tensors

extension Declaration {
  private static let slicesOfSamples: [[Tensor.SliceItem]] = [
    [.index(1)], [.range(start: nil, stop: nil, step: 2), .index(-1)],
    [.ellipsis, .range(start: nil, stop: nil, step: -1), .newAxis],
  ]

  /// Taking parts out of tensors and putting tensors together.
  static let indexing: [Declaration] = [
    Declaration(
      name: "slice", aliases: Aliases(operators: ["[]"]),
      summary: "The part of a tensor that a subscript names.", formula: "x[items]",
      parameters: [.tensor("x"), .required("items", .slices)],
      result: { x, attributes throws(TensorError) in
        TensorType(x[0].dtype, try Tensor.sliceShape(x[0].shape, attributes.slices(0)))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].sliced(attributes.slices(0))
      },
      derivative: .linear { at, g, _ in
        g.call(
          "scatter_slice", [g],
          [.integers(at.x[0].shape), .slices(at.attributes.slices(0))])
      },
      batching: .attributes { _, attributes, _ in attributes.takingEveryRow(0) },
      convention: "linear", example: "constant([[1., 2.], [3., 4.]])[0, ::-1]",
      samples: slicesOfSamples.map { .uniform([[3, 4]], in: 0.5...2, [.slices($0)]) },
      errors: [
        ErrorSample([TensorType(.float32, [2])], [.slices([.index(2)])]),
        ErrorSample([TensorType(.float32, [2])], [.slices([.index(0), .index(0)])]),
      ]),
    Declaration(
      name: "scatter_slice", aliases: Aliases(),
      summary: "Zeros of a shape with a tensor written to the part that a subscript names.",
      formula: "zeros(shape) with [items] = x",
      parameters: [
        .tensor("x"), .required("shape", .shape), .required("items", .slices),
      ],
      result: { x, attributes throws(TensorError) in
        let shape = attributes.integers(0)
        let part = try Tensor.sliceShape(shape, attributes.slices(1))
        guard part == x[0].shape else { throw .shapesDiffer(x[0].shape, part) }
        return TensorType(x[0].dtype, shape)
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].scattered(into: attributes.integers(0), at: attributes.slices(1))
      },
      derivative: .linear { at, g, _ in g.sliced(at.attributes.slices(1)) },
      batching: .attributes { _, attributes, rows in
        attributes.withRows(0, rows).takingEveryRow(1)
      },
      convention: "linear; the transpose of a subscript",
      example: "scatter_slice(constant([1., 2.]), (4,), (slice(0, None, 2),))",
      samples: [
        .uniform(
          [[2]], in: 0.5...2, [.integers([4]), .slices([.range(start: 0, stop: nil, step: 2)])])
      ],
      errors: [
        ErrorSample([TensorType(.float32, [3])], [.integers([4]), .slices([.index(0)])])
      ]),
    Declaration(
      name: "concat",
      aliases: Aliases(bare: ["concatenate"], tensorflow: ["concat"], numpy: ["concatenate"]),
      summary: "Tensors one after another along an axis.", formula: "the operands joined",
      parameters: [.tensors("values", "arrays"), .optional("axis", .axis, .integer(0))],
      result: { x, attributes throws(TensorError) in try concatenated(x, attributes.integer(0)) },
      kernel: .general { x, attributes throws(TensorError) in
        try Tensor.concatenated(x, axis: attributes.integer(0))
      },
      derivative: .linear { at, g, operand in
        let axis = at.attributes.integer(0)
        let place = axis < 0 ? axis + g.rank : axis
        let start = at.x[..<operand].reduce(0) { $0 + $1.shape[place] }
        let whole = Tensor.SliceItem.range(start: nil, stop: nil, step: 1)
        let part = Tensor.SliceItem.range(
          start: start, stop: start + at.x[operand].shape[place], step: 1)
        return g.sliced(Array(repeating: whole, count: place) + [part])
      },
      batching: .axes(),
      convention: "linear", example: "concat([constant([1., 2.]), constant([3.])], axis=0)",
      samples: [
        .uniform([[2, 3], [2, 1]], in: 0.5...2, [.integer(-1)]),
        .uniform([[1], [2], [3]], in: 0.5...2, [.integer(0)]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2, 3]), TensorType(.float32, [3, 3])], [.integer(1)]),
        ErrorSample([TensorType(.float32, [])], [.integer(0)]),
      ]),
    Declaration(
      name: "stack", aliases: Aliases(tensorflow: ["stack"], numpy: ["stack"]),
      summary: "Tensors of one shape along a new axis.", formula: "the operands side by side",
      parameters: [.tensors("values", "arrays"), .optional("axis", .axis, .integer(0))],
      result: { x, attributes throws(TensorError) in
        var shape = x[0].shape
        for operand in x {
          _ = try ResultTypes.common(x[0].dtype, operand.dtype)
          guard operand.shape == shape else { throw .shapesDiffer(shape, operand.shape) }
        }
        let axis = try Shape.normalized(axis: attributes.integer(0), rank: shape.count + 1)
        shape.insert(x.count, at: axis)
        return TensorType(x[0].dtype, shape)
      },
      kernel: .general { x, attributes throws(TensorError) in
        try Tensor.stacked(x, axis: attributes.integer(0))
      },
      derivative: .linear { at, g, operand in
        let axis = at.attributes.integer(0)
        let place = axis < 0 ? axis + g.rank : axis
        let whole = Tensor.SliceItem.range(start: nil, stop: nil, step: 1)
        return g.sliced(Array(repeating: whole, count: place) + [.index(operand)])
      },
      batching: .attributes { shapes, attributes, _ in
        attributes.behindRows(0, rank: shapes[0].count + 1)
      },
      convention: "linear", example: "stack([constant([1., 2.]), constant([3., 4.])])",
      samples: [
        .uniform([[2], [2], [2]], in: 0.5...2, [.integer(0)]),
        .uniform([[2], [2]], in: 0.5...2, [.integer(-1)]),
        .uniform([[], []], in: 0.5...2, [.integer(0)]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2]), TensorType(.float32, [3])], [.integer(0)])
      ]),
  ]

  private static func concatenated(
    _ x: [TensorType], _ axis: Int
  ) throws(TensorError) -> TensorType {
    let first = x[0].shape
    guard !first.isEmpty else {
      throw .wrongRank(operation: "concat", rank: 0, expected: "1 or more")
    }
    let axis = try Shape.normalized(axis: axis, rank: first.count)
    var shape = first
    for operand in x.dropFirst() {
      _ = try ResultTypes.common(x[0].dtype, operand.dtype)
      var other = operand.shape
      if other.count == first.count { other[axis] = first[axis] }
      guard other == first else { throw .concatShapes(first, operand.shape, axis: axis) }
      shape[axis] += operand.shape[axis]
    }
    return TensorType(x[0].dtype, shape)
  }
}

extension ResultTypes {
  static func requireInteger(_ name: String, _ dtype: DType) throws(TensorError) {
    guard dtype.isInteger else {
      throw .unsupportedDType(operation: name, dtype: dtype, expected: "int32 or int64 indices")
    }
  }
}
