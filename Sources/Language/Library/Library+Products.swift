import Autodiff
import Tensors

/// Products with Jacobians and Hessians, which are never there as a whole.
extension Library {
  static let products: [BuiltinFunction] = [
    BuiltinFunction(
      "jvp", bare: ["jvp"],
      summary:
        "A Jacobian-vector product: of a recorded value, or a function's value with its tangent.",
      example: "jvp(lambda x: x ** 2, constant([1., 2.]), constant([1., 0.]))",
      parameters: [
        .normal("y", "fun", role: .target), .normal("x", "primals", role: .source),
        .normal("v", "tangents"),
      ]
    ) { arguments, evaluator in
      let (y, x, v) = (arguments.required(0), arguments.required(1), arguments.required(2))
      guard evaluator.isFunction(y) else {
        return try evaluator.tangent(of: y, by: x, along: v)
      }
      let primals = evaluator.listItems(x) ?? [x]
      let tangents = evaluator.listItems(x) == nil ? [v] : evaluator.listItems(v) ?? [v]
      guard primals.count == tangents.count else {
        throw EvaluationError.value(
          "jvp() was given \(primals.count) arguments and \(tangents.count) tangents")
      }
      let trace = try FunctionTrace(
        y, CallArguments(primals), by: Array(primals.indices), isPersistent: true, evaluator)
      defer { trace.end() }
      return evaluator.makeTuple([
        trace.result, try trace.tangents(along: tangents, of: trace.result),
      ])
    },
    BuiltinFunction(
      "vjp", bare: ["vjp"],
      summary:
        "A vector-Jacobian product: of a recorded value, or a function's value with its pullback.",
      example: "vjp(lambda x: x ** 2, constant([1., 2.]))",
      parameters: [.normal("y", "fun", role: .target), .rest("primals", role: .source)]
    ) { arguments, evaluator in
      let y = arguments.required(0)
      guard evaluator.isFunction(y) else {
        guard arguments.rest.count == 2 else {
          throw EvaluationError.type(
            "vjp() of a value takes a source and a cotangent", hint: "write vjp(y, x, v)")
        }
        return try evaluator.cotangent(of: y, by: arguments.rest[0], seed: arguments.rest[1])
      }
      return try evaluator.valueAndPullback(of: y, at: arguments.rest)
    },
    BuiltinFunction(
      "hvp", bare: ["hvp"],
      summary: "The Hessian of a recorded value, or of a function, times a vector.",
      example: "hvp(lambda x: sum(x ** 3), constant([1., 2.]), constant([1., 0.]))",
      parameters: [
        .normal("z", "fun", role: .target), .normal("x", role: .source), .normal("v"),
      ]
    ) { arguments, evaluator in
      let (z, x, v) = (arguments.required(0), arguments.required(1), arguments.required(2))
      guard evaluator.isFunction(z) else {
        return try evaluator.hessianProduct(of: z, by: x, along: v)
      }
      let trace = try FunctionTrace(
        z, CallArguments([x]), by: [0], isPersistent: true, evaluator)
      defer { trace.end() }
      return try trace.tangents(along: [v], of: trace.gradients(of: trace.result)[0])
    },
  ]
}

extension Evaluator {
  /// What a recorded product is taken of, by and on.
  private func recorded(
    _ y: Object, _ x: Object
  ) throws -> (target: Target, source: Source, tape: TapeID)? {
    let target = Target(try gradientTarget(y))
    let source = try gradientSource(x)
    return tape(recording: [target]).map { (target, source, $0) }
  }

  private func object(_ gradient: Gradient?) -> Object {
    if case .value(let value)? = gradient { return .tensor(value) }
    return .none
  }

  /// The tangent of a recorded value along one of a source.
  fileprivate func tangent(of y: Object, by x: Object, along v: Object) throws -> Object {
    guard let (target, source, tape) = try recorded(y, x) else { return .none }
    let tangent = try tangents(v, for: [source], like: x)[0]
    let found = try withRecorder { recorder in
      try recorder.pushforward(
        of: [target.value], along: [(source, tangent)], on: tape, calling: self)
    }
    return object(found.first)
  }

  /// The cotangent of a source for one of a recorded value.
  fileprivate func cotangent(of y: Object, by x: Object, seed v: Object) throws -> Object {
    guard let (_, source, tape) = try recorded(y, x) else { return .none }
    let seeded = try gradientTargets(y, seeds: v)
    let found = try withRecorder { recorder in
      try recorder.gradient(of: seeded, by: [source], on: tape, calling: self)
    }
    return object(found.first)
  }

  fileprivate func hessianProduct(of z: Object, by x: Object, along v: Object) throws -> Object {
    guard let (target, source, tape) = try recorded(z, x) else { return .none }
    let tangent = try tangents(v, for: [source], like: x)[0]
    return object(
      try hessianProduct(of: target, by: source, along: tangent, on: tape, isRecorded: true))
  }

  /// The value of a function at some arguments, and the function that pulls cotangents back.
  fileprivate func valueAndPullback(of function: Object, at primals: [Object]) throws -> Object {
    guard !primals.isEmpty else {
      throw EvaluationError.type(
        "vjp() of a function takes the arguments to call it with", hint: "write vjp(f, x)")
    }
    let trace = try FunctionTrace(
      function, CallArguments(primals), by: Array(primals.indices), isPersistent: true, self)
    session.recorder.closeTape(trace.tape)
    // The tape lives as long as the pullback that asks it.
    let tape = Object.reference(
      session.heap.insert(
        .tape(TapeObject(id: trace.tape, isPersistent: true, watchesVariables: false))))
    let captured = [tape, trace.result, makeTuple(trace.arguments)]
    let pullback = makeTransformed(
      TransformedFunction(name: "vjp", captured: captured) { captured, arguments, evaluator in
        guard arguments.positional.count == 1, arguments.keywords.isEmpty else {
          throw EvaluationError.type("a pullback takes one cotangent, of the value's shape")
        }
        let targets = try evaluator.gradientTargets(captured[1], seeds: arguments.positional[0])
        let sources = try evaluator.gradientSources(captured[2])
        let id = try evaluator.usedTape(captured[0])
        let gradients = try evaluator.withRecorder { recorder in
          try recorder.gradient(
            of: targets, by: sources, on: id, zeroForUnconnected: true, calling: evaluator)
        }
        return try evaluator.gradientNest(gradients, like: captured[2])
      })
    return makeTuple([trace.result, pullback])
  }
}
