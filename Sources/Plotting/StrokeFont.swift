/// Letters as strokes, for images.
///
/// The letters are Dr. A. V. Hershey's, digitised at the U.S. National Bureau of Standards: Simplex
/// Roman and Simplex Greek, in the format that J. Hurt distributed them in on Usenet.
struct StrokeFont: Sendable {
  /// A letter: its strokes, and how far the next one is.
  struct Glyph: Sendable {
    /// Places in units of the font, from the left and from the base line downward.
    let strokes: [[Scene.Place]]
    let width: Double
  }

  static let standard = StrokeFont()

  private let glyphs: [Character: Glyph]
  /// The units from the base line to the top of a capital.
  private static let capital = 21.0
  /// The share of a font's size that a capital is high.
  private static let capitalShare = 0.72
  /// What is drawn for a letter that is not there.
  private static let box = Glyph(
    strokes: [
      [
        Scene.Place(x: 3, y: 0), Scene.Place(x: 15, y: 0), Scene.Place(x: 15, y: -21),
        Scene.Place(x: 3, y: -21), Scene.Place(x: 3, y: 0),
      ]
    ], width: 18)
  /// What stands for characters that are others' look-alikes.
  private static let substitutes: [Character: String] = [
    "′": "'", "″": "''", "−": "-", "–": "-", "—": "-", "×": "x", "·": ".", "…": "...", "²": "^2",
    "³": "^3", "→": "->", "“": "\"", "”": "\"", "’": "'", "µ": "μ", "ς": "σ", "ϵ": "ε", "ϕ": "φ",
    "ϑ": "θ",
  ]

  private init() {
    var glyphs: [Character: Glyph] = [:]
    for line in StrokeFont.simplex.split(separator: "\n") {
      guard let letter = line.first else { continue }
      glyphs[letter] = StrokeFont.glyph(line.dropFirst())
    }
    self.glyphs = glyphs
  }

  /// A letter of the font's file: pairs of letters whose distance from R is a coordinate.
  ///
  /// The first pair holds the left and the right end, and a blank before R lifts the pen.
  private static func glyph(_ text: Substring) -> Glyph {
    let bytes = Array(text.utf8)
    let origin = Double(UInt8(ascii: "R"))
    guard bytes.count >= 2 else { return Glyph(strokes: [], width: 16) }
    let left = Double(bytes[0]) - origin
    var strokes: [[Scene.Place]] = [[]]
    for index in stride(from: 2, to: bytes.count - 1, by: 2) {
      if bytes[index] == UInt8(ascii: " ") {
        strokes.append([])
        continue
      }
      let place = Scene.Place(
        x: Double(bytes[index]) - origin - left, y: Double(bytes[index + 1]) - origin - 9)
      strokes[strokes.count - 1].append(place)
    }
    return Glyph(
      strokes: strokes.filter { !$0.isEmpty }, width: Double(bytes[1]) - origin - left)
  }

  /// The glyph of a letter; nil where there is none.
  func glyph(of letter: Character) -> Glyph? {
    if let glyph = glyphs[letter] { return glyph }
    if letter.isWhitespace { return glyphs[" "] }
    guard let others = StrokeFont.substitutes[letter] else { return nil }
    var strokes: [[Scene.Place]] = []
    var width = 0.0
    for other in others {
      guard let glyph = glyphs[other] else { return nil }
      strokes += glyph.strokes.map { $0.map { Scene.Place(x: $0.x + width, y: $0.y) } }
      width += glyph.width
    }
    return Glyph(strokes: strokes, width: width)
  }

  /// A text of a size: its strokes from the left end of its base line, and its width.
  func strokes(of text: String, size: Double) -> (strokes: [[Scene.Place]], width: Double) {
    let scale = size * StrokeFont.capitalShare / StrokeFont.capital
    var strokes: [[Scene.Place]] = []
    var width = 0.0
    for letter in text {
      let glyph = glyph(of: letter) ?? StrokeFont.box
      strokes += glyph.strokes.map { stroke in
        stroke.map { Scene.Place(x: (width + $0.x) * scale, y: $0.y * scale) }
      }
      width += glyph.width
    }
    return (strokes, width * scale)
  }
}
