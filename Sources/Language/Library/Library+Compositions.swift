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
  static let compositions: [BuiltinFunction] = combinations

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

  private static let combinations: [BuiltinFunction] =
    both(
      "squared_difference", tensorflow: ["math.squared_difference"],
      summary: "The square of the difference of two tensors.",
      example: "squared_difference([3.], [1.])", parameters: [.normal("x"), .normal("y")]
    ) { arguments, at in
      try at.call("square", at.call("subtract", arguments.required(0), arguments.required(1)))
    }
}
