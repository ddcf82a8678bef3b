import Tensors

extension Declaration {
  private static let one = Formula.constant(1)
  private static let zero = Formula.constant(0)

  /// Moving elements into a range: a primitive of its own because at its bounds it is
  /// differentiated otherwise than the maximum and the minimum that it is made of.
  static let clipping = Declaration(
    name: "clip_by_value", aliases: Aliases(tensorflow: ["clip_by_value"]),
    summary: "Each element, moved into a range.", formula: "min(max(x, low), high)",
    parameters: [
      .tensor("x", "t"), .tensor("low", "clip_value_min"), .tensor("high", "clip_value_max"),
    ],
    result: { x, _ throws(TensorError) in
      let first = try ResultTypes.binaryNumber("clip_by_value")([x[0], x[1]], [])
      return try ResultTypes.binaryNumber("clip_by_value")([first, x[2]], [])
    },
    kernel: .general { x, _ throws(TensorError) in
      try ResultTypes.requireNumber("clip_by_value", x[0].dtype)
      return try Tensor.binary(.minimum, Tensor.binary(.maximum, x[0], x[1]), x[2])
    },
    derivative: .partials { x, _ in
      let isBelow = x[1].isGreater(than: x[0])
      let isAbove = x[0].isGreater(than: x[2])
      return [
        isBelow.select(zero, isAbove.select(zero, one)), isBelow.select(one, zero),
        isAbove.select(one, zero),
      ]
    },
    batching: .elementwise,
    convention: PointConventions(
      "",
      kinks: [
        Kink(
          place: "a bound", operands: 0...2,
          test: .elements { x in
            x[0].isEqual(to: x[1]).select(one, x[0].isEqual(to: x[2]).select(one, zero))
          }, example: [[0], [0], [1]])
      ],
      derivatives: [
        .tapebook: strictlyInside, .torch: strictlyInside,
        // As a maximum and a minimum one after the other, which halve at ties.
        .jax: .partials { x, _ in
          let raised = x[0].call("maximum", [x[0], x[1]], [])
          let isKept = share(raised, over: x[2], isLess: true)
          return [
            isKept * share(x[0], over: x[1], isLess: false),
            isKept * share(x[1], over: x[0], isLess: false),
            share(x[2], over: raised, isLess: true),
          ]
        },
      ]),
    example: "clip_by_value(constant([1., 5.]), 0., 2.)",
    samples: [
      Sample([.numbers([4], [-1, 0.3, 0.7, 2]), .numbers([], [0]), .numbers([], [1])]),
      Sample([.uniform([3], 0.4...0.6), .uniform([3], -1...0), .uniform([3], 0.7...1)]),
      Sample([
        .uniform([2, 3], 0.2...0.4), .uniform([3], 0.5...0.9), .uniform([2, 1], 1...1.5),
      ]),
    ],
    errors: [
      ErrorSample([
        TensorType(.float32, [2]), TensorType(.float32, [3]), TensorType(.float32, []),
      ]),
      ErrorSample([
        TensorType(.float32, [2]), TensorType(.float64, []), TensorType(.float32, []),
      ]),
      ErrorSample([TensorType(.bool, [2]), TensorType(.bool, []), TensorType(.bool, [])]),
    ])

  /// At its bounds a clipped value is taken not to move.
  private static let strictlyInside = Derivative.partials { x, _ in
    let isInside = x[0].isGreater(than: x[1])
      .select(x[2].isGreater(than: x[0]).select(one, zero), zero)
    return [
      isInside, x[1].isGreater(than: x[0]).select(one, zero),
      x[0].isGreater(than: x[2]).select(one, zero),
    ]
  }

  /// What `x` has of the larger, or the smaller, of two: all, nothing, or a half at a tie.
  private static func share(_ x: Formula, over y: Formula, isLess: Bool) -> Formula {
    let isChosen = isLess ? y.isGreater(than: x) : x.isGreater(than: y)
    return isChosen.select(one, x.isEqual(to: y).select(.constant(0.5), zero))
  }
}
