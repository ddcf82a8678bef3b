public import Language

/// The entries of a file, a paste or an argument, cut off one by one as they are reached.
public struct EntrySequence: Sequence, IteratorProtocol, Sendable {
  private var scanner: EntryScanner
  private let file: String?

  /// The entries of a text whose first line has a number.
  public init(_ text: String, file: String? = nil, firstLine: Int = 1) {
    scanner = EntryScanner(text, firstLine: firstLine)
    self.file = file
  }

  /// The next entry, or nil at the end.
  public mutating func next() -> EntrySource? {
    while let item = scanner.next() {
      if case .entry(let extent) = item {
        return EntrySource(file: file, text: extent.text, firstLine: extent.firstLine)
      }
    }
    return nil
  }
}
