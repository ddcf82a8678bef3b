/// Draws a scene pixel by pixel, with smooth edges.
struct Painter {
  private(set) var raster: Raster
  private let scale: Double
  /// How far each pixel is covered by the stroke that is being drawn.
  private var coverage: [Float]
  /// The pixels that the stroke covers.
  private var touched: [Int] = []

  private static let text = ShadeColor(red: 0x24, green: 0x29, blue: 0x2F)
  private static let marks = [
    ShadeColor(red: 0x00, green: 0x72, blue: 0xB2), ShadeColor(red: 0xD5, green: 0x5E, blue: 0x00),
    ShadeColor(red: 0x00, green: 0x9E, blue: 0x73), ShadeColor(red: 0xA0, green: 0x52, blue: 0x7F),
    ShadeColor(red: 0x8A, green: 0x6D, blue: 0x00), ShadeColor(red: 0x56, green: 0x60, blue: 0x6B),
  ]

  init(_ scene: Scene, scale: Double) {
    self.scale = scale
    let (width, height) = (Int(scene.width * scale), Int(min(scene.height, 4000) * scale))
    raster = Raster(width: max(width, 1), height: max(height, 1))
    coverage = Array(repeating: 0, count: raster.width * raster.height)
  }

  mutating func draw(_ item: Scene.Item) {
    switch item {
    case .line(let places, let ink, let width, let pattern):
      if places.count == 1 { stroke(places[0], places[0], width: width) }
      var dashes = Dashes(pattern, unit: width)
      for (from, to) in zip(places, places.dropFirst()) {
        for (a, b) in dashes.pieces(from, to) { stroke(a, b, width: width) }
      }
      lay(ink)
    case .dots(let places, let ink, let radius):
      for place in places { stroke(place, place, width: 2 * radius) }
      lay(ink)
    case .rectangle(let place, let width, let height, let ink, let isFaint):
      fill(place, width, height, ink, isFaint ? 0.55 : 1)
    case .text(let text, let place, let anchor, let size, let isUpright):
      draw(text, place, anchor, size: size, isUpright: isUpright)
    }
  }

  private func color(_ ink: Scene.Ink) -> ShadeColor {
    switch ink {
    case .text, .grid: Painter.text
    case .mark(let index): Painter.marks[index % Painter.marks.count]
    case .shade(let share): ShadeColor(share)
    }
  }

  /// Covers what is nearer to a piece of a line than half its width.
  private mutating func stroke(_ from: Scene.Place, _ to: Scene.Place, width: Double) {
    let (x0, y0) = (from.x * scale, from.y * scale)
    let (dx, dy) = (to.x * scale - x0, to.y * scale - y0)
    let half = width * scale / 2
    let reach = half + 1
    let length = dx * dx + dy * dy
    let first = max(Int((min(y0, y0 + dy) - reach).rounded(.down)), 0)
    let last = min(Int((max(y0, y0 + dy) + reach).rounded(.up)), raster.height - 1)
    guard first <= last else { return }
    for row in first...last {
      let y = Double(row) + 0.5
      // The part of the line that is near to this row bounds the pixels to be looked at.
      var (low, high) = (min(x0, x0 + dx), max(x0, x0 + dx))
      if dy.magnitude > 1e-9 {
        let ends = [y - reach, y + reach].map { min(max(($0 - y0) / dy, 0), 1) * dx + x0 }
        (low, high) = (ends.min() ?? low, ends.max() ?? high)
      }
      let start = max(Int((low - reach).rounded(.down)), 0)
      let end = min(Int((high + reach).rounded(.up)), raster.width - 1)
      guard start <= end else { continue }
      for column in start...end {
        let x = Double(column) + 0.5
        let along = length > 0 ? min(max(((x - x0) * dx + (y - y0) * dy) / length, 0), 1) : 0
        let (a, b) = (x - x0 - along * dx, y - y0 - along * dy)
        let share = Float(min(max(half + 0.5 - (a * a + b * b).squareRoot(), 0), 1))
        let index = row * raster.width + column
        guard share > coverage[index] else { continue }
        if coverage[index] == 0 { touched.append(index) }
        coverage[index] = share
      }
    }
  }

  /// Lays an ink over what was covered.
  private mutating func lay(_ ink: Scene.Ink) {
    let color = color(ink)
    let strength = ink == .grid ? 0.2 : 1
    for index in touched {
      raster.blend(
        index % raster.width, index / raster.width, color, Double(coverage[index]) * strength)
      coverage[index] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }

  private mutating func fill(
    _ place: Scene.Place, _ width: Double, _ height: Double, _ ink: Scene.Ink, _ strength: Double
  ) {
    let color = color(ink)
    let left = Int((place.x * scale).rounded())
    let right = Int(((place.x + width) * scale).rounded())
    let top = Int((place.y * scale).rounded())
    let bottom = Int(((place.y + height) * scale).rounded())
    guard left < right, top < bottom else { return }
    for y in max(top, 0)..<max(min(bottom, raster.height), max(top, 0)) {
      for x in max(left, 0)..<max(min(right, raster.width), max(left, 0)) {
        let isEdge = strength < 1 && (x == left || x == right - 1 || y == top || y == bottom - 1)
        raster.blend(x, y, color, isEdge ? 1 : strength)
      }
    }
  }

  private mutating func draw(
    _ text: String, _ place: Scene.Place, _ anchor: Scene.Anchor, size: Double, isUpright: Bool
  ) {
    let (strokes, width) = StrokeFont.standard.strokes(of: text, size: size)
    let shift =
      switch anchor {
      case .start: 0.0
      case .middle: -width / 2
      case .end: -width
      }
    func page(_ x: Double, _ y: Double) -> Scene.Place {
      isUpright
        ? Scene.Place(x: place.x + y, y: place.y - x - shift)
        : Scene.Place(x: place.x + x + shift, y: place.y + y)
    }
    for stroke in strokes {
      let places = stroke.map { page($0.x, $0.y) }
      if places.count == 1 { self.stroke(places[0], places[0], width: size / 11) }
      for (from, to) in zip(places, places.dropFirst()) {
        self.stroke(from, to, width: size / 11)
      }
    }
    lay(.text)
  }
}
