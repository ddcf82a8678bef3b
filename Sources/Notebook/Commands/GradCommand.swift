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
      gradients = try evaluator.withRecorder { recorder in
        try recorder.gradient(
          of: request.targets, by: request.sources, on: id,
          zeroForUnconnected: isZeroForUnconnected, calling: evaluator)
      }
    } else {
      gradients = try unrecorded()
    }
    return try request.answer(gradients, isValueNeeded: isValueNeeded)
  }

  /// What a target that no tape recorded gives: ones by itself, else zeros or the reasons.
  private func unrecorded() throws -> [Gradient] {
    var recorder = Recorder()
    let id = recorder.openTape(kind: .session, isPersistent: true)
    let found = try recorder.gradient(
      of: request.targets, by: request.sources, on: id, zeroForUnconnected: isZeroForUnconnected)
    return zip(found, try request.causes()).map { gradient, cause in
      if case .value = gradient { gradient } else { cause }
    }
  }
}
