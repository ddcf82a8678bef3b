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
          .normal("stride", "strides", default: .value(.int(1))), windowPadding, sequenceFormat,
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
        let (sequences, shape) = (try at.type(of: x).shape, try at.type(of: filters).shape)
        guard shape[1] > 0, sequences[2] > 0, sequences[2] % shape[1] == 0 else {
          throw EvaluationError(
            .shapeError,
            "conv1d of \(Shape.text(sequences)) with filters \(Shape.text(shape)): the last extent "
              + "of the sequences is the second of the filters, or several times that")
        }
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
          .normal("x", "input"), .normal("filter", "filters"), windowStrides, windowPadding,
          imageFormat,
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
        example: "separable_conv2d(ones(1, 2, 2, 1), ones(2, 2, 1, 1), [[[[3.]]]])",
        parameters: [
          .normal("x", "input"), .normal("depthwise_filter"), .normal("pointwise_filter"),
          windowStrides,
          windowPadding, imageFormat, .normal("dilations", default: .value(.none)),
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
            .shapeError,
            "a pointwise filter has one row and one column, unlike "
              + Shape.text(try at.type(of: points).shape))
        }
        let between = try at.depthwise(
          x, filter, strides: arguments.required(3), padding: arguments.required(4),
          format: arguments.given(5), dilations: arguments.given(6))
        return try at.call("conv2d", between, points)
      },
    ]
}
