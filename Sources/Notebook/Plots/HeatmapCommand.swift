import Language
import Plotting
import Tensors

extension CommandDeclaration {
  /// The command `heatmap w`.
  static let heatmap = CommandDeclaration(
    syntax: CommandSyntax(
      name: "heatmap", arguments: [.expression], required: 1, clauses: ["to": .path]),
    expecting: ArgumentExpectation([.tensor], clauses: ["to": .path]),
    group: "understanding", summary: "Draw a matrix as shades.", usage: "heatmap w [to FILE]",
    details: """
      Each number is a shade between the least, which is blank, and the greatest; `?` is not finite. \
      Of a large matrix each cell is the mean of a block. `to FILE` draws to a `.svg` or `.png` file.
      """,
    examples: [
      Example(
        "heatmap [[0, 1], [2, 3]]",
        output: """
          0 │\u{2800}\u{2800}░░
          1 │▓▓██
            └────
             0 1
          0 \u{2800}░▒▓█ 3
          """)
    ],
    fileWords: ["to"]
  ) { invocation in
    _ = try invocation.options(known: [])
    let (operands, clauses) = invocation.clauses(["to"], behind: 1)
    guard let operand = operands.first, operands.count == 1 else {
      throw EvaluationError.type("heatmap takes one matrix", hint: "heatmap w")
    }
    let evaluator = invocation.evaluator
    let plot = try invocation.drawing {
      let array = try evaluator.plotArray(invocation.value(of: operand), operand.text)
      let map = try evaluator.heatMap(array, operand.text)
      return try Plot(marks: [.heatMap(map)]).checked(operand.text)
    }
    try invocation.show(plot, clauses["to"].map { $0.name ?? $0.text })
    return nil
  }
}
