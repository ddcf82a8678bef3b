import Tensors

extension Declaration {
  /// Losses of probabilities that are given as scores.
  static let crossEntropies: [Declaration] = [
    Declaration(
      name: "sigmoid_cross_entropy_with_logits",
      aliases: Aliases(
        bare: ["sigmoid_cross_entropy"], tensorflow: ["nn.sigmoid_cross_entropy_with_logits"]),
      summary: "-labels*log(p) - (1 - labels)*log(1 - p) for p = sigmoid(logits), exact where p is "
        + "near 0 or 1.",
      formula: "max(logits, 0) - logits*labels + log(1 + exp(-|logits|))",
      parameters: [.tensor("labels"), .tensor("logits")],
      result: ResultTypes.binaryFloat("sigmoid_cross_entropy_with_logits"),
      kernel: .general { x, _ throws(TensorError) in
        let (labels, logits) = (x[0], x[1])
        guard labels.dtype == logits.dtype else {
          throw .dtypeMismatch(labels.dtype, logits.dtype)
        }
        try ResultTypes.requireFloat("sigmoid_cross_entropy_with_logits", logits.dtype)
        let linear = try Tensor.binary(
          .subtract, logits.unary(.relu), Tensor.binary(.multiply, logits, labels))
        return try Tensor.binary(
          .add, linear, logits.unary(.abs).unary(.negative).unary(.softplus))
      },
      derivative: .partials { x, _ in [-x[1], x[1].sigmoid() - x[0]] },
      batching: .elementwise, convention: "smooth, at 0 too",
      example: "sigmoid_cross_entropy_with_logits(constant([0., 1.]), constant([-1., 3.]))",
      samples: [
        Sample([.numbers([], [1]), .numbers([], [0.7])]),
        Sample([.uniform([2, 3], 0.1...0.9), .uniform([2, 3], -2...1.5)]),
        Sample([.uniform([3], 0.1...0.9), .uniform([2, 1], 0.3...1.5)]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2]), TensorType(.float32, [3])]),
        ErrorSample([TensorType(.float64, [2]), TensorType(.float32, [2])]),
        ErrorSample([TensorType(.int32, [2]), TensorType(.int32, [2])]),
      ])
  ]
}
