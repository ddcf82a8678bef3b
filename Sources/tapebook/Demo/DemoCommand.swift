import ArgumentParser
import Interchange
import Language
import LineEditing
import Notebook

/// The subcommand `tapebook demo FILE`.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Step through a session file in front of people.",
    discussion: """
      Enter goes on by a step, Space by an entry, b goes back, ! tries things on a copy; ? shows \
      all keys. Where there is no terminal, the file is run.
      """)

  @OptionGroup(visibility: .hidden) var source: CodeOptions
  @OptionGroup var options: RunOptions

  @Option(
    help: ArgumentHelp(
      "How many characters of an input are typed in a second; 0 for all at once.",
      valueName: "n"))
  var pace = 40.0

  @Option(help: ArgumentHelp("Begin with a step, by its number.", valueName: "n"))
  var from: Int?

  @Option(
    help: ArgumentHelp(
      "Write the notes for the presenter to another terminal, or to a file.", valueName: "path"),
    completion: .file())
  var notes: String?

  @ArgumentParser.Argument(
    help: ArgumentHelp("The session file.", valueName: "file"),
    completion: .file(extensions: Document.Ending.recorded.map(\.rawValue)))
  var file: String

  func validate() throws {
    try source.checkIsAbsent()
    guard pace >= 0, pace <= DemoCommand.fastest else {
      throw ValidationError("--pace is a number from 0 to \(Int(DemoCommand.fastest))")
    }
    if let from, from < 1 { throw ValidationError("--from is at least 1") }
    if options.stays {
      throw ValidationError("leave -i out: the key ! opens a prompt in a demonstration")
    }
  }

  private static let fastest = 10_000.0

  mutating func run() throws {
    let keys = options.json ? nil : KeyPad()
    if keys == nil, from == nil { return try RunCommand.run([file], options: options) }
    let document: Document
    do throws(Document.Failure) {
      document = try Document(path: file)
    } catch {
      throw Exit(status: error.report(color: options.color))
    }
    guard case .session(let session) = document else {
      Console.shared.writeError("tapebook: '\(file)' is not \(Document.Ending.recordedText)\n")
      throw Exit(status: .usage)
    }
    let interpreter = Interpreter(
      .session, session: options.session(seed: session.header.seed, dtype: session.header.dtype),
      maximumSteps: options.maxSteps,
      surroundings: document.surroundings(isAllowed: options.allowFiles),
      progress: { ProgressBar.shared.show($0) }, isInterrupted: { Interruption.isRequested })
    let demonstration = Demonstration(session, interpreter: interpreter)
    if let from, from > demonstration.steps.count {
      throw ValidationError("--from is at most \(demonstration.steps.count), the number of steps")
    }
    guard let keys else {
      return try RunCommand.run(
        document, behind: demonstration.entryCount(beforeStep: (from ?? 1) - 1), options: options)
    }
    var player = DemoPlayer(
      demonstration, keys: keys, screen: DemoScreen(options: options), pace: pace,
      notes: try notes.map { try PresenterNotes(path: $0) }, options: options)
    let status = try player.play(from: from.map { $0 - 1 })
    if status != .ok { throw Exit(status: status) }
  }
}
