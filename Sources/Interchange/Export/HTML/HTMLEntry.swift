import Language
import Notebook
import Plotting

/// Entries on a page: what was typed, in colours, and what the last of them showed.
///
/// Entries that show nothing stand in one piece with the one that follows.
struct HTMLEntry {
  private let blocks: [SessionBlocks.EntryBlock]
  private let kind: SourceKind
  private let words: HTMLWords

  /// How many lines are kept together on a page.
  private static let pageLines = 24

  /// Entries of which at most the last one shows something.
  init(_ blocks: [SessionBlocks.EntryBlock], kind: SourceKind, words: HTMLWords) {
    self.blocks = blocks
    self.kind = kind
    self.words = words
  }

  /// The entries as one element.
  var html: String {
    var pieces = ["<pre class=\"input\"><code>\(input)</code></pre>"]
    if let block = blocks.last {
      pieces += block.outputs.map { html(of: $0, block) }
      if !block.failure.isEmpty { pieces.append(failure(block)) }
    }
    let content = pieces.joined(separator: "\n")
    guard blocks.last?.replayed.entry.options.isHidden == true else {
      // What is long may go on on the next page of paper.
      let isLong = content.utf8.count { $0 == UInt8(ascii: "\n") } > HTMLEntry.pageLines
      return "<div class=\"entry\(isLong ? " long" : "")\">\n\(content)\n</div>"
    }
    // What a demonstration hides can be opened.
    return "<details class=\"entry\">\n<summary>\(words.hidden)</summary>\n\(content)\n</details>"
  }

  // MARK: Input

  private var input: String { blocks.map(highlighted).joined(separator: "\n") }

  /// The text with a `span` around each part that has a colour.
  private func highlighted(_ block: SessionBlocks.EntryBlock) -> String {
    let code = block.code
    let bytes = Array(code.utf8)
    let interpreter = Interpreter(kind, session: block.replayed.before)
    let highlights = interpreter.assistance().highlights(of: code, cursor: -1)
    var html = ""
    var offset = 0
    func text(to end: Int) -> String {
      defer { offset = max(offset, end) }
      return String(decoding: bytes[offset..<max(offset, end)], as: UTF8.self).xmlEscaped
    }
    for highlight in highlights where highlight.range.start >= offset {
      guard let name = highlight.role.className else { continue }
      html += text(to: min(highlight.range.start, bytes.count))
      html += "<span class=\"\(name)\">\(text(to: min(highlight.range.end, bytes.count)))</span>"
    }
    return html + text(to: bytes.count)
  }

  // MARK: Output

  private func html(of piece: SessionBlocks.Piece, _ block: SessionBlocks.EntryBlock) -> String {
    switch piece {
    case .text(let text): output(text, block)
    case .picture(let svg, _): "<figure class=\"output\">\n\(svg)\n</figure>"
    }
  }

  private func output(_ text: String, _ block: SessionBlocks.EntryBlock) -> String {
    let label = "role=\"group\" aria-label=\"\(words.output)\""
    let word = block.replayed.entry.source.text.words.first ?? ""
    if FormulaLine.commands.contains(word) { return formulas(text, label) }
    if let (before, table, after) = HTMLEntry.table(in: text.lines) {
      return "<div class=\"output listing\" \(label)>\n" + HTMLEntry.paragraph(before)
        + table.html + "\n" + HTMLEntry.paragraph(after) + "</div>"
    }
    return "<pre class=\"output\" \(label)>\(text.xmlEscaped)</pre>"
  }

  private func formulas(_ text: String, _ label: String) -> String {
    let lines = text.lines.map { line in
      guard let formula = FormulaLine(line) else { return line.xmlEscaped }
      return formula.lead.xmlEscaped + formula.math + formula.remark.xmlEscaped
    }
    let divisions = lines.map { "<div>\($0.isEmpty ? "<br/>" : $0)</div>" }
    return "<div class=\"output formulas\" \(label)>\(divisions.joined(separator: "\n"))</div>"
  }

  /// The table of a tape's listing, with the lines before and behind it.
  private static func table(
    in lines: [String]
  ) -> (before: [String], AlignedTable, after: [String])? {
    guard let start = lines.firstIndex(where: { $0.words.prefix(3) == ["at", "line", "name"] })
    else { return nil }
    let rest = lines[start...]
    let end = rest.dropFirst().firstIndex { Int($0.words.first ?? "") == nil } ?? lines.endIndex
    guard let table = AlignedTable(Array(lines[start..<end])) else { return nil }
    return (Array(lines[..<start]), table, Array(lines[end...]))
  }

  private static func paragraph(_ lines: [String]) -> String {
    lines.isEmpty ? "" : "<p>\(lines.map(\.xmlEscaped).joined(separator: "<br/>\n"))</p>\n"
  }

  /// How the entry failed, with the type of the error apart.
  private func failure(_ block: SessionBlocks.EntryBlock) -> String {
    var lines = block.failure.map(\.xmlEscaped)
    if let first = block.failure.first, let colon = first.firstIndex(of: ":") {
      lines[0] =
        "<strong>\(String(first[..<colon]).xmlEscaped)</strong>"
        + String(first[colon...]).xmlEscaped
    }
    return "<pre class=\"error\" role=\"group\" aria-label=\"\(words.error)\">"
      + "\(lines.joined(separator: "\n"))</pre>"
  }
}

extension Highlight.Role {
  /// The class of what plays this role; nil where it looks like any text.
  fileprivate var className: String? {
    switch self {
    case .keyword: "keyword"
    case .number: "number"
    case .string: "string"
    case .comment: "comment"
    case .command: "command"
    case .function: "function"
    case .module: "module"
    case .bracketMismatch, .error: "mistake"
    case .operator, .boundName, .unknownName, .bracketMatch: nil
    }
  }
}
