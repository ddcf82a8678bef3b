import HashTreeCollections
import Language

extension CommandDeclaration {
  /// The command `help NAME`.
  static let help = CommandDeclaration(
    syntax: CommandSyntax(name: "help", arguments: [.rest], required: 0),
    group: "session", summary: "Explain a command, a function or a name of yours.",
    usage: "help [NAME], ?NAME",
    details: "Without a name, the commands and functions are listed.",
    examples: [
      Example(
        "help seed",
        output: """
          seed N
          Start the random numbers from a seed.

          The same seed gives the same numbers on every machine.

          example:
            seed 7
            a = tf.random.normal((2,))
            seed 7
            b = tf.random.normal((2,))
            all(a == b)
            → True
          """)
    ]
  ) { invocation in
    let evaluator = invocation.evaluator
    let subject = invocation.operands.first?.text ?? ""
    let help = HelpText(
      library: evaluator.options.library, commands: Array(evaluator.options.commands.values))
    if subject.isEmpty {
      evaluator.emit(.text(help.overview))
    } else if let object = evaluator.session.globals[subject], help.commands[subject] == nil {
      evaluator.emit(.text(describe(subject, object, help, evaluator)))
    } else if let text = help.text(about: subject) {
      evaluator.emit(.text(text))
    } else {
      throw EvaluationError(
        .nameError, "there is no command or function '\(subject)'",
        hint: help.suggestion(for: subject, and: evaluator.session.globals.keys.sorted())
          ?? "help lists what there is")
    }
    return nil
  }

  /// What one of the user's names stands for.
  private static func describe(
    _ name: String, _ object: Object, _ help: HelpText, _ evaluator: Evaluator
  ) -> String {
    if let text = help.text(about: object) { return text }
    let row = VariableTable(evaluator).row(name, object).filter { !$0.isEmpty }
    var text = row.joined(separator: "  ")
    if case .function(let function)? = evaluator.heapObject(object),
      let documentation = function.definition.documentation
    {
      text += "\n\n" + documentation
    }
    return text
  }
}
