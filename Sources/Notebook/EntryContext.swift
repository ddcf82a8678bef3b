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
  private let files: (any FileAccess)?
  private let data: (any DataFiles)?
  private let state: Mutex<State>

  private struct State {
    /// What the code that runs may do with files.
    var permission: FilePermission
    /// The files that are being run, one from within the other.
    var depth = 0
    var loaded: [AcceptedEntry]?
  }

  /// How many files may be run one from within the other.
  private static let deepest = 16

  init(
    saved: SavedSession, _ surroundings: Surroundings,
    inputs: @escaping @Sendable () -> [PastInput]
  ) {
    self.saved = saved
    files = surroundings.files
    data = surroundings.data
    state = Mutex(State(permission: surroundings.permission))
    graphFiles = surroundings.graphs
    keys = surroundings.keys
    self.inputs = inputs
  }

  /// The entries that `load` put in place of its own; nil where the entry loaded nothing.
  var loaded: [AcceptedEntry]? { state.withLock { $0.loaded } }

  /// Adds an entry that was loaded.
  func load(_ entry: AcceptedEntry) { state.withLock { $0.loaded = ($0.loaded ?? []) + [entry] } }

  /// The files.
  ///
  /// - Throws: `OSError` where there is no access to files.
  func fileAccess() throws -> any FileAccess {
    guard let files else { throw EvaluationError(.osError, "files cannot be used here") }
    return files.permitted(by: permission)
  }

  /// What the code that runs may do with files.
  var permission: FilePermission { state.withLock { $0.permission } }

  var dataFiles: (any DataFiles)? { data?.permitted(by: permission) }

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
    return context
  }
}
