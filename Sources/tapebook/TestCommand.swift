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
      session. A folder stands for the .tape files in it and in its folders.
      """)

  @OptionGroup(visibility: .hidden) var source: CodeOptions

  @Flag(help: "Record anew what differs; patterns that still match stay.")
  var update = false

  @Option(
    help: ArgumentHelp("Write a report in JUnit's XML.", valueName: "file"),
    completion: .file(extensions: ["xml"]))
  var junit: String?

  @OptionGroup var options: CommonOptions

  @ArgumentParser.Argument(
    help: ArgumentHelp("Session files, or folders of them.", valueName: "file"),
    completion: .file(extensions: Document.Ending.recorded.map(\.rawValue)))
  var files: [String]

  func validate() throws {
    try source.checkIsAbsent()
    if update, files.contains("-") { throw ValidationError("--update needs files to write") }
    if options.timings, !options.json, junit == nil {
      throw ValidationError("--timings adds to --json or --junit")
    }
  }

  mutating func run() throws {
    // A replay gives the same bits on every number of processors.
    LinearAlgebraLibrary.useOneThread()
    var report = TestReport(
      isJSON: options.json, color: options.color, hasTimings: options.timings,
      isUpdating: update)
    report.begin()
    let paths: [String]
    do throws(TextFileError) {
      paths = try SessionFolder.files(of: files)
    } catch {
      Console.shared.writeError("tapebook: \(error.message)\n")
      throw Exit(status: .file)
    }
    var status = ExitStatus.ok
    for path in paths {
      status = max(
        status,
        TestRun(
          path, maxSteps: options.maxSteps, update: update, isAllowed: options.allowFiles
        ).run(&report))
      if status == .interrupted { break }
    }
    report.finish()
    if let junit {
      do throws(TextFileError) {
        try TextFile.write(report.junit.text, to: junit)
      } catch {
        Console.shared.writeError("tapebook: \(error.message)\n")
        status = max(status, .file)
      }
    }
    if status != .ok { throw Exit(status: status) }
  }
}
