import Interchange
import Notebook

/// What outlives a notebook: the inputs that can be recalled, and the journal of the session.
///
/// What cannot be stored is said once; the notebook goes on without it.
struct NotebookStore: ~Copyable {
  private var history: HistoryFile?
  private var journal: Journal?
  /// Entries that the session began with, written with the first that is accepted.
  private var prelude: [String]

  /// The store of a user.
  ///
  /// - Parameters:
  ///   - journal: where accepted entries go; nil for nowhere.
  ///   - prelude: the entries that were run before the prompt, such as those of a file.
  init(journal: consuming Journal?, prelude: [String]) {
    self.journal = journal
    self.prelude = prelude
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

  /// The inputs of earlier notebooks, oldest first.
  func pastInputs() -> [String] {
    do throws(TextFileError) {
      return try history?.inputs() ?? []
    } catch {
      NotebookStore.warn(error)
      return []
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

  /// Keeps an accepted entry until the notebook ends as the user wishes.
  mutating func keep(entry: String) {
    for entry in prelude + [entry] {
      do throws(TextFileError) {
        try journal?.append(entry)
      } catch {
        NotebookStore.warn(error)
      }
    }
    prelude = []
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
