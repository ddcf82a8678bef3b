import Glibc
import Interchange
import Language
import Notebook
import Tensors

/// The user's own beginning of every session: `$XDG_CONFIG_HOME/tapebook/init.tape`.
///
/// It is a session file; its header may be left out.
struct InitFile {
  private let entries: [EntrySource]
  /// The seed and the dtype that its header asks for.
  let seed: UInt64?
  let dtype: DType?

  /// The file's path; nil where the user has no home.
  static var path: String? {
    (try? UserFolder.configuration.path()).map { $0 + "/init.tape" }
  }

  /// The user's file; nil where there is none, or none that can be read, which is said.
  static func ofUser() -> InitFile? {
    guard let path, access(path, F_OK) == 0 else { return nil }
    do throws(TextFileError) {
      return try InitFile(TextFile.read(path), path: path)
    } catch {
      Console.shared.writeError("tapebook: \(error.message)\n")
      return nil
    }
  }

  private init?(_ text: String, path: String) {
    guard SessionFile.isSessionFile(text) else {
      entries = Array(EntrySequence(text, file: path))
      (seed, dtype) = (nil, nil)
      return
    }
    do throws(Diagnostic) {
      let file = try SessionFile(text, file: path)
      entries = file.entries.filter { !$0.options.isSkipped }.map(\.source)
      (seed, dtype) = (file.header.seed, file.header.dtype)
    } catch {
      Console.shared.writeError(DiagnosticRenderer().plainText(error))
      return nil
    }
  }

  /// Runs the entries up to the first that fails, which is reported.
  ///
  /// - Returns: the session that they lead to, and those that were accepted, as they are saved and
  ///   as the journal has them.
  func run(
    from session: Session, options: RunOptions
  ) -> (session: Session, saved: SavedSession, accepted: [JournalEntry]) {
    let screen = OutputScreen(options: options)
    var interpreter = Interpreter(
      .session, session: session, maximumSteps: options.maxSteps,
      surroundings: Surroundings(with: NotebookFiles(), permission: .user),
      isInterrupted: { Interruption.isRequested })
    var accepted: [JournalEntry] = []
    for entry in entries {
      let result = interpreter.run(entry, keepsOutputs: false) {
        screen.show($0, usesPager: false)
      }
      if let diagnostic = result.diagnostic {
        screen.show(diagnostic)
        break
      }
      accepted.append(JournalEntry(typed: entry.text))
      if interpreter.hasQuit { break }
    }
    return (interpreter.session, interpreter.saved.withoutFailures.withoutFiles, accepted)
  }
}

extension SavedSession {
  /// The session with entries that belong to no file: what is typed after them is not for theirs.
  fileprivate var withoutFiles: SavedSession {
    SavedSession(
      seed: seed, floatDType: floatDType,
      entries: entries.map { entry in
        let source = EntrySource(
          file: nil, text: entry.source.text, firstLine: entry.source.firstLine)
        return AcceptedEntry(
          number: entry.number, source: source, output: entry.output, patterns: entry.patterns,
          traits: entry.traits, reads: entry.reads)
      })
  }
}
