import Language
import Tensors

extension CommandDeclaration {
  /// The command `vars`.
  static let vars = CommandDeclaration(
    syntax: CommandSyntax(name: "vars", arguments: [.word], required: 0, repeatsLast: true),
    expecting: ArgumentExpectation([.boundName], options: DataSaving.options),
    group: "session", summary: "List the names that you bound, with their values, or save them.",
    usage: "vars [x y …] [--save FILE [--force]]",
    details: """
      Large tensors are cut. A mark stands behind what an open tape watches.

      """ + DataSaving.details,
    examples: [
      Example(
        "n = 3\nx = ones(2, 2)\nwatch x\nvars",
        output: """
          name  type    shape   dtype    value
          n     int                      3
          x     Tensor  (2, 2)  float32  [[1. 1.] [1. 1.]]  watched
          """),
      Example("x = ones(2, 2)\nvars --save data.npz", output: "wrote data.npz: x (2, 2) float32"),
    ],
    fileWords: [DataSaving.option]
  ) { invocation in
    if let saving = try DataSaving(invocation) {
      try saving.run()
    } else {
      let names = invocation.operands.compactMap(\.name)
      invocation.evaluator.emit(
        .text(try VariableTable(invocation.evaluator).text(of: names.isEmpty ? nil : names)))
    }
    return nil
  }

  /// The command `del x y`.
  static let del = CommandDeclaration(
    syntax: CommandSyntax(name: "del", arguments: [.word], required: 1, repeatsLast: true),
    expecting: ArgumentExpectation([.boundName]),
    group: "session", summary: "Remove names.", usage: "del x y …",
    details: "`del x, y` and `del d['key']` are Python's and do what they do there.",
    examples: [Example("x = 1\ny = 2\ndel x y\nvars", output: "no names are bound")]
  ) { invocation in
    for argument in invocation.operands {
      guard let name = argument.name else { continue }
      try invocation.evaluator.unbind(name)
    }
    return nil
  }

  /// The command `seed N`.
  static let seed = CommandDeclaration(
    syntax: CommandSyntax(name: "seed", arguments: [.expression], required: 1),
    expecting: ArgumentExpectation([.number]),
    group: "session", summary: "Start the random numbers from a seed.", usage: "seed N",
    details: "The same seed gives the same numbers on every machine.",
    examples: [
      Example(
        "seed 7\na = tf.random.normal((2,))\nseed 7\nb = tf.random.normal((2,))\nall(a == b)",
        output: "True")
    ]
  ) { invocation in
    let evaluator = invocation.evaluator
    let number = try evaluator.integer(invocation.value(at: 0), "a seed")
    guard let seed = UInt64(exactly: number) else {
      throw EvaluationError.value("a seed is a whole number from 0, not \(number)")
    }
    evaluator.session.random = RandomState(seed: seed)
    return nil
  }

  /// The commands `quit` and `exit`.
  static func quit(_ name: String, _ request: QuitRequest) -> CommandDeclaration {
    CommandDeclaration(
      syntax: CommandSyntax(name: name, arguments: [], required: 0),
      group: "session", summary: "Leave the notebook.", usage: name,
      details: "Leaves once the line is done; so does Ctrl-D at the prompt.",
      isPartOfSession: false
    ) { _ in
      request.make()
      return nil
    }
  }
}
