/// The mathematics in a Markdown text: `$x^2$` within a line, `$$…$$` by itself.
///
/// It is taken out before the text is read as Markdown, which would see emphasis in `a_1 b_2`, and
/// put back afterwards. As in Pandoc's manual ("tex_math_dollars"), an opening `$` stands before no
/// blank, a closing one behind none and before no digit; so prices stay prices. There is none in
/// code.
struct MathSpans {
  /// The text with marks in the place of mathematics.
  private(set) var text = ""
  private var formulas: [String] = []

  /// Characters for private use, which a text has no reason to hold.
  private static let open: Character = "\u{E000}"
  private static let close: Character = "\u{E001}"

  /// Takes the mathematics out of a text.
  ///
  /// - Complexity: O(length of the text).
  init(_ source: String) {
    let characters = Array(source.filter { $0 != MathSpans.open && $0 != MathSpans.close })
    var index = 0
    var isInFence = false
    // A backtick or a `$` that nothing closes is searched for once.
    var unclosedTicks = Set<Int>()
    while index < characters.count {
      let isLineStart = index == 0 || characters[index - 1] == "\n"
      if isLineStart, MathSpans.isFence(characters, index) { isInFence.toggle() }
      switch characters[index] {
      case "\\" where index + 1 < characters.count && !isInFence:
        // Markdown has no reason to escape a dollar, and shows the backslash of one.
        if characters[index + 1] == "$" {
          text.append("$")
        } else {
          text += String(characters[index...(index + 1)])
        }
        index += 2
      case "`" where !isInFence:
        let count = MathSpans.run(characters, index)
        let end =
          unclosedTicks.contains(count)
          ? nil : MathSpans.codeEnd(characters, index + count, ticks: count)
        if end == nil { unclosedTicks.insert(count) }
        text += String(characters[index..<(end ?? index + count)])
        index = end ?? index + count
      case "$" where !isInFence:
        guard let (content, end, isBlock) = MathSpans.formula(characters, index) else {
          text.append("$")
          index += 1
          continue
        }
        text += "\(MathSpans.open)\(formulas.count)\(MathSpans.close)"
        formulas.append(TeXReader.math(of: content, isBlock: isBlock))
        index = end
      default:
        text.append(characters[index])
        index += 1
      }
    }
  }

  /// A text with the mathematics back in its places.
  func restored(in html: String) -> String {
    var result = ""
    var rest = html[...]
    while let open = rest.firstIndex(of: MathSpans.open) {
      result += rest[..<open]
      let tail = rest[rest.index(after: open)...]
      guard let close = tail.firstIndex(of: MathSpans.close), let number = Int(tail[..<close]),
        formulas.indices.contains(number)
      else { break }
      result += formulas[number]
      rest = tail[tail.index(after: close)...]
    }
    return result + rest
  }

  private static func run(_ characters: [Character], _ start: Int) -> Int {
    characters[start...].prefix { $0 == characters[start] }.count
  }

  /// Whether a line begins with three backticks or tildes.
  private static func isFence(_ characters: [Character], _ start: Int) -> Bool {
    let line = characters[start...].drop { $0 == " " }
    guard let mark = line.first, mark == "`" || mark == "~" else { return false }
    return line.prefix { $0 == mark }.count >= 3
  }

  /// Where a code span ends that a number of backticks began; nil where nothing closes it.
  private static func codeEnd(_ characters: [Character], _ start: Int, ticks: Int) -> Int? {
    var index = start
    while index < characters.count {
      guard characters[index] == "`" else {
        index += 1
        continue
      }
      let count = run(characters, index)
      index += count
      if count == ticks { return index }
    }
    return nil
  }

  /// The longest formula, in characters.
  private static let limit = 2000

  /// The formula that a `$` opens, and where it ends.
  private static func formula(
    _ characters: [Character], _ start: Int
  ) -> (content: String, end: Int, isBlock: Bool)? {
    let isBlock = run(characters, start) >= 2
    let first = start + (isBlock ? 2 : 1)
    guard first < characters.count, isBlock || !characters[first].isWhitespace else { return nil }
    var index = first
    while index < min(characters.count, first + limit) {
      if characters[index] == "\\" {
        index += 2
        continue
      }
      // A paragraph holds a formula whole.
      if characters[index] == "\n", index + 1 < characters.count, characters[index + 1] == "\n" {
        return nil
      }
      if characters[index] == "$" {
        let content = String(characters[first..<index])
        if isBlock {
          guard run(characters, index) >= 2 else { return nil }
          return content.isEmpty ? nil : (content, index + 2, true)
        }
        let isClosing =
          index > first && !characters[index - 1].isWhitespace
          && !(index + 1 < characters.count && characters[index + 1].isNumber)
        return isClosing ? (content, index + 1, false) : nil
      }
      index += 1
    }
    return nil
  }
}
