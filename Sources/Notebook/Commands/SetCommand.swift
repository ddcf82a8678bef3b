import Language

extension CommandDeclaration {
  /// The command `set NAME VALUE`.
  static let set = CommandDeclaration(
    syntax: CommandSyntax(name: "set", arguments: [.word, .word, .word], required: 0),
    group: "session", summary: "Show or change an option.", usage: "set [NAME [VALUE]]",
    details: "The options:\n"
      + OptionDeclaration.all.map { "  \($0.name): \($0.summary) It is \($0.expected)." }
      .joined(separator: "\n"),
    examples: [
      Example("set dtype float64\nset dtype", output: "dtype  float64"),
      Example("set dtype float64\nexp(1.)", output: "2.718281828459045"),
    ]
  ) { invocation in
    // A size may be written with a blank: `set memory 16 GiB`.
    let words = invocation.operands.compactMap(\.name)
    guard let name = words.first else {
      invocation.evaluator.emit(.text(table(OptionDeclaration.all, invocation.evaluator.session)))
      return nil
    }
    guard let option = OptionDeclaration.all.first(where: { $0.name == name }) else {
      let names = OptionDeclaration.all.map(\.name)
      let near = Suggestion.closest(to: name, among: names).first
      throw EvaluationError.value(
        "there is no option '\(name)'",
        hint: near.map { "did you mean '\($0)'?" } ?? "there are " + names.joined(separator: ", "))
    }
    guard words.count > 1 else {
      invocation.evaluator.emit(.text(table([option], invocation.evaluator.session)))
      return nil
    }
    let value = words.dropFirst().joined()
    guard option.change(value, &invocation.evaluator.session) else {
      throw EvaluationError.value("\(name) is \(option.expected), not '\(value)'")
    }
    return nil
  }

  private static func table(_ options: [OptionDeclaration], _ session: Session) -> String {
    let width = options.map(\.name.count).max() ?? 0
    return options.map { option in
      let padding = String(repeating: " ", count: width - option.name.count)
      return "\(option.name)\(padding)  \(option.value(session))"
    }.joined(separator: "\n")
  }
}
