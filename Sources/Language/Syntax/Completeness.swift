/// Whether the lines typed at the prompt so far can be run, or more are needed.
public enum Completeness: Sendable, Hashable {
  /// They can be run. Whether they are right is the parser's business.
  case complete
  /// More lines must follow.
  case incomplete(Reason)

  /// What is missing.
  public enum Reason: Sendable, Hashable {
    /// A bracket is open.
    case bracket(Character)
    /// A triple-quoted string is open.
    case string
    /// The last line ends with a backslash.
    case continuation
    /// A block is open; an empty line ends it.
    case block
    /// A decorator has nothing to decorate yet.
    case decorator
  }

  /// The completeness of some lines, without their line breaks.
  ///
  /// O(length). An empty line, or one of blanks, ends a block when it is the last. What is longer
  /// than the limits, or has deeper brackets, is complete: no line after it could make it right,
  /// and the parser says why.
  public init(lines: [String], limits: ParserLimits = .default) {
    let length = lines.reduce(lines.count - 1) { $0 + $1.utf8.count }
    guard length <= limits.bytes else {
      self = .complete
      return
    }
    let scanner = LineScanner(lines.joined(separator: "\n"))
    var offset = 0
    var isInBlock = false
    var isDecorated = false
    while offset < scanner.bytes.count {
      let start = scanner.start(at: offset)
      guard start.kind == .code else {
        offset = scanner.endOfLine(offset)
        continue
      }
      let line = scanner.line(at: start.offset)
      guard line.nesting <= limits.nesting else {
        self = .complete
        return
      }
      if let open = line.open {
        self = .incomplete(Reason(open))
        return
      }
      let word = scanner.word(at: start.offset)
      let opensBlock = line.endsWithColon && LineScanner.headers.contains(word)
      let goesOn = line.endsWithColon && LineScanner.clauses.contains(word)
      isInBlock = opensBlock || (isInBlock && (goesOn || start.column > 0))
      isDecorated = scanner.bytes[start.offset] == UInt8(ascii: "@")
      offset = line.end
    }
    let isLastEmpty = lines.last.map { LineScanner($0).start(at: 0).kind == .blank } ?? true
    if isDecorated {
      self = isLastEmpty ? .complete : .incomplete(.decorator)
    } else {
      self = isInBlock && !isLastEmpty ? .incomplete(.block) : .complete
    }
  }
}

extension Completeness.Reason {
  fileprivate init(_ open: LineScanner.Open) {
    switch open {
    case .bracket(let byte): self = .bracket(Character(Unicode.Scalar(byte)))
    case .string: self = .string
    case .continuation: self = .continuation
    }
  }
}
