/// What an interpreter's commands may use of the world around it.
public struct Surroundings: Sendable {
  /// The files; nil where commands may use none.
  public var files: (any FileAccess)?
  /// The inputs that `history` looks through, oldest first; nil for the session's own.
  public var pastInputs: (@Sendable () -> [String])?

  /// Surroundings with files and inputs of earlier sessions.
  public init(
    files: (any FileAccess)? = nil, pastInputs: (@Sendable () -> [String])? = nil
  ) {
    self.files = files
    self.pastInputs = pastInputs
  }
}
