import Glibc
import Language

/// A journal whose notebook did not end as its user wished.
public struct LeftOverJournal: Sendable, Hashable {
  /// The file of the journal.
  public let path: String
  /// What its session started from.
  public let header: JournalHeader
  /// How many entries it has.
  public let entryCount: Int
}

/// What the file of a journal says.
struct JournalContent {
  let header: JournalHeader
  let entries: [JournalEntry]
  let files: [JournalFile]
  /// Where the last whole line ends; what follows was torn by the crash.
  let end: Int

  /// The content of some bytes; nil where they do not begin with a header.
  ///
  /// Lines that are no entries are skipped.
  init?(_ bytes: [UInt8]) {
    end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    var lines = bytes[..<end].split(separator: UInt8(ascii: "\n"))[...]
    guard let first = lines.popFirst().flatMap({ String(validating: $0, as: UTF8.self) }),
      let header = JournalHeader(first)
    else { return nil }
    self.header = header
    entries = lines.compactMap { JournalEntry($0) }
    files = lines.compactMap { JournalFile($0) }
  }
}

extension Journal {
  /// How long the lock of a left-over journal is waited for.
  private static let glance = Duration.milliseconds(100)

  /// The journals in a folder that no running notebook holds, the newest first.
  ///
  /// Those without an entry are removed.
  ///
  /// - Throws: why the folder could not be read.
  public static func leftOver(in folder: String) throws(TextFileError) -> [LeftOverJournal] {
    var journals: [LeftOverJournal] = []
    for name in try Folder.names(in: folder) where name.hasSuffix(suffix) {
      if let journal = leftOver(at: folder + "/" + name) { journals.append(journal) }
    }
    return journals.sorted { ($0.header.started, $0.path) > ($1.header.started, $1.path) }
  }

  /// The journal of a path; nil where it is held, gone, empty or not one of ours to read.
  private static func leftOver(at path: String) -> LeftOverJournal? {
    guard let file = try? LockedFile.open(path, .reading, .shared, patience: .zero),
      let bytes = try? file.bytes()
    else { return nil }
    let content = JournalContent(bytes)
    if let content, !content.entries.isEmpty {
      return LeftOverJournal(
        path: path, header: content.header, entryCount: content.entries.count)
    }
    // Without a line there is no header: the crash tore the first writing.
    let isEmpty = content != nil || !bytes.contains(UInt8(ascii: "\n"))
    // Alone with it, nobody can be about to write the first entry.
    if isEmpty, (try? file.isLocked(.exclusive)) == true, file.isCurrent,
      (try? file.byteCount()) == bytes.count
    {
      unlink(path)
    }
    return nil
  }

  /// Forgets a journal that was left over.
  ///
  /// - Returns: false where another notebook has it.
  /// - Throws: why the file could not be removed.
  public static func discard(_ journal: LeftOverJournal) throws(TextFileError) -> Bool {
    guard let taken = try take(journal) else { return false }
    taken.remove()
    return true
  }

  /// Takes a left-over journal over: its entries are to be replayed, and new ones are added to it.
  ///
  /// The file stays as it is, so that a crash during the replay loses nothing either.
  ///
  /// - Returns: the journal; nil where another notebook was quicker.
  /// - Throws: why the file could not be read or written.
  public static func take(_ journal: LeftOverJournal) throws(TextFileError) -> Journal? {
    guard access(journal.path, F_OK) == 0,
      let file = try LockedFile.open(journal.path, .appending, .exclusive, patience: glance),
      let content = JournalContent(try file.bytes())
    else { return nil }
    try file.truncate(to: content.end)
    return Journal(file, in: FilePath.folder(of: journal.path), content)
  }
}
