import Autodiff
import Language

extension CommandDeclaration {
  /// The command `backward z x`.
  static let backward = CommandDeclaration(
    syntax: CommandSyntax(
      name: "backward", arguments: [.expression], required: 2, repeatsLast: true),
    expecting: ArgumentExpectation(
      [.target, .source], clauses: ["on": .tape], options: ["all"]),
    group: "understanding", summary: "Show the derivative program that reverse mode generated.",
    usage: "backward z x … [on TAPE] [--all]",
    details: """
      The program computes the cotangent `d_y`, the derivative of `z` by `y`, of everything on the \
      way from `z` to `x`. Run as it stands, it gives the same gradient to the last bit. Values that \
      it needs and no name holds any more are computed again first. A function whose name you have \
      bound to something else is called through an imported module. The middle of a long program is \
      left out unless `--all` is given. Nothing of it is recorded, and no tape is used up.
      """,
    examples: [
      Example(
        "x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y\nbackward z x",
        output: """
          d_z = ones_like(z)
          d_y = d_z*y + d_z*y
          d_x = broadcast_to(d_y, (2, 2))
          d_x
          """)
    ]
  ) { invocation in
    let isWhole = try invocation.hasOption("all")
    try invocation.asking { try show(DerivativeRequest(invocation), isWhole: isWhole) }
    return nil
  }

  private static func show(_ request: DerivativeRequest, isWhole: Bool) throws {
    request.tellTape()
    let evaluator = request.evaluator
    guard let id = request.tape else {
      return try request.sources.indices.forEach(request.showCause(at:))
    }
    let names = evaluator.sessionNames
    let program = try evaluator.withRecorder { recorder in
      try recorder.backwardProgram(
        of: request.targets, by: request.sources, on: id, names: names, calling: evaluator)
    }
    evaluator.emit(.text(try BackwardText(program, request, isWhole: isWhole).text))
  }
}

/// The lines of a backward program as they are shown.
private struct BackwardText {
  let text: String

  /// How many lines are shown of a long program.
  private static let limit = 60

  init(_ program: BackwardProgram, _ request: DerivativeRequest, isWhole: Bool) throws {
    let (written, lost) = CallNames(request.evaluator).mended(
      (program.forward + program.backward).map(\.text))
    var lines = written
    if !isWhole, lines.count > BackwardText.limit {
      let edge = BackwardText.limit / 2
      let more = lines.count - 2 * edge
      lines.replaceSubrange(edge..<(lines.count - edge), with: ["# … \(more) more lines: --all"])
    }
    lines = lost.map { "# \($0) is bound to something else: del \($0) first" } + lines
    for (index, gradient) in program.gradients.enumerated() {
      if let gradient {
        lines.append(gradient)
      } else {
        lines.append("None  # \(try request.reason(at: index).message)")
      }
    }
    text = lines.joined(separator: "\n")
  }
}
