import Autodiff
import Tensors

extension Library {
  /// What probabilities cost, as Keras has it: kept 1e-7 away from 0 and 1, where the logarithm is
  /// infinite.
  static let divergences: [Composition] = [
    Composition(
      "binary_crossentropy", tensorflow: kerasNames(["binary_crossentropy"]),
      summary: "The mean over an axis of what targets of 0 and 1 cost under probabilities.",
      formula: "mean(-y_true*log(p) - (1 - y_true)*log(1 - p)) for p = y_pred in [1e-7, 1 - 1e-7]",
      convention: clippingConvention, example: "binary_crossentropy([0., 1.], [0.1, 0.8])",
      parameters: targets + [fromLogits, labelSmoothing, lastAxis],
      samples: [
        CallSample(
          "binary_crossentropy(y, x)",
          ["y": .uniform([2, 3], 0.1...0.9), "x": .uniform([2, 3], 0.2...0.8)]),
        CallSample(
          "binary_crossentropy(y, x, from_logits=True, label_smoothing=0.2, axis=0)",
          ["y": .uniform([2, 3], 0.1...0.9), "x": .uniform([2, 3], -2...1.5)]),
      ],
      errors: [
        "binary_crossentropy(ones(2), ones(3))", "binary_crossentropy(ones(2), ones(2), axis=1)",
      ]
    ) { arguments, at in
      var (target, prediction) = try at.probabilities(arguments)
      if let smoothing = try at.smoothing(arguments) {
        target = try at.smoothed(target, smoothing, rest: 0.5 * smoothing)
      }
      var cost: Object
      if try at.evaluator.isTrue(arguments.required(2)) {
        cost = try at.call("sigmoid_cross_entropy_with_logits", target, prediction)
      } else {
        prediction = try at.clipped(prediction)
        cost = try at.call("multiply", target, at.call("log", prediction))
        let other = try at.call(
          "multiply", at.call("subtract", .float(1), target),
          at.call("log", at.call("subtract", .float(1), prediction)))
        cost = try at.call("negative", at.call("add", cost, other))
      }
      return try at.reduced(
        "mean", cost, axis: arguments.required(4), keepdims: .bool(false))
    },
    Composition(
      "categorical_crossentropy", tensorflow: kerasNames(["categorical_crossentropy"]),
      summary: "What target probabilities along an axis cost under others.",
      formula: "-sum(y_true*log(p)) for p = y_pred/sum(y_pred) in [1e-7, 1 - 1e-7]",
      convention: clippingConvention,
      example: "categorical_crossentropy([0., 1.], [0.2, 0.8])",
      parameters: targets + [fromLogits, labelSmoothing, lastAxis],
      samples: [
        CallSample(
          "categorical_crossentropy(y, x)",
          ["y": .uniform([2, 3], 0.1...0.9), "x": .uniform([2, 3], 0.2...0.8)]),
        CallSample(
          "categorical_crossentropy(y, x, from_logits=True, label_smoothing=0.1)",
          ["y": .uniform([2, 3], 0.1...0.9), "x": .uniform([2, 3], -2...1.5)]),
      ],
      errors: [
        "categorical_crossentropy(ones(2), ones(3))",
        "categorical_crossentropy(ones(2), ones(2), axis=1)",
        "categorical_crossentropy(1., 1.)",
      ]
    ) { arguments, at in
      var (target, prediction) = try at.probabilities(arguments)
      guard let classes = try at.type(of: target).shape.last else {
        throw EvaluationError(
          .shapeError, "categorical_crossentropy() takes probabilities of rank 1 or more, not 0")
      }
      if let smoothing = try at.smoothing(arguments) {
        target = try at.smoothed(target, smoothing, rest: smoothing / Double(max(classes, 1)))
      }
      let axis = arguments.required(4)
      if try at.evaluator.isTrue(arguments.required(2)) {
        return try at.crossEntropy(target, prediction, axis: axis)
      }
      let sum = try at.reduced("sum", prediction, axis: axis, keepdims: .bool(true))
      prediction = try at.clipped(at.call("divide", prediction, sum))
      let products = try at.call("multiply", target, at.call("log", prediction))
      return try at.call(
        "negative", at.reduced("sum", products, axis: axis, keepdims: .bool(false)))
    },
    Composition(
      "sparse_categorical_crossentropy",
      tensorflow: kerasNames(["sparse_categorical_crossentropy"]),
      summary: "What classes cost under probabilities in the last axis.",
      formula: "-log_softmax(log(p))[y_true] for p = y_pred in [1e-7, 1 - 1e-7]",
      convention: clippingConvention,
      example: "sparse_categorical_crossentropy([1], [[0.2, 0.8]])",
      parameters: targets + [
        fromLogits, .normal("ignore_class", default: .value(.none)), lastAxis,
      ],
      samples: [
        CallSample(
          "sparse_categorical_crossentropy(k, x, ignore_class=0)",
          ["k": .integers([2], [2, 0]), "x": .uniform([2, 3], 0.2...0.8)]),
        CallSample(
          "sparse_categorical_crossentropy(k, x)",
          ["k": .integers([2], [2, 0]), "x": .uniform([2, 3], 0.2...0.8)]),
        CallSample(
          "sparse_categorical_crossentropy(k, x, from_logits=True)",
          ["k": .integers([2, 1], [1, 2]), "x": .uniform([2, 3], -2...1.5)]),
      ],
      errors: [
        "sparse_categorical_crossentropy([3], [[0.2, 0.8]])",
        "sparse_categorical_crossentropy([0, 1], [[0.2, 0.8]])",
        "sparse_categorical_crossentropy([0], [[0.2, 0.8]], axis=0)",
      ]
    ) { arguments, at in
      var prediction = try at.operand(arguments.required(1))
      if !(try at.evaluator.isTrue(arguments.required(2))) {
        prediction = try at.call("log", at.clipped(prediction))
      }
      let rank = try at.type(of: prediction).shape.count
      let axis = try at.axis(arguments.required(4), rank: max(rank, 1))
      guard axis == rank - 1 else {
        throw EvaluationError.value("classes stand on the last axis, not on axis \(axis)")
      }
      var labels = try at.evaluator.value(of: arguments.required(0), castTo: .int64)
      if labels.tensor.rank == (try at.type(of: prediction).shape.count),
        labels.tensor.shape.last == 1
      {
        labels = try at.evaluator.value(
          of: at.call("squeeze", [.tensor(labels)], ["axis": .int(-1)]))
      }
      guard let ignored = try arguments.given(3).map(at.evaluator.index) else {
        return try at.sparseCrossEntropy(labels, prediction)
      }
      // What is ignored costs nothing, whatever is predicted.
      let counts = try at.call("not_equal", .tensor(labels), .int(ignored))
      let others = try at.evaluator.value(
        of: at.call("where", counts, .tensor(labels), .tensor(Value(Tensor(0, dtype: .int64)))))
      return try at.call("where", counts, at.sparseCrossEntropy(others, prediction), .float(0))
    },
    Composition(
      "kl_divergence", bare: ["kullback_leibler_divergence", "kld"],
      tensorflow: kerasNames([
        "kl_divergence", "kullback_leibler_divergence", "kld", "KLD",
      ]),
      summary: "What is lost, in the last axis, where probabilities are taken for others.",
      formula: "sum(y_true*log(y_true/y_pred)), both in [1e-7, 1]",
      convention: clippingConvention, example: "kl_divergence([0.5, 0.5], [0.2, 0.8])",
      parameters: targets,
      samples: [
        CallSample(
          "kl_divergence(y, x)",
          ["y": .uniform([2, 3], 0.1...0.9), "x": .uniform([2, 3], 0.2...0.8)])
      ],
      errors: ["kl_divergence(ones(2), ones(3))", "kl_divergence(1., 1.)"]
    ) { arguments, at in
      let (target, prediction) = try at.probabilities(arguments)
      let limited = try [target, prediction].map {
        try at.call("clip_by_value", $0, .float(1e-7), .float(1))
      }
      let quotient = try at.call("divide", limited[0], limited[1])
      return try at.reduced(
        "sum", at.call("multiply", limited[0], at.call("log", quotient)), axis: .int(-1),
        keepdims: .bool(false))
    },
  ]

  private static let clippingConvention =
    "that of clip_by_value at 1e-7 and 1 - 1e-7; beyond them the derivative is 0"
  private static let targets: [BuiltinParameter] = [.normal("y_true"), .normal("y_pred")]
  private static let fromLogits = BuiltinParameter.normal(
    "from_logits", default: .value(.bool(false)))
  private static let labelSmoothing = BuiltinParameter.normal(
    "label_smoothing", default: .value(.float(0)))
  private static let lastAxis = BuiltinParameter.normal("axis", default: .value(.int(-1)))
}

extension Composer {
  /// The first two arguments, of one shape, the targets in the predictions' element type.
  fileprivate func probabilities(_ arguments: BoundArguments) throws -> (Object, Object) {
    let prediction = try operand(arguments.required(1))
    let target = Object.tensor(
      try evaluator.value(
        of: arguments.required(0), castTo: type(of: prediction).dtype))
    try requireEqualShapes(target, prediction, ("y_true", "y_pred"))
    return (target, prediction)
  }

  /// How much of the targets is spread over all; nil for nothing.
  fileprivate func smoothing(_ arguments: BoundArguments) throws -> Double? {
    let smoothing = try evaluator.real(arguments.required(3), for: "label_smoothing")
    return smoothing == 0 ? nil : smoothing
  }

  /// Targets of which a part is replaced by the same for all.
  fileprivate func smoothed(_ target: Object, _ part: Double, rest: Double) throws -> Object {
    try call("add", call("multiply", target, .float(1 - part)), .float(rest))
  }

  /// Probabilities that have a logarithm, and whose complement has one.
  fileprivate func clipped(_ probabilities: Object) throws -> Object {
    try call("clip_by_value", probabilities, .float(1e-7), .float(1 - 1e-7))
  }
}
