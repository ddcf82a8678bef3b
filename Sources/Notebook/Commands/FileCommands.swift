import Language

extension CommandDeclaration {
  /// The command `load FILE`.
  static let load = CommandDeclaration(
    syntax: CommandSyntax(
      name: "load", arguments: [.path], required: 1, clauses: ["as": .word]),
    expecting: ArgumentExpectation(
      [.path], clauses: ["as": .text], options: DataLoading.options + [FileRun.option]),
    group: "session", summary: "Go on from a session file, or bind what a data file holds.",
    usage: "load FILE [as NAME]",
    details: """
      The entries of a session file become entries of this session, which `save` writes again. If \
      one of them fails, nothing is changed. `undo` takes all of them back at once.

      """ + DataLoading.details + "\n\n" + FileRun.details,
    examples: [
      Example(
        "load data.npz\nx",
        output: """
          name  shape  dtype
          x     (3,)   float32
          [1. 2. 3.]
          """)
    ]
  ) { invocation in
    if let loading = try DataLoading(invocation, path: invocation.path()) {
      try loading.run()
    } else {
      try FileRun(invocation).run(isLoading: true)
    }
    return nil
  }

  /// The command `run FILE`.
  static let run = CommandDeclaration(
    syntax: CommandSyntax(name: "run", arguments: [.path], required: 1),
    expecting: ArgumentExpectation([.path], options: [FileRun.option]),
    group: "session", summary: "Run a session file, a listing or a notebook in this session.",
    usage: "run FILE",
    details: """
      The names that the file binds are there afterwards. A session file (.tape) shows what its \
      entries show, a listing (.py) what it prints, a notebook (.ipynb) the last value of each cell. \
      If an entry of it fails, nothing is changed.

      """ + FileRun.details
  ) { invocation in
    try FileRun(invocation).run(isLoading: false)
    return nil
  }

  /// The command `save FILE`.
  static let save = CommandDeclaration(
    syntax: CommandSyntax(name: "save", arguments: [.path], required: 1),
    expecting: ArgumentExpectation([.path], options: ["force"]),
    group: "session", summary: "Write the session to a session file.",
    usage: "save FILE [--force]",
    details: """
      The file holds the entries that ran and were not undone, with what they showed; `tapebook \
      run`, `tapebook test` and `load` read it. A file that is there is replaced only where \
      `--force` says so.
      """,
    isPartOfSession: false
  ) { invocation in
    let isReplacing = try invocation.options(known: ["force"]).keys.contains("force")
    let context = try invocation.context()
    let files = try context.fileAccess()
    let path = try invocation.path()
    do throws(Diagnostic) {
      try files.save(context.saved, to: path, isReplacing: isReplacing)
    } catch {
      throw EvaluationError(error)
    }
    let count = context.saved.entries.count
    invocation.evaluator.emit(
      .text("saved \(count == 1 ? "one entry" : "\(count) entries") to \(path)"))
    return nil
  }
}

extension CommandInvocation {
  /// The path that is the only argument.
  fileprivate func path() throws -> String {
    guard let argument = operands.first, case .word(let path) = argument.kind else {
      throw EvaluationError.type("\(command.name) needs a file's path")
    }
    return path
  }
}

/// Runs the entries of a file as part of an entry.
private struct FileRun {
  let invocation: CommandInvocation
  let evaluator: Evaluator
  let context: EntryContext

  init(_ invocation: CommandInvocation) throws {
    self.invocation = invocation
    evaluator = invocation.evaluator
    context = try invocation.context()
  }

  /// The option that lifts the rule of files for what is run.
  static let option = "allow-files"

  /// What help says of the rule.
  static let details = """
    What the file's entries read lies beside the file, in its own folder; they write no files and \
    start no programs, unless `--allow-files` says that you trust them.
    """

  /// Runs the file's entries up to the first that fails, which fails the entry.
  func run(isLoading: Bool) throws {
    let isAllowed = try invocation.options(known: [FileRun.option]).keys.contains(FileRun.option)
    if invocation.operands.count > 1 {
      throw EvaluationError.type(
        "\(invocation.command.name) … as NAME is for data files, and runs no session file")
    }
    let content: FileContent
    let path = try invocation.path()
    let files = try context.fileAccess()
    do throws(Diagnostic) {
      content = try files.entries(of: path)
    } catch {
      throw EvaluationError(error)
    }
    // A file that another one runs or loads is a part of that one's entry.
    let isLoading = isLoading && !context.isInFile
    var options = evaluator.options
    options.echo = content.kind.echo
    options.hasSessionTape = content.kind.hasSessionTape
    let progress = options.progress
    var meter = ProgressMeter(total: content.entries.count) { done, total in
      progress?(ProgressReport(done: done, total: total, what: path))
    }
    let permission = try context.permission.nested(in: content.folder, isAllowed: isAllowed)
    try context.nested(permission) {
      for (index, entry) in content.entries.enumerated() {
        try evaluator.poll()
        var kept = KeptOutput()
        try run(entry, options) { output in
          kept.append(output)
          evaluator.emit(output)
        }
        if isLoading, !entry.mustFail {
          context.load(
            AcceptedEntry(number: index + 1, source: entry.source, output: kept.lines))
        }
        meter.advance()
      }
    }
  }

  private func run(
    _ entry: FileContent.FileEntry, _ options: EvaluatorOptions,
    emit: @escaping (Output) -> Void
  ) throws {
    do throws(Diagnostic) {
      var session = evaluator.session
      let parsed = try parsed(entry.source, session)
      try Evaluator.run(parsed, in: &session, options: options, emit: emit)
      evaluator.session = session
    } catch {
      if entry.mustFail, error.type != ExceptionType.keyboardInterrupt.rawValue { return }
      throw EvaluationError(error)
    }
    guard entry.mustFail else { return }
    throw EvaluationError(
      Diagnostic(
        type: ExceptionType.assertionError.rawValue,
        message: "this entry is recorded as failing, and did not fail",
        range: SourceRange(0, entry.source.text.utf8.count), source: entry.source))
  }

  private func parsed(_ source: EntrySource, _ session: Session) throws(Diagnostic) -> Entry {
    let commands = evaluator.options.commands.values.map(\.syntax)
    do throws(SyntaxError) {
      return try Parser(commands: commands, isBound: session.isBound).parse(source)
    } catch {
      throw Diagnostic(error, source: source)
    }
  }
}

extension EvaluationError {
  /// The failure of an entry inside another one, with its own place.
  ///
  /// What is no class of exceptions here becomes the class that it would be derived from.
  fileprivate init(_ diagnostic: Diagnostic) {
    let type: ExceptionType =
      switch diagnostic.type {
      case "IndentationError", "TabError": .syntaxError
      case "SessionFileError", "NotebookFileError": .valueError
      case let name: ExceptionType(rawValue: name) ?? .osError
      }
    self.init(type, diagnostic.message, hint: diagnostic.hint)
    range = diagnostic.range
    source = diagnostic.source
    notes = diagnostic.notes
  }
}
