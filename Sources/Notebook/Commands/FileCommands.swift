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
      The entries of a session file become entries of this session, which `save` writes again with \
      the prose before them. They start from the file's seed and dtype. If one of them fails, \
      nothing is changed. `undo` takes all of them back at once.

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
      try FileRun(invocation).run()
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
      If an entry of it fails, nothing is changed. The entries of a session file become entries of \
      this session; those of the others do not, for they mean what they mean in Python: `save` \
      writes the `run`.

      """ + FileRun.details
  ) { invocation in
    try FileRun(invocation).run()
    return nil
  }
}

extension CommandInvocation {
  /// The path that is the only argument.
  fileprivate func path() throws -> String {
    guard let path = try optionalPath() else {
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
  func run() throws {
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
    // A listing shows other things than the same entries would here.
    let isKept = content.kind == .session
    if isKept { context.begin(with: content.heading) } else { context.noteRunFile(path) }
    var options = evaluator.options
    options.echo = content.kind.echo
    options.hasSessionTape = content.kind.hasSessionTape
    let progress = options.progress
    var meter = ProgressMeter(total: content.entries.count) { done, total in
      progress?(ProgressReport(done: done, total: total, what: path))
    }
    let permission = try context.permission.nested(in: content.folder, isAllowed: isAllowed)
    let loadedCount = context.loaded?.count ?? 0
    try context.nested(permission) {
      // What the header says of seed and dtype, which the file's numbers are made with.
      let beginning = content.beginning.map { FileContent.FileEntry(source: $0) }
      for (index, entry) in (beginning + content.entries).enumerated() {
        try evaluator.poll()
        try run(entry, number: index + 1, isKept: isKept, options)
        meter.advance()
      }
      if isKept { context.load(closing: content.closing, behind: loadedCount) }
    }
  }

  private func run(
    _ entry: FileContent.FileEntry, number: Int, isKept: Bool, _ options: EvaluatorOptions
  ) throws {
    var kept = KeptOutput(lineWidth: context.lineWidth)
    let loadedCount = context.loaded?.count ?? 0
    // What a listing's entries do, the entry does that runs it.
    if isKept { context.forgetEntry() }
    let evaluator = evaluator
    var parsed: Entry?
    do throws(Diagnostic) {
      var session = evaluator.session
      let entry = try self.parsed(entry.source, session)
      parsed = entry
      try Evaluator.run(entry, in: &session, options: options) { output in
        kept.append(output)
        evaluator.emit(output)
      }
      evaluator.session = session
    } catch {
      guard entry.mustFail, error.type != ExceptionType.keyboardInterrupt.rawValue else {
        throw EvaluationError(error)
      }
      if isKept { keep(entry, parsed, number, kept, error) }
      return
    }
    if !entry.mustFail {
      // What a file within this one loaded stands in the place of what loaded it.
      let isInPlace = parsed?.isLoneCommand == true && (context.loaded?.count ?? 0) > loadedCount
      if isKept, !isInPlace {
        context.removeLoaded(from: loadedCount)
        keep(entry, parsed, number, kept, nil)
      }
      return
    }
    throw EvaluationError(
      Diagnostic(
        type: ExceptionType.assertionError.rawValue,
        message: "this entry is recorded as failing, and did not fail",
        range: SourceRange(0, entry.source.text.utf8.count), source: entry.source))
  }

  /// Makes an entry one of those that stand in the place of the one that runs the file.
  private func keep(
    _ entry: FileContent.FileEntry, _ parsed: Entry?, _ number: Int, _ kept: KeptOutput,
    _ diagnostic: Diagnostic?
  ) {
    // Writing a file is no part of the session, as at the prompt.
    if parsed?.writesFile(evaluator.options.commands) == true { return }
    guard let parsed else {
      context.load(
        AcceptedEntry(
          number: number, source: entry.source, output: [], traits: .mayNameLines,
          preface: entry.preface, heading: context.heading, diagnostic: diagnostic))
      return
    }
    context.load(
      AcceptedEntry(
        parsed, number: number, kept: kept, context: context,
        commands: evaluator.options.commands, preface: entry.preface, diagnostic: diagnostic))
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
  init(_ diagnostic: Diagnostic) {
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
