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
    showBanner(folder.flatMap(Start.newestLeftOver))
    guard !skipsInit, let file = InitFile.ofUser() else {
      return try prompt(from: options.session(), in: folder)
    }
    let beginning = options.session(seed: file.seed, dtype: file.dtype)
    let (session, accepted) = file.run(from: beginning, options: options)
    try prompt(from: beginning, at: session, after: accepted, in: folder)
  }

  /// A session that goes on where other entries left it.
  func goOn(from beginning: Session, at session: Session, after entries: [String]) throws {
    try prompt(from: beginning, at: session, after: entries, in: Start.journalFolder())
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
    showBanner(nil)
    let header = journal.header
    let entries = journal.entries
    let path = journal.path
    let session = Session(
      seed: header.seed, options: SessionOptions(floatDType: header.dtype))
    var prompt = Prompt(
      session: session, store: NotebookStore(journal: journal, prelude: []), options: options)
    let count = try prompt.recover(entries)
    if count < entries.count {
      let next = Journal(in: folder, header: JournalHeader(seed: header.seed, dtype: header.dtype))
      prompt.keep(in: NotebookStore(journal: next, prelude: Array(entries.prefix(count))))
      Console.shared.write(
        "\(count) of \(Start.amount(entries.count)) are back, those before this one. All of them "
          + "stay in \(path ?? folder); tapebook --recover tries again.\n")
    } else {
      Console.shared.write(
        "\(Start.amount(count)) \(count == 1 ? "is" : "are") back.\n")
    }
    try prompt.run()
  }

  private static func amount(_ entries: Int) -> String {
    entries == 1 ? "1 entry" : "\(entries) entries"
  }

  /// The prompt of a session that came from another by some entries.
  private func prompt(
    from beginning: Session, at session: Session? = nil, after entries: [String] = [],
    in folder: String?
  ) throws {
    let header = JournalHeader(
      seed: beginning.generator.key, dtype: beginning.options.floatDType)
    let store: NotebookStore
    if let folder {
      store = NotebookStore(journal: Journal(in: folder, header: header), prelude: entries)
    } else {
      store = NotebookStore(journal: nil, prelude: [])
    }
    try Prompt(session: session ?? beginning, store: store, options: options).run()
  }

  private func showBanner(_ leftOver: LeftOverJournal?) {
    guard !options.quiet, Console.isTerminal(STDOUT_FILENO) else { return }
    Console.shared.write("Tapebook \(Version.text). help lists the commands; Ctrl-D leaves.\n")
    if let leftOver {
      Console.shared.write(
        "A session of \(Start.amount(leftOver.entryCount)) from \(leftOver.header.startText) did not end: "
          + "tapebook --recover brings it back.\n")
    }
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

  private static func newestLeftOver(in folder: String) -> LeftOverJournal? {
    do throws(TextFileError) {
      return try Journal.leftOver(in: folder).first
    } catch {
      Console.shared.writeError("tapebook: \(error.message)\n")
      return nil
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
