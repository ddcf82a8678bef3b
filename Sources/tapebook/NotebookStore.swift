import Interchange
import Notebook

/// What outlives a notebook: the inputs that can be recalled, and the journal of the session.
///
/// What cannot be stored is said once; the notebook goes on without it.
struct NotebookStore: ~Copyable {
  private var history: HistoryFile?
  private var journal: Journal?
  /// Entries that the session began with, written with the first that is accepted.
  private var prelude: [JournalEntry]
  /// What those read of files.
  private var preludeFiles: [JournalFile]

  /// The store of a user.
  ///
  /// - Parameters:
  ///   - journal: where accepted entries go; nil for nowhere.
  ///   - prelude: the entries that were run before the prompt, such as those of a file.
  ///   - preludeFiles: what those entries read of files.
  init(
    journal: consuming Journal?, prelude: [JournalEntry] = [], preludeFiles: [JournalFile] = []
  ) {
    self.journal = journal
    self.prelude = prelude
    self.preludeFiles = preludeFiles
    history = NotebookStore.userHistory()
  }

  private static func userHistory() -> HistoryFile? {
    do throws(MissingUserFolder) {
      return try HistoryFile.ofUser()
    } catch {
      Console.shared.writeError("tapebook: inputs are not kept: \(error.message)\n")
      return nil
    }
  }

  /// Reads the inputs of earlier notebooks, oldest first.
  var pastInputs: @Sendable () -> [String] {
    let history = history
    return {
      do throws(TextFileError) {
        return try history?.inputs() ?? []
      } catch {
        NotebookStore.warn(error)
        return []
      }
    }
  }

  /// Keeps an input for later notebooks.
  mutating func keep(input: String) {
    do throws(TextFileError) {
      try history?.append(input)
    } catch {
      NotebookStore.warn(error)
    }
  }

  /// Keeps an accepted entry, with the files that it read, until the notebook ends as the user
  /// wishes.
  mutating func keep(entry: JournalEntry, files: [JournalFile]) {
    do throws(TextFileError) {
      for (index, entry) in prelude.enumerated() {
        try journal?.append(entry, files: index == 0 ? preludeFiles : [])
      }
      prelude = []
      try journal?.append(entry, files: files)
    } catch {
      // What could not be written is kept by the journal, for its next try.
      prelude = []
      NotebookStore.warn(error)
    }
  }

  /// Sees to it that what was kept outlives the system too.
  mutating func synchronize() {
    do throws(TextFileError) {
      try journal?.synchronize()
    } catch {
      NotebookStore.warn(error)
    }
  }

  /// Ends the session as the user wished: its journal is not needed any more.
  consuming func close() {
    if let journal { journal.remove() }
  }

  private static func warn(_ error: TextFileError) {
    Console.shared.writeError("tapebook: \(error.message)\n")
  }
}
