import Tensors

extension Declaration {
  /// A convolution and its derivatives: three faces of one contraction.
  ///
  /// Each is linear in two of images, filters and results, so the derivatives of each are the other
  /// two faces, and derivatives of every order follow.
  static let convolutions: [Declaration] = [
    face(
      "conv2d", Aliases(tensorflow: ["nn.conv2d"]),
      "The sums of products of filters with the windows of images.",
      "sum over i, j, c of x[n, row + i, column + j, c]*filters[i, j, c, k]",
      operands: [.tensor("x", "input"), .tensor("filters", "filter")], shape: nil,
      batching: .convolution, convention: "bilinear",
      example: "conv2d(ones(1, 3, 3, 1), ones(2, 2, 1, 1), 1, 'VALID')",
      windows: { x, _, attributes throws(TensorError) in
        try WindowAttributes.convolution("conv2d", images: x[0], filters: x[1], attributes)
      },
      result: { x, _, windows throws(TensorError) in
        try windows.resultShape(images: x[0], channels: x[1][3])
      },
      kernel: { x, _, windows throws(TensorError) in
        try .convolution(of: x[0], with: x[1], windows)
      },
      operandShapes: { point in [point.images, point.filters] },
      derivative: .multilinear { at, g, operand in
        operand == 0
          ? g.convolutionImages(at.x[1], at.x[0].shape, at.attributes[...])
          : at.x[0].convolutionFilters(g, at.x[1].shape, at.attributes[...])
      }),
    face(
      "conv2d_transpose", Aliases(tensorflow: ["nn.conv2d_transpose"]),
      "Images in which each element of x has added its multiple of the filters: the transpose of "
        + "conv2d by its images.",
      "sum over i, j, k of x[n, row, column, k]*filters[i, j, c, k]",
      operands: [.tensor("x", "input"), .tensor("filters", "filter")], shape: "output_shape",
      padding: .string("SAME"), batching: .convolutionImages, convention: "bilinear",
      example: "conv2d_transpose(ones(1, 2, 2, 1), ones(2, 2, 1, 1), (1, 3, 3, 1), 1, 'VALID')",
      windows: { x, shape, attributes throws(TensorError) in
        let windows = try WindowAttributes.convolution(
          "conv2d_transpose", images: shape, filters: x[1], attributes)
        try require(x[0], windows.resultShape(images: shape, channels: x[1][3]))
        return windows
      },
      result: { _, shape, _ throws(TensorError) in shape },
      kernel: { x, shape, windows throws(TensorError) in
        try .convolutionImages(of: x[0], with: x[1], shape: shape, windows)
      },
      operandShapes: { point in [point.results, point.filters] },
      derivative: .multilinear { at, g, operand in
        let rest = at.attributes[1...]
        return operand == 0
          ? g.convolution(at.x[1], rest) : g.convolutionFilters(at.x[0], at.x[1].shape, rest)
      }),
    face(
      "conv2d_filter_grad", Aliases(),
      "Filters to which each window of images has added its multiples of y: the transpose of "
        + "conv2d by its filters.",
      "sum over n, row, column of x[n, row + i, column + j, c]*y[n, row, column, k]",
      operands: [.tensor("x"), .tensor("y")], shape: "filter_shape",
      batching: .convolutionFilters, convention: "bilinear",
      example: "conv2d_filter_grad(ones(1, 3, 3, 1), ones(1, 2, 2, 1), (2, 2, 1, 1))",
      windows: { x, shape, attributes throws(TensorError) in
        let windows = try WindowAttributes.convolution(
          "conv2d_filter_grad", images: x[0], filters: shape, attributes)
        try require(x[1], windows.resultShape(images: x[0], channels: shape[3]))
        return windows
      },
      result: { _, shape, _ throws(TensorError) in shape },
      kernel: { x, shape, windows throws(TensorError) in
        try .convolutionFilters(of: x[0], and: x[1], shape: shape, windows)
      },
      operandShapes: { point in [point.images, point.results] },
      derivative: .multilinear { at, g, operand in
        let rest = at.attributes[1...]
        return operand == 0
          ? at.x[1].convolutionImages(g, at.x[0].shape, rest) : at.x[0].convolution(g, rest)
      }),
  ]

  /// One face, from what differs; `shape` names the attribute that says what the operands do not.
  private static func face(
    _ name: String, _ aliases: Aliases, _ summary: String, _ formula: String,
    operands: [Parameter], shape: String?, padding: Attribute = .string("VALID"),
    batching: Batching, convention: PointConventions, example: String,
    windows:
      @escaping @Sendable (_ x: [[Int]], _ shape: [Int], [Attribute]) throws(TensorError) ->
      Windows,
    result:
      @escaping @Sendable (_ x: [[Int]], _ shape: [Int], Windows) throws(TensorError) -> [Int],
    kernel:
      @escaping @Sendable (_ x: [Tensor], _ shape: [Int], Windows) throws(TensorError) -> Tensor,
    operandShapes: (ConvolutionPoint) -> [[Int]], derivative: Derivative
  ) -> Declaration {
    let places = shape == nil ? 0 : 1
    let check: @Sendable ([TensorType], [Attribute]) throws(TensorError) -> Windows = {
      x, attributes throws(TensorError) in
      try ResultTypes.requireFloat(name, ResultTypes.common(x[0].dtype, x[1].dtype))
      for operand in x where operand.shape.count != 4 {
        throw .wrongRank(operation: name, rank: operand.shape.count, expected: "4")
      }
      return try windows(
        x.map(\.shape), attributes.integers(0), Array(attributes.dropFirst(places)))
    }
    let points = ConvolutionPoint.samples
    func attributes(_ point: ConvolutionPoint) -> [Attribute] {
      switch shape {
      case "output_shape": [.integers(point.images)] + point.attributes
      case "filter_shape": [.integers(point.filters)] + point.attributes
      default: point.attributes
      }
    }
    return Declaration(
      name: name, aliases: aliases, summary: summary, formula: formula,
      parameters: operands + (shape.map { [.required($0, .shape)] } ?? []) + [
        .optional("strides", .integers, .integer(1), "stride"),
        .optional("padding", .padding, padding),
        .optional("data_format", .string(oneOf: ["NHWC"]), .string("NHWC")),
        .optional("dilations", .integers, .none, "dilation_rate"),
      ],
      result: { x, attributes throws(TensorError) in
        let windows = try check(x, attributes)
        return TensorType(
          x[0].dtype, try result(x.map(\.shape), attributes.integers(0), windows))
      },
      kernel: .general { x, attributes throws(TensorError) in
        let windows = try check(x.map { TensorType($0) }, attributes)
        return try kernel(x, attributes.integers(0), windows)
      },
      derivative: derivative, batching: batching, convention: convention, example: example,
      samples: points.map { .uniform(operandShapes($0), in: 0.5...2, attributes($0)) },
      errors: ConvolutionPoint.errors(operandShapes(points[0]), attributes(points[0])))
  }

  private static func require(_ shape: [Int], _ expected: [Int]) throws(TensorError) {
    guard shape == expected else { throw .shapesDiffer(shape, expected) }
  }
}

extension Term {
  /// The convolution of these images; attributes from the strides on.
  fileprivate func convolution(_ filters: Term, _ attributes: ArraySlice<Attribute>) -> Term {
    call("conv2d", [self, filters], Array(attributes))
  }

  /// The images, of a shape, that these results of a convolution are spread to.
  fileprivate func convolutionImages(
    _ filters: Term, _ shape: [Int], _ attributes: ArraySlice<Attribute>
  ) -> Term {
    call("conv2d_transpose", [self, filters], [.integers(shape)] + attributes)
  }

  /// The filters, of a shape, that these images and a convolution's results contract to.
  fileprivate func convolutionFilters(
    _ results: Term, _ shape: [Int], _ attributes: ArraySlice<Attribute>
  ) -> Term {
    call("conv2d_filter_grad", [self, results], [.integers(shape)] + attributes)
  }
}
