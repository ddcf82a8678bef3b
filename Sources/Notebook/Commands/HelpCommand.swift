import Autodiff
import HashTreeCollections
import Language

extension CommandDeclaration {
  /// The command `help NAME`.
  static let help = CommandDeclaration(
    syntax: CommandSyntax(name: "help", arguments: [.rest], required: 0),
    expecting: ArgumentExpectation([.helpTopic]),
    group: "session", summary: "Explain a command, a function or a name of yours.",
    usage: "help [NAME], help --all, ?NAME, ??NAME",
    details: """
      Without a name, shows what there is. `?x` tells of a name of yours its value and type, who \
      made it and who uses it; `?x[0]` of a part of it. `??sum` adds the derivative rule, of a \
      command how it is read, of a value all its uses. `help --all` is the reference of every operation \
      that tapes record.
      """,
    examples: [
      Example(
        "help seed",
        output: """
          seed N
          Start the random numbers from a seed.

          The same seed gives the same numbers on every machine.

          example
            seed 7
            a = tf.random.normal((2,))
            seed 7
            b = tf.random.normal((2,))
            all(a == b)
            → True
          """)
    ]
  ) { invocation in
    let options = try invocation.options(known: [Question.everything, Parser.moreHelp])
    let isWhole = options.keys.contains(Parser.moreHelp)
    if options.keys.contains(Question.everything) {
      guard invocation.operands.isEmpty else {
        throw EvaluationError.type("help --all tells of everything; leave the name out")
      }
      invocation.evaluator.emit(.page(Question.reference(invocation.evaluator)))
      return nil
    }
    let question = Question(evaluator: invocation.evaluator, isWhole: isWhole)
    invocation.evaluator.emit(.page(try question.answer(invocation.operands.first)))
    return nil
  }
}

/// A use of `help`: what is asked about, and how much is to be told.
private struct Question {
  let evaluator: Evaluator
  let isWhole: Bool

  /// The option that asks for the whole reference.
  static let everything = "all"

  static func reference(_ evaluator: Evaluator) -> String {
    Reference(evaluator.options.library, by: evaluator.session.recorder.convention).text
  }

  func answer(_ subject: CommandArgument?) throws -> String {
    guard let subject, !subject.text.isEmpty else {
      let commands = evaluator.options.commands.values.sorted { $0.name < $1.name }
      return HelpOverview(commands: commands).text
    }
    if case .expression(let expression) = subject.kind {
      return try unrecorded {
        try describe(subject.text, evaluator.evaluate(expression), isComputed: true)
      }
    }
    let index = HelpIndex(evaluator)
    if let text = try userText(subject.text, index) { return text }
    let entries = index.entries(named: subject.text)
    guard !entries.isEmpty else { throw unknown(subject.text, index) }
    return try text(of: entries)
  }

  /// The help texts one below the other; of many, one line each.
  private func text(of entries: [HelpEntry]) throws -> String {
    guard entries.count <= 3 else {
      return "more than one thing is called that\n"
        + Paragraph.definitions(entries.map { ($0.name, $0.summary) })
    }
    return try entries.map { entry in
      let more = isWhole ? try entry.more() : ""
      return entry.help() + (more.isEmpty ? "" : "\n\n" + more)
    }.joined(separator: "\n\n")
  }

  private func unknown(_ name: String, _ index: HelpIndex) -> EvaluationError {
    guard name.count <= 40, !name.contains("\n"), name.contains(where: \.isLetter) else {
      return EvaluationError(
        .nameError, "help explains commands, functions and names",
        hint: "write one of them: help grad; ?x tells of a value")
    }
    let names = evaluator.session.globals.keys.sorted()
    let near = index.suggestions(for: name, and: names).map { "'\($0)'" }
    let search = "apropos \(name) searches all texts"
    return EvaluationError(
      .nameError, "there is no command, function or name '\(name)'",
      hint: near.isEmpty ? search : "did you mean \(near.joined(separator: " or "))? \(search)")
  }

  // MARK: The user's names

  /// What a name that the user bound stands for, or an attribute of it; nil where it is none.
  private func userText(_ subject: String, _ index: HelpIndex) throws -> String? {
    let parts = subject.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, let object = bound(first), !parts.contains("") else {
      return nil
    }
    let text = try unrecorded {
      try self.text(of: object, first, attributes: Array(parts.dropFirst()), index)
    }
    guard parts.count == 1 else { return text }
    let others = index.entries(named: first).filter { $0.kind == .command || $0.kind == .keyword }
    return others.isEmpty ? text : try text + "\n\nalso a command:\n" + self.text(of: others)
  }

  private func bound(_ name: String) -> Object? {
    if let object = evaluator.session.globals[name] { return object }
    return name == "_" ? evaluator.session.lastValue : nil
  }

  /// The text on an attribute of an attribute of an object.
  private func text(
    of object: Object, _ name: String, attributes: [String], _ index: HelpIndex
  ) throws -> String {
    guard let attribute = attributes.first else {
      return try describe(name, object, isComputed: name.contains("."), index)
    }
    let value = try evaluator.attribute(attribute, of: object)
    return try text(
      of: value, "\(name).\(attribute)", attributes: Array(attributes.dropFirst()), index)
  }

  private func describe(
    _ name: String, _ object: Object, isComputed: Bool, _ index: HelpIndex? = nil
  ) throws -> String {
    let index = index ?? HelpIndex(evaluator)
    if case .method(let receiver, let method)? = evaluator.heapObject(object),
      let entry = index.attribute(method.name, of: evaluator.typeName(of: receiver))
    {
      return try text(of: [entry])
    }
    let entries = index.entries(about: object)
    if !entries.isEmpty { return try text(of: entries) }
    return try ObjectHelp(
      evaluator: evaluator, name: name, object: object, isWhole: isWhole, isComputed: isComputed
    ).text()
  }

  /// Evaluates without leaving anything behind: no tape records, and the session stays as it was.
  private func unrecorded<Result>(_ body: () throws -> Result) rethrows -> Result {
    let saved = evaluator.session
    defer { evaluator.session = saved }
    for tape in saved.recorder.openTapes { evaluator.session.recorder.pauseTape(tape) }
    return try body()
  }
}
