import Autodiff
import HashTreeCollections
import Language

/// What the arguments of commands may be.
extension CandidateFinder {
  /// The command at whose arguments the text ends, outside brackets.
  private var command: CommandUse? {
    guard case .command(let command) = structure.end else { return nil }
    return command
  }

  /// Whether what follows is a topic of help.
  var isQuestion: Bool {
    if case .question = structure.end { return true }
    return command?.role(ofOperand: 0) == .helpTopic
  }

  /// Whether an argument goes on with what follows.
  private func isInsideArgument(_ command: CommandUse) -> Bool {
    command.arguments.last?.range.end == structure.scan.bytes.count
  }

  /// The options of a command, where one or two dashes stand before the letters; nil elsewhere.
  var options: (found: [Completion.Candidate], dashes: Int)? {
    guard let command, isInsideArgument(command), let last = command.arguments.last else {
      return nil
    }
    let dashes = structure.scan.text(last.range.start..<last.range.end)
    guard dashes == "--" || (dashes == "-" && word.isEmpty) else { return nil }
    let given = command.arguments.filter(\.isOption)
      .map { structure.scan.text($0.range.start..<$0.range.end) }
    let found = command.declaration.expectation.options
      .filter { $0.hasPrefix(word) && !given.contains("--" + $0) }
      .map { Completion.Candidate("--" + $0, kind: .option) }
    return (found, dashes.utf8.count)
  }

  /// What the next argument of a command may be.
  func arguments(of command: CommandUse) -> [Completion.Candidate] {
    if isQuestion { return topics }
    if isInsideArgument(command) {
      let isCode = command.kind(ofOperand: command.operandCount - 1) == .expression
      return isCode ? sorted(userNames + functions) : []
    }
    let role = command.role(ofOperand: command.operandCount)
    guard
      command.kind(ofOperand: command.operandCount) != nil || command.clause != nil
        || !command.declaration.syntax.subcommands.isEmpty
    else { return [] }
    let scan = structure.scan
    let given = command.operands.map { scan.text($0.range.start..<$0.range.end) }
    let found =
      matching(candidates(for: role, given: Set(given), target: given.first))
      + ownWords(of: command)
    // An expression is welcome wherever a value is; its first letter says that it is meant.
    if found.isEmpty, !word.isEmpty,
      command.kind(ofOperand: command.operandCount) == .expression, command.clause == nil
    {
      return sorted(userNames + functions)
    }
    return found
  }

  private var functions: [Completion.Candidate] {
    guard !word.isEmpty else { return [] }
    return matching(
      library.bareNames.keys.sorted().compactMap { name in
        library.bareNames[name].map { candidate(name, $0) }
      })
  }

  /// Subcommands, and words such as `on`.
  private func ownWords(of command: CommandUse) -> [Completion.Candidate] {
    var words: [String] = []
    if command.operandCount == 0, command.subcommand == nil {
      words += command.declaration.syntax.subcommands
    }
    if command.takesClause {
      words += command.declaration.expectation.clauses.keys.sorted()
    }
    return matching(words.map { Completion.Candidate($0, suffix: " ", kind: .value) })
  }

  /// What an argument of a role may be, beside some that are given already; the most likely first.
  func candidates(
    for role: ArgumentRole, given: Set<String>, target: String?
  ) -> [Completion.Candidate] {
    let tapes = TapeKnowledge(session)
    switch role {
    case .expression: return sorted(userNames + functions)
    case .path, .number, .text: return []
    case .tensor: return bound { name, object in !given.contains(name) && tapes.isTensor(object) }
    case .dtype:
      let isDType = { (object: Object) in
        if case .dtype = object { return true }
        return false
      }
      let library = library.bareNames.filter { isDType($0.value) && session.globals[$0.key] == nil }
      return sorted(
        bound { _, object in isDType(object) }
          + library.map { Completion.Candidate($0.key, kind: .constant) })
    case .statement: return statements
    case .target: return bound { _, object in tapes.isTarget(object) }
    case .source:
      let object = target.flatMap { session.globals[$0] }
      let isSource = tapes.sources(of: object)
      let sources = bound { name, source in !given.contains(name) && isSource(source) }
      // What is watched is more often meant than what was computed on the way.
      let watched = sources.filter { tapes.isWatched(session.globals[$0.text], of: object) }
      return watched + sources.filter { !watched.contains($0) }
    case .watchable:
      return bound { name, object in !given.contains(name) && tapes.isWatchable(object) }
    case .watched:
      return bound { name, object in !given.contains(name) && tapes.isWatchedByOpenTape(object) }
    case .tape:
      return bound { _, object in
        if case .reference(let reference) = object { return reference.kind == .tape }
        return false
      }
    case .boundName: return bound { name, _ in !given.contains(name) }
    case .function:
      return sorted(bound { _, object in names.isFunction(object) } + functions)
    case .helpTopic: return topics
    case .optionName:
      return OptionDeclaration.all.map { option in
        Completion.Candidate(
          option.name, suffix: " ", kind: .option, note: Self.note(option.summary))
      }
    case .optionValue:
      let option = OptionDeclaration.all.first { given.contains($0.name) }
      return (option?.choices ?? []).map { Completion.Candidate($0, kind: .value) }
    case .words(let words):
      return words.filter { !given.contains($0) }.map { Completion.Candidate($0, kind: .value) }
    }
  }

  /// The user's names that stand for what is asked for, as plain names.
  private func bound(_ isMeant: (String, Object) -> Bool) -> [Completion.Candidate] {
    let note = ObjectNote(session: session, library: library)
    return session.globals.filter { isMeant($0.key, $0.value) }
      .map { Completion.Candidate($0.key, kind: .boundName, note: note.text(of: $0.value)) }
      .sorted { $0.text < $1.text }
  }
}
