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
    /// What records the session.
    var recorder: SessionRecorder?
  }

  /// What records the session; nil where nothing does.
  var recorder: SessionRecorder? {
    get { state.withLock { $0.recorder } }
    set { state.withLock { $0.recorder = newValue } }
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
    case .session(let file): return FileContent(file)
    case .text(let text, let file, let kind):
      return FileContent(
        kind: kind,
        entries: EntrySequence(text, file: file).map { FileContent.FileEntry(source: $0) })
    }
  }

  func save(_ session: SavedSession, to path: String, isReplacing: Bool) throws(Diagnostic) {
    let path = NotebookFiles.expanded(path)
    try NotebookFiles.checkIsFree(path, isReplacing: isReplacing, command: "save")
    if let recorder, recorder.isFile(at: path) {
      throw Diagnostic(
        type: "ValueError", message: "'\(path)' is being recorded",
        hint: "record off ends that; or save to another file")
    }
    do throws(TextFileError) {
      try TextFile.write(SessionFile.text(of: session), to: path)
    } catch {
      throw Diagnostic(type: "OSError", message: error.message)
    }
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
