import Language
import Notebook

/// The notebook's commands.
extension ProgramWriter {
  func command(_ command: Command, muted: Bool) throws(ExportProblem) -> [String] {
    if let request = DerivativeRequest(command) {
      if isTracing { return [] }
      return try shownDerivative(request, muted: muted)
    }
    switch command.name {
    case "watch":
      let sources = SyntaxWalk.expressions(of: command)
      return try numbersMadeTensors(sources) + sessionWatchLines(sources)
    case "del":
      let names = command.arguments.map(\.text).filter { name in
        framework == .tensorflow || !tapeNames.contains(name)
      }
      return names.isEmpty ? [] : ["del " + names.joined(separator: ", ")]
    case "time":
      for argument in command.arguments {
        if case .statement(let statements) = argument.kind { return try block(statements) }
      }
      return []
    case "print":
      guard let value = SyntaxWalk.expressions(of: command).last else { return [] }
      return ["print(\(try text(value)))"]
    case "load" where LoadRequest(command)?.isOfData == true: return try loadLines(command)
    case "load", "run":
      throw ExportProblem(
        "'\(command.name)' brings in another file, which is no part of the program",
        hint: "export that file by itself, or put its entries here", at: command.range)
    default:
      if let action = TapeAction(command) {
        throw ExportProblem(
          "'tape \(action)' changes what is recorded, and a program has no session tape",
          hint: "record within 'with tf.GradientTape() as t:', which is exported",
          at: command.range)
      }
      return remark(of: command)
    }
  }

  /// A Python number that is watched becomes a tensor under its name, as in the session.
  private func numbersMadeTensors(_ sources: [Expression]) throws(ExportProblem) -> [String] {
    var lines: [String] = []
    for source in sources {
      guard case .name(let name) = source.kind, case .float? = entry.before.object(named: name),
        !isLocal(name)
      else { continue }
      lines.append("\(name) = \(tensor(Code(name), kind: .number).text)")
    }
    return lines
  }

  private func sessionWatchLines(_ sources: [Expression]) throws(ExportProblem) -> [String] {
    guard framework == .tensorflow else { return try watchLines(sources) }
    guard tapePlan.isOpen else { return [] }
    var lines: [String] = []
    for source in sources {
      if case .variable = kind(of: source) { continue }
      lines.append("\(blockTape ?? sessionTapeName).watch(\(try text(source)))")
    }
    return lines
  }

  /// The name of the session's own tape in a TensorFlow program.
  var sessionTapeName: String {
    session.entries.last?.after.object(named: "tape") == nil ? "tape" : "session_tape"
  }

  // MARK: Remarks

  /// The entry as a comment, with the first lines that it showed.
  func remark() -> [String] {
    var lines = entry.entry.source.text.lines.map { "# tapebook: " + $0 }
    let shown = entry.result.outputs.flatMap { output -> [String] in
      // A drawing says nothing in a few of its lines.
      if case .plot = output { return [] }
      return OutputText.text(of: output, lineWidth: session.file.header.width).lines
    }
    let limit = Command.drawing.contains(entry.commandName ?? "") ? 0 : 8
    lines += shown.prefix(limit).map { $0.isEmpty ? "#" : "#   " + $0 }
    if limit > 0, shown.count > limit { lines.append("#   … \(shown.count - limit) more lines") }
    return lines
  }

  /// A command within an entry as a comment; what it showed is told where it is the whole entry.
  private func remark(of command: Command) -> [String] {
    if entry.tree?.statements.count == 1, entry.commandName == command.name { return remark() }
    return ["# tapebook: " + (command.name + " " + command.rest).trimmedAtEnd]
  }

  /// Whether an entry only asks the notebook something, so that no program has it.
  var isRemark: Bool {
    guard let statements = entry.tree?.statements, !statements.isEmpty else { return false }
    return statements.allSatisfy { statement in
      switch statement.kind {
      case .command(let command, _):
        return DerivativeRequest(command) == nil && TapeAction(command) == nil
          && !["watch", "del", "time", "print", "load", "run"].contains(command.name)
      case .expression(let value, _):
        guard case .name(let name) = value.kind else { return false }
        return tapeNames.contains(name)
      default: return false
      }
    }
  }

  /// A failed entry as a comment, with what went wrong.
  func failureRemark() -> [String] {
    var lines = entry.entry.source.text.lines.map { "# " + $0 }
    if let diagnostic = entry.result.diagnostic {
      lines.append("# \(diagnostic.type): \(diagnostic.message.lines.first ?? "")")
    }
    return lines
  }

  /// The lines of an entry, and whether something in it could not be written.
  func write(_ replayed: ReplayedSession.ReplayedEntry) {
    begin(replayed)
    let lines: [String]
    if replayed.result.isFailure {
      lines = failureRemark()
    } else if replayed.result.status == .skipped {
      lines = replayed.entry.source.text.lines.map { "# " + $0 }
    } else if isRemark {
      lines = remark()
    } else {
      lines = entryLines(replayed)
    }
    guard !lines.isEmpty else { return }
    add(.entry(number: replayed.entry.number), replayed.entry.source.firstLine, lines)
  }

  /// Makes an entry the one that is written.
  func begin(_ replayed: ReplayedSession.ReplayedEntry) {
    entry = replayed
    comments = EntryComments(replayed.entry.source)
    scopes = []
    boundHere = []
    pendingLines = []
    writtenBeside = []
    showsValues = true
    noneResults = NoneResults.of(replayed)
    beginDraws(replayed)
  }

  private func entryLines(_ replayed: ReplayedSession.ReplayedEntry) -> [String] {
    guard let tree = replayed.tree else { return failureRemark() }
    if let lines = explainedBehaviour(tree) { return lines }
    do throws(ExportProblem) {
      try checkThatNoneIsTold(replayed)
      var lines = drawLines()
      lines += try block(tree.statements)
      lines += comments.take(before: .max)
      return kinkRemark(replayed) + lines
    } catch {
      program.problems.append(error.diagnostic(in: replayed.entry.source))
      return replayed.entry.source.text.lines.map { "# " + $0 } + [
        "# not exported: \(error.message)"
      ]
    }
  }

  /// What the session shows where its convention at kinks is not the framework's own.
  private func kinkRemark(_ replayed: ReplayedSession.ReplayedEntry) -> [String] {
    guard let own = ownResults[replayed.entry.number], !own.isFailure else { return [] }
    let texts = [replayed.result, own].map { result in
      result.outputs.map { OutputText.text(of: $0) }.filter { !$0.hasPrefix("note: ") }
    }
    // The program gives None where the session does.
    let areNone = zip(texts[0], texts[1]).allSatisfy { $0 == $1 || $0 == "None" }
    if texts[0].count == texts[1].count, areNone { return [] }
    let shown = texts[0].joined(separator: ", ").lines.joined(separator: " ")
    return ["# The session takes another derivative at a kink here: \(shown)"]
  }

  /// A loop that only shows how a name falls off a tape, which the entry behind it explains by `why`.
  ///
  /// A framework without tapes has nothing like it, and the program nothing to compute from it.
  private func explainedBehaviour(_ tree: Entry) -> [String]? {
    guard framework == .jax, tree.statements.count == 1, case .forLoop = tree.statements[0].kind,
      DerivativeRequest.isIn(tree.statements, of: entry),
      entry.result.outputs.contains(where: { OutputText.text(of: $0) == "None" }),
      let next = session.entries.first(where: { $0.entry.number > entry.entry.number }),
      next.commandName == "why"
    else { return nil }
    let bound = NameLiveness.bound(by: tree.statements[0])
    guard !bound.contains(where: { liveness.isRead($0, after: next.entry.number) }) else {
      return nil
    }
    return remark() + ["# \(framework.title) has no tape that a name could fall off."]
  }
}

extension Command {
  /// The commands that draw, whose characters are not repeated.
  static let drawing: Set<String> = ["plot", "heatmap", "hist", "graph"]
}

extension ReplayedSession.ReplayedEntry {
  /// The command that the entry is, if it is one.
  var commandName: String? {
    guard case .command(let command, _)? = tree?.statements.first?.kind else { return nil }
    return command.name
  }
}
