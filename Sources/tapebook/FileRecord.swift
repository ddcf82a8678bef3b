import Interchange
import Synchronization

/// What was read of files, so that a session that is recovered reads the same again, and what
/// records the session.
final class FileRecord: Sendable {
  private let isKept: Bool
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

  /// A record without content.
  ///
  /// - Parameter isKept: whether what is read is wanted by anybody.
  init(isKept: Bool) { self.isKept = isKept }

  /// Adds what was read of a file.
  func add(_ file: @autoclosure () -> JournalFile) {
    guard isKept else { return }
    let file = file()
    state.withLock { $0.read.append(file) }
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

  /// The recorded file that is to be read in the place of a path, if it is the next of those.
  func next(_ path: String) -> JournalFile? {
    state.withLock { state in
      state.recorded.first?.path == path ? state.recorded.popFirst() : nil
    }
  }
}
