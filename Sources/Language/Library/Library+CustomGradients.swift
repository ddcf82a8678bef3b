import Autodiff
import Tensors

/// Functions with derivatives of their own.
extension Library {
  static let customGradients: [BuiltinFunction] = [
    BuiltinFunction(
      "custom_gradient", bare: ["custom_gradient"], tensorflow: ["custom_gradient"],
      summary: "Decorates a function that returns its value and the function of its gradient.",
      example: """
        @custom_gradient
        def f(x):
          def grad(dy):
            return 2. * dy
          return x * x, grad
        f(constant(3.))
        """,
      parameters: [.normal("f", role: .function)]
    ) { arguments, evaluator in
      let function = try evaluator.callable(arguments.required(0), "custom_gradient")
      try evaluator.checkCustomGradient(of: function)
      return evaluator.makeTransformed(
        TransformedFunction(
          name: evaluator.functionName(function), captured: [function]
        ) { captured, arguments, evaluator in
          try evaluator.callWithOwnGradient(captured[0], arguments)
        })
    },
    BuiltinFunction(
      "recompute_grad", bare: ["recompute_grad"], tensorflow: ["recompute_grad"],
      summary: "A function whose values are not kept for the gradient but computed again.",
      example: "recompute_grad(lambda x: sin(exp(x)))(constant(1.))",
      parameters: [.normal("f", role: .function)]
    ) { arguments, evaluator in
      let function = try evaluator.callable(arguments.required(0), "recompute_grad")
      return evaluator.makeTransformed(
        TransformedFunction(
          name: evaluator.functionName(function), captured: [function]
        ) { captured, arguments, evaluator in
          try evaluator.callToBeRecomputed(captured[0], arguments)
        })
    },
  ]
}

extension Evaluator {
  /// An object that is a function.
  func callable(_ object: Object, _ name: String) throws -> Object {
    guard isFunction(object) else {
      throw EvaluationError.type(
        "\(name)() takes a function, not \(typeName(of: object).name)")
    }
    return object
  }

  // MARK: custom_gradient

  /// Calls a decorated function and records its values with the gradient that it gives.
  func callWithOwnGradient(_ function: Object, _ given: CallArguments) throws -> Object {
    let name = functionName(function)
    let arguments = try customArguments(given)
    let operands = try self.operands(of: arguments)
    let (result, variables) = try callNotingVariables(
      function, callArguments(arguments, with: operands), except: arguments.variables)
    guard let pair = listItems(result), pair.count == 2, isFunction(pair[1]) else {
      throw EvaluationError.type(
        "custom_gradient: \(name)() must return its value and the function of its gradient",
        hint: "end it with: return y, grad")
    }
    if !variables.isEmpty, !takesVariables(pair[1]) {
      // TensorFlow's text.
      throw EvaluationError.type(
        "If using @custom_gradient with a function that uses variables, then grad_fn must accept "
          + "a 'variables' keyword argument.",
        hint: "def grad(dy, variables=None): …; return grads, grads_by_variables")
    }
    let all = operands + readings(of: variables)
    let values = try outputs(of: pair[0], name)
    guard all.contains(where: { $0.tensor.dtype.isFloatingPoint }) else { return pair[0] }
    if muteDepth == 0 { try checkCustomGradient(of: function, at: operands) }
    var next = 0
    return try mapLeaves(of: pair[0]) { leaf in
      guard case .tensor(let value) = leaf, value.tensor.dtype.isFloatingPoint else {
        next += 1
        return leaf
      }
      let gradient = CustomGradient(
        name: name, function: function, gradient: pair[1], arguments: arguments,
        variables: variables, outputs: values.map { TensorType($0.tensor) }, output: next)
      next += 1
      return .tensor(
        try session.recorder.record(
          CustomOperation(name: name, dtype: value.tensor.dtype, payload: gradient), all,
          result: value))
    }
  }

  /// Whether a gradient's function can be told the Variables; what is not written in the language
  /// is let pass.
  private func takesVariables(_ function: Object) -> Bool {
    guard case .function(let function)? = heapObject(function) else { return true }
    return function.definition.parameters.contains {
      $0.name == "variables" || $0.kind == .keywordRest
    }
  }

  func readings(of variables: [Reference]) -> [Value] {
    variables.compactMap { reference in
      variable(.reference(reference)).map { read($0, reference) }
    }
  }

  /// The cotangents of a call's operands, from the user's function.
  func cotangents(
    of gradient: CustomGradient, operands: [Value], for cotangent: Value
  ) throws -> [Value?] {
    var given: [Object] = []
    for (index, type) in gradient.outputs.enumerated() {
      let zeros = Value(try Tensor.zeros(type.shape, type.dtype))
      given.append(.tensor(index == gradient.output ? cotangent : zeros))
    }
    var keywords: [CallArguments.Keyword] = []
    if !gradient.variables.isEmpty {
      keywords = [.init("variables", makeList(gradient.variables.map { .reference($0) }))]
    }
    let result = try call(gradient.gradient, CallArguments(given, keywords: keywords))
    var parts: [Object] = []
    if gradient.variables.isEmpty {
      try forEachLeaf(of: result) { parts.append($0) }
      // What is returned for no operand at all says nothing.
      if gradient.arguments.count == 0 { parts = [] }
    } else {
      guard let pair = listItems(result), pair.count == 2 else {
        throw EvaluationError.type(
          "the gradient of \(gradient.name)() must return two lists: by its arguments and by its "
            + "variables")
      }
      try forEachLeaf(of: pair[0]) { if gradient.arguments.count > 0 { parts.append($0) } }
      try forEachLeaf(of: pair[1]) { parts.append($0) }
    }
    guard parts.count == operands.count else {
      throw EvaluationError.value(
        "the gradient of \(gradient.name)() gave \(parts.count) gradients for \(operands.count) "
          + "arguments", hint: "return one for each argument, None where there is none")
    }
    return try zip(parts, operands).enumerated().map { index, pair in
      try self.cotangent(pair.0, for: pair.1, "argument \(index + 1) of \(gradient.name)()")
    }
  }

  /// What a user's function gave as the gradient by an operand.
  private func cotangent(_ object: Object, for operand: Value, _ what: String) throws -> Value? {
    guard !object.isNone, operand.tensor.dtype.isFloatingPoint else { return nil }
    let value = try self.value(of: object, numbersAs: operand.tensor.dtype)
    let types = (TensorType(value.tensor), TensorType(operand.tensor))
    guard types.0.shape == types.1.shape else {
      throw EvaluationError(
        .shapeError,
        "the gradient by \(what) has shape \(Shape.text(types.0.shape)), and the argument "
          + Shape.text(types.1.shape), hint: "a gradient has the shape of what it is taken by")
    }
    guard types.0.dtype == types.1.dtype else {
      throw EvaluationError(
        .dtypeError,
        "the gradient by \(what) is \(types.0.dtype.name), and the argument \(types.1.dtype.name)")
    }
    return value
  }

  /// The value of a decorated function at other operands.
  func result(of gradient: CustomGradient, operands: [Value]) throws -> Value {
    let (own, others) = split(operands, gradient.arguments)
    let references = gradient.arguments.variables.compactMap { $0 } + gradient.variables
    let result = try withVariables(references, holding: own.variables + others) {
      try call(gradient.function, callArguments(gradient.arguments, with: own.all))
    }
    guard let pair = listItems(result), let value = pair.first else {
      throw EvaluationError.type("custom_gradient: \(gradient.name)() gave no pair")
    }
    return try outputs(of: value, gradient.name)[gradient.output]
  }

  /// The operands that are arguments, those of them that are Variables, and the other Variables'.
  func split(
    _ operands: [Value], _ arguments: CustomArguments
  ) -> (own: (all: [Value], variables: [Value]), others: [Value]) {
    let all = Array(operands.prefix(arguments.count))
    let variables = zip(all, arguments.variables).compactMap { $1 == nil ? nil : $0 }
    return ((all, variables), Array(operands.dropFirst(arguments.count)))
  }
}
