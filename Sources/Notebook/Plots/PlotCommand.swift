import Language
import Plotting
import Tensors

extension CommandDeclaration {
  /// The command `plot y`.
  static let plot = CommandDeclaration(
    syntax: CommandSyntax(
      name: "plot", arguments: [.expression], required: 1, repeatsLast: true,
      clauses: ["at": .expression, "to": .path]),
    expecting: ArgumentExpectation(
      [.expression], clauses: ["at": .number, "to": .path], options: ["log", "points"]),
    group: "understanding", summary: "Draw values or functions as lines.",
    usage: "plot y [x] | plot f … FROM TO [at POINT]  [--log] [--points] [to FILE]",
    details: """
      `plot y` draws values against their numbers from 0, and `plot y x` against places; a matrix has \
      one line for each column, a dict one for each name. `plot f -3 3` draws a function of one \
      number over a range, several as well; where it has no value there is a gap. `at 1` adds the \
      tangent at a point, by the notebook's own derivative. In the body of a loop `plot loss` of a \
      single number adds a point to a curve, which is shown when the entry ends.
      `--log` chooses a logarithmic scale upward, `--points` points without a line. `to FILE` draws to \
      a `.svg` or `.png` file; one that is there is replaced. `set plot ascii` draws with ASCII \
      characters.
      """,
    examples: [
      Example(
        "set plot ascii\nset width 40\nset rows 10\nplot [0, 1, 4, 9, 16]",
        output: """
          [0, 1, 4, 9, 16]
             |                                  **
             |                               ***
          10 +                            ***
             |                      ******
             |                ******
             |            ****
           0 +************
             ++-----------------+----------------+
              0                 2                4
          """)
    ],
    fileWords: ["to"]
  ) { invocation in
    let (operands, clauses) = invocation.clauses(["at", "to"], behind: 1)
    let request = try PlotRequest(invocation, operands)
    let path = clauses["to"].map { $0.name ?? $0.text }
    let depth = invocation.evaluator.loopDepth
    let plot = try invocation.drawing { try request.plot(tangentAt: clauses["at"]) }
    guard let plot else {
      if path != nil, depth > 0 {
        throw EvaluationError.type(
          "the curve of a loop is no file: it is shown when the entry ends",
          hint: "gather the values in a list, then plot it to a file")
      }
      return nil
    }
    try invocation.show(plot, path)
    return nil
  }
}

extension CommandInvocation {
  /// Computes what is drawn, and leaves the session as it was; curves of loops stay.
  func drawing<R>(_ body: () throws -> R) throws -> R { try asking(body) }

  /// Shows a plot, or writes it to a file.
  func show(_ plot: Plot, _ path: String?) throws {
    guard let path else {
      evaluator.emit(.plot(plot))
      return
    }
    let note = try evaluator.write(plot, to: path)
    evaluator.emit(.text("wrote \(path)" + (note.map { "\n" + $0 } ?? "")))
  }
}
