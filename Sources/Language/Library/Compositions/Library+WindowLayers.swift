import Autodiff
import Tensors

extension Library {
  /// Convolutions and poolings that are made of those of images.
  static let windowLayers: [Composition] =
    [
      Composition(
        "conv1d", tensorflow: ["nn.conv1d"],
        summary: "The sums of products of filters with the windows of sequences.",
        formula: "sum over i, c of x[n, place + i, c]*filters[i, c, k]", convention: "bilinear",
        example: "conv1d(ones(1, 4, 2), ones(3, 2, 1), 1, 'VALID')",
        parameters: [
          .normal("x", "input"), .normal("filters", "filter"),
          .normal("stride", "strides", default: .value(.int(1))), padding, sequenceFormat,
          .normal("dilations", default: .value(.none)),
        ],
        samples: [
          CallSample(
            "conv1d(x, w, 2, 'SAME')",
            ["x": .uniform([2, 4, 1], 0.5...2), "w": .uniform([3, 1, 2], 0.5...2)]),
          CallSample(
            "conv1d(x, w, 1, [[0, 0], [1, 0], [0, 0]], dilations=2)",
            ["x": .uniform([1, 4, 2], 0.5...2), "w": .uniform([2, 2, 1], 0.5...2)]),
        ],
        errors: [
          "conv1d(ones(1, 4, 2), ones(3, 3, 1), 1, 'VALID')", "conv1d(ones(4, 2), ones(3, 2, 1))",
          "conv1d(ones(1, 2, 2), ones(3, 2, 1))", "conv1d(ones(1, 4, 2), ones(3, 2, 1), 0)",
          "conv1d(ones(1, 4, 2), ones(3, 2, 1), padding='FULL')",
        ]
      ) { arguments, at in
        let (x, filters) = try at.operands(arguments.required(0), arguments.required(1))
        try at.requireRank(3, x, "the input of conv1d()")
        try at.requireRank(3, filters, "the filters of conv1d()")
        try at.requireChannelsLast(arguments.given(4))
        let image = try at.call(
          "conv2d",
          [at.call("expand_dims", x, .int(1)), at.call("expand_dims", filters, .int(0))],
          [
            "strides": at.inOneRow(arguments.required(2)),
            "padding": at.paddingInOneRow(arguments.required(3)),
            "dilations": at.inOneRow(arguments.given(5) ?? .int(1)),
          ])
        return try at.call("squeeze", image, .int(1))
      },
      Composition(
        "depthwise_conv2d", tensorflow: ["nn.depthwise_conv2d"],
        summary: "A convolution of each channel of images with filters of its own.",
        formula: "sum over i, j of x[n, row + i, column + j, c]*filter[i, j, c, k]",
        convention: "bilinear",
        example: "depthwise_conv2d(ones(1, 3, 3, 2), ones(2, 2, 2, 1), [1, 1, 1, 1], 'VALID')",
        parameters: [
          .normal("x", "input"), .normal("filter", "filters"), strides, padding, imageFormat,
          .normal("dilations", default: .value(.none)),
        ],
        samples: [
          CallSample(
            "depthwise_conv2d(x, w, 1, 'SAME')",
            ["x": .uniform([1, 2, 3, 2], 0.5...2), "w": .uniform([2, 2, 2, 2], 0.5...2)])
        ],
        errors: [
          "depthwise_conv2d(ones(1, 3, 3, 2), ones(2, 2, 3, 1), 1, 'VALID')",
          "depthwise_conv2d(ones(1, 3, 3, 2), ones(2, 2, 2), 1, 'VALID')",
        ]
      ) { arguments, at in
        let (x, filter) = try at.operands(arguments.required(0), arguments.required(1))
        return try at.depthwise(
          x, filter, strides: arguments.required(2), padding: arguments.required(3),
          format: arguments.given(4), dilations: arguments.given(5))
      },
      Composition(
        "separable_conv2d", tensorflow: ["nn.separable_conv2d"],
        summary: "A convolution of each channel of images, then one across the channels.",
        formula: "conv2d(depthwise_conv2d(x, depthwise_filter), pointwise_filter)",
        convention: "linear in each operand",
        example: "separable_conv2d(ones(1, 3, 3, 2), ones(2, 2, 2, 1), ones(1, 1, 2, 3), 1, "
          + "'VALID')",
        parameters: [
          .normal("x", "input"), .normal("depthwise_filter"), .normal("pointwise_filter"), strides,
          padding, imageFormat, .normal("dilations", default: .value(.none)),
        ],
        samples: [
          CallSample(
            "separable_conv2d(x, w, p, 1, 'VALID')",
            [
              "x": .uniform([1, 3, 2, 2], 0.5...2), "w": .uniform([2, 2, 2, 1], 0.5...2),
              "p": .uniform([1, 1, 2, 3], 0.5...2),
            ])
        ],
        errors: [
          "separable_conv2d(ones(1, 3, 3, 2), ones(2, 2, 2, 1), ones(2, 2, 2, 3), 1, 'VALID')"
        ]
      ) { arguments, at in
        let (x, filter) = try at.operands(arguments.required(0), arguments.required(1))
        let points = try at.operands(x, arguments.required(2)).1
        guard try at.type(of: points).shape.prefix(2) == [1, 1] else {
          throw EvaluationError(
            .shapeError, "a pointwise filter has one row and one column, unlike "
              + Shape.text(try at.type(of: points).shape))
        }
        let between = try at.depthwise(
          x, filter, strides: arguments.required(3), padding: arguments.required(4),
          format: arguments.given(5), dilations: arguments.given(6))
        return try at.call("conv2d", between, points)
      },
      pool("max_pool1d", "max_pool", "The largest element below each window of sequences."),
      pool("avg_pool1d", "avg_pool", "The mean of the elements below each window of sequences."),
      Composition(
        "max_pool_with_argmax", tensorflow: ["nn.max_pool_with_argmax"],
        summary: "The largest element below each window of images, and where it stands, as a tuple.",
        formula: "(max of x below the window, its place in row-major order)",
        convention: "of equal elements the first below the window receives all, as everywhere",
        example: "max_pool_with_argmax(reshape(range(16.), (1, 4, 4, 1)), 2, 2, 'VALID')",
        parameters: [
          .normal("x", "input"), .normal("ksize"), strides, padding, imageFormat,
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

  private static let padding = BuiltinParameter.normal(
    "padding", default: .value(.string("VALID")))
  private static let strides = BuiltinParameter.normal("strides", default: .value(.int(1)))
  private static let imageFormat = BuiltinParameter.normal(
    "data_format", default: .value(.string("NHWC")))
  private static let sequenceFormat = BuiltinParameter.normal(
    "data_format", default: .value(.string("NWC")))

  private static func pool(_ name: String, _ primitive: String, _ summary: String) -> Composition {
    Composition(
      name, tensorflow: ["nn.\(name)"], summary: summary,
      formula: Primitive.named(primitive).formula,
      convention: Primitive.named(primitive).conventionText(),
      example: "\(name)(reshape(range(6.), (1, 6, 1)), 2, 2, 'VALID')",
      parameters: [
        .normal("x", "input"), .normal("ksize"),
        .normal("strides", "stride", default: .value(.none)), padding, sequenceFormat,
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

extension Composer {
  /// A number for the windows of sequences as one for the windows of images of one row.
  fileprivate func inOneRow(_ argument: Object) throws -> Object {
    if evaluator.plainInteger(argument) != nil { return numbers([1, try evaluator.index(argument)]) }
    let given = try evaluator.items(of: argument).map { try evaluator.index($0) }
    switch given.count {
    case 1: return numbers([1, given[0]])
    case 3 where given[0] == 1 && given[2] == 1: return numbers([1, given[1]])
    default:
      throw EvaluationError.value(
        "\(Shape.text(given)) is no number for a window of a sequence", hint: "such as 2 or [2]")
    }
  }

  /// The padding of sequences as that of images of one row.
  fileprivate func paddingInOneRow(_ argument: Object) throws -> Object {
    if case .string = argument { return argument }
    let pairs = try evaluator.items(of: argument)
    switch pairs.count {
    case 1: return evaluator.makeList([numbers([0, 0]), pairs[0]])
    case 3: return evaluator.makeList([pairs[0], numbers([0, 0]), pairs[1], pairs[2]])
    default:
      throw EvaluationError.value(
        "the padding of a sequence is one pair of numbers, not \(pairs.count)",
        hint: "[[1, 0]], or [[0, 0], [1, 0], [0, 0]] with those of batch and channels")
    }
  }

  /// A convolution of each channel with filters of its own: as many groups as there are channels.
  fileprivate func depthwise(
    _ x: Object, _ filter: Object, strides: Object, padding: Object, format: Object?,
    dilations: Object?
  ) throws -> Object {
    try requireChannelsLast(format)
    try requireRank(4, x, "the input of depthwise_conv2d()")
    try requireRank(4, filter, "the filter of depthwise_conv2d()")
    let (images, shape) = (try type(of: x).shape, try type(of: filter).shape)
    guard images[3] == shape[2] else {
      throw TensorError.filterChannels(
        operation: "depthwise_conv2d", images: images, filters: shape)
    }
    let filters = try call(
      "reshape", filter, numbers([shape[0], shape[1], 1, shape[2] * shape[3]]))
    return try call(
      "conv2d", [x, filters],
      ["strides": strides, "padding": padding, "dilations": dilations ?? .int(1)])
  }
}
