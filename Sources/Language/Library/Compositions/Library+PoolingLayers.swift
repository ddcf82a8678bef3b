import Autodiff
import Tensors

extension Library {
  /// Poolings that are made of those of images.
  static let poolingLayers: [Composition] =
    [
      pool("max_pool1d", "max_pool", "The largest element below each window of sequences."),
      pool("avg_pool1d", "avg_pool", "The mean of the elements below each window of sequences."),
      Composition(
        "max_pool_with_argmax", tensorflow: ["nn.max_pool_with_argmax"],
        summary:
          "The largest element below each window of images, and where it stands, as a tuple.",
        formula: "(max of x below the window, its place in row-major order)",
        convention: "of equal elements the first below the window receives all, as everywhere",
        example: "max_pool_with_argmax(reshape(arange(16.), (1, 4, 4, 1)), 2, 2, 'VALID')",
        parameters: [
          .normal("x", "input"), .normal("ksize"), windowStrides, windowPadding, imageFormat,
          .normal("output_dtype", default: .value(.dtype(.int64))),
          .normal("include_batch_in_index", default: .value(.bool(false))),
        ],
        samples: [
          CallSample(
            "max_pool_with_argmax(x, 2, 1, 'VALID')[0]", ["x": .uniform([2, 2, 3, 1], 0.5...2)])
        ],
        errors: ["max_pool_with_argmax(ones(3, 3), 2, 2, 'VALID')"]
      ) { arguments, at in
        let x = try at.operand(arguments.required(0))
        try at.requireChannelsLast(arguments.given(4))
        func pooled(_ name: String) throws -> Object {
          try at.call(
            name, [x],
            [
              "ksize": arguments.required(1), "strides": arguments.required(2),
              "padding": arguments.required(3),
            ])
        }
        let largest = try pooled("max_pool")
        var places = try pooled("max_pool_positions")
        let shape = try at.type(of: x).shape
        let size = shape.dropFirst().reduce(1, *)
        if !(try at.evaluator.isTrue(arguments.required(6))), size > 0 {
          let starts = try Tensor.arange(
            start: 0, stop: shape[0] * size, step: size, dtype: .int64
          ).reshaped(to: [shape[0], 1, 1, 1])
          places = try at.call("subtract", places, at.evaluator.unrecorded(starts))
        }
        let dtype = try at.evaluator.elementType(arguments.required(5))
        return at.evaluator.makeTuple([
          largest, try at.call("cast", [places], ["dtype": .dtype(dtype)]),
        ])
      },
    ]

  private static func pool(_ name: String, _ primitive: String, _ summary: String) -> Composition {
    Composition(
      name, tensorflow: ["nn.\(name)"], summary: summary,
      formula: Primitive.named(primitive).formula,
      convention: Primitive.named(primitive).conventionText(),
      example: "\(name)(reshape(arange(6.), (1, 6, 1)), 2, 2, 'VALID')",
      parameters: [
        .normal("x", "input"), .normal("ksize"),
        .normal("strides", "stride", default: .value(.none)), windowPadding, sequenceFormat,
      ],
      samples: [
        CallSample("\(name)(x, 2, 2, 'SAME')", ["x": .uniform([2, 3, 2], -1...2)]),
        CallSample("\(name)(x, 3, 1)", ["x": .uniform([1, 5, 1], -1...2)]),
      ],
      errors: [
        "\(name)(ones(1, 4), 2, 2, 'VALID')", "\(name)(ones(1, 2, 1), 3, 1, 'VALID')",
        "\(name)(ones(1, 4, 1), 0)",
      ]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      try at.requireRank(3, x, "the input of \(name)()")
      try at.requireChannelsLast(arguments.given(4))
      let image = try at.call(
        primitive, [at.call("expand_dims", x, .int(1))],
        [
          "ksize": at.inOneRow(arguments.required(1)),
          "strides": at.inOneRow(arguments.given(2) ?? arguments.required(1)),
          "padding": at.paddingInOneRow(arguments.required(3)),
        ])
      return try at.call("squeeze", image, .int(1))
    }
  }
}
