import Language
import Plotting
import Tensors

extension CommandDeclaration {
  /// The command `hist x`.
  static let hist = CommandDeclaration(
    syntax: CommandSyntax(
      name: "hist", arguments: [.expression], required: 1, repeatsLast: true,
      clauses: ["to": .path]),
    expecting: ArgumentExpectation(
      [.tensor, .number], clauses: ["to": .path], options: ["bins"]),
    group: "understanding", summary: "Draw how many numbers fall into bins.",
    usage: "hist x [--bins N] [to FILE]",
    details: """
      The bins are those of NumPy: 10 of equal width from the least to the greatest number, each with \
      its lower bound, the last with its upper bound as well. What is not finite falls into none. \
      `to FILE` draws to a `.svg` or `.png` file.
      """,
    examples: [
      Example(
        "set plot ascii\nset width 40\nhist [1, 2, 2, 3, 3, 3, 4] --bins=3",
        output: """
          [1, 2, 2, 3, 3, 3, 4]
          [1, 2) |######## 1
          [2, 3) |############### 2
          [3, 4] |############################## 4
          """)
    ],
    fileWords: ["to"]
  ) { invocation in
    let options = try invocation.options(known: ["bins"])
    var (operands, clauses) = invocation.clauses(["to"], behind: 1)
    let evaluator = invocation.evaluator
    var bins = 10
    if let option = options["bins"] {
      var number = option.flatMap(Int.init)
      var text = option
      // In `--bins 20` the number is an argument of its own.
      if option == nil, operands.count == 2, let argument = operands.popLast() {
        text = argument.text
        if case .int(let value) = try invocation.value(of: argument) { number = value }
      }
      guard let number else {
        throw EvaluationError.value(
          "--bins takes a number" + (text.map { ", not '\($0)'" } ?? ""), hint: "hist x --bins 20")
      }
      bins = number
      try evaluator.checkBins(bins)
    }
    guard let operand = operands.first, operands.count == 1 else {
      throw EvaluationError.type(
        "hist takes one tensor or list of numbers", hint: "hist x --bins 20")
    }
    let plot = try invocation.drawing {
      let array = try evaluator.plotArray(invocation.value(of: operand), operand.text)
      guard !array.values.isEmpty else {
        throw EvaluationError.value("\(operand.text) is empty: there is nothing to draw")
      }
      guard array.values.contains(where: \.isFinite) else {
        throw EvaluationError.value(
          "\(operand.text) has no finite numbers: there is nothing to draw")
      }
      var plot = Plot(marks: [.bars(.histogram(of: array.values, bins: bins))])
      plot.xAxis.label = operand.text
      return plot
    }
    try invocation.show(plot, clauses["to"].map { $0.name ?? $0.text })
    return nil
  }
}
