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
      is given. `trace` follows a single element. Nothing of it is recorded, and no tape is used up.
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
      guard let text = try text(of: source) else {
        try request.showCause(at: index)
        continue
      }
      evaluator.emit(.text(text))
    }
  }

  private func text(of source: Source) throws -> String? {
    let evaluator = request.evaluator
    guard let id = request.tape, let tape = evaluator.session.recorder.tape(id) else { return nil }
    let names = TapeNames(tape, evaluator.sessionNames)
    let target = request.targets[0]
    let rule = try evaluator.withRecorder { recorder in
      try recorder.chainRule(
        of: target, by: source, on: id, calling: evaluator, name: { names[$1] })
    }
    guard let rule else { return nil }
    let text = ExplanationText(
      rule, check: try CheckOutcome(request, by: source, on: id), names: names, isWhole: isWhole)
    return text.text(style: evaluator.session.options.style)
  }
}
