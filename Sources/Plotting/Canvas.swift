/// The characters that a plot in text is made of.
public enum PlotCharacters: String, Sendable, Hashable, CaseIterable {
  /// Braille patterns, of 2 × 4 dots each, and blocks.
  case braille
  /// ASCII, for terminals that show nothing else.
  case ascii
}

/// A rectangle of characters that is drawn upon dot by dot.
///
/// Braille patterns hold 2 × 4 dots; an empty one is U+2800 and no blank, since blanks at the end of
/// a line get lost. In ASCII a character is one dot, which tells whose it is.
struct Canvas: Sendable {
  let columns: Int
  let rows: Int
  let characters: PlotCharacters
  /// The dots of each cell: bits of the pattern, or one more than the number of whose dot it is.
  private(set) var cells: [UInt8]

  /// What the dots of a mark are in ASCII, by its number.
  static let inks: [Character] = ["*", "+", "o", "x", "#", "@", "%", "&"]

  /// The bits of the dots of a cell, by row and column, as the Unicode Standard numbers them
  /// (chapter 21.1, Braille Patterns).
  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  /// An empty canvas.
  init(columns: Int, rows: Int, characters: PlotCharacters) {
    self.columns = max(columns, 1)
    self.rows = max(rows, 1)
    self.characters = characters
    cells = Array(repeating: 0, count: self.columns * self.rows)
  }

  /// How many dots stand side by side.
  var width: Int { characters == .braille ? columns * 2 : columns }
  /// How many dots stand above each other.
  var height: Int { characters == .braille ? rows * 4 : rows }

  /// Sets a dot, unless it lies outside; `y` is counted from the top.
  mutating func set(_ x: Int, _ y: Int, ink: Int) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    switch characters {
    case .braille: cells[y / 4 * columns + x / 2] |= Canvas.bits[y % 4][x % 2]
    case .ascii: cells[y * columns + x] = UInt8(ink % Canvas.inks.count) + 1
    }
  }

  /// The dot at a share of the way from one end to the other.
  ///
  /// What lies between two dots goes to the further one, also where it falls short of the middle by
  /// a rounding error: else the last bit of a number would move dots.
  static func dot(_ share: Double, of count: Int) -> Int {
    Int((min(max(share, 0), 1) * Double(count - 1) + 0.5 + 1e-6).rounded(.down))
  }

  /// Draws a straight line from dot to dot; `pattern` is asked with the number of each whether it is
  /// set.
  ///
  /// The algorithm is Bresenham's (IBM Systems Journal 4, 1965).
  mutating func line(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), ink: Int, count: inout Int,
    pattern: (Int) -> Bool
  ) {
    var (x, y) = start
    let (width, height) = (abs(end.x - x), -abs(end.y - y))
    let (right, down) = (x < end.x ? 1 : -1, y < end.y ? 1 : -1)
    var error = width + height
    while true {
      if pattern(count) { set(x, y, ink: ink) }
      if x == end.x, y == end.y { return }
      count += 1
      let twice = 2 * error
      if twice >= height {
        error += height
        x += right
      }
      if twice <= width {
        error += width
        y += down
      }
    }
  }

  /// A row of characters.
  func text(row: Int) -> String {
    var text = ""
    for cell in cells[row * columns..<(row + 1) * columns] { text.append(character(cell)) }
    return text
  }

  private func character(_ cell: UInt8) -> Character {
    switch characters {
    case .braille:
      return Unicode.Scalar(0x2800 + UInt32(cell)).map(Character.init) ?? " "
    case .ascii:
      return cell == 0 ? " " : Canvas.inks[(Int(cell) - 1) % Canvas.inks.count]
    }
  }
}
