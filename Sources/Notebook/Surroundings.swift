public import Language

/// What an interpreter's commands may use of the world around it.
public struct Surroundings: Sendable {
  /// What the entries may do with files, and where their relative paths start.
  public var permission: FilePermission
  /// The paths of scripts that are the user's own, such as the beginning of every session: their
  /// functions may do what the user's words may do.
  public var trustedFiles: Set<String>
  /// The files; nil where commands may use none.
  public var files: (any FileAccess)?
  /// The data files; nil where there is no access to them.
  public var data: (any DataFiles)?
  /// What records the session while it goes on; nil where nothing can.
  public var recorder: (any SessionRecording)?
  /// Where graphs are drawn to; nil where they may be drawn to no file.
  public var graphs: (any GraphFiles)?
  /// The inputs that `history` looks through, oldest first; nil for the session's own.
  public var pastInputs: (@Sendable () -> [PastInput])?
  /// What keys do, for `help keys`; empty where nobody presses any.
  public var keys: [KeyDescription]

  /// Surroundings with files, places for pictures, inputs of earlier sessions, and keys.
  public init(
    files: (any FileAccess)? = nil, data: (any DataFiles)? = nil,
    recorder: (any SessionRecording)? = nil, graphs: (any GraphFiles)? = nil,
    pastInputs: (@Sendable () -> [PastInput])? = nil, keys: [KeyDescription] = [],
    permission: FilePermission = .user, trustedFiles: Set<String> = []
  ) {
    self.permission = permission
    self.trustedFiles = trustedFiles
    self.data = data
    self.files = files
    self.recorder = recorder
    self.graphs = graphs
    self.pastInputs = pastInputs
    self.keys = keys
  }
}

/// Keys of the prompt that do the same.
public struct KeyDescription: Sendable, Hashable {
  /// The names of the keys: `Ctrl-A`, `Home`.
  public let keys: [String]
  /// What they do, in a few words without a full stop.
  public let summary: String

  /// Keys and what they do.
  public init(keys: [String], summary: String) {
    self.keys = keys
    self.summary = summary
  }
}
