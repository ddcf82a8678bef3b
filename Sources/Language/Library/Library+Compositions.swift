import Autodiff
import Tensors

extension Library {
  /// What is made of primitives and declared like one, by the topics of the primitives.
  static let composed: [(title: String, compositions: [Composition])] = [
    ("elementary functions", elementaryCompositions + combinedCompositions),
    ("reductions", reductionCompositions),
    ("shapes", shapeCompositions), ("indexing", indexingCompositions),
    ("linear algebra", linearAlgebraCompositions), ("neural networks", networkCompositions),
  ]

  /// Functions that are made of primitives, so that derivatives of every order flow through them.
  static let compositions: [BuiltinFunction] = softmaxes + combinations

  private static let axis = BuiltinParameter.normal("axis", "axes", default: .value(.none))
  private static let keepdims = BuiltinParameter.normal(
    "keepdims", "keep_dims", default: .value(.bool(false)))

  /// A function under its bare and TensorFlow's names, and under NumPy's with NumPy's habits.
  static func both(
    _ name: String, bare: [String]? = nil, tensorflow: [String], numpy: [String] = [],
    summary: String, example: String, parameters: [BuiltinParameter],
    _ body: @escaping @Sendable (BoundArguments, Composer) throws -> Object
  ) -> [BuiltinFunction] {
    let recorded = BuiltinFunction(
      name, bare: bare ?? [name], tensorflow: tensorflow, summary: summary, example: example,
      parameters: parameters + [.operationName]
    ) { arguments, evaluator in
      try body(arguments, Composer(evaluator: evaluator, namespace: .bare))
    }
    guard !numpy.isEmpty else { return [recorded] }
    let plain = BuiltinFunction(
      name, numpy: numpy, summary: summary,
      example: "np.\(numpy[0])" + example.dropFirst(name.count), parameters: parameters
    ) { arguments, evaluator in
      try body(arguments, Composer(evaluator: evaluator, namespace: .numpy))
    }
    return [recorded, plain]
  }

  private static let softmaxes: [BuiltinFunction] =
    [
      along("softmax", ["nn.softmax"], "exp(x) divided by its sum along an axis.") { x, axis, at in
        let exponentials = try at.call("exp", at.shifted(x, axis: axis).rest)
        return try at.call(
          "divide", exponentials,
          at.reduced("sum", exponentials, axis: axis, keepdims: .bool(true)))
      },
      along("log_softmax", ["nn.log_softmax"], "The logarithm of softmax, without overflow.") {
        x, axis, at in
        let rest = try at.shifted(x, axis: axis).rest
        let sum = try at.reduced("sum", at.call("exp", rest), axis: axis, keepdims: .bool(true))
        return try at.call("subtract", rest, at.call("log", sum))
      },
    ].flatMap { $0 }

  private static func along(
    _ name: String, _ tensorflow: [String], _ summary: String,
    _ body: @escaping @Sendable (Object, Object, Composer) throws -> Object
  ) -> [BuiltinFunction] {
    both(
      name, tensorflow: tensorflow, summary: summary, example: "\(name)([1., 2., 3.])",
      parameters: [
        .normal("x", "logits", "a"), .normal("axis", "dim", default: .value(.int(-1))),
      ]
    ) { arguments, at in
      try body(at.operand(arguments.required(0)), arguments.given(1) ?? .int(-1), at)
    }
  }

  private static let combinations: [BuiltinFunction] =
    both(
      "squared_difference", tensorflow: ["math.squared_difference"],
      summary: "The square of the difference of two tensors.",
      example: "squared_difference([3.], [1.])", parameters: [.normal("x"), .normal("y")]
    ) { arguments, at in
      try at.call("square", at.call("subtract", arguments.required(0), arguments.required(1)))
    }
    + both(
      "l2_loss", tensorflow: ["nn.l2_loss"], summary: "Half the sum of the squares.",
      example: "l2_loss([3., 4.])", parameters: [.normal("t", "x")]
    ) { arguments, at in
      let squares = try at.call("square", at.operand(arguments.required(0)))
      return try at.call("divide", at.call("sum", squares), .float(2))
    }
    + both(
      "softmax_cross_entropy_with_logits", tensorflow: ["nn.softmax_cross_entropy_with_logits"],
      summary: "-sum(labels * log_softmax(logits)) along an axis.",
      example: "softmax_cross_entropy_with_logits([0., 1.], [1., 2.])",
      parameters: [
        .normal("labels"), .normal("logits"), .normal("axis", default: .value(.int(-1))),
      ]
    ) { arguments, at in
      let axis = arguments.required(2)
      let rest = try at.shifted(at.operand(arguments.required(1)), axis: axis).rest
      let sum = try at.reduced("sum", at.call("exp", rest), axis: axis, keepdims: .bool(true))
      let logarithms = try at.call("subtract", rest, at.call("log", sum))
      let products = try at.call("multiply", at.operand(arguments.required(0)), logarithms)
      return try at.call(
        "negative", at.reduced("sum", products, axis: axis, keepdims: .bool(false)))
    }
}
