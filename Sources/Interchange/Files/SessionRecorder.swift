import Glibc
public import Notebook
import Synchronization

/// Writes a session file while the session goes on: each entry when it ran, and on the disk before
/// the next one.
///
/// The file is locked as long as it is recorded. What is undone is cut off again. Comments behind the
/// last entry are written, too, and go to the disk with the next entry.
public final class SessionRecorder: Sendable {
  /// The file's path as it was given.
  public let path: String
  private let file: LockedFile
  private let withFailures: Bool
  private let state: Mutex<State>

  private struct State {
    var writer: SessionWriter
    /// What stood in the file before each entry of the session.
    var marks: [Mark] = []
    /// How long the file is up to the last entry's end.
    var byteCount: Int
    /// What stands behind that.
    var closing = ""
    var hasFailed = false
  }

  private struct Mark {
    let byteCount: Int
    let writer: SessionWriter.Mark
    let isWritten: Bool
  }

  /// Begins a file with a session's entries so far; one that is there is replaced.
  ///
  /// - Throws: why the file could not be written, or that another process records to it.
  public init(
    _ session: SavedSession, at path: String, withFailures: Bool
  ) throws(TextFileError) {
    let writer = SessionWriter(session)
    // Whoever holds the file must not go on with one that has no name any more.
    if access(path, F_OK) == 0 { _ = try SessionRecorder.locked(path) }
    try TextFile.write(writer.header, to: path)
    self.path = path
    self.withFailures = withFailures
    file = try SessionRecorder.locked(path)
    state = Mutex(State(writer: writer, byteCount: writer.header.utf8.count))
    if let failure = update(session, unchanged: 0) { throw failure }
  }

  private static func locked(_ path: String) throws(TextFileError) -> LockedFile {
    guard let file = try LockedFile.open(path, .appending, .exclusive, patience: .zero) else {
      throw TextFileError(path: path, kind: .isInUse)
    }
    return file
  }

  /// How many entries the file has.
  public var entryCount: Int { state.withLock { $0.marks.count { $0.isWritten } } }

  /// Whether a path leads to the file.
  public func isFile(at path: String) -> Bool {
    file.isFile(at: path)
  }

  /// Takes in what an entry changed: all entries of the session but the first `count` are new.
  ///
  /// What could not be written is tried again the next time.
  ///
  /// - Returns: why something could not be written, the first time in a row.
  public func update(_ session: SavedSession, unchanged count: Int) -> TextFileError? {
    state.withLock { state in
      do throws(TextFileError) {
        try write(session, unchanged: count, &state)
        state.hasFailed = false
        return nil
      } catch {
        defer { state.hasFailed = true }
        return state.hasFailed ? nil : error
      }
    }
  }

  /// Whether everything was written.
  public var isComplete: Bool { state.withLock { !$0.hasFailed } }

  private func write(
    _ session: SavedSession, unchanged count: Int, _ state: inout State
  ) throws(TextFileError) {
    // What failed before is not among those that stand in the file.
    let kept = min(count, state.marks.count)
    let closing = SessionWriter.closing(
      session.closingPreface,
      withFailures ? session.closing : session.closingWithoutFailures)
    let isChanged = kept < state.marks.count || kept < session.entries.count
    guard isChanged || closing != state.closing else { return }
    if !state.closing.isEmpty {
      try file.truncate(to: state.byteCount)
      state.closing = ""
    }
    if kept < state.marks.count {
      let mark = state.marks[kept]
      try file.truncate(to: mark.byteCount)
      state.writer.rewind(to: mark.writer)
      state.marks.removeLast(state.marks.count - kept)
      state.byteCount = mark.byteCount
    }
    var next = state
    var text = ""
    for index in session.entries.indices[kept...] {
      let entry =
        withFailures ? session.entries[index] : session.withoutFailures(at: index)
      let isWritten = withFailures || entry.diagnostic == nil
      next.marks.append(
        Mark(byteCount: next.byteCount, writer: next.writer.mark, isWritten: isWritten))
      guard isWritten else { continue }
      let entryText = next.writer.text(of: entry)
      next.byteCount += entryText.utf8.count
      text += entryText
    }
    text += closing
    next.closing = closing
    if !text.isEmpty { try file.append(Array(text.utf8)) }
    state = next
    if isChanged { try file.synchronize() }
  }
}
