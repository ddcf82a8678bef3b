import Glibc
import Interchange
import Language
import Notebook
import Synchronization

/// The files that the notebook's commands read and write.
final class NotebookFiles: FileAccess {
  private let state = Mutex(State())

  private struct State {
    /// What was read since it was asked for last.
    var read: [JournalFile] = []
    /// What is read in the place of files, first one first.
    var recorded: ArraySlice<JournalFile> = []
  }

  /// What was read since this was asked last, and counts now.
  func takeRead() -> [JournalFile] {
    state.withLock { state in
      defer { state.read = [] }
      return state.read
    }
  }

  /// Reads files as they were when a session that is recovered read them; none for those on disk.
  func replay(_ files: [JournalFile]) { state.withLock { $0.recorded = files[...] } }

  /// A file's text: as it was recorded, where it is the next of those, or as it is.
  private func text(of path: String) throws(Document.Failure) -> String {
    let recorded = state.withLock { state in
      state.recorded.first?.path == path ? state.recorded.popFirst()?.text : nil
    }
    let text: String
    if let recorded {
      text = recorded
    } else {
      text = try Document.text(of: NotebookFiles.expanded(path))
    }
    state.withLock { $0.read.append(JournalFile(path: path, text: text)) }
    return text
  }

  func entries(of path: String) throws(Diagnostic) -> FileContent {
    let document: Document
    do throws(Document.Failure) {
      document = try Document(path: NotebookFiles.expanded(path), text: text(of: path))
    } catch {
      throw error.diagnostic
    }
    switch document {
    case .session(let file):
      let entries = file.entries.filter { !$0.options.isSkipped }
      return FileContent(
        kind: .session,
        entries: entries.map { FileContent.FileEntry(source: $0.source, mustFail: $0.mustFail) })
    case .text(let text, let file, let kind):
      return FileContent(
        kind: kind,
        entries: EntrySequence(text, file: file).map { FileContent.FileEntry(source: $0) })
    case .notebook(let file):
      return FileContent(
        kind: file.kind,
        entries: file.entries().map {
          FileContent.FileEntry(source: $0.source, mustFail: $0.mustFail)
        })
    }
  }

  func save(_ session: SavedSession, to path: String, isReplacing: Bool) throws(Diagnostic) {
    let path = NotebookFiles.expanded(path)
    guard isReplacing || access(path, F_OK) != 0 else {
      throw Diagnostic(
        type: "FileExistsError", message: "'\(path)' is there already",
        hint: "save --force replaces it")
    }
    do throws(TextFileError) {
      try TextFile.write(SessionFile.text(of: session), to: path)
    } catch {
      throw Diagnostic(type: "OSError", message: error.message)
    }
  }

  func export(
    _ session: SavedSession, to path: String, format name: String?, isReplacing: Bool
  ) throws(Diagnostic) -> String {
    let path = NotebookFiles.expanded(path)
    let format: ExportFormat
    do throws(ExportFormatError) {
      format = try ExportFormat(named: name, path: path)
    } catch {
      throw Diagnostic(type: "ValueError", message: error.message, hint: error.hint)
    }
    guard isReplacing || access(path, F_OK) != 0 else {
      throw Diagnostic(
        type: "FileExistsError", message: "'\(path)' is there already",
        hint: "export --force replaces it")
    }
    let file = try SessionFile(SessionFile.text(of: session), file: nil)
    let replayed = ReplayedSession(file, isInterrupted: { Interruption.isRequested })
    if replayed.wasInterrupted { throw Document.Failure.interrupted.diagnostic }
    let exported = format.write(replayed)
    if let problem = (replayed.failures + exported.problems).first { throw problem }
    do throws(TextFileError) {
      try TextFile.write(exported.text, to: path)
    } catch {
      throw Diagnostic(type: "OSError", message: error.message)
    }
    return format.name
  }

  /// A path with the user's home in the place of `~`.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }
}

extension NotebookFiles: FileListing {
  func entries(ofDirectory path: String) -> [FileName] {
    let folder = path.isEmpty ? "." : NotebookFiles.expanded(path)
    guard let names = try? DirectoryListing.entries(of: folder) else { return [] }
    return names.map { FileName($0.name, isDirectory: $0.isDirectory) }
  }
}
