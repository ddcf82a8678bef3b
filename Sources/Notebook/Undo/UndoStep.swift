import Language

/// The way over one entry: the session on the one side of it, and what it takes to tell of it.
struct UndoStep: Sendable {
  /// The number of the entry.
  let number: Int
  /// The entry's text.
  let text: String
  /// The session on the other side: before the entry for undoing it, after it for redoing it.
  var session: Session
  /// The memory limit there, which lives in the process's pool.
  var memoryLimit: Int
  /// The entries that stand on the other side of an undo; those that come back with a redo.
  var entries: Entries

  /// What becomes of the entries that stand.
  enum Entries: Sendable {
    /// So many stand.
    case kept(Int)
    /// These are added.
    case added([AcceptedEntry])
  }

  /// The entry in one line: `[3] y = sum(x)`.
  var title: String {
    let lines = text.split(whereSeparator: \.isNewline)
    let first = lines.first.map(String.init) ?? ""
    let isCut = lines.count > 1 || first.count > UndoStep.titleLimit
    return "[\(number)] \(first.prefix(UndoStep.titleLimit))\(isCut ? " …" : "")"
  }

  private static let titleLimit = 60
}
