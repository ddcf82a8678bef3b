public import Autodiff

/// Derivatives of a value that a tape recorded, and of a function, as functions.
extension Library {
  static let derivatives: [BuiltinFunction] = [
    BuiltinFunction(
      "grad", bare: ["grad"],
      summary: "The gradient of a recorded value, or, given a function, its gradient's function.",
      example: "grad(lambda x: x ** 2)(3.)", parameters: valueOrFunction
    ) { arguments, evaluator in
      let use = try DerivativeUse("grad", arguments, evaluator)
      return try use.answer(evaluator) { trace, _ in
        try trace.gradients(of: trace.result)
      } recorded: { targets, sources, id, nest in
        let gradients = try evaluator.withRecorder { recorder in
          try recorder.gradient(of: targets, by: sources, on: id, calling: evaluator)
        }
        return try evaluator.gradientNest(gradients, like: nest)
      }
    },
    BuiltinFunction(
      "value_and_grad", bare: ["value_and_grad"],
      summary: "A function that gives the value of another and its gradient, as a pair.",
      example: "value_and_grad(lambda x: x ** 2)(3.)",
      parameters: [.normal("fun", role: .function), .normal("argnums", default: .omitted)]
    ) { arguments, evaluator in
      let use = try DerivativeUse(
        "value_and_grad", of: arguments.required(0), argnums: arguments.given(1), evaluator)
      return use.function(evaluator) { trace, evaluator in
        [trace.result] + [use.packed(try trace.gradients(of: trace.result), evaluator)]
      } packing: { parts, evaluator in
        evaluator.makeTuple(parts)
      }
    },
    BuiltinFunction(
      "jacobian", bare: ["jacobian"],
      summary: "The derivative of each element of a value, or of a function's, by each of x.",
      example: "jacobian(lambda x: x ** 2)(constant([1., 2.]))", parameters: valueOrFunction
    ) { arguments, evaluator in
      let use = try DerivativeUse("jacobian", arguments, evaluator, isPersistent: true)
      return try use.answer(evaluator) { trace, _ in
        try trace.arguments.map {
          try trace.jacobians(of: trace.result, by: $0, mode: nil)
        }
      } recorded: { targets, sources, id, nest in
        let target = try use.only(targets)
        let jacobians = try evaluator.withRecorder { recorder in
          try recorder.jacobian(of: target.value, by: sources, on: id, calling: evaluator)
        }
        return try evaluator.gradientNest(jacobians, like: nest)
      }
    },
    BuiltinFunction(
      "batch_jacobian", bare: ["batch_jacobian"],
      summary: "The Jacobian of each example of a recorded batch, along the first axis.",
      example: "v = Variable([[1., 2.]])\ny = v * v\nbatch_jacobian(y, v)",
      parameters: [.normal("target", role: .target), .normal("source", role: .source)]
    ) { arguments, evaluator in
      let (target, source) = (arguments.required(0), arguments.required(1))
      let targets = try evaluator.gradientTargets(target)
      guard let id = evaluator.tape(recording: targets) else {
        return try evaluator.gradientNest([], like: source)
      }
      return try evaluator.batchJacobian(
        of: target, by: source, unconnected: .none, on: id)
    },
    jacobianFunction(
      "jacrev", .reverse, "The Jacobian of a function, by reverse mode: for few results."),
    jacobianFunction(
      "jacfwd", .forward, "The Jacobian of a function, by forward mode: for few arguments."),
    BuiltinFunction(
      "hessian", bare: ["hessian"],
      summary: "The second derivatives of a recorded value, or of a function.",
      example: "hessian(lambda x: sum(x ** 3))(constant([1., 2.]))", parameters: valueOrFunction
    ) { arguments, evaluator in
      let use = try DerivativeUse("hessian", arguments, evaluator, isPersistent: true)
      return try use.answer(evaluator) { trace, evaluator in
        try trace.gradients(of: trace.result).map { gradient in
          let rows = try trace.arguments.map {
            try trace.jacobians(of: gradient, by: $0, mode: nil)
          }
          return use.packed(rows, evaluator)
        }
      } recorded: { targets, sources, id, nest in
        try evaluator.hessianNest(
          evaluator.hessian(of: use.only(targets), by: sources, on: id, isRecorded: true),
          like: nest)
      }
    },
    BuiltinFunction(
      "D", bare: ["D"],
      summary:
        "The derivative of a function of one argument, as a function; of an order, 1 by default.",
      example: "D(lambda x: x ** 3, 2)(2.)",
      parameters: [.normal("f", role: .function), .normal("order", default: .value(.int(1)))]
    ) { arguments, evaluator in
      var function = arguments.required(0)
      guard evaluator.isFunction(function) else {
        throw EvaluationError.type(
          "D() takes a function, not \(evaluator.typeName(of: function).name)",
          hint: "of a recorded value: grad(z, x)")
      }
      let order = try evaluator.integer(arguments.required(1), "order")
      guard (0...orderLimit).contains(order) else {
        throw EvaluationError.value("the order of a derivative is 0 to \(orderLimit), not \(order)")
      }
      for _ in 0..<order {
        let use = try DerivativeUse("D", of: function, argnums: nil, evaluator)
        function = use.function(evaluator) { trace, _ in try trace.gradients(of: trace.result) }
      }
      return function
    },
  ]

  /// What is differentiated and by what, where it may be a recorded value or a function.
  private static let valueOrFunction: [BuiltinParameter] = [
    .normal("z", "fun", role: .target), .rest("sources", role: .source),
    .keyword("argnums", default: .omitted),
  ]

  private static func jacobianFunction(
    _ name: String, _ mode: Recorder.Mode, _ summary: String
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, bare: [name], summary: summary,
      example: "\(name)(lambda x: x ** 2)(constant([1., 2.]))",
      parameters: [.normal("fun", role: .function), .normal("argnums", default: .omitted)]
    ) { arguments, evaluator in
      let use = try DerivativeUse(
        name, of: arguments.required(0), argnums: arguments.given(1), evaluator,
        isPersistent: true)
      return use.function(evaluator) { trace, _ in
        try trace.arguments.map { try trace.jacobians(of: trace.result, by: $0, mode: mode) }
      }
    }
  }

  /// Each order nests a tape and a call within the one before.
  private static let orderLimit = 20
}

extension Evaluator {
  /// The Hessian of a target by some sources, as a row of blocks for each.
  ///
  /// - Parameter isRecorded: whether a tape that is open and persistent records it, so that it has
  ///   derivatives itself; else nothing is recorded and no tape is used up.
  public func hessian(
    of target: Target, by sources: [Source], on id: TapeID, isRecorded: Bool
  ) throws -> [[Gradient]] {
    try withRecorder { recorder in
      isRecorded && recorder.isReusable(id)
        ? try recorder.recordedHessian(of: target, by: sources, on: id, calling: self)
        : try recorder.hessian(of: target, by: sources, on: id, calling: self)
    }
  }

  /// The Hessian of a target by a source, times a vector.
  ///
  /// - Parameter isRecorded: as for `hessian`.
  public func hessianProduct(
    of target: Target, by source: Source, along tangent: Value, on id: TapeID, isRecorded: Bool
  ) throws -> Gradient {
    try withRecorder { recorder in
      isRecorded && recorder.isReusable(id)
        ? try recorder.recordedHessianProduct(
          of: target, by: source, along: tangent, on: id, calling: self)
        : try recorder.hessianProduct(
          of: target, by: source, along: tangent, on: id, calling: self)
    }
  }

  /// The blocks of a Hessian as lists of lists; of one source its only block.
  public func hessianNest(_ blocks: [[Gradient]], like nest: Object) throws -> Object {
    guard blocks.count != 1 else { return try gradientNest(blocks[0], like: nest) }
    return makeList(try blocks.map { try gradientNest($0, like: nest) })
  }
}

extension Recorder {
  /// Whether a tape is open and gives any number of answers.
  fileprivate func isReusable(_ id: TapeID) -> Bool {
    tape(id).map { $0.isOpen && $0.isPersistent } ?? false
  }
}
