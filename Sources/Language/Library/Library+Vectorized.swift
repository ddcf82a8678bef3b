import Autodiff
import Tensors

/// Functions of one example that are given many at once.
extension Library {
  static let vectorized: [BuiltinFunction] = [
    BuiltinFunction(
      "vmap", bare: ["vmap"],
      summary: "A function of many arguments at once, stacked along an axis, from one of a single.",
      example: "vmap(lambda x, w: dot(x, w), in_axes=(0, None))(ones(3, 2), ones(2))",
      parameters: [
        .normal("fun", role: .function), .normal("in_axes", default: .value(.int(0))),
        .normal("out_axes", default: .value(.int(0))),
      ]
    ) { arguments, evaluator in
      let function = try evaluator.callable(arguments.required(0), "vmap")
      let axes = arguments.required(1)
      let out = try evaluator.integer(arguments.required(2), "out_axes")
      return evaluator.makeTransformed(
        TransformedFunction(name: "vmap", captured: [function, axes]) {
          captured, arguments, evaluator in
          let inAxes = try evaluator.axes(
            captured[1], count: arguments.positional.count, name: "in_axes")
          return try VectorizedCall(captured[0], arguments, inAxes, out, evaluator).result()
        })
    },
    BuiltinFunction(
      "vectorized_map", tensorflow: ["vectorized_map"],
      summary: "A function of one element, applied to all along the first axis at once.",
      example: "tf.vectorized_map(lambda x: x * x, ones(3))",
      parameters: [
        .normal("fn", role: .function), .normal("elems"),
        .normal("fallback_to_while_loop", default: .value(.bool(true))),
        .normal("warn", default: .value(.bool(true))),
      ]
    ) { arguments, evaluator in
      let function = try evaluator.callable(arguments.required(0), "vectorized_map")
      return try VectorizedCall(
        function, CallArguments([arguments.required(1)]), [0], 0, evaluator
      ).result()
    },
  ]
}

extension Evaluator {
  /// The axis of each argument, nil for one that serves all: one integer, or a tuple with one for
  /// each.
  fileprivate func axes(_ object: Object, count: Int, name: String) throws -> [Int?] {
    guard let items = listItems(object) else {
      let axis = object.isNone ? nil : try integer(object, name)
      return Array(repeating: axis, count: count)
    }
    guard items.count == count else {
      throw EvaluationError.value("\(name) names \(items.count) axes for \(count) arguments")
    }
    return try items.map { $0.isNone ? nil : try integer($0, name) }
  }
}
