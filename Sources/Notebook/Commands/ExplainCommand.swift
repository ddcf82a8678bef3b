import Autodiff
import Language

extension CommandDeclaration {
  /// The command `explain z x`.
  static let explain = CommandDeclaration(
    syntax: CommandSyntax(
      name: "explain", arguments: [.expression], required: 2, repeatsLast: true),
    expecting: ArgumentExpectation(
      [.target, .source], clauses: ["on": .tape], options: ["all"]),
    group: "understanding", summary: "Show the chain rule of a gradient with its numbers.",
    usage: "explain z x … [on TAPE] [--all]",
    details: """
      From `z` back, each recorded operation with the derivative by each of its operands, as a \
      formula and as numbers; then each way from `z` to `x` with the product along it, their sum, \
      and whether finite differences agree. The middle of a long chain is left out unless `--all` \
      is given; so are many ways. Of a list of values each is explained, then their sum. `trace` follows a single element. Nothing of it is recorded, and no tape is used up.
      """,
    examples: [
      Example(
        "x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y\nexplain z x",
        output: """
          z = y*y = 16.0   line 4
            ∂z/∂y = 2*y = 8.0
          y = sum(x) = 4.0   line 3
            ∂y/∂x = 1.0 for each element

          one way: z ← y ← x
          ∂z/∂x = ∂z/∂y · ∂y/∂x = 8.0 · 1.0

          ∂z/∂x =
            [[8. 8.]
             [8. 8.]]
          finite differences in float64 agree (largest difference [..])
          trace x[0, 0] z follows one element
          """)
    ]
  ) { invocation in
    let isWhole = try invocation.hasOption("all")
    try invocation.asking {
      try Explanation(DerivativeRequest(invocation), isWhole: isWhole).show()
    }
    return nil
  }
}

/// A use of `explain`.
private struct Explanation {
  let request: DerivativeRequest
  let isWhole: Bool

  init(_ request: DerivativeRequest, isWhole: Bool) {
    self.request = request
    self.isWhole = isWhole
  }

  func show() throws {
    request.tellTape()
    let evaluator = request.evaluator
    var isFirst = true
    for (index, source) in request.sources.enumerated() {
      if !isFirst { evaluator.emit(.text("")) }
      isFirst = false
      // A tape that knows the value has its own chain, of no step.
      if request.tape == nil, let text = request.textOfItself(at: index) {
        evaluator.emit(.text(text))
        continue
      }
      let name = request.sourceNames[index]
      let texts = try request.targets.indices.map { try text(at: $0, of: source, called: name) }
      if texts.allSatisfy({ $0 == nil }) {
        try request.showCause(at: index)
        continue
      }
      for (target, text) in zip(request.targetNames, texts) {
        evaluator.emit(.text(text ?? "no derivative leads from \(target) to \(name)"))
        if texts.count > 1 { evaluator.emit(.text("")) }
      }
      if texts.count > 1 { try showSum(of: source, called: name) }
    }
  }

  /// The derivative of the sum of all targets, which is what `grad` gives.
  private func showSum(of source: Source, called name: String) throws {
    let evaluator = request.evaluator
    guard let id = request.tape else { return }
    let sum = try evaluator.withRecorder { recorder in
      try recorder.summedDerivative(
        of: request.targets, by: source, on: id, calling: evaluator)
    }
    guard let sum else { return }
    let targets = request.targetNames.joined(separator: " + ")
    let parts = request.targetNames.map { "∂\($0)/∂\(name)" }.joined(separator: " + ")
    let value = OutputText.text(
      of: .value(.tensor(sum), style: evaluator.session.options.style))
    evaluator.emit(
      .text(
        "∂(\(targets))/∂\(name) = \(parts) ="
          + (value.contains("\n") ? "\n\(Paragraph.indented(value))" : " \(value)")))
  }

  private func text(at place: Int, of source: Source, called name: String) throws -> String? {
    let evaluator = request.evaluator
    guard let id = request.tape, let tape = evaluator.session.recorder.tape(id) else { return nil }
    let target = request.targets[place]
    let names = TapeNames(
      tape, evaluator.sessionNames,
      typed: tape.typed([
        (name, source), (request.targetNames[place], Source(target.value)),
      ]))
    let limit = isWhole ? ChainRule.widePathLimit : ChainRule.pathLimit
    let rule = try evaluator.withRecorder { recorder in
      try recorder.chainRule(
        of: target, by: source, on: id, pathLimit: limit, calling: evaluator,
        name: { names[$1] })
    }
    guard let rule else { return nil }
    let text = ExplanationText(
      rule, check: try CheckOutcome(request, at: place, by: source, on: id), names: names,
      isWhole: isWhole)
    return text.text(style: evaluator.session.options.style)
  }
}
