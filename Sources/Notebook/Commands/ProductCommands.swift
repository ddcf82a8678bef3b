import Autodiff
import Language
import Tensors

extension CommandDeclaration {
  /// The command `vjp y x v`.
  static let vjp = CommandDeclaration(
    syntax: CommandSyntax(
      name: "vjp", arguments: [.expression], required: 3, repeatsLast: true, givesValue: true),
    expecting: ArgumentExpectation([.target, .source, .tensor], clauses: ["on": .tape]),
    group: "derivatives",
    summary: "Show a vector-Jacobian product: a cotangent of y, pulled back to x.",
    usage: "vjp y x v [on TAPE]",
    details: """
      `v` has the shape of `y`, and the product has that of `x`: one pass in reverse mode, whatever \
      the shapes. `grad y x` is `vjp y x ones_like(y)`.
      """,
    examples: [
      Example(
        "x = constant([1., 2.])\nwatch x\ny = x * x\nvjp y x [1., 10.]", output: "[ 2. 40.]")
    ]
  ) { invocation in
    let request = try DerivativeRequest(invocation, furtherCount: 1)
    return try request.answer(isValueNeeded: invocation.isValueNeeded) { id in
      let target = try request.onlyTarget()
      let seed = try request.evaluator.value(
        of: request.further[0], dtype: target.value.tensor.dtype)
      let source = try request.onlySource()
      return try request.evaluator.withRecorder { recorder in
        try recorder.gradient(
          of: [Target(target.value, seed: seed)], by: [source], on: id,
          calling: request.evaluator)
      }
    }
  }

  /// The command `jvp y x v`.
  static let jvp = CommandDeclaration(
    syntax: CommandSyntax(
      name: "jvp", arguments: [.expression], required: 3, repeatsLast: true, givesValue: true),
    expecting: ArgumentExpectation([.target, .source, .tensor], clauses: ["on": .tape]),
    group: "derivatives",
    summary: "Show a Jacobian-vector product: how y moves when x moves along v.",
    usage: "jvp y x v [on TAPE]",
    details: """
      `v` has the shape of `x`, and the product has that of `y`: one pass in forward mode over what \
      the tape recorded. The tape is not used up.
      """,
    examples: [
      Example(
        "x = constant([1., 2.])\nwatch x\ny = x * x\njvp y x [1., 10.]", output: "[ 2. 40.]")
    ]
  ) { invocation in
    let request = try DerivativeRequest(invocation, furtherCount: 1)
    return try request.answer(isValueNeeded: invocation.isValueNeeded) { id in
      let source = try request.onlySource()
      let tangent = try request.evaluator.value(of: request.further[0], dtype: source.dtype)
      let target = try request.onlyTarget().value
      return try request.evaluator.withRecorder { recorder in
        try recorder.pushforward(
          of: [target], along: [(source, tangent)], on: id, calling: request.evaluator)
      }
    }
  }
}

extension CommandDeclaration {
  /// The command `hvp z x v`.
  static let hvp = CommandDeclaration(
    syntax: CommandSyntax(
      name: "hvp", arguments: [.expression], required: 3, repeatsLast: true, givesValue: true),
    expecting: ArgumentExpectation([.target, .source, .tensor], clauses: ["on": .tape]),
    group: "derivatives",
    summary: "Show a Hessian-vector product: how the gradient moves when x moves along v.",
    usage: "hvp z x v [on TAPE]",
    details: """
      `v` has the shape of `x`, and so has the product: forward mode over reverse mode, without the \
      Hessian itself. The tape is not used up.
      """,
    examples: [
      Example(
        "x = constant([1., 2.])\nwatch x\nz = sum(x ** 3)\nhvp z x [1., 10.]",
        output: "[  6. 120.]")
    ]
  ) { invocation in
    let request = try DerivativeRequest(invocation, furtherCount: 1)
    return try request.answer(isValueNeeded: invocation.isValueNeeded) { id in
      let (target, source) = (try request.onlyTarget(), try request.onlySource())
      let tangent = try request.evaluator.value(of: request.further[0], dtype: source.dtype)
      return [
        try request.evaluator.hessianProduct(
          of: target, by: source, along: tangent, on: id, isRecorded: invocation.isValueNeeded)
      ]
    }
  }
}

extension DerivativeRequest {
  /// Shows or gives the one derivative that a tape computes, or shows None with its reason.
  fileprivate func answer(
    isValueNeeded: Bool, _ compute: (TapeID) throws -> [Gradient]
  ) throws -> Object? {
    let gradient = try tape.map(compute)?.first ?? .none(try cause(at: 0))
    var result = Object.none
    if case .value(let value) = gradient { result = .tensor(value) }
    if isValueNeeded { return result }
    tellTape()
    switch gradient {
    case .value(let value): evaluator.emit(.value(.tensor(value.tensor)))
    case .none: try showCause(at: 0)
    }
    evaluator.session.lastValue = result
    return nil
  }

  func onlyTarget() throws -> Target {
    guard targets.count == 1 else {
      throw EvaluationError.value("one value is differentiated at a time, not \(targets.count)")
    }
    return targets[0]
  }

  func onlySource() throws -> Source {
    guard sources.count == 1 else {
      throw EvaluationError.value(
        "it is differentiated by one value at a time, not by \(sources.count)")
    }
    return sources[0]
  }
}
