import Autodiff
public import Language

extension CommandDeclaration {
  /// The command `tape`, with `tape new`, `tape close` and so on.
  static let tape = CommandDeclaration(
    syntax: CommandSyntax(
      name: "tape", arguments: [.expression], required: 0,
      subcommands: ["all", "dot"] + TapeAction.allCases.map(\.rawValue), clauses: ["to": .path]),
    expecting: ArgumentExpectation(
      [.tape], clauses: ["to": .path], subcommands: ["new": .words(["persistent", "manual"])],
      clausedSubcommands: ["dot"], options: ["all"]),
    group: "tape", summary: "Show what is recorded, and open, close or empty tapes.",
    usage:
      "tape [t] [--all], tape all [t], tape dot [t] [to FILE], tape new [NAME] [persistent] [manual], "
      + "tape close|pause|resume|reset|drop [NAME]",
    details: """
      `tape` lists the innermost open tape, or the tape `t`; a long one without its middle, which \
      `tape all` and `tape --all` show. `at` is the position by which an entry without a name is called: `v2`, or \
      `c2` for a constant. `from` are the watched values that derivatives reach from an entry; \
      constants have none, nor has what is not differentiable. `held` is the memory of the value, \
      and the operations whose derivative reads it: `multiply` reads the other factor, `exp` its own \
      result, `sum` nothing but a shape. A single number is held inline, in the entry itself. A view \
      shares its buffer, and a tape that is used up lets go of large results.
      `tape dot` draws the recording in Graphviz's language, `tape dot to graph.svg` as a picture.
      `tape new` opens the session's tape afresh, for one set of gradients; `persistent` allows \
      several. With a name the tape is a value of that name, and stays open until `tape close`; \
      meanwhile the session's own tape rests. `manual` watches no Variables by itself.
      `tape close` ends recording, `tape pause` and `tape resume` stop it for a while, `tape reset` \
      forgets what was recorded, and `tape drop` forgets the tape.
      """,
    examples: [
      Example(
        "x = ones(2, 2)\nwatch x\ny = sum(x)\ntape",
        output: """
          session tape, persistent, open: 2 entries
          at  line  name  operation  from  shape   dtype    held
           0     2  x     watched    x     (2, 2)  float32  16 B, not needed
           1     3  y     sum(x)     x     ()      float32  inline, not needed
          holds 16 bytes in 1 buffer, 1 number inline
          """)
    ],
    fileWords: ["to"]
  ) { invocation in
    let isWhole = try invocation.hasOption("all")
    guard let first = invocation.operands.first else {
      return try show(nil, isWhole: isWhole, invocation)
    }
    if invocation.operands.dropFirst().first?.name == "to" {
      if case .expression = first.kind {
        throw EvaluationError.type(
          "tape lists what is recorded in the terminal",
          hint: "tape dot \(first.text) to FILE draws it to a file")
      }
    }
    if case .word(let word) = first.kind {
      if isWhole, word != "all" {
        throw EvaluationError.type("tape \(word) has no option --all")
      }
      if word == "dot" {
        try TapeDrawing(invocation).show()
        return nil
      }
      guard let action = TapeAction(rawValue: word) else {
        return try show(invocation.operands.dropFirst().first, isWhole: true, invocation)
      }
      try action.run(invocation)
      return nil
    }
    return try show(first, isWhole: isWhole, invocation)
  }

  private static func show(
    _ argument: CommandArgument?, isWhole: Bool, _ invocation: CommandInvocation
  ) throws -> Object? {
    let evaluator = invocation.evaluator
    let id: TapeID
    if let argument {
      id = try Tapes(evaluator).tape(argument)
    } else if let current = Tapes(evaluator).current {
      id = current
    } else {
      evaluator.emit(.text("no tape is open; watch x opens one"))
      return nil
    }
    guard let listing = evaluator.tapeListing(of: id) else { throw AutodiffError.noSuchTape }
    evaluator.emit(.value(.tape(try listing.text(isWhole: isWhole, poll: evaluator.poll))))
    return nil
  }
}

/// What `tape` does to a tape.
public enum TapeAction: String, Sendable, CaseIterable {
  case new, close, pause, resume, reset, drop

  /// What a command does to a tape; nil where it only shows one, or is another command.
  public init?(_ command: Command) {
    guard command.name == "tape", let word = command.arguments.first?.name else { return nil }
    self.init(rawValue: word)
  }

  fileprivate func run(_ invocation: CommandInvocation) throws {
    let words = invocation.operands.dropFirst().compactMap(\.name)
    let evaluator = invocation.evaluator
    let tapes = Tapes(evaluator)
    if self == .new { return try tapes.open(Array(words)) }
    guard words.count <= 1 else {
      throw EvaluationError.type("tape \(rawValue) takes one tape's name")
    }
    let id: TapeID
    if let argument = invocation.operands.dropFirst().first {
      id = try tapes.tape(argument)
    } else if let current = tapes.current {
      id = current
    } else {
      throw EvaluationError.value("there is no tape to \(rawValue)", hint: "open one: tape new")
    }
    try run(on: id, evaluator)
  }

  private func run(on id: TapeID, _ evaluator: Evaluator) throws {
    let isOpen = evaluator.session.recorder.tape(id)?.isOpen == true
    switch self {
    case .new: break
    case .close:
      guard isOpen else { throw EvaluationError.value("the tape is closed already") }
      evaluator.session.recorder.closeTape(id)
    case .pause:
      guard isOpen else { throw EvaluationError.value("the tape is closed, so it does not record") }
      evaluator.session.recorder.pauseTape(id)
    case .resume:
      if isOpen {
        evaluator.session.recorder.resumeTape(id)
      } else {
        try evaluator.session.recorder.reopenTape(id)
      }
    case .reset: evaluator.session.recorder.resetTape(id)
    case .drop:
      evaluator.session.recorder.dropTape(id, keepingLineage: true)
      if evaluator.session.sessionTape == id { evaluator.session.sessionTape = nil }
    }
  }
}
