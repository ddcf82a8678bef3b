import Autodiff
import Tensors

extension Library {
  /// Losses of probabilities that are given as scores.
  static let crossEntropies: [Composition] = [
    Composition(
      "softmax_cross_entropy_with_logits", bare: ["softmax_cross_entropy"],
      tensorflow: ["nn.softmax_cross_entropy_with_logits"],
      summary: "What probabilities along an axis cost under those that scores stand for.",
      formula: "-sum(labels*log_softmax(logits))", convention: "smooth, by the labels too",
      example: "softmax_cross_entropy_with_logits([0., 1.], [1., 2.])",
      parameters: [
        .normal("labels"), .normal("logits"), .normal("axis", "dim", default: .value(.int(-1))),
      ],
      samples: [
        CallSample(
          "softmax_cross_entropy_with_logits(p, x)",
          ["p": .numbers([3], [0.2, 0.5, 0.3]), "x": .uniform([3], -1...2)]),
        CallSample(
          "softmax_cross_entropy_with_logits(p, x, axis=0)",
          ["p": .uniform([2, 3], 0.1...0.9), "x": .uniform([2, 3], -1...2)]),
      ],
      errors: [
        "softmax_cross_entropy_with_logits(ones(2), ones(3))",
        "softmax_cross_entropy_with_logits(ones(2), ones(2), axis=1)",
        "softmax_cross_entropy_with_logits(ones(2), constant([1, 2]))",
      ]
    ) { arguments, at in
      let logits = try at.operand(arguments.required(1))
      // TensorFlow casts these labels, though not those of the sigmoid's cross entropy.
      let dtype = try at.type(of: logits).dtype
      let given = arguments.required(0)
      var labels = try at.evaluator.value(of: given, numbersAs: dtype)
      if labels.tensor.dtype != dtype {
        labels = try at.evaluator.apply(Operators.cast, [labels], [.dtype(dtype)])
      }
      return try at.crossEntropy(.tensor(labels), logits, axis: arguments.given(2) ?? .int(-1))
    },
    Composition(
      "sparse_softmax_cross_entropy_with_logits", bare: ["sparse_softmax_cross_entropy"],
      tensorflow: ["nn.sparse_softmax_cross_entropy_with_logits"],
      summary: "What classes cost under the probabilities that scores in the last axis stand for.",
      formula: "-log_softmax(logits)[labels]", convention: "smooth; labels are whole numbers",
      example: "sparse_softmax_cross_entropy_with_logits([1, 0], [[1., 2.], [3., 0.]])",
      parameters: [.normal("labels"), .normal("logits")],
      samples: [
        CallSample(
          "sparse_softmax_cross_entropy_with_logits(k, x)",
          ["k": .integers([2], [2, 0]), "x": .uniform([2, 3], -1...2)]),
        CallSample(
          "sparse_softmax_cross_entropy_with_logits(1, x)", ["x": .uniform([3], -1...2)]),
      ],
      errors: [
        "sparse_softmax_cross_entropy_with_logits([0, 3], ones(2, 3))",
        "sparse_softmax_cross_entropy_with_logits([0, -1], ones(2, 3))",
        "sparse_softmax_cross_entropy_with_logits([0], ones(2, 3))",
        "sparse_softmax_cross_entropy_with_logits([0., 1.], ones(2, 3))",
        "sparse_softmax_cross_entropy_with_logits(0, 1.)",
      ]
    ) { arguments, at in
      try at.sparseCrossEntropy(
        at.evaluator.value(of: arguments.required(0)), at.operand(arguments.required(1)))
    },
    Composition(
      "weighted_cross_entropy_with_logits", tensorflow: ["nn.weighted_cross_entropy_with_logits"],
      summary: "The sigmoid cross entropy with a weight on what is labelled 1.",
      formula: "(1 - labels)*logits + (1 + (pos_weight - 1)*labels)*log(1 + exp(-logits))",
      example: "weighted_cross_entropy_with_logits([0., 1.], [-1., 3.], 2.)",
      parameters: [.normal("labels"), .normal("logits"), .normal("pos_weight")],
      samples: [
        CallSample(
          "weighted_cross_entropy_with_logits(p, x, 2.)",
          ["p": .uniform([3], 0.1...0.9), "x": .uniform([3], -2...1.5)])
      ],
      errors: [
        "weighted_cross_entropy_with_logits(ones(2), ones(3), 2.)",
        "weighted_cross_entropy_with_logits(ones(2), ones(2), 'two')",
      ]
    ) { arguments, at in
      let (labels, logits) = try at.operands(arguments.required(0), arguments.required(1))
      try at.requireEqualShapes(labels, logits, ("labels", "logits"))
      let excess = try at.call(
        "subtract", at.operands(logits, arguments.required(2)).1, .float(1))
      let weight = try at.call("add", at.call("multiply", excess, labels), .float(1))
      let negatives = try at.call(
        "multiply", at.call("subtract", .float(1), labels), logits)
      let cost = try at.call("softplus", at.call("negative", logits))
      return try at.call("add", negatives, at.call("multiply", weight, cost))
    },
  ]
}

extension Composer {
  /// The softmax cross entropy of labels along an axis.
  func crossEntropy(_ labels: Object, _ logits: Object, axis: Object) throws -> Object {
    try requireEqualShapes(labels, logits, ("labels", "logits"))
    let logarithms = try call("log_softmax", [logits], ["axis": axis])
    return try call(
      "negative",
      reduced("sum", call("multiply", labels, logarithms), axis: axis, keepdims: .bool(false)))
  }

  /// The softmax cross entropy of labels that are the places of classes in the last axis.
  ///
  /// The labels are an operand of what is computed, so that a plan of it holds for others.
  func sparseCrossEntropy(_ labels: Value, _ logits: Object) throws -> Object {
    let (type, shape) = (TensorType(labels.tensor), try type(of: logits).shape)
    guard type.dtype.isInteger else {
      throw EvaluationError(
        .dtypeError, "labels are whole numbers, not \(type.dtype.name)",
        hint: "cast(labels, 'int64'), or softmax_cross_entropy_with_logits for probabilities")
    }
    guard let classes = shape.last, type.shape == shape.dropLast() else {
      throw EvaluationError(
        .shapeError,
        "labels.shape must equal logits.shape except for the last extent, not be "
          + "\(Shape.text(type.shape)) for \(Shape.text(shape))")
    }
    // What is no class is told before anything is recorded; a plan finds it where it gathers.
    let places = try ElementReads.unnoticed {
      try labels.tensor.cast(to: .int64).values(as: Int64.self)
    }
    if let place = places.first(where: { $0 < 0 || $0 >= classes }) {
      throw EvaluationError.value(
        "the label \(place) is none of \(classes) classes",
        hint: "labels count from 0 to \(classes - 1)")
    }
    let chosen = try call(
      "gather", [call("log_softmax", logits), .tensor(labels)],
      ["axis": .int(-1), "batch_dims": .int(type.shape.count)])
    return try call("negative", chosen)
  }
}
