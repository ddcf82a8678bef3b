import Tensors

extension Declaration {
  /// What windows over images are summed up to, channel by channel.
  static let pooling: [Declaration] = [
    pool(
      "max_pool",
      Aliases(bare: ["max_pool2d"], tensorflow: ["nn.max_pool", "nn.max_pool2d"]),
      "The largest element below each window of images, channel by channel.",
      "max of x below the window",
      kernel: { x, windows throws(TensorError) in try x.maximumPooled(windows) },
      derivative: .custom(
        pullback: { at, g, _ in
          let positions = at.maximumPositions
          let flat = g.reshaped(to: positions.shape)
          return flat.call("scatter_add", [flat, positions], at.flatAttributes)
            .reshaped(to: at.x[0].shape)
        },
        pushforward: { at, t in
          guard let t = t[0] else { return at.y }
          let flat = t.reshaped(to: [at.elementCount])
          return flat.call("gather", [flat, at.maximumPositions], [.integer(0)])
            .reshaped(to: at.y.shape)
        }),
      batching: .images,
      convention: "of equal elements the first below the window receives all, as everywhere",
      example: "max_pool(reshape(arange(16.), (1, 4, 4, 1)), 2)"),
    pool(
      "max_pool_positions", Aliases(),
      "Where the largest element below each window stands, in row-major order over x.",
      "argmax of x below the window",
      kernel: { x, windows throws(TensorError) in try x.maximumPositions(windows) },
      derivative: .none, batching: .positionsBelowWindows,
      convention: .discrete("positions have no derivative; the first of equals is given"),
      example: "max_pool_positions(ones(1, 2, 2, 1), 2)"),
    pool(
      "avg_pool",
      Aliases(bare: ["avg_pool2d"], tensorflow: ["nn.avg_pool", "nn.avg_pool2d"]),
      "The mean of the elements below each window of images, channel by channel.",
      "mean of x below the window",
      kernel: { x, windows throws(TensorError) in try x.meanPooled(windows) },
      derivative: .linear { at, g, _ in
        g.call("avg_pool_transpose", [g], [.integers(at.x[0].shape)] + at.attributes)
      },
      batching: .images,
      convention: "linear; what lies beyond the edge is not counted, as in TensorFlow",
      example: "avg_pool(ones(1, 4, 4, 1), 2)"),
    Declaration(
      name: "avg_pool_transpose", aliases: Aliases(),
      summary: "Images in which each element has its share of the means below whose windows it is.",
      formula: "sum of x/n over the windows",
      parameters: [.tensor("x"), .required("shape", .shape)]
        + windowParameters,
      result: { x, attributes throws(TensorError) in
        _ = try spread(x[0], attributes)
        return TensorType(x[0].dtype, attributes.integers(0))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].meanSpread(
          to: attributes.integers(0), spread(TensorType(x[0]), attributes))
      },
      derivative: .linear { at, g, _ in
        g.call("avg_pool", [g], Array(at.attributes.dropFirst()))
      },
      batching: .meansSpread,
      convention: "linear; the transpose of avg_pool",
      example: "avg_pool_transpose(ones(1, 1, 1, 1), (1, 2, 2, 1), 2)",
      samples: zip([[1, 2, 1, 2], [1, 2, 2, 1], [2, 2, 2, 1]], poolSamples).map { shape, sample in
        .uniform([shape], in: 0.5...2, [.integers(sample.shape)] + sample.attributes)
      },
      errors: [
        ErrorSample(
          [TensorType(.float32, [1, 2, 2, 1])],
          [.integers([1, 2, 2, 1])] + poolSamples[0].attributes
        )
      ]),
  ]

  /// The size of windows, their distance and what lies around the images.
  private static let windowParameters: [Parameter] = [
    .required("ksize", .integers, "pool_size"), .optional("strides", .integers, .none, "stride"),
    .optional("padding", .padding, .string("VALID")),
    .optional("data_format", .string(oneOf: ["NHWC"]), .string("NHWC")),
  ]

  private static let poolSamples: [(shape: [Int], attributes: [Attribute])] = [
    (
      [1, 4, 3, 2],
      [.integers([2, 2]), .integers([2, 2]), .string("VALID"), .string("NHWC")]
    ),
    ([1, 3, 4, 1], [.integers([2, 3]), .integers([2, 2]), .string("SAME"), .string("NHWC")]),
    ([2, 2, 3, 1], [.integer(2), .none, .rows([[1, 1], [1, 0]]), .string("NHWC")]),
  ]

  private static func pool(
    _ name: String, _ aliases: Aliases, _ summary: String, _ formula: String,
    kernel: @escaping @Sendable (_ x: Tensor, Windows) throws(TensorError) -> Tensor,
    derivative: Derivative, batching: Batching, convention: PointConventions, example: String
  ) -> Declaration {
    var isDiscrete = false
    if case .none = derivative { isDiscrete = true }
    let givesPositions = isDiscrete
    let errors: [[Attribute]] = [
      [.integers([0, 2]), .none, .string("VALID"), .string("NHWC")],
      [.integers([5, 5]), .none, .string("VALID"), .string("NHWC")],
      [.integer(2), .integer(-1), .string("SAME"), .string("NHWC")],
      [.integer(2), .none, .rows([[2, 2], [0, 0]]), .string("NHWC")],
    ]
    return Declaration(
      name: name, aliases: aliases, summary: summary, formula: formula,
      parameters: [.tensor("x", "input", "value")] + windowParameters,
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireFloat(name, x[0].dtype)
        let windows = try WindowAttributes.pooling(name, images: x[0].shape, attributes)
        return TensorType(
          givesPositions ? .int64 : x[0].dtype,
          try windows.resultShape(images: x[0].shape, channels: x[0].shape[3]))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try ResultTypes.requireFloat(name, x[0].dtype)
        return try kernel(
          x[0], WindowAttributes.pooling(name, images: x[0].shape, attributes))
      },
      derivative: derivative, batching: batching, convention: convention, example: example,
      samples: poolSamples.map { .uniform([$0.shape], in: -1...2, $0.attributes) },
      errors: errors.map { ErrorSample([TensorType(.float32, [1, 3, 3, 1])], $0) } + [
        ErrorSample([TensorType(.float32, [3, 3])], poolSamples[0].attributes),
        ErrorSample([TensorType(.int32, [1, 4, 4, 1])], poolSamples[0].attributes),
      ])
  }

  /// The windows of means that are spread to images of a shape.
  private static func spread(
    _ x: TensorType, _ attributes: [Attribute]
  ) throws(TensorError) -> Windows {
    try ResultTypes.requireFloat("avg_pool_transpose", x.dtype)
    let shape = attributes.integers(0)
    let windows = try WindowAttributes.pooling(
      "avg_pool_transpose", images: shape, Array(attributes.dropFirst()))
    let expected = try windows.resultShape(images: shape, channels: shape[3])
    guard x.shape == expected else { throw .shapesDiffer(x.shape, expected) }
    return windows
  }
}

extension Linearization {
  /// How many elements the operand has.
  fileprivate var elementCount: Int { x[0].shape.reduce(1, *) }

  /// Where the largest elements stand, in one row.
  fileprivate var maximumPositions: Term {
    x[0].call("max_pool_positions", [x[0]], attributes)
      .reshaped(to: [y.shape.reduce(1, *)])
  }

  /// The attributes of adding to the operand's elements in a row.
  fileprivate var flatAttributes: [Attribute] { [.integer(0), .integer(elementCount)] }
}
