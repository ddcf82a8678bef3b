import ArgumentParser
import Interchange
import Language
import Notebook
import Tensors

/// The subcommand `tapebook run FILE…`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run session files (.tape), listings (.py) and notebooks (.ipynb).",
    discussion: """
      Each file is run in a session of its own; '-' is standard input. An entry that a session \
      file records as failing is expected to fail. A cell of a notebook is one entry; with \
      --keep-going each of its statements is.
      """)

  @OptionGroup(visibility: .hidden) var source: CodeOptions
  @OptionGroup var options: RunOptions

  @ArgumentParser.Argument(
    help: ArgumentHelp("Files to run; '-' is standard input.", valueName: "file"),
    completion: .file(extensions: Document.Ending.allCases.map(\.rawValue)))
  var files: [String]

  func validate() throws {
    try source.checkIsAbsent()
    try options.checkTimings()
  }

  mutating func run() throws {
    try RunCommand.run(files, options: options)
  }

  /// Runs files one after another, each in a session of its own.
  static func run(_ paths: [String], options: RunOptions) throws {
    var status = ExitStatus.ok
    var last: Runner?
    let memoryLimit = BufferPool.shared.limit
    if options.json { Console.shared.write(JSONLines.header) }
    for path in paths {
      // The limit is the process's, and the file before may have set it.
      BufferPool.shared.limit = memoryLimit
      let document: Document
      do throws(Document.Failure) {
        document = try Document(path: path)
      } catch {
        status = max(status, error.report(color: options.color))
        if options.keepGoing, status != .interrupted { continue }
        break
      }
      var runner = Runner(document, options: options)
      runner.run(document)
      last = runner
      status = max(status, runner.status)
      if runner.status == .interrupted || (runner.status != .ok && !options.keepGoing) { break }
    }
    try finish(status, last, options)
  }

  /// Runs a document, and shows what the entries behind the first `count` do.
  static func run(_ document: Document, behind count: Int, options: RunOptions) throws {
    if options.json { Console.shared.write(JSONLines.header) }
    var runner = Runner(document, options: options)
    runner.run(document, behind: count)
    try finish(runner.status, runner, options)
  }

  /// Runs texts one after another in one session.
  static func run(_ documents: [Document], options: RunOptions) throws {
    if options.json { Console.shared.write(JSONLines.header) }
    var runner = Runner(.argument, session: options.session(), options: options)
    for document in documents { runner.run(document) }
    try finish(runner.status, runner, options)
  }

  /// Stays at the prompt where that is asked for, or ends with a status.
  private static func finish(
    _ status: ExitStatus, _ runner: Runner?, _ options: RunOptions
  ) throws {
    if options.stays, let runner, status != .interrupted {
      Console.shared.flush()
      return try Start(options: options).goOn(
        from: runner.beginning, at: runner.interpreter.session, saved: runner.saved,
        after: runner.accepted)
    }
    if status != .ok { throw Exit(status: status) }
  }
}
