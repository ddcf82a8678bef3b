/// What TensorFlow's listings call that has no effect here.
extension Library {
  static let listings: [BuiltinFunction] = [
    BuiltinFunction(
      "executing_eagerly", tensorflow: ["executing_eagerly"],
      summary: "Whether operations run at once, which they do.",
      example: "tf.executing_eagerly()", parameters: []
    ) { _, _ in .bool(true) },
    BuiltinFunction(
      "function", tensorflow: ["function"],
      summary: "Gives a function back as it is: functions run eagerly here.",
      example: "tf.function(abs)",
      parameters: [.normal("func", default: .value(.none)), .keywords("options")]
    ) { arguments, evaluator in
      if let function = arguments.given(0) { return function }
      // @tf.function(jit_compile=True): the call gives the decorator.
      return evaluator.makeTransformed(
        TransformedFunction(name: "tf.function", captured: []) { _, arguments, _ in
          guard let function = arguments.positional.first, arguments.count == 1 else {
            throw EvaluationError.type("tf.function() decorates one function")
          }
          return function
        })
    },
    scope("device", "Runs the block as it is: there is one device."),
    scope("name_scope", "Runs the block as it is: names have no scopes here."),
    BuiltinFunction(
      "enable_v2_behavior",
      tensorflow: [
        "enable_v2_behavior", "enable_eager_execution", "compat.v1.enable_v2_behavior",
        "compat.v1.enable_eager_execution",
      ],
      summary: "Does nothing: operations run eagerly already.",
      example: "tf.enable_v2_behavior()", parameters: [.keywords("options")]
    ) { _, _ in .none },
  ]

  private static func scope(_ name: String, _ summary: String) -> BuiltinFunction {
    BuiltinFunction(
      name, tensorflow: [name], summary: summary, example: "tf.\(name)('/CPU:0')",
      parameters: [.normal("name", "device_name")]
    ) { arguments, evaluator in
      let text = try evaluator.text(arguments.required(0), "\(name)() argument 1")
      return .reference(evaluator.session.heap.insert(.context(ContextObject(.scope(text)))))
    }
  }
}
