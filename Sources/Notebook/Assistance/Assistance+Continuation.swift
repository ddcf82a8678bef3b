import Language

extension Assistance {
  /// Whether more lines must follow the text.
  ///
  /// - Returns: nil where the text can be run; else the blanks that the next line begins with.
  /// - Complexity: O(length of the text).
  public func continuation(of text: String) -> String? {
    let lines = TextLines(text)
    guard case .incomplete(let reason) = Completeness(lines: lines.texts) else { return nil }
    switch reason {
    case .bracket, .string:
      // In words and paths, brackets and quotes are letters: without them the text is judged again.
      if let start = CommandUse.plainText(in: structure(of: text)) {
        return continuation(of: TokenScan(text).text(0..<start))
      }
    case .continuation, .block, .decorator: break
    }
    let indentation = NextIndentation(text: text, lines: lines)
    switch reason {
    case .string: return ""
    case .bracket: return indentation.insideBracket
    case .continuation: return indentation.ofLastLine
    case .decorator: return indentation.ofLastStatement
    case .block: return indentation.insideBlock
    }
  }
}

/// A text cut at its line breaks.
struct TextLines {
  /// The lines without their line breaks.
  let texts: [String]
  /// The offset in UTF-8 at which each line begins.
  let starts: [Int]

  init(_ text: String) {
    var texts: [String] = []
    var starts = [0]
    var line: [UInt8] = []
    var previous: UInt8 = 0
    for (offset, byte) in text.utf8.enumerated() {
      let isPair = byte == UInt8(ascii: "\n") && previous == UInt8(ascii: "\r")
      previous = byte
      if isPair {
        starts[starts.count - 1] = offset + 1
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        texts.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
        starts.append(offset + 1)
      } else {
        line.append(byte)
      }
    }
    texts.append(String(decoding: line, as: UTF8.self))
    self.texts = texts
    self.starts = starts
  }

  /// The number of the line in which an offset stands.
  func line(at offset: Int) -> Int {
    (starts.firstIndex { $0 > offset } ?? starts.count) - 1
  }

  /// The blanks with which a line begins.
  func indentation(of line: Int) -> String {
    String(texts[line].prefix { $0 == " " || $0 == "\t" })
  }
}

/// How far the line behind a text is indented.
private struct NextIndentation {
  let text: String
  let lines: TextLines

  private static let step = 4

  /// As the last line is.
  var ofLastLine: String { lines.indentation(of: lines.texts.count - 1) }

  /// As the line is in which the last statement begins.
  var ofLastStatement: String {
    let tokens = TokenScan(text).tokens
    return statement(tokens).map { lines.indentation(of: lines.line(at: $0.range.start)) } ?? ""
  }

  /// One step more than the line that opens the innermost bracket.
  var insideBracket: String {
    let scan = TokenScan(text)
    var open: [TextToken] = []
    for token in scan.tokens {
      switch token.kind {
      case .symbol("("), .symbol("["), .symbol("{"), .fieldStart: open.append(token)
      case .symbol(")"), .symbol("]"), .symbol("}"), .fieldEnd: _ = open.popLast()
      default: break
      }
    }
    guard let bracket = open.last else { return ofLastLine }
    return deeper(lines.indentation(of: lines.line(at: bracket.range.start)))
  }

  /// As the last statement, deeper behind a colon and less deep behind a word that ends a block.
  var insideBlock: String {
    let scan = TokenScan(text)
    guard let first = statement(scan.tokens), let last = scan.tokens.last(where: { $0.kind.isCode })
    else { return ofLastLine }
    let indentation = lines.indentation(of: lines.line(at: first.range.start))
    if last.kind == .symbol(":") { return deeper(indentation) }
    if case .keyword(let word) = first.kind, Keyword(rawValue: word)?.leavesBlock == true {
      return shallower(indentation)
    }
    return indentation
  }

  /// The first token of the last logical line.
  private func statement(_ tokens: [TextToken]) -> TextToken? {
    guard let last = tokens.lastIndex(where: { $0.kind.isCode }) else { return nil }
    let end = tokens[..<last].lastIndex { $0.kind == .lineEnd } ?? -1
    return tokens[(end + 1)...last].first { $0.kind.isCode }
  }

  private func deeper(_ indentation: String) -> String {
    if indentation.last == "\t" { return indentation + "\t" }
    return indentation + String(repeating: " ", count: NextIndentation.step)
  }

  private func shallower(_ indentation: String) -> String {
    if indentation.last == "\t" { return String(indentation.dropLast()) }
    return String(indentation.dropLast(min(NextIndentation.step, indentation.count)))
  }
}

extension TextToken.Kind {
  /// Whether it is neither a comment nor the end of a line.
  fileprivate var isCode: Bool {
    switch self {
    case .comment, .lineEnd: false
    default: true
    }
  }
}
