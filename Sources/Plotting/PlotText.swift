/// How a plot in text is laid out.
public struct PlotLayout: Sendable {
  /// The most columns.
  public var width: Int
  /// The most rows, as far as a plot can be so small.
  public var height: Int
  /// The characters of the drawing.
  public var characters: PlotCharacters
  /// The columns that a character of a name takes.
  public var columns: @Sendable (Character) -> Int

  /// A layout; less than 20 columns and 6 rows are taken as those.
  public init(
    width: Int = 75, height: Int = 20, characters: PlotCharacters = .braille,
    columns: @escaping @Sendable (Character) -> Int = { _ in 1 }
  ) {
    // No window is larger, and the drawing is held in memory.
    self.width = min(max(width, 20), 1000)
    self.height = min(max(height, 6), 1000)
    self.characters = characters
    self.columns = columns
  }

  func width(of text: String) -> Int { text.reduce(0) { $0 + columns($1) } }

  /// A text cut to some columns, with no line break in it.
  func line(_ text: String, _ most: Int? = nil) -> String {
    var result = ""
    var width = 0
    for character in text {
      let character = character.isNewline || character == "\t" ? " " : character
      let next = width + columns(character)
      guard next <= most ?? self.width else { break }
      result.append(character)
      width = next
    }
    return result
  }

  /// Blanks up to a column, then a text.
  func centered(_ text: String, from start: Int, over width: Int) -> String {
    let text = line(text, width)
    let margin = start + max((width - self.width(of: text)) / 2, 0)
    return String(repeating: " ", count: margin) + text
  }

  /// A text without the blanks at its end.
  func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }

  /// A text in lines that end between words, which are cut only where one is wider than a line.
  func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let joined = (lines.last.map { $0 + " " } ?? "") + word
      if !lines.isEmpty, width(of: joined) <= width {
        lines[lines.count - 1] = joined
      } else {
        lines.append(line(String(word)))
      }
    }
    return lines
  }

  func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - self.width(of: text), 0)) + text
  }
}

extension Plot {
  /// The plot as text: the same on every machine.
  ///
  /// A heat map is a table of shades; few bars lie, with their numbers beside them; everything else
  /// is drawn with dots in a frame of axes. Below it stands what has no place in it.
  ///
  /// - Complexity: O(numbers of the plot + characters of the text).
  public func text(_ layout: PlotLayout = PlotLayout()) -> String {
    var lines: [String] = []
    if let title { lines.append(layout.centered(title, from: 0, over: layout.width)) }
    let maps = marks.compactMap { mark -> HeatMap? in
      if case .heatMap(let map) = mark { return map }
      return nil
    }
    let notes = omissions(ofHeatMaps: false).map(layout.wrapped) ?? []
    for map in maps { lines += HeatMapText(map, layout, taken: lines.count, plot: self).lines }
    if maps.count == marks.count, !marks.isEmpty { return lines.joined(separator: "\n") }
    if let bars = BarsText(self, layout) {
      lines += bars.lines
    } else {
      let taken = (maps.isEmpty ? lines.count : 0) + notes.count
      lines += FrameText(self, layout, taken: taken).lines
    }
    return (lines + notes).joined(separator: "\n")
  }
}
