import Tensors

extension Declaration {
  private static let isNumber: @Sendable (DType) -> Bool = { $0 != .bool }
  private static let isFloat: @Sendable (DType) -> Bool = { $0.isFloatingPoint }
  private static let isBool: @Sendable (DType) -> Bool = { $0 == .bool }

  private static func reduction(
    _ name: String, _ aliases: Aliases, _ summary: String, _ formula: String,
    accepts: @escaping @Sendable (DType) -> Bool, expected: String, refusesEmpty: Bool = false,
    kernel: Kernel, derivative: Derivative, convention: PointConventions,
    refused: DType = .bool
  ) -> Declaration {
    let attributes: [[Attribute]] = [
      [.none, .flag(false)], [.integer(1), .flag(false)], [.integers([0, -1]), .flag(true)],
    ]
    let ofBooleans: [Sample] = [
      Sample([.booleans([2, 2], [true, false, true, true])], [.integer(0), .flag(false)])
    ]
    return Declaration(
      name: name, aliases: aliases, summary: summary, formula: formula,
      parameters: [.tensor("x", "input_tensor", "a"), .axes, .keepdims],
      result: ResultTypes.reduction(
        name, accepts: accepts, expected: expected, refusesEmpty: refusesEmpty),
      kernel: kernel, derivative: derivative, batching: .axes(), convention: convention,
      example: accepts(.bool)
        ? "\(name)(constant([True, False]))" : "\(name)(constant([[1., 2.], [3., 4.]]), axis=0)",
      samples: accepts(.bool)
        ? ofBooleans
        : attributes.map { .uniform([[2, 3, 2]], in: 0.5...2, $0) } + [
          .uniform([[]], in: 0.5...2, [.none, .flag(false)])
        ],
      errors: [
        ErrorSample([TensorType(refused, [2])], [.none, .flag(false)]),
        ErrorSample(
          [TensorType(accepts(.bool) ? .bool : .float32, [2])], [.integer(1), .flag(false)]),
        ErrorSample(
          [TensorType(accepts(.bool) ? .bool : .float32, [2])], [.integers([0, 0]), .flag(false)]),
      ])
  }

  private static func reduce(_ operation: ReductionOperation) -> Kernel {
    .general { x, attributes throws(TensorError) in
      try x[0].reduce(
        operation, axes: attributes.axes(0), keepingDimensions: attributes.flag(1))
    }
  }

  /// The extremum of nothing is that which changes no other, as in TensorFlow: an infinity, or the
  /// last integer of the type.
  private static func extremumKernel(_ operation: ReductionOperation) -> Kernel {
    .general { x, attributes throws(TensorError) in
      let axes = try ResultTypes.axes(attributes.axes(0), rank: x[0].rank)
      guard axes.contains(where: { x[0].shape[$0] == 0 }) else {
        return try x[0].reduce(operation, axes: axes, keepingDimensions: attributes.flag(1))
      }
      let isLargest = operation == .maximum
      let bound: Tensor =
        switch x[0].dtype {
        case .float32: Tensor(isLargest ? -Float.infinity : .infinity)
        case .float64: Tensor(isLargest ? -Double.infinity : .infinity)
        case .int32: Tensor(isLargest ? Int32.min : .max)
        case .int64: Tensor(isLargest ? Int64.min : .max)
        case .bool:
          throw .unsupportedDType(operation: "\(operation)", dtype: .bool, expected: "numbers")
        }
      let shape = Shape.reduced(x[0].shape, axes: axes, keepingDimensions: attributes.flag(1))
      return try Tensor.full(shape, like: bound)
    }
  }

  private static func extremum(
    _ name: String, _ operation: ReductionOperation, _ summary: String
  ) -> Declaration {
    reduction(
      name, reduced(name, numpy: [name, "a\(name)"]), summary, "\(name) of x over the axes",
      accepts: isNumber, expected: "numbers", kernel: extremumKernel(operation),
      derivative: .custom(
        pullback: { at, g, _ in
          at.shareOfExtremum * at.alongInput(g)
        },
        pushforward: { at, t in
          guard let t = t[0] else { return at.y }
          return (at.shareOfExtremum * t).sum(
            axes: at.reducedAxes, keepingDimensions: at.attributes.flag(1))
        }),
      convention: PointConventions(
        "equal extrema share the cotangent evenly; of nothing it is what every number is "
          + (operation == .maximum ? "above" : "below"),
        kinks: [
          Kink(
            place: "a tie", operands: 0...0, test: .ties(\.countOfExtrema),
            example: [[3, 3]])
        ]))
  }

  /// A tensor with the number that is no extremum for NaN: TensorFlow's comparisons with NaN are
  /// False, so that another element is taken wherever there is one.
  private static func withoutNaN(
    _ x: Tensor, for operation: ReductionOperation
  ) throws(TensorError) -> Tensor {
    guard x.dtype.isFloatingPoint else { return x }
    let isNumber = try Tensor.compare(.equal, x, x)
    let bound = operation == .argmax ? -Double.infinity : .infinity
    return try Tensor.select(isNumber, x, Tensor(bound).cast(to: x.dtype))
  }

  private static func position(
    _ name: String, _ operation: ReductionOperation, _ summary: String
  ) -> Declaration {
    Declaration(
      name: name, aliases: Aliases(tensorflow: [name, "math.\(name)"]),
      summary: summary, formula: "\(name) of x along the axis",
      parameters: [
        .tensor("x", "input", "a"), .optional("axis", .optionalAxis, .integer(0), "dimension"),
        .optional("output_type", .dtype, .dtype(.int64)),
      ],
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireNumber(name, x[0].dtype)
        try ResultTypes.requireInteger(name, attributes.dtype(1))
        let axes = try ResultTypes.axes(attributes.axes(0), rank: x[0].shape.count)
        if axes.contains(where: { x[0].shape[$0] == 0 }) {
          throw .emptyReduction(operation: name, shape: x[0].shape)
        }
        return TensorType(
          attributes.dtype(1), Shape.reduced(x[0].shape, axes: axes, keepingDimensions: false))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try ResultTypes.requireInteger(name, attributes.dtype(1))
        let operand = try withoutNaN(x[0], for: operation)
        return try operand.reduce(operation, axes: attributes.axes(0)).cast(to: attributes.dtype(1))
      },
      derivative: .none, batching: .position,
      convention: .discrete(
        "positions have no derivative; the first of equals is given, and NaN is passed over"),
      example: "\(name)(constant([1., 3., 2.]))",
      samples: [
        .uniform([[2, 3]], in: 0.5...2, [.integer(1), .dtype(.int64)]),
        .uniform([[2, 3]], in: 0.5...2, [.none, .dtype(.int32)]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2])], [.integer(1), .dtype(.int64)]),
        ErrorSample([TensorType(.float32, [2])], [.integer(0), .dtype(.float32)]),
        ErrorSample([TensorType(.float32, [0])], [.integer(0), .dtype(.int64)]),
      ])
  }

  /// TensorFlow's `reduce_` names.
  private static func reduced(_ name: String, numpy: [String]) -> Aliases {
    Aliases(tensorflow: ["reduce_\(name)", "math.reduce_\(name)"], numpy: numpy)
  }

  /// Sums, means, products and extrema over axes.
  static let reductions: [Declaration] = [
    reduction(
      "sum", reduced("sum", numpy: ["sum"]), "The sum of the elements over the axes.",
      "sum of x over the axes", accepts: isNumber, expected: "numbers", kernel: reduce(.sum),
      derivative: .linear { at, g, _ in at.alongInput(g) }, convention: "linear"),
    reduction(
      "mean", reduced("mean", numpy: ["mean"]), "The mean of the elements over the axes.",
      "sum(x)/n", accepts: isNumber, expected: "numbers",
      kernel: .general { x, attributes throws(TensorError) in
        try ResultTypes.requireNumber("mean", x[0].dtype)
        let sum = try x[0].reduce(
          .sum, axes: attributes.axes(0), keepingDimensions: attributes.flag(1))
        // The number of elements that went into each sum; 0/0 is NaN, as in NumPy.
        let axes = try ResultTypes.axes(attributes.axes(0), rank: x[0].rank)
        let shape = x[0].shape
        // Beside an empty axis the others may be too many to multiply.
        let count = axes.contains { shape[$0] == 0 } ? 0 : axes.reduce(1) { $0 &* shape[$1] }
        guard x[0].dtype.isInteger else {
          return try Tensor.binary(.divide, sum, Tensor(Double(count), dtype: x[0].dtype))
        }
        // TensorFlow's quotient is cut off towards 0, and 0 of nothing.
        let quotients = try sum.ints().map { count == 0 ? Int64(0) : Int64($0 / count) }
        return try Tensor(shape: sum.shape, values: quotients).cast(to: x[0].dtype)
      },
      derivative: .linear { at, g, _ in at.alongInput(g) / Double(at.reducedCount) },
      convention: "linear; the mean of integers is cut off towards 0"),
    reduction(
      "prod", reduced("prod", numpy: ["prod"]), "The product of the elements over the axes.",
      "product of x over the axes", accepts: isNumber, expected: "numbers",
      kernel: reduce(.product),
      derivative: .custom(
        pullback: { at, g, _ in at.alongInput(g) * at.productsOfOthers },
        pushforward: { at, t in
          guard let t = t[0] else { return at.y }
          return (t * at.productsOfOthers).sum(
            axes: at.reducedAxes, keepingDimensions: at.attributes.flag(1))
        }),
      convention: "exact with zeros: the product of the other elements, as TensorFlow has it"),
    extremum("max", .maximum, "The largest element over the axes."),
    extremum("min", .minimum, "The smallest element over the axes."),
    reduction(
      "any", reduced("any", numpy: ["any"]), "Whether one element over the axes is True.",
      "or of x over the axes", accepts: isBool, expected: "bool", kernel: reduce(.any),
      derivative: .none, convention: .discrete("booleans have no derivative"), refused: .float32),
    reduction(
      "all", reduced("all", numpy: ["all"]), "Whether every element over the axes is True.",
      "and of x over the axes", accepts: isBool, expected: "bool", kernel: reduce(.all),
      derivative: .none, convention: .discrete("booleans have no derivative"), refused: .float32),
    position("argmax", .argmax, "The position of the largest element along an axis."),
    position("argmin", .argmin, "The position of the smallest element along an axis."),
    Declaration(
      name: "cumsum", aliases: Aliases(tensorflow: ["cumsum", "math.cumsum"]),
      summary: "The running sum of the elements along an axis.",
      formula: "sum of x[i] for i <= k",
      parameters: [
        .tensor("x", "a"), .optional("axis", .axis, .integer(0)),
        .optional("exclusive", .flag, .flag(false)), .optional("reverse", .flag, .flag(false)),
      ],
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireNumber("cumsum", x[0].dtype)
        _ = try Shape.normalized(axis: attributes.integer(0), rank: x[0].shape.count)
        return x[0]
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].cumulativeSum(
          axis: attributes.integer(0), exclusive: attributes.flag(1), reversed: attributes.flag(2))
      },
      derivative: .linear { at, g, _ in
        let reversed = !at.attributes.flag(2)
        return g.call(
          "cumsum", [g],
          [.integer(at.attributes.integer(0)), .flag(at.attributes.flag(1)), .flag(reversed)])
      },
      batching: .axes(),
      convention: "linear", example: "cumsum(constant([1., 2., 3.]))",
      samples: [
        .uniform([[2, 3]], in: 0.5...2, [.integer(1), .flag(false), .flag(false)]),
        .uniform([[4]], in: 0.5...2, [.integer(0), .flag(true), .flag(true)]),
      ],
      errors: [ErrorSample([TensorType(.float32, [2])], [.integer(1), .flag(false), .flag(false)])]
    ),
  ]
}
