import Glibc
import Interchange
import Language
import LineEditing
import Notebook

/// Draws a demonstration at the terminal.
struct DemoScreen {
  private let output: OutputScreen

  /// The screen of standard output.
  init(options: RunOptions) { output = OutputScreen(options: options) }

  /// The most columns that prose takes.
  private static let proseWidth = 78

  // MARK: Pieces

  /// Empties the window.
  func clear() {
    write("\u{1B}[H\u{1B}[2J")
    beginCounting()
  }

  /// Whether the window has no room for more than a few lines.
  var isFull: Bool { rows.count > Terminal.size.rows - DemoScreen.spareRows }

  /// Counts the rows that are written from here on.
  func beginCounting() { rows.count = 0 }

  /// How many rows have been written.
  private final class RowCounter {
    var count = 0
  }

  private let rows = RowCounter()
  private static let spareRows = 8

  /// The title of the whole, with its steps by their numbers.
  func titlePage(_ demonstration: Demonstration) {
    write(styledLines(of: demonstration.title, TextStyle(isBold: true)) + "\n\n")
    write(contents(demonstration))
  }

  /// The steps by their numbers, each in a line.
  func contents(_ demonstration: Demonstration) -> String {
    let width = "\(demonstration.steps.count)".count
    return demonstration.steps.enumerated().map { number, step in
      let text = "\(number + 1)"
      let padding = String(repeating: " ", count: width - text.count)
      let title = DemoTitle(shown(step.title)).cut(
        to: columns - width - 4, ellipsis: shown("…"))
      return "  \(padding)\(text)  \(title)\n"
    }.joined()
  }

  /// A step's title.
  func heading(_ title: String) {
    guard !title.isEmpty else { return }
    write(styledLines(of: title, TextStyle(isBold: true, isUnderlined: true)) + "\n\n")
  }

  /// A title in as many lines as it takes.
  private func styledLines(of title: String, _ style: TextStyle) -> String {
    DemoTitle(shown(title)).lines(width: columns).map { styled($0, style) }
      .joined(separator: "\n")
  }

  /// The columns that a line may take: in the last one some terminals break it.
  private var columns: Int { max(Terminal.size.columns - 1, 10) }

  /// Lines of Markdown, and an empty one behind them.
  func prose(_ markdown: [String]) {
    guard markdown.contains(where: { !$0.isEmpty }) else { return }
    let width = min(DemoScreen.proseWidth, max(Terminal.size.columns - 1, 20))
    let lines = ProseText(width: width).lines(of: markdown).map { line in
      line.map { piece in
        switch piece.style {
        case .plain: shown(piece.text)
        case .code: styled(piece.text, TextStyle(.cyan))
        case .strong: styled(piece.text, TextStyle(isBold: true))
        }
      }.joined()
    }
    write(lines.joined(separator: "\n") + "\n")
  }

  /// An entry's input behind the prompt, in pieces that can be typed one after another.
  func input(
    _ source: EntrySource, _ state: PromptState, _ assistance: Assistance
  ) -> [String] {
    let prompt = state.segments.map { segment in
      styled(
        segment.text, segment.isRecording ? TextStyle(.red, isBold: true) : TextStyle(isBold: true))
    }.joined()
    let continuation = styled(state.continuationText, TextStyle(isDim: true))
    var styles: [(end: Int, range: Range<Int>, style: TextStyle)] = []
    if output.isColored {
      styles = assistance.highlights(of: source.text, cursor: -1).compactMap { highlight in
        highlight.role.style.map {
          (highlight.range.end, highlight.range.start..<highlight.range.end, $0)
        }
      }
    }
    var rest = styles[...]
    var offset = 0
    var pieces = [prompt]
    for character in source.text {
      while let first = rest.first, first.end <= offset { rest.removeFirst() }
      let style = rest.first.map { $0.range.contains(offset) ? $0.style : .plain } ?? .plain
      offset += String(character).utf8.count
      pieces.append(
        character.isNewline ? "\n" + continuation : styled(String(character), style))
    }
    return pieces + ["\n"]
  }

  /// What an entry showed.
  func show(_ shown: Demonstration.Shown) {
    switch shown {
    case .output(let output):
      rows.count += self.output.show(output, usesPager: false)
    case .diagnostic(let diagnostic): output.show(diagnostic)
    case .recorded(let line): write(self.shown(line) + "\n")
    }
  }

  /// Text of the demonstration's own, faint.
  func aside(_ text: String) { write(styled(text, TextStyle(isDim: true)) + "\n") }

  // MARK: The line at the bottom

  /// Draws how far the demonstration is, and what keys do, in the line below all.
  func drawStatus(_ demonstration: Demonstration, isASCII: Bool = !Terminal.isUTF8) {
    let columns = columns
    var text = DemoText.bar(demonstration, cells: 10, isASCII: isASCII) + "  "
    let parts = DemoAction.allCases.map { action in
      let word = action == .next && demonstration.isAtEnd ? "leave" : action.word
      return (action: action, text: "  \(action.keys) \(word)")
    }
    // What shows all keys, and what leaves, have their room before the title and the others.
    let vital = parts.filter(\.action.isVital).reduce(0) { $0 + $1.text.count }
    text += DemoTitle(shown(DemoText.place(of: demonstration))).cut(
      to: max(columns - text.count - vital, 6), ellipsis: shown("…"))
    var room = columns - DisplayWidth.of(text)
    var fitting = Set<DemoAction>()
    for part in parts.filter({ $0.action.isVital }) + parts where !fitting.contains(part.action) {
      guard part.text.count <= room else { continue }
      fitting.insert(part.action)
      room -= part.text.count
    }
    text += parts.filter { fitting.contains($0.action) }.map(\.text).joined()
    while DisplayWidth.of(text) > columns { text.removeLast() }
    write("\n" + styled(text, TextStyle(isReversed: true)))
    Console.shared.flush()
  }

  /// Takes the line away.
  func eraseStatus() { write("\r\u{1B}[2K\u{1B}[A\u{1B}[J") }

  // MARK: Writing

  func write(_ text: String) {
    rows.count += text.utf8.count { $0 == UInt8(ascii: "\n") }
    Console.shared.write(text)
  }

  private func shown(_ text: String) -> String { TerminalText.shown(text) }

  private func styled(_ text: String, _ style: TextStyle) -> String {
    output.isColored ? style.applied(to: shown(text)) : shown(text)
  }
}
