import Language

extension CommandDeclaration {
  /// The command `save FILE`.
  static let save = CommandDeclaration(
    syntax: CommandSyntax(name: "save", arguments: [.path], required: 0),
    expecting: ArgumentExpectation([.path], options: ["all", "force"]),
    group: "session", summary: "Write the session to a session file.",
    usage: "save [FILE] [--all] [--force]",
    details: """
      The file holds the entries that ran and were not undone, with what they showed; `tapebook \
      run`, `tapebook test` and `load` read it. With `--all` it holds those that failed too. A file \
      that is there is replaced only where `--force` says so. Without FILE it is the file that was \
      saved or recorded last, or else the one that was loaded.
      A replay of the file reads data that lies beside it; what must be copied there is told.
      Lines that an output names are those of the file. What is measured, such as a time, is \
      written as a pattern, and a command that wrote a file is left out.
      `save` is an entry of its own.
      """,
    isPartOfSession: false
  ) { invocation in
    let options = try invocation.options(known: ["all", "force"])
    let context = try invocation.contextAlone()
    let path = try invocation.savePath(context)
    let session = options.keys.contains("all") ? context.saved : context.saved.withoutFailures
    // Without a name it is the file that this session wrote, and writes again.
    let isOwn = invocation.operands.isEmpty && path == context.savedPath
    let files = try context.fileAccess()
    do throws(Diagnostic) {
      try files.save(
        session, to: path, isReplacing: isOwn || options.keys.contains("force"))
    } catch {
      throw EvaluationError(error)
    }
    context.note(savedPath: path)
    invocation.evaluator.emit(.text("saved \(entryAmount(session.entries.count)) to \(path)"))
    if let note = files.unreached(of: session, savedTo: path).text(savedTo: path) {
      invocation.evaluator.emit(.text(note))
    }
    return nil
  }

  /// A number of entries in words.
  static func entryAmount(_ count: Int) -> String {
    count == 1 ? "one entry" : "\(count) entries"
  }
}

extension CommandInvocation {
  /// The path that `save` names, or the one that is clear without.
  fileprivate func savePath(_ context: EntryContext) throws -> String {
    if let path = try optionalPath() { return path }
    if let path = context.savedPath { return path }
    var loaded: [String] = []
    for entry in context.saved.entries {
      if let file = entry.source.file, !loaded.contains(file) { loaded.append(file) }
    }
    if loaded.count == 1 { return loaded[0] }
    guard loaded.isEmpty else {
      throw EvaluationError.value(
        "\(loaded.count) files were loaded, so it is not clear where to save",
        hint: "save \(loaded[loaded.count - 1]) --force, or name another file")
    }
    throw EvaluationError.value(
      "save needs a file: none was saved, recorded or loaded", hint: "save session.tape")
  }

  /// The path that is the only argument; nil where there is none.
  func optionalPath() throws -> String? {
    guard let argument = operands.first else { return nil }
    guard case .word(let path) = argument.kind else {
      throw EvaluationError.type("\(command.name) needs a file's path")
    }
    return path
  }

  /// What the interpreter lends, to a command that must be an entry of its own.
  ///
  /// Within a larger entry such a command would see the session as it was before the entry.
  ///
  /// - Throws: a `ValueError` where the command is part of a larger entry or of a file.
  func contextAlone() throws -> EntryContext {
    let context = try context()
    // That a script may not write is said before how it would have to.
    if context.isInFile, let path = try optionalPath() {
      try context.permission.requireWriting(path)
    }
    guard context.isAlone, !context.isInFile else {
      throw EvaluationError.value(
        "\(command.name) must be an entry of its own",
        hint: context.isInFile
          ? "type \(command.name) at the prompt" : "type \(command.name) alone on a line")
    }
    return context
  }
}
