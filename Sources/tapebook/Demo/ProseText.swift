import Language

/// Lines of Markdown, laid out for a terminal.
///
/// What marks code and emphasis becomes a style; paragraphs are filled, lists and tables keep their
/// lines.
struct ProseText {
  /// A run of characters in one style.
  enum Style: Hashable {
    case plain, code, strong
  }

  /// The width that prose may take.
  let width: Int

  /// The lines, each of them made of runs.
  func lines(of markdown: [String]) -> [[(text: String, style: Style)]] {
    var result: [[(text: String, style: Style)]] = []
    var paragraph = ""
    func endParagraph() {
      if !paragraph.isEmpty { result += filled(paragraph) }
      paragraph = ""
    }
    for line in markdown {
      let text = line.drop { $0 == " " }
      if text.isEmpty {
        endParagraph()
        if result.last?.isEmpty == false { result.append([]) }
      } else if ProseText.startsBlock(line) {
        endParagraph()
        paragraph = String(line)
        if text.first == "|" || line.hasPrefix("    ") {
          result.append([(paragraph, .plain)])
          paragraph = ""
        }
      } else if paragraph.isEmpty {
        paragraph = String(line)
      } else {
        // Scripts that write without blanks are joined without one.
        let isJoined = DisplayWidth.joinsWithoutBlank(paragraph.last, text.first)
        paragraph += isJoined ? text : " " + text
      }
    }
    endParagraph()
    return result
  }

  /// Whether a line begins an item of a list, a row of a table, a heading or code.
  private static func startsBlock(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }
    if line.hasPrefix("    ") || text.first == "|" || text.first == "#" { return true }
    if text.hasPrefix("- ") || text.hasPrefix("* ") || text.hasPrefix("> ") { return true }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    return !digits.isEmpty && text.dropFirst(digits.count).hasPrefix(". ")
  }

  private func filled(_ paragraph: String) -> [[(text: String, style: Style)]] {
    var lines: [[(text: String, style: Style)]] = []
    var line: [(text: String, style: Style)] = []
    var column = 0
    let margin = ProseText.startsBlock(paragraph) ? "  " : ""
    for group in ProseText.groups(of: paragraph) {
      let length = group.reduce(0) { $0 + DisplayWidth.of($1.text) }
      if column + length > width, column > margin.count {
        lines.append(line)
        line = margin.isEmpty ? [] : [(margin, .plain)]
        column = margin.count
        if group.allSatisfy({ $0.text == " " }) { continue }
      }
      line += group
      column += length
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// The pieces of a paragraph in groups between which a line may break.
  private static func groups(of paragraph: String) -> [[(text: String, style: Style)]] {
    var groups: [[(text: String, style: Style)]] = []
    for piece in pieces(of: paragraph) {
      let isWide = piece.text.first.map { DisplayWidth.of($0) == 2 } == true
      let last = groups.last?.last?.text
      let followsBreak = last == nil || last == " " || last?.last.map { DisplayWidth.of($0) } == 2
      if isWide || piece.text == " " || followsBreak {
        groups.append([piece])
      } else {
        groups[groups.count - 1].append(piece)
      }
    }
    return groups
  }

  /// Words and blanks, and the characters of scripts that write without blanks.
  private static func pieces(of paragraph: String) -> [(text: String, style: Style)] {
    var pieces: [(text: String, style: Style)] = []
    var style = Style.plain
    var word = ""
    func endWord() {
      if !word.isEmpty { pieces.append((word, style)) }
      word = ""
    }
    var rest = paragraph[...]
    while let character = rest.first {
      if character == "`" {
        endWord()
        style = style == .code ? .plain : .code
        rest.removeFirst()
      } else if style != .code, rest.hasPrefix("**") {
        endWord()
        style = style == .strong ? .plain : .strong
        rest.removeFirst(2)
      } else if character == " " {
        endWord()
        pieces.append((" ", style))
        rest.removeFirst()
      } else if DisplayWidth.of(character) == 2 {
        // A closing mark stays with what it closes.
        if !"。、」）？！・ー".contains(character) { endWord() }
        word.append(character)
        rest.removeFirst()
      } else {
        if word.last.map({ DisplayWidth.of($0) == 2 }) == true { endWord() }
        word.append(character)
        rest.removeFirst()
      }
    }
    endWord()
    return pieces
  }
}
