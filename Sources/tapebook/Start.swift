import ArgumentParser
import Glibc
import Interchange
import Language
import Notebook
import Tensors

/// How a session at the prompt begins.
struct Start {
  let options: RunOptions

  /// A new session, after the user's own beginning.
  ///
  /// - Parameter skipsInit: whether the user's `init.tape` is left out.
  func begin(skipsInit: Bool) throws {
    let folder = Start.journalFolder()
    showBanner()
    tellLeftOver(in: folder)
    guard !skipsInit, let file = InitFile.ofUser() else {
      return try prompt(from: options.session(), in: folder)
    }
    let beginning = options.session(seed: file.seed, dtype: file.dtype)
    let (session, saved, accepted) = file.run(from: beginning, options: options)
    try prompt(from: beginning, at: session, saved: saved, after: accepted, in: folder)
  }

  /// A session that goes on where other entries left it.
  ///
  /// - Parameters:
  ///   - saved: those entries as they are saved.
  ///   - entries: those entries as the journal has them.
  func goOn(
    from beginning: Session, at session: Session, saved: SavedSession, after entries: [JournalEntry]
  ) throws {
    let folder = Start.journalFolder()
    tellLeftOver(in: folder)
    try prompt(from: beginning, at: session, saved: saved, after: entries, in: folder)
  }

  /// The newest session that was left over, entry by entry, and then the prompt.
  ///
  /// Where an entry fails that ran before, because a file is gone, say, the session goes on with
  /// those before it, in a journal of its own: the one that was left over stays for another try.
  func recover() throws {
    guard let folder = Start.journalFolder() else { throw Exit(status: .file) }
    guard let journal = try Start.takeNewest(in: folder) else {
      Console.shared.writeError("tapebook: no session was left over\n")
      throw Exit(status: .failure)
    }
    showBanner()
    let header = journal.header
    let (entries, files, path) = (journal.entries, journal.files, journal.path)
    let session = Session(
      seed: header.seed, options: SessionOptions(floatDType: header.dtype))
    var prompt = Prompt(session: session, store: NotebookStore(journal: journal), options: options)
    let count = try prompt.recover(entries, reading: files)
    if count < entries.count {
      let next = Journal(in: folder, header: JournalHeader(seed: header.seed, dtype: header.dtype))
      prompt.keep(
        in: NotebookStore(
          journal: next, prelude: Array(entries.prefix(count)), preludeFiles: files))
      Console.shared.write(
        "The entry above failed; the \(Start.amount(count)) before it \(Start.verb(count)) back.\n"
          + "All \(entries.count) stay in \(path ?? folder):\n"
          + "tapebook --recover tries again, --discard forgets them.\n")
    } else {
      Console.shared.write("\(Start.amount(count)) \(Start.verb(count)) back.\n")
    }
    try prompt.run()
  }

  /// Forgets the sessions that were left over.
  func discard() throws {
    guard let folder = Start.journalFolder() else { throw Exit(status: .file) }
    do throws(TextFileError) {
      var count = 0
      for journal in try Journal.leftOver(in: folder) where try Journal.discard(journal) {
        count += 1
      }
      let sessions = count == 1 ? "1 session is" : "\(count) sessions are"
      Console.shared.write("\(sessions) forgotten.\n")
    } catch {
      Console.shared.writeError("tapebook: \(error.message)\n")
      throw Exit(status: .file)
    }
  }

  private static func amount(_ entries: Int) -> String {
    entries == 1 ? "1 entry" : "\(entries) entries"
  }

  private static func verb(_ count: Int) -> String { count == 1 ? "is" : "are" }

  /// The prompt of a session that came from another by some entries.
  private func prompt(
    from beginning: Session, at session: Session? = nil, saved: SavedSession? = nil,
    after entries: [JournalEntry] = [], in folder: String?
  ) throws {
    let header = JournalHeader(
      seed: beginning.random.generator.key, dtype: beginning.options.floatDType)
    let store: NotebookStore
    if let folder {
      store = NotebookStore(journal: Journal(in: folder, header: header), prelude: entries)
    } else {
      store = NotebookStore(journal: nil)
    }
    try Prompt(
      session: session ?? beginning, beginning: saved, store: store, options: options
    ).run()
  }

  private func showBanner() {
    guard !options.quiet, Console.isTerminal(STDOUT_FILENO) else { return }
    Console.shared.write("Tapebook \(Version.text). help lists the commands; Ctrl-D leaves.\n")
    Console.shared.flush()
  }

  /// Tells of sessions that did not end as their user wished, in a line of a window's width.
  private func tellLeftOver(in folder: String?) {
    guard let folder, Console.isTerminal(STDOUT_FILENO) else { return }
    let leftOver = Start.leftOver(in: folder)
    guard let newest = leftOver.first else { return }
    let what =
      leftOver.count == 1
      ? "\(Start.amount(newest.entryCount)) of \(newest.header.startText) were"
      : "\(leftOver.count) sessions were"
    Console.shared.write("\(what) left over: tapebook --recover or --discard\n")
    Console.shared.flush()
  }

  // MARK: Journals

  private static func journalFolder() -> String? {
    do throws(MissingUserFolder) {
      return try Journal.folder()
    } catch {
      Console.shared.writeError("tapebook: no journal is kept: \(error.message)\n")
      return nil
    }
  }

  private static func leftOver(in folder: String) -> [LeftOverJournal] {
    do throws(TextFileError) {
      return try Journal.leftOver(in: folder)
    } catch {
      Console.shared.writeError("tapebook: \(error.message)\n")
      return []
    }
  }

  /// Takes over the newest journal that no other notebook is quicker to take.
  private static func takeNewest(in folder: String) throws -> Journal? {
    do throws(TextFileError) {
      for leftOver in try Journal.leftOver(in: folder) {
        if let journal = try Journal.take(leftOver) { return journal }
      }
      return nil
    } catch {
      Console.shared.writeError("tapebook: \(error.message)\n")
      throw Exit(status: .file)
    }
  }
}
