import Tensors

extension Declaration {
  /// Elements of one value around a tensor: affine, so that its tangent is padded with zeros.
  static let padding = Declaration(
    name: "constant_pad", aliases: Aliases(),
    summary: "The tensor with elements of one value before and after it along each axis.",
    formula: "x inside of a constant",
    parameters: [
      .tensor("x", "tensor"), .required("paddings", .rows),
      .optional("value", .number, .number(0)),
    ],
    result: { x, attributes throws(TensorError) in
      _ = try Tensor(attributes.number(1), dtype: x[0].dtype)
      return TensorType(x[0].dtype, try Shape.padded(x[0].shape, attributes.rows(0)))
    },
    kernel: .general { x, attributes throws(TensorError) in
      try x[0].padded(attributes.rows(0), with: attributes.number(1))
    },
    derivative: .custom(
      pullback: { at, g, _ in
        let parts = zip(at.attributes.rows(0), at.x[0].shape).map { width, extent in
          Tensor.SliceItem.range(start: width[0], stop: width[0] + extent, step: 1)
        }
        return g.broadcast(to: at.y.shape).sliced(parts)
      },
      pushforward: { at, t in
        guard let t = t[0] else { return at.y }
        return t.padded(at.attributes.rows(0), with: 0)
      }),
    batching: .attributes { _, attributes, _ in
      [.rows([[0, 0]] + attributes.rows(0)), attributes[1]]
    },
    convention: "linear; what is added is constant",
    example: "constant_pad(constant([1., 2.]), [[1, 2]], 0.)",
    samples: [
      .uniform([[2]], in: 0.5...2, [.rows([[1, 2]]), .number(0)]),
      .uniform([[2, 1]], in: 0.5...2, [.rows([[0, 1], [2, 0]]), .number(1.5)]),
    ],
    errors: [
      ErrorSample([TensorType(.float32, [2])], [.rows([[1, 1], [1, 1]]), .number(0)]),
      ErrorSample([TensorType(.float32, [2])], [.rows([[1]]), .number(0)]),
      ErrorSample([TensorType(.float32, [2])], [.rows([[-1, 0]]), .number(0)]),
      ErrorSample([TensorType(.int32, [2])], [.rows([[1, 0]]), .number(0.5)]),
      ErrorSample([TensorType(.float32, [2])], [.rows([[Int.max, 2]]), .number(0)]),
    ])
}
