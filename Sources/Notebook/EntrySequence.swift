public import Language

/// The entries of a file, a paste or an argument, cut off one by one as they are reached.
public struct EntrySequence: Sequence, IteratorProtocol, Sendable {
  /// How often a text may go on after an entry that took all the rest of it, which is read anew
  /// each time.
  private static let recoveryLimit = 100

  private var scanner: EntryScanner
  private let file: String?
  private let cell: Int?
  private var last: EntryScanner.Extent?
  private var recoveries = 0
  /// The comments that stand before the entry that was given last, or behind it at the end.
  public private(set) var comments: [String] = []

  /// The entries of a text whose first line has a number, or of a cell of a notebook.
  public init(_ text: String, file: String? = nil, firstLine: Int = 1, cell: Int? = nil) {
    scanner = EntryScanner(text, firstLine: firstLine)
    self.file = file
    self.cell = cell
  }

  /// The next entry, or nil at the end.
  public mutating func next() -> EntrySource? {
    comments = []
    while let item = scanner.next() {
      switch item {
      case .blank: continue
      case .comment(_, let text): comments.append(text)
      case .entry(let extent):
        last = extent
        return EntrySource(
          file: file, text: extent.text, firstLine: extent.firstLine, cell: cell)
      }
    }
    return nil
  }

  /// Goes on within the last entry where that took all the rest of the text, because it has a
  /// bracket or a string that is never closed: with the next line that looks like a statement.
  public mutating func recover() {
    guard let extent = last, extent.isOpen, recoveries < EntrySequence.recoveryLimit else { return }
    recoveries += 1
    scanner.goBack(into: extent)
  }
}
