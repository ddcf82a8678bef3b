/// The block quotes and list items that a line of Markdown stands in, outermost first.
///
/// Source: CommonMark 0.31, "Block quotes", "List items", "Tabs" and "Appendix: A parsing strategy".
struct MarkdownContainers {
  /// What holds blocks.
  enum Container: Equatable {
    /// A block quote, whose lines begin with `>`.
    case quote
    /// An item of a list, whose lines are indented by so many columns.
    case item(width: Int)
  }

  /// From how many columns on an indentation makes code of a line.
  static let codeIndentation = 4

  /// How deep containers nest at most, since each line is read through all of them.
  static let depthLimit = 100

  private(set) var open: [Container] = []
  /// Whether the last line is one of a paragraph, which the next may go on with outside its containers.
  private var isParagraph = false

  /// Opens and closes containers as a line does that stands in no fenced block.
  ///
  /// - Returns: the rest of the line.
  mutating func read(_ line: String) -> MarkdownLine {
    var rest = MarkdownLine(line)
    let matched = rest.skip(open)
    var new: [Container] = []
    while matched + new.count < MarkdownContainers.depthLimit,
      let container = rest.openContainer(
        inParagraph: isParagraph && matched == open.count && new.isEmpty)
    {
      new.append(container)
    }
    let isCode = !isParagraph && rest.indentation >= MarkdownContainers.codeIndentation
    let isText = !rest.isBlank && !isCode && rest.startsParagraph
    // A paragraph goes on where its containers' marks are left out.
    if matched < open.count, new.isEmpty, isParagraph, isText { return rest }
    open = open.prefix(matched) + new
    isParagraph = isText
    return rest
  }
}

/// A line of Markdown that is read from its beginning.
struct MarkdownLine {
  /// What was read, with blanks in the place of what marks a list item.
  private(set) var before = ""
  private var rest: Substring
  /// The column of the rest; tabs go to the next multiple of four.
  private var column = 0
  /// The columns of a tab that was read in part.
  private var pending = 0

  init(_ line: String) { rest = line[...] }

  /// Whether nothing but blanks is left.
  var isBlank: Bool { rest.allSatisfy { $0 == " " || $0 == "\t" } }

  /// How many columns of blanks come next.
  var indentation: Int {
    var end = column + pending
    for character in rest {
      if character == " " {
        end += 1
      } else if character == "\t" {
        end += 4 - end % 4
      } else {
        break
      }
    }
    return end - column
  }

  /// The text that is left, with blanks for a tab that was read in part.
  var text: String { String(repeating: " ", count: pending) + rest }

  /// Whether the rest is a line of a paragraph, or begins one: no heading, rule, fence or code.
  fileprivate var startsParagraph: Bool {
    let text = text.trimmed
    if MarkdownLine.isRule(text) || text.hasPrefix("```") || text.hasPrefix("~~~") { return false }
    let marks = text.prefix { $0 == "#" }.count
    return !((1...6).contains(marks) && (text.count == marks || text.dropFirst(marks).first == " "))
  }

  /// Reads at most so many columns of blanks.
  mutating func skipBlanks(_ count: Int) {
    var left = count
    while left > 0 {
      if pending == 0 {
        guard let next = rest.first, next == " " || next == "\t" else { return }
        pending = next == " " ? 1 : 4 - column % 4
        rest = rest.dropFirst()
      }
      let read = min(left, pending)
      before += String(repeating: " ", count: read)
      column += read
      pending -= read
      left -= read
    }
  }

  /// Reads the marks of containers, as far as they are there.
  ///
  /// - Returns: how many of the containers the line stands in.
  mutating func skip(_ containers: [MarkdownContainers.Container]) -> Int {
    for (index, container) in containers.enumerated() {
      switch container {
      case .quote: guard skipQuote() else { return index }
      case .item(let width):
        guard isBlank || indentation >= width else { return index }
        skipBlanks(width)
      }
    }
    return containers.count
  }

  /// Reads what opens a container; nil where nothing does.
  ///
  /// - Parameter inParagraph: whether the line would end a paragraph, which only some items may.
  mutating func openContainer(inParagraph: Bool) -> MarkdownContainers.Container? {
    if skipQuote() { return .quote }
    guard indentation < MarkdownContainers.codeIndentation else { return nil }
    var copy = self
    copy.skipBlanks(indentation)
    guard !MarkdownLine.isRule(String(copy.rest)), let mark = copy.itemMark else { return nil }
    let number = copy.rest.prefix(mark - 1)
    copy.take(mark, showing: String(repeating: " ", count: mark))
    guard copy.isBlank || copy.indentation > 0 else { return nil }
    // A sentence may go on with a year and a point in a new line.
    if inParagraph, copy.isBlank || Int(number) ?? 1 != 1 { return nil }
    // Behind the mark stands one blank, or as many as indent the item's text; more make code of it.
    let blanks = copy.indentation
    let isCode = copy.isBlank || blanks > MarkdownContainers.codeIndentation
    copy.skipBlanks(isCode ? 1 : blanks)
    let width = copy.isBlank ? indentation + mark + 1 : copy.column - column
    self = copy
    return .item(width: width)
  }

  /// How many characters mark a list item; nil where none does.
  private var itemMark: Int? {
    guard let first = rest.first else { return nil }
    if "-+*".contains(first) { return 1 }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }.count
    guard (1...9).contains(digits), let end = rest.dropFirst(digits).first else { return nil }
    return end == "." || end == ")" ? digits + 1 : nil
  }

  /// Whether a text is a line across the page, such as `* * *`.
  private static func isRule(_ text: String) -> Bool {
    let marks = text.filter { $0 != " " && $0 != "\t" }
    guard let mark = marks.first, "-*_".contains(mark) else { return false }
    return marks.count >= 3 && marks.allSatisfy { $0 == mark }
  }

  /// Reads `>` behind less than four blanks, and one blank behind it.
  private mutating func skipQuote() -> Bool {
    guard indentation < MarkdownContainers.codeIndentation else { return false }
    var copy = self
    copy.skipBlanks(indentation)
    guard copy.pending == 0, copy.rest.first == ">" else { return false }
    copy.take(1, showing: ">")
    copy.skipBlanks(1)
    self = copy
    return true
  }

  private mutating func take(_ count: Int, showing text: String) {
    rest = rest.dropFirst(count)
    column += count
    before += text
  }
}
