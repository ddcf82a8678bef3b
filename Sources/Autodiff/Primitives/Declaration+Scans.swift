import Tensors

extension Declaration {
  /// Running combinations along an axis.
  static let scans: [Declaration] = [
    scan(
      "cumprod", tensorflow: ["math.cumprod"], "The running product of the elements along an axis.",
      "product of x[i] for i <= k", isExclusive: true,
      kernel: { x, axis, exclusive, reverse throws(TensorError) in
        try x.cumulativeProduct(axis: axis, exclusive: exclusive, reversed: reverse)
      },
      derivative: .custom(
        pullback: { at, g, _ in at.cumulativeProductPullback(g) },
        pushforward: { at, t in
          guard let t = t[0] else { return at.y }
          return at.cumulativeProductPushforward(t)
        }),
      convention: PointConventions(
        "exact with zeros, by every convention: the product of the other elements, where TensorFlow "
          + "2.21 has 0 behind a zero")),
    extremum("cummax", "largest", "max"), extremum("cummin", "smallest", "min"),
    recurrence,
  ]

  private static func extremum(
    _ name: String, _ adjective: String, _ function: String
  ) -> Declaration {
    scan(
      name, tensorflow: [], "The \(adjective) of the elements so far along an axis.",
      "\(function) of x[i] for i <= k", isExclusive: false,
      kernel: { x, axis, _, reverse throws(TensorError) in
        try x.cumulativeExtremum(isMaximum: name == "cummax", axis: axis, reversed: reverse)
      },
      derivative: cumulativeExtremum(\.ofFirst),
      convention: PointConventions(
        "TensorFlow has no such operation; by its convention the first of equals has the "
          + "derivative, as in a scan with its \(function)imum",
        kinks: [
          Kink(
            place: "a tie", operands: 0...0, test: .ties { $0.runningShares.count },
            example: [[3, 3]])
        ],
        derivatives: [
          .tapebook: cumulativeExtremum(\.evenly), .torch: cumulativeExtremum(\.ofLast),
          .jax: .custom(
            pullback: { at, g, _ in at.pairwisePullback(g, "\(function)imum") },
            pushforward: { at, t in
              guard let t = t[0] else { return at.y }
              return at.pairwisePushforward(t, "\(function)imum")
            }),
        ]))
  }

  /// The rule of an extremum so far, by how equals share it.
  private static func cumulativeExtremum(
    _ shares: @escaping @Sendable (RunningShares) -> RunningShares.Rule
  ) -> Derivative {
    .custom(
      pullback: { at, g, _ in
        let rule = shares(at.runningShares)
        let cotangent = rule.divided(g.broadcast(to: at.x[0].shape))
        return rule.weight
          * at.recurrence(at.shifted(rule.keep, by: -1, filling: 0), cotangent, isBackward: true)
      },
      pushforward: { at, t in
        guard let t = t[0] else { return at.y }
        let rule = shares(at.runningShares)
        return rule.divided(at.recurrence(rule.keep, rule.weight * t))
      })
  }

  private static func scan(
    _ name: String, tensorflow: [String], _ summary: String, _ formula: String, isExclusive: Bool,
    kernel: @escaping @Sendable (Tensor, Int, Bool, Bool) throws(TensorError) -> Tensor,
    derivative: Derivative, convention: PointConventions
  ) -> Declaration {
    let exclusive: [Parameter] =
      isExclusive ? [.optional("exclusive", .flag, .flag(false))] : []
    let place = exclusive.count
    func attributes(_ axis: Int, _ reverse: Bool, exclusive: Bool = false) -> [Attribute] {
      [.integer(axis)] + (isExclusive ? [.flag(exclusive)] : []) + [.flag(reverse)]
    }
    return Declaration(
      name: name, aliases: Aliases(tensorflow: tensorflow), summary: summary, formula: formula,
      parameters: [.tensor("x", "a"), .optional("axis", .axis, .integer(0))] + exclusive + [
        .optional("reverse", .flag, .flag(false))
      ],
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireNumber(name, x[0].dtype)
        _ = try Shape.normalized(axis: attributes.integer(0), rank: x[0].shape.count)
        return x[0]
      },
      kernel: .general { x, attributes throws(TensorError) in
        try kernel(
          x[0], attributes.integer(0), isExclusive && attributes.flag(1),
          attributes.flag(1 + place))
      },
      derivative: derivative, batching: .axes(), convention: convention,
      example: "\(name)(constant([1., 3., 2.]))",
      samples: [
        Sample([.numbers([2, 3], [0.7, 1.2, 1.9, 1.6, 0.8, 1.1])], attributes(1, false)),
        Sample([.numbers([4], [1.4, 0.6, 1.8, 1.1])], attributes(-1, true, exclusive: true)),
        Sample([.numbers([2, 2], [1.4, 0.6, 1.8, 1.1])], attributes(0, false, exclusive: true)),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2])], attributes(1, false)),
        ErrorSample([TensorType(.bool, [2])], attributes(0, false)),
      ])
  }

  /// What derivatives of scans are made of.
  private static let recurrence = Declaration(
    name: "linear_recurrence", aliases: Aliases(),
    summary:
      "The running combination of terms, each result times a coefficient going into the next.",
    formula: "y[k] = a[k]*y[k-1] + b[k], y[0] = b[0]",
    parameters: [
      .tensor("a"), .tensor("b"), .optional("axis", .axis, .integer(0)),
      .optional("reverse", .flag, .flag(false)),
    ],
    result: { x, attributes throws(TensorError) in
      let dtype = try ResultTypes.common(x[0].dtype, x[1].dtype)
      try ResultTypes.requireFloat("linear_recurrence", dtype)
      guard x[0].shape == x[1].shape else { throw .shapesDiffer(x[0].shape, x[1].shape) }
      _ = try Shape.normalized(axis: attributes.integer(0), rank: x[0].shape.count)
      return x[1]
    },
    kernel: .general { x, attributes throws(TensorError) in
      try Tensor.recurrence(
        x[0], x[1], axis: attributes.integer(0), reversed: attributes.flag(1))
    },
    derivative: .custom(
      pullback: { at, g, operand in
        let sums = at.recurrence(at.shifted(at.x[0], by: -1, filling: 0), g, isBackward: true)
        return operand == 1 ? sums : sums * at.shifted(at.y, by: 1, filling: 0)
      },
      pushforward: { at, t in
        var terms = t[1]
        if let tangent = t[0] {
          let part = tangent * at.shifted(at.y, by: 1, filling: 0)
          terms = terms.map { $0 + part } ?? part
        }
        return terms.map { at.recurrence(at.x[0], $0) } ?? at.y
      }),
    batching: .axes(), convention: "smooth; the first coefficient takes no part",
    example: "linear_recurrence(constant([0., 2., 2.]), constant([1., 1., 1.]))",
    samples: [
      .uniform([[2, 3], [2, 3]], in: 0.5...2, [.integer(1), .flag(false)]),
      .uniform([[3], [3]], in: 0.5...2, [.integer(0), .flag(true)]),
    ],
    errors: [
      ErrorSample(
        [TensorType(.float32, [2]), TensorType(.float32, [3])], [.integer(0), .flag(false)]),
      ErrorSample(
        [TensorType(.float32, [2]), TensorType(.float32, [2])], [.integer(1), .flag(false)]),
      ErrorSample(
        [TensorType(.int32, [2]), TensorType(.int32, [2])], [.integer(0), .flag(false)]),
    ])
}
