import Language
import Tensors

extension CommandDeclaration {
  /// The command `print all x`.
  static let printAll = CommandDeclaration(
    syntax: CommandSyntax(
      name: "print", arguments: [.expression], required: 1, repeatsLast: true, secondWord: "all"),
    expecting: ArgumentExpectation([.tensor]),
    group: "session", summary: "Show every element of a large tensor.",
    usage: "print all x y …",
    details: """
      Nothing is left out, as it is where a large tensor is shown: up to a million elements. At a \
      terminal what is longer than the window goes through the pager, `$PAGER` or less. \
      `print(x)` is Python's.
      """,
    examples: [
      Example("x = ones(3)\nprint all x", output: "[1. 1. 1.]")
    ]
  ) { invocation in
    let evaluator = invocation.evaluator
    var options = evaluator.session.options.style.printOptions()
    options.threshold = .max
    for argument in invocation.operands {
      let object = try invocation.value(of: argument)
      let text =
        switch evaluator.displayValue(of: object) {
        case .tensor(let tensor), .variable(_, _, let tensor): tensor.text(options)
        case let value: value.text(options)
        }
      evaluator.emit(.page(text))
    }
    return nil
  }
}
