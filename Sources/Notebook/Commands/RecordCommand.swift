import Language

extension CommandDeclaration {
  /// The command `record FILE`.
  static let record = CommandDeclaration(
    syntax: CommandSyntax(name: "record", arguments: [.path], required: 0),
    expecting: ArgumentExpectation([.path], options: ["all", "force"]),
    group: "session", summary: "Write the session to a session file as it goes on.",
    usage: "record [FILE | off] [--all] [--force]",
    details: """
      The file begins with the entries so far, and each further entry is added when it ran, so \
      that a crash loses nothing. What is undone leaves the file again. With `--all` the entries \
      that fail are added too. A file that is there is replaced only where `--force` says so.
      `record off` ends it; `record` tells what is recorded. `record` is an entry of its own.
      """,
    isPartOfSession: false
  ) { invocation in
    let options = try invocation.options(known: ["all", "force"])
    let context = try invocation.contextAlone()
    let recorder = try context.recorder()
    let evaluator = invocation.evaluator
    let path = try invocation.optionalPath()
    switch path {
    case nil:
      let recording = recorder.recording
      evaluator.emit(
        .text(
          recording.map { "recording to \($0.path): \(entryAmount($0.entryCount)) so far" }
            ?? "nothing is recorded; record session.tape begins it"))
    case "off":
      let recording = try reporting { () throws(Diagnostic) in try recorder.endRecording() }
      guard let recording else {
        throw EvaluationError.value("nothing is recorded", hint: "record session.tape")
      }
      evaluator.emit(
        .text("recorded \(entryAmount(recording.entryCount)) to \(recording.path)"))
      let unreached = try context.fileAccess().unreached(
        of: context.saved.withoutFailures, savedTo: recording.path)
      if let note = unreached.text(savedTo: recording.path) { evaluator.emit(.text(note)) }
    case let path?:
      if let recording = recorder.recording {
        throw EvaluationError.value(
          "\(recording.path) is being recorded", hint: "record off ends that")
      }
      try context.permission.requireWriting(path)
      try reporting { () throws(Diagnostic) in
        try recorder.beginRecording(
          context.saved, at: path, withFailures: options.keys.contains("all"),
          isReplacing: options.keys.contains("force"))
      }
      context.note(savedPath: path)
      evaluator.emit(.text("recording to \(path); record off ends it"))
    }
    return nil
  }

  private static func reporting<R>(_ body: () throws(Diagnostic) -> R) throws -> R {
    do throws(Diagnostic) {
      return try body()
    } catch {
      throw EvaluationError(error)
    }
  }
}
