public import Language

/// What `record` needs of whoever can write a session file while the session goes on.
public protocol SessionRecording: Sendable {
  /// What is being recorded; nil where nothing is.
  var recording: Recording? { get }

  /// Begins a file with the entries so far.
  ///
  /// - Throws: a diagnostic where the file cannot be written, or is there and is not to be
  ///   replaced.
  func beginRecording(
    _ session: SavedSession, at path: String, withFailures: Bool, isReplacing: Bool
  ) throws(Diagnostic)

  /// Takes in what an entry changed: all entries of the session but the first `count` are new, and
  /// what was recorded behind those is there no longer.
  ///
  /// What cannot be written is reported once and tried again the next time.
  func record(_ session: SavedSession, unchanged count: Int)

  /// Ends the recording.
  ///
  /// - Returns: what was recorded; nil where nothing was.
  /// - Throws: a diagnostic where something of it could not be written.
  func endRecording() throws(Diagnostic) -> Recording?
}

/// A file that is being recorded.
public struct Recording: Sendable, Hashable {
  /// Its path as it was given.
  public let path: String
  /// How many entries it has.
  public let entryCount: Int

  /// A file with a number of entries.
  public init(path: String, entryCount: Int) {
    self.path = path
    self.entryCount = entryCount
  }
}
