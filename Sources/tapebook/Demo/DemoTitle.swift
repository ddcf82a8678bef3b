import Language

/// A title, laid out for a window.
struct DemoTitle {
  let text: String

  init(_ text: String) { self.text = text }

  /// The title in lines of at most so many columns, which end between words.
  ///
  /// A line may end beside a wide character too, as scripts without blanks are written; a word that
  /// is wider than a line is broken.
  func lines(width: Int) -> [String] {
    var lines: [String] = []
    var rest = text[...]
    while DisplayWidth.of(rest) > width {
      let fitting = DemoTitle.fitting(rest, width)
      let end = DemoTitle.lastBreak(rest, upTo: fitting) ?? fitting
      guard end > rest.startIndex else { break }
      var line = rest[..<end]
      while line.last == " " { line.removeLast() }
      lines.append(String(line))
      rest = rest[end...].drop { $0 == " " }
    }
    return lines + (rest.isEmpty && !lines.isEmpty ? [] : [String(rest)])
  }

  /// The title, or as many of its words as have room, and an ellipsis.
  func cut(to width: Int, ellipsis: String) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    let room = width - DisplayWidth.of(ellipsis)
    guard room > 0 else { return String(text[..<DemoTitle.fitting(text[...], width)]) }
    let fitting = DemoTitle.fitting(text[...], room)
    var words = text[..<(DemoTitle.lastBreak(text[...], upTo: fitting) ?? fitting)]
    while words.last == " " { words.removeLast() }
    return words + ellipsis
  }

  /// Where the part ends that has room.
  private static func fitting(_ text: Substring, _ width: Int) -> String.Index {
    var column = 0
    for index in text.indices {
      column += DisplayWidth.of(text[index])
      if column > width { return index }
    }
    return text.endIndex
  }

  /// The last place up to an end at which a line may end; nil where that is within the first word.
  private static func lastBreak(_ text: Substring, upTo end: String.Index) -> String.Index? {
    var index = end
    while index > text.startIndex {
      if index == text.endIndex || text[index] == " " { return index }
      let before = text[text.index(before: index)]
      if before == " " || DisplayWidth.of(before) == 2 || DisplayWidth.of(text[index]) == 2 {
        return index
      }
      index = text.index(before: index)
    }
    return nil
  }
}
