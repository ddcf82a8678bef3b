import Autodiff
import Language

extension CommandDeclaration {
  /// The command `grad z x y`.
  static let grad = CommandDeclaration(
    syntax: CommandSyntax(
      name: "grad", arguments: [.expression], required: 2, repeatsLast: true, givesValue: true),
    expecting: ArgumentExpectation(
      [.target, .source], clauses: ["on": .tape], options: ["zero"]),
    group: "derivatives", summary: "Show the gradient of a value by each source.",
    usage: "grad z x y … [on TAPE] [--zero]",
    details: """
      Takes the derivative of `z`, summed over its elements, by `x`, by `y` and so on, from the \
      tape that recorded `z` last, or from the tape named after `on`. `g = grad z x` keeps the \
      gradient; of several sources, the list of gradients.
      Where there is no derivative, `None` is shown with its reason; `--zero` gives zeros instead.
      """,
    examples: [
      Example(
        "x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y\ngrad z x", output: "[[8. 8.]\n [8. 8.]]"),
      Example(
        "x = constant(3.)\nwatch x\nz = x ** 3\ng = grad z x\ngrad g x", output: "18.0"),
    ]
  ) { invocation in
    let request = try DerivativeRequest(invocation)
    let isZero = try invocation.hasOption("zero")
    return try GradientAnswer(request, isZeroForUnconnected: isZero)
      .run(isValueNeeded: invocation.isValueNeeded)
  }
}

/// The gradients that `grad` shows or gives.
private struct GradientAnswer {
  let request: DerivativeRequest
  let evaluator: Evaluator
  let isZeroForUnconnected: Bool

  init(_ request: DerivativeRequest, isZeroForUnconnected: Bool) {
    self.request = request
    self.isZeroForUnconnected = isZeroForUnconnected
    evaluator = request.evaluator
  }

  func run(isValueNeeded: Bool) throws -> Object? {
    let gradients: [Gradient]
    if let id = request.tape {
      gradients = try evaluator.session.recorder.gradient(
        of: request.targets, by: request.sources, on: id,
        zeroForUnconnected: isZeroForUnconnected)
    } else {
      gradients = try unrecorded()
    }
    let result = try evaluator.gradientNest(gradients, like: request.nest)
    if isValueNeeded { return result }
    try show(gradients)
    evaluator.session.lastValue = result
    return nil
  }

  private func show(_ gradients: [Gradient]) throws {
    request.tellTape()
    for (index, gradient) in gradients.enumerated() {
      switch gradient {
      case .value(let value): evaluator.emit(.value(.tensor(value.tensor)))
      case .none: try request.showCause(at: index)
      }
    }
  }

  /// What a target that no tape recorded gives: zeros, or the reasons.
  private func unrecorded() throws -> [Gradient] {
    if isZeroForUnconnected {
      var recorder = Recorder()
      let id = recorder.openTape(kind: .session, isPersistent: true)
      return try recorder.gradient(
        of: request.targets, by: request.sources, on: id, zeroForUnconnected: true)
    }
    return try request.causes()
  }
}
