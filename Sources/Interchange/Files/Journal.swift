import Glibc

/// What a running notebook has accepted, entry by entry, so that a crash loses nothing.
///
/// A journal is a file of its own for each notebook: a header and one line for each entry (see
/// `EscapedLine`) behind those of the files that it read, `undo` and `redo` as they were typed, so
/// that replaying the entries gives the session. The notebook holds the file's lock until it ends: a
/// journal without a holder was left over. The file comes into being with the first entry.
public struct Journal: ~Copyable {
  /// What the session started from.
  public let header: JournalHeader
  /// What was accepted before the journal was taken over, oldest first; none in a new one.
  public let entries: [JournalEntry]
  /// The files that those entries read, in the order in which they did.
  public let files: [JournalFile]
  /// The file; nil before the first entry.
  public var path: String? {
    switch file {
    case .some(let file): file.path
    case nil: nil
    }
  }
  private let folder: String
  private var file: LockedFile?
  /// What is to be written: what failed before goes first, for a gap would spoil what follows.
  private var pending: [UInt8]
  /// Whether the last writing failed.
  private var hasFailed = false

  /// The longest that a new file's lock is waited for: others look at it in passing.
  static let patience = Duration.seconds(2)
  static let suffix = ".journal"

  /// A new journal in a folder of journals, which is made with the first entry.
  public init(in folder: String, header: JournalHeader) {
    self.folder = folder
    self.header = header
    entries = []
    files = []
    pending = Array((header.line + "\n").utf8)
  }

  /// A journal that was left over, whose lock this process has now.
  init(_ file: consuming LockedFile, in folder: String, _ content: JournalContent) {
    self.folder = folder
    header = content.header
    entries = content.entries
    files = content.files
    pending = []
    self.file = consume file
  }

  /// The folder of the user's journals.
  ///
  /// - Throws: that the user has no home.
  public static func folder(
    in environment: UserEnvironment = .process
  ) throws(MissingUserFolder) -> String {
    try UserFolder.state.path(in: environment) + "/journals"
  }

  /// Adds an accepted entry and hands it to the system: it outlives this process.
  ///
  /// What cannot be written is kept, and is tried again with the next entry. Of failures that
  /// follow one another only the first is thrown, so that it is reported once.
  ///
  /// - Parameter files: what the entry read of files.
  /// - Throws: why the entry could not be written.
  public mutating func append(
    _ entry: JournalEntry, files: [JournalFile] = []
  ) throws(TextFileError) {
    for line in files.map(\.line) + [entry.line] {
      pending += line + [UInt8(ascii: "\n")]
    }
    try reportingOnce { journal throws(TextFileError) in try journal.write() }
  }

  /// Waits until the entries are on the disk: they outlive the system.
  ///
  /// Once for each input is enough, however many entries it has.
  ///
  /// - Throws: as `append`.
  public mutating func synchronize() throws(TextFileError) {
    guard pending.isEmpty else { return }
    try reportingOnce { journal throws(TextFileError) in try journal.file?.synchronize() }
  }

  /// Removes the file: the session ended as the user wished.
  public consuming func remove() {
    if let file { unlink(file.path) }
  }

  private mutating func write() throws(TextFileError) {
    if file == nil { file = try Journal.created(in: folder, header) }
    try file?.append(pending)
    pending = []
  }

  private mutating func reportingOnce(
    _ body: (inout Journal) throws(TextFileError) -> Void
  ) throws(TextFileError) {
    do throws(TextFileError) {
      try body(&self)
      hasFailed = false
    } catch {
      let isNews = !hasFailed
      hasFailed = true
      if isNews { throw error }
    }
  }

  /// A new empty file under a name that says when the session started, and in which process.
  private static func created(
    in folder: String, _ header: JournalHeader
  ) throws(TextFileError) -> LockedFile {
    try Folder.make(folder)
    let start = LocalTime.name(header.started) ?? String(header.started)
    var attempt = 1
    while true {
      let name = "\(start)-\(getpid())" + (attempt == 1 ? "" : "-\(attempt)") + suffix
      let path = folder + "/" + name
      // A file of that name is another session's: it may still be wanted.
      let file = try LockedFile.open(path, .creating, .exclusive, patience: patience)
      if let file, try file.byteCount() == 0 { return file }
      attempt += 1
    }
  }
}
