import Language
import Synchronization

/// What the interpreter lends to the commands of one entry, and takes back from them.
final class EntryContext: CommandContext {
  /// The session as `save` writes it: its beginning and the entries that stand.
  let saved: SavedSession
  /// The inputs that `history` looks through.
  let inputs: @Sendable () -> [PastInput]
  /// What keys do.
  let keys: [KeyDescription]
  /// Where graphs are drawn to; nil where they may be drawn to no file.
  let graphFiles: (any GraphFiles)?
  /// The file that the session was saved or recorded to last.
  let savedPath: String?
  /// Whether the entry is one command and nothing else.
  let isAlone: Bool
  private let files: (any FileAccess)?
  private let data: (any DataFiles)?
  private let trustedFiles: Set<String>
  private let sessionRecorder: (any SessionRecording)?
  private let state: Mutex<State>

  private struct State {
    /// What the entry may do with files, or the file that it runs.
    var permission: FilePermission
    /// The entry in which the code stands that asked last.
    var source: EntrySource?
    /// The files that are being run, one from within the other.
    var depth = 0
    var loaded: [AcceptedEntry]?
    var hasRunFile = false
    /// What the entry read, but for what a listing that it ran did.
    var reads: Set<ReadFile> = []
    var savedPath: String?
    /// What the header says of the file that the session begins with.
    var heading: SessionHeading?
  }

  /// How many files may be run one from within the other.
  private static let deepest = 16

  init(
    saved: SavedSession, savedPath: String?, heading: SessionHeading?, isAlone: Bool,
    _ surroundings: Surroundings,
    inputs: @escaping @Sendable () -> [PastInput]
  ) {
    self.saved = saved
    self.savedPath = savedPath
    self.isAlone = isAlone
    sessionRecorder = surroundings.recorder
    files = surroundings.files
    data = surroundings.data
    trustedFiles = surroundings.trustedFiles
    state = Mutex(State(permission: surroundings.permission, heading: heading))
    graphFiles = surroundings.graphs
    keys = surroundings.keys
    self.inputs = inputs
  }

  /// The entries that `load` put in place of its own; nil where the entry loaded nothing.
  var loaded: [AcceptedEntry]? { state.withLock { $0.loaded } }

  /// Whether a file was run whose entries are not the session's.
  var hasRunFile: Bool { state.withLock { $0.hasRunFile } }

  /// Notes that a file is run whose entries are not the session's.
  func noteRunFile(_ path: String) {
    let file = ReadFile(path: path, folder: permission.folder)
    note(file)
    state.withLock { $0.hasRunFile = true }
  }

  /// The files that the entry read, but for what a listing that it ran did: that reads beside itself.
  var reads: Set<ReadFile> { state.withLock { $0.reads } }

  private func note(_ file: ReadFile) {
    state.withLock { state in
      if !state.hasRunFile { state.reads.insert(file) }
    }
  }

  /// The file that the entry saved or recorded the session to.
  var newSavedPath: String? { state.withLock { $0.savedPath } }

  /// Notes the file that the session is saved or recorded to.
  func note(savedPath: String) { state.withLock { $0.savedPath = savedPath } }

  /// Forgets what was noted of an entry of a file, before the next one.
  func forgetEntry() {
    state.withLock { ($0.hasRunFile, $0.reads) = (false, []) }
  }

  /// Takes back the entries that were loaded behind the first `count`.
  func removeLoaded(from count: Int) {
    state.withLock { state in
      guard let loaded = state.loaded, loaded.count > count else { return }
      state.loaded = Array(loaded.prefix(count))
    }
  }

  /// What the header says of the file that the session begins with; nil for entries of none.
  var heading: SessionHeading? { state.withLock { $0.heading } }

  /// The columns in which the session's arrays are printed where it is saved; nil for NumPy's.
  var lineWidth: Int? { (heading ?? saved.heading)?.lineWidth }

  /// Begins the session with a file, unless it has begun already.
  func begin(with heading: SessionHeading?) {
    guard saved.withoutFailures.entries.isEmpty, loaded == nil else { return }
    state.withLock { state in
      if state.heading == nil { state.heading = heading }
    }
  }

  /// Adds an entry that was loaded.
  func load(_ entry: AcceptedEntry) { state.withLock { $0.loaded = ($0.loaded ?? []) + [entry] } }

  /// Adds the lines behind a file's last entry, where entries were loaded behind the first `count`.
  func load(closing: [String], behind count: Int) {
    state.withLock { state in
      guard let last = state.loaded?.indices.last, last >= count else { return }
      state.loaded?[last].closing += closing
    }
  }

  /// The files.
  ///
  /// - Throws: `OSError` where there is no access to files.
  func fileAccess() throws -> any FileAccess {
    guard let files else { throw EvaluationError(.osError, "files cannot be used here") }
    return files.permitted(by: permission)
  }

  /// What the code that runs may do with files.
  ///
  /// A function that a script left behind is the script's, whoever calls it.
  var permission: FilePermission {
    state.withLock { state in
      guard state.depth == 0, state.permission == .user, let file = state.source?.script,
        !trustedFiles.contains(file)
      else { return state.permission }
      return .script(in: FilePath.folder(of: file))
    }
  }

  /// Notes whose code asks for what follows.
  func note(source: EntrySource) { state.withLock { $0.source = source } }

  func dataFiles(for source: EntrySource) -> (any DataFiles)? {
    note(source: source)
    return data.map { data in
      NotedDataFiles(files: data, folder: nil) { [weak self] in self?.note($0) }
        .permitted(by: permission)
    }
  }

  /// What records the session.
  ///
  /// - Throws: `OSError` where nothing can.
  func recorder() throws -> any SessionRecording {
    guard let sessionRecorder else {
      throw EvaluationError(.osError, "files cannot be used here")
    }
    return sessionRecorder
  }

  /// Runs a file from within those that are being run, with its own permission.
  ///
  /// - Throws: `RecursionError` where there are too many, and what `body` throws.
  func nested(_ permission: FilePermission, _ body: () throws -> Void) throws {
    let (depth, outer) = state.withLock { state in
      defer { state.permission = permission }
      state.depth += 1
      return (state.depth, state.permission)
    }
    defer {
      state.withLock { state in
        state.depth -= 1
        state.permission = outer
      }
    }
    guard depth <= EntryContext.deepest else {
      throw EvaluationError(.recursionError, "files run each other more than \(depth - 1) deep")
    }
    try body()
  }

  /// Whether a file is being run.
  var isInFile: Bool { state.withLock { $0.depth > 0 } }
}

extension CommandInvocation {
  /// What the interpreter lends to the entry's commands.
  func context() throws -> EntryContext {
    guard let context = evaluator.options.context as? EntryContext else {
      throw EvaluationError(.runtimeError, "\(command.name) works in the notebook only")
    }
    context.note(source: evaluator.runningSource)
    return context
  }
}
