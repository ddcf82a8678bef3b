import Language

extension CommandDeclaration {
  /// The command `set NAME VALUE`.
  static let set = CommandDeclaration(
    syntax: CommandSyntax(name: "set", arguments: [.word, .word, .word], required: 0),
    expecting: ArgumentExpectation([.optionName, .optionValue, .text]),
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
      let session = invocation.evaluator.session
      let pattern = table(session) { $0.isMachines(session) ? "[..]" : $0.value(session) }
      invocation.evaluator.emit(
        .measured(table(session) { $0.value(session) }, pattern: pattern))
      return nil
    }
    guard let option = OptionDeclaration.all.first(where: { $0.name == name }) else {
      let names = OptionDeclaration.all.map(\.name)
      throw EvaluationError.value(
        "there is no option '\(name)'",
        hint: hint(name, names) ?? "there are " + names.joined(separator: ", "))
    }
    guard words.count > 1 else {
      let session = invocation.evaluator.session
      let text = "\(option.name)  \(option.value(session))"
      let isMachines = option.isMachines(session)
      invocation.evaluator.emit(
        isMachines ? .measured(text, pattern: "\(option.name)  [..]") : .text(text))
      return nil
    }
    guard option.change(words.dropFirst().joined(), &invocation.evaluator.session) else {
      let value = words.dropFirst().joined(separator: " ")
      throw EvaluationError.value(
        "\(name) is \(option.expected), not '\(value)'", hint: hint(value, option.choices))
    }
    return nil
  }

  private static func hint(_ word: String, _ choices: [String]) -> String? {
    Suggestion.closest(to: word, among: choices).first.map { "did you mean '\($0)'?" }
  }

  /// Every option with its value and what it is.
  private static func table(
    _ session: Session, _ value: (OptionDeclaration) -> String
  ) -> String {
    var table = TextTable([("option", .left), ("value", .left), ("meaning", .left)])
    let options = OptionDeclaration.all.map { ($0, value: value($0)) }
    let used = (options.map(\.0.name.count).max() ?? 0) + (options.map(\.value.count).max() ?? 0)
    for (option, value) in options {
      let lines = Paragraph.wrapped(option.summary, width: max(30, Paragraph.width - used - 4))
        .split(separator: "\n").map(String.init)
      table.rows.append([option.name, value, lines.first ?? ""])
      table.rows += lines.dropFirst().map { ["", "", $0] }
    }
    return table.text
  }
}
