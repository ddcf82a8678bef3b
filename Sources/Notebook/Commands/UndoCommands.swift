import Language

extension CommandDeclaration {
  /// The command `undo N`, which the interpreter carries out.
  static let undo = CommandDeclaration(
    syntax: CommandSyntax(name: "undo", arguments: [.word], required: 0),
    expecting: ArgumentExpectation([.number]),
    group: "session", summary: "Take back the last entry, or the last few.", usage: "undo [N]",
    details: """
      Names, objects, tapes, the random numbers and options are again what they were before the \
      entry; `redo` brings it back until another entry changes something. Failed entries changed \
      nothing, and entries that changed nothing but `_` are passed over with the next one. What an \
      entry showed or wrote to a file stays.
      `undo` is an entry of its own. When memory is short, the oldest entries can no longer be \
      undone.
      """,
    examples: [Example("x = 1\nx = 2\nundo\nx", output: "undone: [2] x = 2\n1")]
  ) { _ in
    throw standsAlone("undo")
  }

  /// The command `redo N`, which the interpreter carries out.
  static let redo = CommandDeclaration(
    syntax: CommandSyntax(name: "redo", arguments: [.word], required: 0),
    expecting: ArgumentExpectation([.number]),
    group: "session", summary: "Bring back what was undone last.", usage: "redo [N]",
    details: """
      Works as long as no entry after the `undo` changed anything. `redo` is an entry of its own.
      """,
    examples: [
      Example(
        "x = 1\nx = 2\nundo\nredo\nx", output: "undone: [2] x = 2\nredone: [2] x = 2\n2")
    ]
  ) { _ in
    throw standsAlone("redo")
  }

  private static func standsAlone(_ name: String) -> EvaluationError {
    EvaluationError.value(
      "\(name) must be an entry of its own", hint: "type \(name) alone on a line")
  }
}
