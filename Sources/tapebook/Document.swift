import Interchange
import Language
import Notebook

/// Something to run: a session file, or a text whose entries are all there is.
enum Document {
  case session(SessionFile)
  case text(String, file: String?, SourceKind)
  case notebook(NotebookFile)

  /// Why a document cannot be run.
  enum Failure: Error {
    case file(TextFileError)
    case format(Diagnostic)
    case notSupported(String)
    case interrupted
  }

  /// What a file's name says of its content.
  enum Ending: String, CaseIterable {
    case tape, md, py, ipynb

    /// The endings of the files that record what they show.
    static let recorded: [Ending] = [.tape, .md]

    /// What a file that records what it shows is called in messages.
    static let recordedText =
      "a session file (" + recorded.map { "." + $0.rawValue }.joined(separator: ", ") + ")"
  }

  /// The path that stands for standard input.
  static let standardInput = "-"

  /// The document of a file; `-` is standard input.
  init(path: String) throws(Failure) {
    try self.init(path: path, text: Document.text(of: path))
  }

  /// The text of a file that can be run.
  static func text(of path: String) throws(Failure) -> String {
    do throws(TextFileError) {
      return try TextFile.read(path, givesUp: { Interruption.isRequested })
    } catch {
      throw error.isInterruption ? .interrupted : .file(error)
    }
  }

  /// The document of a file whose text is known.
  init(path: String, text: String) throws(Failure) {
    let name = Document.ending(of: path)
    let ending = name.flatMap { Ending(rawValue: $0) }
    if name != nil, ending == nil {
      throw .notSupported(
        "'\(path)': give \(Ending.recordedText), a listing (.py) or a notebook (.ipynb)")
    }
    switch ending {
    case .tape: self = try .session(Document.sessionFile(text, path))
    case .md: self = try .session(Document.sessionFile(text, path, isMarkdown: true))
    case .py: self = .text(text, file: path, .listing)
    case .ipynb: self = try .notebook(Document.notebook(text, path))
    case nil:
      // Standard input and pipes have no ending; a session file and a notebook say what they are.
      if NotebookFile.isNotebook(text) {
        self = try .notebook(Document.notebook(text, path))
        return
      }
      self =
        SessionFile.isSessionFile(text)
        ? try .session(Document.sessionFile(text, path))
        : .text(text, file: path, .standardInput)
    }
  }

  private static func sessionFile(
    _ text: String, _ path: String, isMarkdown: Bool = false
  ) throws(Failure) -> SessionFile {
    do throws(Diagnostic) {
      if isMarkdown { return try SessionFile(markdown: text, file: path) }
      return try SessionFile(text, file: path)
    } catch {
      throw .format(error)
    }
  }

  private static func notebook(_ text: String, _ path: String) throws(Failure) -> NotebookFile {
    do throws(Diagnostic) {
      return try NotebookFile(text, file: path, givesUp: { Interruption.isRequested })
    } catch {
      if error.type == ExceptionType.keyboardInterrupt.rawValue { throw .interrupted }
      throw .format(error)
    }
  }

  /// What follows the last point of a path's last part.
  static func ending(of path: String) -> String? {
    let name = path.split(separator: "/").last ?? ""
    guard let point = name.lastIndex(of: "."), point != name.startIndex else { return nil }
    return name[name.index(after: point)...].lowercased()
  }

  /// What it says about the session that is to replay it; nil where it replays none.
  var header: SessionHeader? {
    switch self {
    case .session(let file): file.header
    case .text: nil
    case .notebook(let file): file.language == .tape ? file.header : nil
    }
  }

  /// Where its entries come from.
  var kind: SourceKind {
    switch self {
    case .session: .session
    case .text(_, _, let kind): kind
    case .notebook(let file): file.kind
    }
  }
}

extension Document.Failure {
  /// Tells what is wrong, and gives the status to end with.
  func report(color: ColorPolicy) -> ExitStatus {
    switch self {
    case .file(let error):
      Console.shared.writeError("tapebook: \(error.message)\n")
      return .file
    case .format(let diagnostic):
      let isColored = color.allowsColor(on: 2)
      Console.shared.writeError(DiagnosticRenderer().text(diagnostic, isColored: isColored))
      return .usage
    case .notSupported(let message):
      Console.shared.writeError("tapebook: \(message)\n")
      return .usage
    case .interrupted: return .interrupted
    }
  }

  /// The failure as a command of the notebook reports it.
  var diagnostic: Diagnostic {
    switch self {
    case .file(let error): error.diagnostic
    case .format(let diagnostic): diagnostic
    case .notSupported(let message): Diagnostic(type: "ValueError", message: message)
    case .interrupted: Diagnostic(type: "KeyboardInterrupt", message: "interrupted")
    }
  }
}
