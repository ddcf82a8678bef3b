import ArgumentParser
import Interchange
import Language
import Notebook
import Tensors

/// The subcommand `tapebook test FILE…`.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Replay session files and compare with what they record.",
    discussion: """
      Writes a unified diff of what differs. The fenced 'tape' blocks of a Markdown file are one \
      session.
      """)

  @OptionGroup(visibility: .hidden) var source: CodeOptions

  @Flag(help: "Record anew what differs.")
  var update = false

  @Flag(
    help: ArgumentHelp(
      "Let sessions write files, read outside of their folder and start programs."))
  var allowFiles = false

  @Option(
    help: ArgumentHelp("The most loop iterations and calls of an entry.", valueName: "n"))
  var maxSteps: Int?

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color = ColorPolicy.auto

  @ArgumentParser.Argument(
    help: ArgumentHelp("Session files.", valueName: "file"),
    completion: .file(extensions: Document.Ending.recorded.map(\.rawValue)))
  var files: [String]

  func validate() throws {
    try source.checkIsAbsent()
    if let maxSteps, maxSteps < 1 { throw ValidationError("--max-steps is at least 1") }
    if update, files.contains("-") { throw ValidationError("--update needs files to write") }
  }

  mutating func run() throws {
    var status = ExitStatus.ok
    // A replay gives the same bits on every number of processors.
    LinearAlgebraLibrary.useOneThread()
    for path in files {
      status = max(status, check(path))
      if status == .interrupted { break }
    }
    if status != .ok { throw Exit(status: status) }
  }

  /// Replays one file.
  private func check(_ path: String) -> ExitStatus {
    let document: Document
    do throws(Document.Failure) {
      document = try Document(path: path)
    } catch {
      return error.report(color: color)
    }
    guard case .session(let file) = document else {
      Console.shared.writeError("tapebook: '\(path)' is not \(Document.Ending.recordedText)\n")
      return .usage
    }
    ProgressBar.shared.begin()
    var replay = SessionReplay(
      file, maximumSteps: maxSteps,
      surroundings: document.surroundings(isAllowed: allowFiles),
      progress: { ProgressBar.shared.show($0) },
      isInterrupted: { Interruption.isRequested })
    let outcome = replay.run()
    ProgressBar.shared.clear()
    if outcome.wasInterrupted { return .interrupted }
    let entries = outcome.entryCount == 1 ? "1 entry" : "\(outcome.entryCount) entries"
    if outcome.differing.isEmpty {
      Console.shared.write("\(path): \(entries) as recorded\n")
      return .ok
    }
    Console.shared.write(outcome.difference)
    if update {
      do throws(TextFileError) {
        try TextFile.write(outcome.text, to: path)
      } catch {
        Console.shared.writeError("tapebook: \(error.message)\n")
        return .file
      }
      let count = outcome.differing.count - outcome.unreached.count
      Console.shared.write("\(path): \(count) of \(entries) recorded anew\n")
      // What was not reached has nothing to record, and stays a difference.
      if outcome.unreached.isEmpty { return .ok }
    }
    let failures = update ? outcome.failures.suffix(outcome.unreached.count) : outcome.failures[...]
    for failure in failures {
      Console.shared.writeError(
        DiagnosticRenderer().text(failure, isColored: color.allowsColor(on: 2)))
    }
    let count = update ? outcome.unreached.count : outcome.differing.count
    Console.shared.write("\(path): \(count) of \(entries) differ\n")
    return .failure
  }
}
