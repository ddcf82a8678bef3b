import Glibc
import Interchange
import Language
import Notebook

extension NotebookFiles: SessionRecording {
  var recording: Recording? {
    record.recorder.map { Recording(path: $0.path, entryCount: $0.entryCount) }
  }

  func beginRecording(
    _ session: SavedSession, at path: String, withFailures: Bool, isReplacing: Bool
  ) throws(Diagnostic) {
    let path = try target(of: path)
    try NotebookFiles.checkIsSessionFile(path, command: "record")
    try NotebookFiles.checkIsFree(path, isReplacing: isReplacing, command: "record")
    do throws(TextFileError) {
      record.recorder = try SessionRecorder(session, at: path, withFailures: withFailures)
    } catch {
      throw error.diagnostic
    }
  }

  func record(_ session: SavedSession, unchanged count: Int) {
    guard let error = record.recorder?.update(session, unchanged: count) else { return }
    Console.shared.writeError("tapebook: \(error.message); it is tried again\n")
  }

  func endRecording() throws(Diagnostic) -> Recording? {
    guard let ended = record.recorder else { return nil }
    record.recorder = nil
    guard ended.isComplete else {
      throw Diagnostic(
        type: "OSError", message: "the last entries could not be written to '\(ended.path)'",
        hint: "save them to another file")
    }
    return Recording(path: ended.path, entryCount: ended.entryCount)
  }

  /// Sees to it that a name does not promise another format than that of session files.
  static func checkIsSessionFile(_ path: String, command: String) throws(Diagnostic) {
    guard let ending = Document.ending(of: path), ending != Document.Ending.tape.rawValue else {
      return
    }
    let formats = ExportFormat.all.contains { $0.endings.contains(ending) }
    throw Diagnostic(
      type: "ValueError", message: "\(command) writes session files (.tape), not .\(ending)",
      hint: formats ? "export \(path) writes that" : "\(command) session.tape")
  }

  /// Sees to it that a session may be written to a path.
  static func checkIsFree(
    _ path: String, isReplacing: Bool, command: String
  ) throws(Diagnostic) {
    guard isReplacing || access(path, F_OK) != 0 else {
      throw Diagnostic(
        type: "FileExistsError", message: "'\(path)' is there already",
        hint: "\(command) --force replaces it")
    }
  }
}
