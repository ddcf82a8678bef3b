import Language

extension CommandDeclaration {
  /// The command `apropos WORD`.
  static let apropos = CommandDeclaration(
    syntax: CommandSyntax(name: "apropos", arguments: [.rest], required: 1),
    expecting: ArgumentExpectation([.text]),
    group: "session", summary: "Search all help texts for words.", usage: "apropos WORD …",
    details: """
      Lists what has all the words in its name, its sentence or its details, the best first. \
      Capitals do not matter.
      """,
    examples: [
      Example(
        "apropos remainder floored",
        output: "mod — The remainder of a floored division, with the sign of y.")
    ]
  ) { invocation in
    let words = invocation.operands.map(\.text).joined(separator: " ")
    invocation.evaluator.emit(.page(Apropos(words).text(in: HelpIndex(invocation.evaluator))))
    return nil
  }
}
