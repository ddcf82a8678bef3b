import Tensors

extension Declaration {
  /// Scores as probabilities, and as logarithms of probabilities.
  ///
  /// They are primitives, though divisions of exponentials could be written down: what a listing
  /// calls once is one row of the tape, and the rule is the formula that is taught.
  static let softmaxes: [Declaration] = [
    softmax(
      "softmax", tensorflow: ["nn.softmax", "math.softmax", "keras.activations.softmax"],
      "exp(x) divided by its sum along an axis.", "exp(x)/sum(exp(x))",
      kernel: { x, axis throws(TensorError) in try x.softmax(axis: axis) },
      derivative: .custom(
        pullback: { at, g, _ in at.y * (g - at.sumAlongAxis(g * at.y)) },
        pushforward: { at, t in
          guard let t = t[0] else { return at.y }
          return at.y * (t - at.sumAlongAxis(t * at.y))
        }),
      convention:
        "smooth; where softmax rounds to 0 its log has the derivative NaN, log_softmax not"
    ),
    softmax(
      "log_softmax",
      tensorflow: ["nn.log_softmax", "math.log_softmax", "keras.activations.log_softmax"],
      "The logarithm of softmax, without overflow.", "x - log(sum(exp(x)))",
      kernel: { x, axis throws(TensorError) in try x.logSoftmax(axis: axis) },
      derivative: .custom(
        pullback: { at, g, _ in g - at.y.exp() * at.sumAlongAxis(g) },
        pushforward: { at, t in
          guard let t = t[0] else { return at.y }
          return t - at.sumAlongAxis(at.y.exp() * t)
        }),
      convention: "smooth, also where softmax rounds to 0"),
  ]

  private static func softmax(
    _ name: String, tensorflow: [String], _ summary: String, _ formula: String,
    kernel: @escaping @Sendable (_ x: Tensor, _ axis: Int) throws(TensorError) -> Tensor,
    derivative: Derivative, convention: PointConventions
  ) -> Declaration {
    Declaration(
      name: name, aliases: Aliases(tensorflow: tensorflow), summary: summary, formula: formula,
      parameters: [
        .tensor("x", "logits", "input", "a"), .optional("axis", .optionalAxis, .none, "dim"),
      ],
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireFloat(name, x[0].dtype)
        _ = try Shape.normalized(axis: attributes.lastAxis(0), rank: x[0].shape.count)
        return x[0]
      },
      kernel: .general { x, attributes throws(TensorError) in
        try ResultTypes.requireFloat(name, x[0].dtype)
        return try kernel(x[0], attributes.lastAxis(0))
      },
      derivative: derivative,
      batching: .attributes { shapes, attributes, _ in
        [.integer(attributes.lastAxis(0))].behindRows(0, rank: shapes[0].count)
      },
      convention: convention, example: "\(name)(constant([1., 2., 3.]))",
      samples: [
        .uniform([[3]], in: -1...2, [.none]), .uniform([[2, 3]], in: -1...2, [.integer(0)]),
        .uniform([[2, 2, 2]], in: -1...2, [.integer(-2)]),
      ],
      errors: [
        ErrorSample([TensorType(.int32, [2])], [.none]),
        ErrorSample([TensorType(.float32, [2])], [.integer(1)]),
        ErrorSample([TensorType(.float32, [])], [.none]),
      ])
  }
}

extension [Attribute] {
  /// The axis at an index; the last one where none is given.
  func lastAxis(_ index: Int) -> Int { axes(index)?.first ?? -1 }
}

extension Linearization {
  /// The sum along the axis of the first attribute, which stays with extent 1.
  fileprivate func sumAlongAxis(_ term: Term) -> Term {
    term.sum(axes: [attributes.lastAxis(0)], keepingDimensions: true)
  }
}
