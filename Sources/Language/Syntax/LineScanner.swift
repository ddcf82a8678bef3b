/// Reads logical lines without cutting them into tokens: where they end, and whether they are
/// blank, comments or code.
struct LineScanner: Sendable {
  let bytes: [UInt8]
  private let strings: StringScanner

  init(_ text: String) {
    bytes = Array(text.utf8)
    strings = StringScanner(bytes: bytes, end: bytes.count, limit: ParserLimits.default.formatted)
  }

  /// A line as its beginning shows it.
  struct Start: Sendable {
    enum Kind: Sendable { case blank, comment, code }
    let kind: Kind
    /// The column of the first character, with tabs to the next multiple of eight.
    let column: Int
    /// The offset of the first character.
    let offset: Int
  }

  /// What keeps a logical line from being whole.
  enum Open: Sendable, Equatable {
    case bracket(UInt8)
    case string
    case continuation
  }

  /// A logical line.
  struct Line: Sendable {
    /// The offset after its line break.
    var end: Int
    /// How many lines of the text it takes.
    var lines = 0
    /// What is still open at the end of the text.
    var open: Open?
    /// How deep its brackets nest.
    var nesting = 0
    /// Whether its last character outside comments is a colon.
    var endsWithColon = false
  }

  /// The beginning of the line at an offset.
  func start(at offset: Int) -> Start {
    var column = 0
    var index = offset
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: " "): column += 1
      case UInt8(ascii: "\t"): column = (column / 8 + 1) * 8
      case 0x0C: column = 0
      case let byte where byte.isLineBreak:
        return Start(kind: .blank, column: column, offset: index)
      case UInt8(ascii: "#"): return Start(kind: .comment, column: column, offset: index)
      case let byte where byte >= 0x80:
        guard let decoded = UTF8Decoding.scalar(bytes, index, bytes.count),
          decoded.scalar.isUnicodeBlank
        else { return Start(kind: .code, column: column, offset: index) }
        column += 1
        index += decoded.length - 1
      default: return Start(kind: .code, column: column, offset: index)
      }
      index += 1
    }
    return Start(kind: .blank, column: column, offset: index)
  }

  /// The offset after the line break of the line at an offset.
  func endOfLine(_ offset: Int) -> Int {
    var index = offset
    while index < bytes.count, !bytes[index].isLineBreak { index += 1 }
    return afterLineBreak(index)
  }

  /// The offset after the line break at an offset, if there is one.
  private func afterLineBreak(_ index: Int) -> Int {
    guard index < bytes.count else { return bytes.count }
    let isPair =
      bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count
      && bytes[index + 1] == UInt8(ascii: "\n")
    return index + (isPair ? 2 : 1)
  }

  /// The logical line of code at an offset, in O(its length).
  func line(at offset: Int) -> Line {
    var line = Line(end: offset)
    var brackets: [UInt8] = []
    var index = offset
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case _ where byte.isLineBreak:
        line.lines += 1
        index = afterLineBreak(index)
        if brackets.isEmpty { return ended(line, index) }
        continue
      case UInt8(ascii: "#"):
        while index < bytes.count, !bytes[index].isLineBreak { index += 1 }
        continue
      case UInt8(ascii: "\\"):
        if index + 1 == bytes.count || bytes[index + 1].isLineBreak {
          index = afterLineBreak(index + 1)
          line.lines += 1
          if index >= bytes.count {
            line.open = .continuation
            return ended(line, index)
          }
          continue
        }
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        guard let end = skipString(at: index, from: offset, &line) else { return line }
        index = end
        line.endsWithColon = false
        continue
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets.append(byte)
        line.nesting = max(line.nesting, brackets.count)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        // A bracket that does not fit is an error, which ends with its line.
        guard let open = brackets.popLast(), closes(open, byte) else {
          return brokenLine(line, index)
        }
      default: break
      }
      if !byte.isBlank { line.endsWithColon = byte == UInt8(ascii: ":") }
      index += 1
    }
    line.lines += 1
    line.open = brackets.last.map { .bracket($0) }
    return ended(line, index)
  }

  private func ended(_ line: Line, _ index: Int) -> Line {
    var line = line
    line.end = index
    return line
  }

  /// The line with an error at an offset: it ends where its text line does.
  private func brokenLine(_ line: Line, _ index: Int) -> Line {
    var line = line
    line.lines += 1
    line.end = endOfLine(index)
    line.endsWithColon = false
    return line
  }

  private func closes(_ open: UInt8, _ close: UInt8) -> Bool {
    switch open {
    case UInt8(ascii: "("): close == UInt8(ascii: ")")
    case UInt8(ascii: "["): close == UInt8(ascii: "]")
    default: close == UInt8(ascii: "}")
    }
  }

  /// The offset after a string, counting its lines; nil when it is not closed, which ends the line.
  private func skipString(at quote: Int, from start: Int, _ line: inout Line) -> Int? {
    var first = quote
    while first > start, quote - first < 3, bytes[first - 1].isIdentifierByte { first -= 1 }
    let prefix = StringScanner.Prefix(bytes[first..<quote]) ?? StringScanner.Prefix()
    do throws(StringScanner.Failure) {
      let extent = try strings.string(at: quote, prefix)
      if extent.isTriple || bytes[quote..<extent.end].contains(where: \.isLineBreak) {
        line.lines += lineBreaks(quote, extent.end)
      }
      return extent.end
    } catch {
      switch error {
      case .unterminated(isTriple: true, _):
        line.lines += lineBreaks(quote, bytes.count) + 1
        line.end = bytes.count
        line.open = .string
      case .unterminated(_, let stop), .tooDeep(let stop):
        line.lines += lineBreaks(quote, stop)
        line = brokenLine(line, stop)
      }
    }
    return nil
  }

  /// How many line breaks a range holds.
  private func lineBreaks(_ start: Int, _ end: Int) -> Int {
    var count = 0
    var index = start
    while index < end {
      if bytes[index].isLineBreak {
        count += 1
        index = afterLineBreak(index)
      } else {
        index += 1
      }
    }
    return count
  }

  /// The word at an offset.
  func word(at offset: Int) -> String {
    var end = offset
    // No keyword is longer than eight letters.
    while end < bytes.count, end - offset < 9, bytes[end].isIdentifierByte { end += 1 }
    return String(decoding: bytes[offset..<end], as: UTF8.self)
  }

  /// Words that start a block, or may stand in front of one as `time` does.
  static let headers: Set<String> = [
    "async", "class", "def", "for", "if", "match", "time", "try", "while", "with",
  ]
  /// Words that go on with the statement of the block before.
  static let clauses: Set<String> = ["elif", "else", "except", "finally"]
}
