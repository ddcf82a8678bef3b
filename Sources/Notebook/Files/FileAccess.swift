public import Language

/// What the commands that read and write files need of whoever knows files and their formats.
public protocol FileAccess: Sendable {
  /// The same files, as code with a permission may use them.
  func permitted(by permission: FilePermission) -> Self

  /// The entries of a session file or a listing.
  ///
  /// - Throws: a diagnostic where the file cannot be read or is of no known format.
  func entries(of path: String) throws(Diagnostic) -> FileContent

  /// Writes a session file.
  ///
  /// - Throws: a diagnostic where the file cannot be written, or is there and is not to be
  ///   replaced.
  func save(_ session: SavedSession, to path: String, isReplacing: Bool) throws(Diagnostic)

  /// What a replay of a session that is saved to a path would not find, or may not read.
  func unreached(of session: SavedSession, savedTo path: String) -> UnreachedFiles

  /// Writes a session in another format: the one that is named, or that the path's ending asks for.
  ///
  /// - Returns: the name of the format.
  /// - Throws: a diagnostic where the format is unknown or unclear, where something cannot be
  ///   expressed in it, or where the file cannot be written, or is there and is not to be replaced.
  func export(
    _ session: SavedSession, to path: String, format: String?, isReplacing: Bool
  ) throws(Diagnostic) -> String
}

/// What a file holds that can be run.
public struct FileContent: Sendable {
  /// An entry of a file.
  public struct FileEntry: Sendable {
    /// The entry's text and place.
    public let source: EntrySource
    /// Whether it is recorded as failing.
    public let mustFail: Bool
    /// The lines before it that are kept where it is saved again: prose, steps, options, comments.
    public let preface: [String]

    /// An entry.
    public init(source: EntrySource, mustFail: Bool = false, preface: [String] = []) {
      self.source = source
      self.mustFail = mustFail
      self.preface = preface
    }
  }

  /// Where the entries come from, and what follows from it.
  public let kind: SourceKind
  /// The folder of the file, beside which lies what its entries read; nil for standard input, whose
  /// entries are the user's own words.
  public let folder: String?
  /// Commands that bring a session to what the file starts from, such as its seed.
  public let beginning: [EntrySource]
  /// What the file's header says beside that.
  public let heading: SessionHeading?
  /// The entries that are to be run.
  public let entries: [FileEntry]
  /// The lines behind the last entry that are kept where it is saved again.
  public let closing: [String]

  /// Entries of a kind, of a file in a folder.
  public init(
    kind: SourceKind, folder: String?, beginning: [EntrySource] = [],
    heading: SessionHeading? = nil, entries: [FileEntry], closing: [String] = []
  ) {
    self.kind = kind
    self.folder = folder
    self.beginning = beginning
    self.heading = heading
    self.entries = entries
    self.closing = closing
  }
}

/// The files that entries read and a replay of the saved session does not, since it reads what lies in
/// the saved file's folder.
public struct UnreachedFiles: Sendable, Hashable {
  /// The paths of those that are to be copied there.
  public let missing: [String]
  /// The paths of those that lie outside wherever the file is.
  public let outside: [String]

  /// Paths as they stand in the entries' code.
  public init(missing: [String] = [], outside: [String] = []) {
    self.missing = missing
    self.outside = outside
  }
}
