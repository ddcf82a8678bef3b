/// Cuts a file, a paste or an argument into entries, without reading them fully.
///
/// An entry is one logical line, or a compound statement with all its blocks and clauses. Blank and
/// comment-only lines end no block, as in Python; those between entries are given one by one, so
/// that a reader of session files finds its markers. The whole text is cut in O(length).
public struct EntryScanner: Sequence, IteratorProtocol, Sendable {
  /// A piece of the text.
  public enum Item: Sendable, Hashable {
    /// A line of blanks, by its number.
    case blank(line: Int)
    /// A line that is only a comment, by its number, as typed without its line break.
    case comment(line: Int, text: String)
    /// An entry.
    case entry(Extent)
  }

  /// Where an entry stands and what it says.
  public struct Extent: Sendable, Hashable {
    /// The number of its first line.
    public let firstLine: Int
    /// The number of its last line.
    public let lastLine: Int
    /// Its lines, without the last line break.
    public let text: String
    /// Where its text stands in the whole, in UTF-8 offsets.
    public let range: SourceRange
    /// Whether a bracket or a string of it is never closed, so that it takes all that follows.
    public let isOpen: Bool
  }

  private let scanner: LineScanner
  private var offset = 0
  private var line: Int

  /// A scanner of a text whose first line has a number.
  ///
  /// A session file is cut like any text: a marker (`#>`, `#!`,
  /// `#@`, `#|`, `#:` or `# %%`) is a comment of the block around it when the next line of code
  /// belongs to that block or is one of its clauses, and stands after the block otherwise.
  public init(_ text: String, firstLine: Int = 1) {
    scanner = LineScanner(text)
    line = firstLine
    if scanner.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The next piece, or nil at the end.
  public mutating func next() -> Item? {
    guard offset < scanner.bytes.count else { return nil }
    let start = scanner.start(at: offset)
    switch start.kind {
    case .blank:
      let number = takeLine()
      return .blank(line: number)
    case .comment:
      let range = offset..<scanner.endOfLine(offset)
      let number = takeLine()
      return .comment(line: number, text: text(range).text)
    case .code:
      return .entry(entry(start))
    }
  }

  /// Goes back to what looks like the next statement in an entry that took all that follows it: the
  /// first line after its first one that is not indented and closes no bracket.
  ///
  /// - Complexity: O(lines passed over).
  public mutating func goBack(into extent: Extent) {
    offset = scanner.endOfLine(extent.range.start)
    line = extent.firstLine + 1
    while offset < scanner.bytes.count {
      let start = scanner.start(at: offset)
      let closing = [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}")]
      if start.kind == .code, start.column == 0, !closing.contains(scanner.bytes[start.offset]) {
        return
      }
      _ = takeLine()
    }
  }

  /// Goes to the next line; gives the number of the one left.
  private mutating func takeLine() -> Int {
    offset = scanner.endOfLine(offset)
    line += 1
    return line - 1
  }

  /// Reads the entry whose first line is at the offset.
  private mutating func entry(_ start: LineScanner.Start) -> Extent {
    let firstOffset = offset
    let firstLine = line
    var header = scanner.line(at: start.offset)
    take(header)
    var end = (offset: offset, line: line)
    var isDecorator = isDecorator(start)
    let word = scanner.word(at: start.offset)
    if isDecorator || header.endsWithColon || LineScanner.headers.contains(word) {
      while let next = nextCode() {
        let isInside = next.column > start.column
        let isClause =
          next.column == start.column
          && (isDecorator || LineScanner.clauses.contains(scanner.word(at: next.offset)))
        guard isInside || isClause else { break }
        if !isInside { isDecorator = self.isDecorator(next) }
        header = scanner.line(at: next.offset)
        take(header)
        end = (offset, line)
      }
    }
    (offset, line) = end
    let (text, range) = text(firstOffset..<end.offset)
    return Extent(
      firstLine: firstLine, lastLine: end.line - 1, text: text, range: range,
      isOpen: header.open != nil)
  }

  private mutating func take(_ logical: LineScanner.Line) {
    offset = logical.end
    line += logical.lines
  }

  private func isDecorator(_ start: LineScanner.Start) -> Bool {
    scanner.bytes[start.offset] == UInt8(ascii: "@")
  }

  /// Moves over blank lines and comments to the next line of code; nil at the end of the text.
  ///
  /// Those before the code that begins the next entry are read once more, when they are given.
  private mutating func nextCode() -> LineScanner.Start? {
    while offset < scanner.bytes.count {
      let start = scanner.start(at: offset)
      if start.kind == .code { return start }
      _ = takeLine()
    }
    return nil
  }

  /// The text of a range without the line break at its end.
  private func text(_ range: Range<Int>) -> (text: String, range: SourceRange) {
    var end = range.upperBound
    if end > range.lowerBound, scanner.bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > range.lowerBound, scanner.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let text = String(decoding: scanner.bytes[range.lowerBound..<end], as: UTF8.self)
    return (text, SourceRange(range.lowerBound, end))
  }
}
