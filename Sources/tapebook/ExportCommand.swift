import ArgumentParser
import Interchange
import Language
import Notebook
import Tensors

/// The subcommand `tapebook export FILE --to FORMAT`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a session as a program or a document.",
    discussion: ExportCommand.discussion)

  @OptionGroup(visibility: .hidden) var source: CodeOptions

  @Option(
    help: ArgumentHelp(
      "The format; without it the name of the output decides.", valueName: "format"),
    completion: .list(ExportFormat.all.map(\.name)))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "The language of the code in \(ExportCommand.chosen): \(ExportCommand.languages).",
      valueName: "language"),
    completion: .list(ExportFormat.all.flatMap { $0.languages.map(\.name) }))
  var language: String?

  /// The formats whose code can be in several languages.
  private static let chosen = ExportFormat.all.filter { !$0.languages.isEmpty }.map(\.name)
    .joined(separator: ", ")
  /// The languages, for help and messages.
  private static let languages = ExportFormat.all.flatMap { $0.languages.map(\.name) }
    .joined(separator: ", ")

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The file to write; standard output without it.", valueName: "file"),
    completion: .file())
  var output: String?

  // The same options under the same name as the program's own, which reads them first.
  @OptionGroup var options: RunOptions

  @ArgumentParser.Argument(
    help: ArgumentHelp(
      "A session file, a listing or a notebook; '-' is standard input.", valueName: "file"),
    completion: .file(extensions: Document.Ending.allCases.map(\.rawValue)))
  var file: String

  /// The formats, a line each.
  private static var discussion: String {
    let width = ExportFormat.all.map(\.name.count).max() ?? 0
    let lines = ExportFormat.all.map { format in
      let gap = String(repeating: " ", count: width - format.name.count + 2)
      return "  " + format.name + gap + format.summary
    }
    return "The formats are:\n" + lines.joined(separator: "\n") + """

      With --keep-going a comment stands in the place of what fails, or of what the format cannot \
      express.
      """
  }

  func validate() throws {
    try source.checkIsAbsent()
    if options.json || options.quiet || options.stays {
      throw ValidationError("--json, --quiet and -i are not for export")
    }
    if options.seed != nil || options.dtype != nil {
      throw ValidationError("seed and dtype of an export are the session file's; write them there")
    }
    if to != nil || output != nil { _ = try writer() }
  }

  /// What writes the session, in the language that is asked for.
  private func writer() throws -> ExportFormat.Writer {
    let format = try format()
    if let writer = format.writer(language: language) { return writer }
    throw ValidationError(
      format.languages.isEmpty
        ? "--language is for \(ExportCommand.chosen), not for \(format.name)"
        : "there is no language '\(language ?? "")'; write one of \(ExportCommand.languages)")
  }

  private func format() throws -> ExportFormat {
    do throws(ExportFormatError) {
      return try ExportFormat(named: to, path: output)
    } catch {
      throw ValidationError("\(error.message); \(error.hint)")
    }
  }

  mutating func run() throws {
    let write = try writer()
    let document: Document
    do throws(Document.Failure) {
      document = try Document(path: file)
    } catch {
      throw Exit(status: error.report(color: options.color))
    }
    let session: SessionFile
    var notebook: NotebookSession?
    switch document {
    case .session(let file): session = file
    case .text(let text, let name, let kind):
      do throws(Diagnostic) {
        session = try SessionFile(
          headerless: kind == .listing ? PercentCells.prose(text) : text, file: name)
      } catch {
        throw Exit(status: Document.Failure.format(error).report(color: options.color))
      }
    case .notebook(let file):
      file.tellNotes()
      do throws(Diagnostic) {
        let carried = try NotebookSession(file)
        session = carried.file
        notebook = carried
      } catch {
        throw Exit(status: Document.Failure.format(error).report(color: options.color))
      }
    }
    // A replay gives the same bits on every number of processors.
    LinearAlgebraLibrary.useOneThread()
    ProgressBar.shared.begin()
    let replayed = ReplayedSession(
      session, kind: document.kind, maximumSteps: options.maxSteps,
      surroundings: document.surroundings(isAllowed: options.allowFiles),
      progress: { ProgressBar.shared.show($0) }, isInterrupted: { Interruption.isRequested })
    ProgressBar.shared.clear()
    if replayed.wasInterrupted { throw Exit(status: .interrupted) }
    let exported = write(replayed)
    let problems = (replayed.failures + exported.problems).map { notebook?.located($0) ?? $0 }
    for problem in problems {
      Console.shared.writeError(
        DiagnosticRenderer().text(problem, isColored: options.color.allowsColor(on: 2)))
    }
    guard problems.isEmpty || options.keepGoing else {
      Console.shared.writeError(
        "tapebook: nothing was written; --keep-going writes comments in these places\n")
      throw Exit(status: .failure)
    }
    try save(exported.text)
    if !problems.isEmpty { throw Exit(status: .failure) }
  }

  private func save(_ text: String) throws {
    guard let output, output != "-" else { return Console.shared.write(text) }
    do throws(TextFileError) {
      try TextFile.write(text, to: output)
    } catch {
      Console.shared.writeError("tapebook: \(error.message)\n")
      throw Exit(status: .file)
    }
  }
}
