/// Turns a diagnostic into text: what happened, the line of source with carets, and the hint.
///
///     SyntaxError: '(' was never closed
///       --> listing.py:3:8
///       y = sum(x
///              ^
///     hint: …
public struct DiagnosticRenderer: Sendable {
  /// What a piece of the text is, for those who colour it.
  public enum Role: Sendable, Hashable {
    /// The type of the error.
    case error
    /// The carets under the source.
    case caret
    /// The label before a hint or a note.
    case hint
    /// Everything else.
    case plain
  }

  /// A piece of text with one role.
  public struct Segment: Sendable, Hashable {
    /// What it is.
    public let role: Role
    /// Its text, which may hold line breaks.
    public let text: String
  }

  /// How many columns a line may take.
  public let width: Int
  /// Whether messages and hints are broken at blanks where they are wider; others may be searched
  /// for their text.
  public let wrapsText: Bool

  private static let margin = 2
  private static let tab = 4

  /// A renderer for a width in columns.
  public init(width: Int = 80, wrapsText: Bool = false) {
    self.width = max(20, width)
    self.wrapsText = wrapsText
  }

  /// The text without roles, with a line break at its end.
  public func plainText(_ diagnostic: Diagnostic) -> String {
    segments(diagnostic).map(\.text).joined()
  }

  /// The text in pieces, in O(length of the source).
  public func segments(_ diagnostic: Diagnostic) -> [Segment] {
    var result = [
      Segment(role: .error, text: diagnostic.type),
      Segment(role: .plain, text: sentence(": ", diagnostic.message, behind: diagnostic.type)),
    ]
    if let place = diagnostic.place {
      if let source = diagnostic.source, let file = source.file {
        let column = diagnostic.column ?? 1
        let name = Self.visible(file, keepsLines: false)
        let position =
          source.cell.map { ", cell \($0), line \(place.line), column \(column)" }
          ?? ":\(place.line):\(column)"
        result.append(Segment(role: .plain, text: "  --> \(name)\(position)\n"))
      }
      result += excerpt(place)
    }
    for note in diagnostic.notes {
      result.append(Segment(role: .hint, text: "note:"))
      result.append(Segment(role: .plain, text: sentence(" ", note, behind: "note:")))
    }
    if let hint = diagnostic.hint {
      result.append(Segment(role: .hint, text: "hint:"))
      result.append(Segment(role: .plain, text: sentence(" ", hint, behind: "hint:")))
    }
    return result
  }

  /// A message behind a label, with a line break at its end.
  private func sentence(_ start: String, _ message: String, behind label: String) -> String {
    let text = start + Self.visible(message, keepsLines: true)
    guard wrapsText else { return text + "\n" }
    var column = DisplayWidth.of(label)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      defer { column = 0 }
      return wrapped(line, from: column)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A line broken at blanks; further lines stand behind a margin.
  private func wrapped(_ line: Substring, from start: Int) -> String {
    guard start + DisplayWidth.of(line) > width else { return String(line) }
    let margin = String(repeating: " ", count: Self.margin)
    var result = ""
    var column = start
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let length = DisplayWidth.of(word)
      let isFirst = result.isEmpty && column == start
      if !isFirst, column + 1 + length > width, column > Self.margin {
        result += "\n" + margin
        column = Self.margin
      } else if !isFirst || word.isEmpty {
        result += " "
        column += 1
      }
      result += word
      column += length
    }
    return result
  }

  /// One character of the line as it is shown.
  private struct Cell {
    let text: String
    let width: Int
    let isMarked: Bool
  }

  /// The line of source and the carets below it.
  private func excerpt(_ place: DiagnosticPlace) -> [Segment] {
    var cells = cells(place)
    // Carets at the end of the line stand under a blank.
    if !cells.contains(where: \.isMarked) {
      cells.append(Cell(text: " ", width: 1, isMarked: true))
    }
    let (window, isCutLeft, isCutRight) = window(cells)
    let margin = String(repeating: " ", count: Self.margin)
    var line = margin + (isCutLeft ? "…" : "")
    var indent = DisplayWidth.of(line)
    var carets = 0
    for cell in window {
      line += cell.text
      if cell.isMarked {
        carets += cell.width
      } else if carets == 0 {
        indent += cell.width
      }
    }
    while line.last == " " { line.removeLast() }
    if isCutRight { line += "…" }
    return [
      Segment(role: .plain, text: line + "\n" + String(repeating: " ", count: indent)),
      Segment(role: .caret, text: String(repeating: "^", count: max(1, carets))),
      Segment(role: .plain, text: "\n"),
    ]
  }

  /// The characters of the line; a character is marked when the range covers part of it.
  private func cells(_ place: DiagnosticPlace) -> [Cell] {
    var cells: [Cell] = []
    var offset = place.lineStart
    var column = 0
    for character in place.text(from: place.lineStart, to: place.lineEnd) {
      let next = offset + character.utf8.count
      let isMarked =
        offset < place.end && next > place.start
        || (place.start == place.end && offset <= place.start && place.start < next)
      var text = String(character)
      var width = DisplayWidth.of(character)
      if character == "\t" {
        width = Self.tab - column % Self.tab
        text = String(repeating: " ", count: width)
      } else if width == 0 {
        text = Self.visible(text, keepsLines: false)
        width = DisplayWidth.of(text)
      }
      cells.append(Cell(text: text, width: width, isMarked: isMarked))
      column += width
      offset = next
    }
    return cells
  }

  /// The part of a long line that has its marks, and whether it was cut at either side.
  private func window(_ cells: [Cell]) -> (ArraySlice<Cell>, left: Bool, right: Bool) {
    // Room for an ellipsis at either side.
    let room = width - Self.margin - 2
    let total = cells.reduce(0) { $0 + $1.width }
    guard total > room, let mark = cells.firstIndex(where: \.isMarked) else {
      return (cells[...], false, false)
    }
    // A third of the room goes to what stands before the marks.
    var start = mark
    var used = 0
    while start > 0, used + cells[start - 1].width <= room / 3 {
      start -= 1
      used += cells[start].width
    }
    var end = mark
    while end < cells.count, used + cells[end].width <= room {
      used += cells[end].width
      end += 1
    }
    while start > 0, used + cells[start - 1].width <= room {
      start -= 1
      used += cells[start].width
    }
    return (cells[start..<end], start > 0, end < cells.count)
  }

  /// A text with control characters as pictures, so that none reaches the terminal.
  private static func visible(_ text: String, keepsLines: Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where keepsLines: result.append(scalar)
      case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? scalar)
      case 0x7F: result.append("␡")
      case 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
