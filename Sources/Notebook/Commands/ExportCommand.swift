import Language

extension CommandDeclaration {
  /// The command `export FILE --to FORMAT`.
  static let export = CommandDeclaration(
    syntax: CommandSyntax(name: "export", arguments: [.path, .word], required: 1),
    expecting: ArgumentExpectation([.path, .text], options: ["to", "force"]),
    group: "session", summary: "Write the session as a program or a document.",
    usage: "export FILE --to FORMAT [--force]",
    details: """
      FORMAT is `tensorflow`, `pytorch` or `jax`, which give a Python program that prints the same \
      numbers; `tapebook help export` lists all formats. Without it the file's name decides where \
      that is clear. A file that is there is replaced only where `--force` says so.
      """,
    isPartOfSession: false
  ) { invocation in
    let request = try ExportRequest(invocation)
    let context = try invocation.context()
    let files = try context.fileAccess()
    let format: String
    do throws(Diagnostic) {
      format = try files.export(
        context.saved, to: request.path, format: request.format, isReplacing: request.isReplacing)
    } catch {
      throw EvaluationError(exporting: error)
    }
    invocation.evaluator.emit(.text("exported to \(request.path) (\(format))"))
    return nil
  }
}

/// What the arguments of `export` ask for.
private struct ExportRequest {
  let path: String
  let format: String?
  let isReplacing: Bool

  init(_ invocation: CommandInvocation) throws {
    let options = try invocation.options(known: ["to", "force"])
    isReplacing = options.keys.contains("force")
    let (words, format) = invocation.words(besideValueOf: "to")
    guard format != nil || !options.keys.contains("to") else {
      throw EvaluationError.value("--to needs a format", hint: "write --to pytorch")
    }
    guard let path = words.first else {
      throw EvaluationError.type("export needs a file's path")
    }
    guard words.count == 1 else {
      throw EvaluationError.type(
        "export writes one file, and does not know what '\(words[1])' is",
        hint: "write the format behind --to: export \(path) --to \(words[1])")
    }
    self.path = path
    self.format = format
  }
}

extension EvaluationError {
  /// What kept a session from being exported; the place is in an earlier entry.
  fileprivate init(exporting diagnostic: Diagnostic) {
    let type = ExceptionType(rawValue: diagnostic.type) ?? .valueError
    self.init(type, diagnostic.message, hint: diagnostic.hint)
    range = diagnostic.range
    source = diagnostic.source
    notes = diagnostic.notes
  }
}
