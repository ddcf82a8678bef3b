import Glibc
import Interchange
import Language
import Notebook

/// The files that the notebook's commands read and write.
///
/// All uses of files by code go through here, where the rule of `FilePermission` is kept.
final class NotebookFiles: FileAccess {
  private let permission: FilePermission
  let record: FileRecord

  /// The files that code with a permission may use.
  ///
  /// - Parameter record: what was read, for the journal of a session.
  init(permission: FilePermission = .user, record: FileRecord = FileRecord(isKept: false)) {
    self.permission = permission
    self.record = record
  }

  func permitted(by permission: FilePermission) -> NotebookFiles {
    NotebookFiles(permission: permission, record: record)
  }

  /// The path by which a file may be opened for reading.
  ///
  /// - Throws: `PermissionError`.
  func readablePath(of path: String) throws(EvaluationError) -> String {
    try permission.readablePath(of: NotebookFiles.expanded(path), named: path)
  }

  /// The path by which a file may be written.
  ///
  /// - Throws: `PermissionError`.
  func writablePath(of path: String) throws(EvaluationError) -> String {
    try permission.requireWriting(path)
    return permission.place(of: NotebookFiles.expanded(path))
  }

  /// The path by which a file may be written, for what throws diagnostics.
  func target(of path: String) throws(Diagnostic) -> String {
    do throws(EvaluationError) {
      return try writablePath(of: path)
    } catch {
      throw Diagnostic(type: error.type.rawValue, message: error.message, hint: error.hint)
    }
  }

  /// A data file's bytes: as they were recorded, where it is the next of those, or as they are.
  ///
  /// - Throws: `OSError` and its subclasses, also where a recorded file is another one now.
  func data(of path: String) throws(EvaluationError) -> [UInt8] {
    let recorded = record.next(path)
    if case .bytes(let bytes)? = recorded?.content {
      record.add(JournalFile(path: path, data: bytes))
      return bytes
    }
    let bytes: [UInt8]
    let place = try readablePath(of: path)
    do throws(TextFileError) {
      bytes = try TextFile.bytes(
        of: place, limit: DataFormat.byteLimit, givesUp: { Interruption.isRequested })
    } catch {
      throw EvaluationError(error, path)
    }
    if let recorded, !recorded.isOf(bytes) {
      throw EvaluationError(
        .osError, "'\(path)' is another file than the one that the session read",
        hint: "put the file back that was there; its content was too long to be kept")
    }
    record.add(JournalFile(path: path, data: bytes))
    return bytes
  }

  /// A file's text: as it was recorded, where it is the next of those, or as it is.
  private func text(of path: String) throws(Document.Failure) -> String {
    let text: String
    if case .text(let recorded)? = record.next(path)?.content {
      text = recorded
    } else {
      let place: String
      do throws(EvaluationError) {
        place = try readablePath(of: path)
      } catch {
        throw .format(
          Diagnostic(type: error.type.rawValue, message: error.message, hint: error.hint))
      }
      text = try Document.text(of: place)
    }
    record.add(JournalFile(path: path, text: text))
    return text
  }

  func entries(of path: String) throws(Diagnostic) -> FileContent {
    let document: Document
    let name = permission.place(of: NotebookFiles.expanded(path))
    do throws(Document.Failure) {
      document = try Document(path: name, text: text(of: path))
    } catch {
      throw error.diagnostic
    }
    let folder = name == "-" ? nil : FilePermission.script(at: name, isAllowed: false).folder
    switch document {
    case .session(let file): return FileContent(file, folder: folder)
    case .text(let text, let file, let kind):
      return FileContent(
        kind: kind, folder: folder,
        entries: EntrySequence(text, file: file).map { FileContent.FileEntry(source: $0) })
    case .notebook(let file):
      return FileContent(
        kind: file.kind, folder: folder, heading: file.header.heading,
        entries: file.sessionEntries.map {
          FileContent.FileEntry(source: $0.source, mustFail: $0.mustFail)
        })
    }
  }

  func save(_ session: SavedSession, to path: String, isReplacing: Bool) throws(Diagnostic) {
    let path = try target(of: path)
    try NotebookFiles.checkIsSessionFile(path, command: "save")
    try NotebookFiles.checkIsFree(path, isReplacing: isReplacing, command: "save")
    if let recorder = record.recorder, recorder.isFile(at: path) {
      throw Diagnostic(
        type: "ValueError", message: "'\(path)' is being recorded",
        hint: "record off ends that; or save to another file")
    }
    do throws(TextFileError) {
      try TextFile.write(SessionFile.text(of: session), to: path)
    } catch {
      throw error.diagnostic
    }
  }

  func unreached(of session: SavedSession, savedTo path: String) -> UnreachedFiles {
    let target = permission.place(of: NotebookFiles.expanded(path))
    return session.unreached(savedTo: target, expanded: NotebookFiles.expanded)
  }

  func export(
    _ session: SavedSession, to path: String, format name: String?, isReplacing: Bool
  ) throws(Diagnostic) -> String {
    let path = try target(of: path)
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
    // What the session has read is read again, and not for the journal.
    let replayed = ReplayedSession(
      file, surroundings: Surroundings(with: NotebookFiles(), permission: permission),
      isInterrupted: { Interruption.isRequested })
    if replayed.wasInterrupted { throw Document.Failure.interrupted.diagnostic }
    let exported = format.write(replayed)
    if let problem = (replayed.failures + exported.problems).first { throw problem }
    do throws(TextFileError) {
      try TextFile.write(exported.text, to: path)
    } catch {
      throw error.diagnostic
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
