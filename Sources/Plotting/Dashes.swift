/// Cuts a line into strokes and gaps.
struct Dashes {
  private let lengths: [Double]
  private var index = 0
  private var left: Double

  init(_ pattern: LinePattern, unit: Double) {
    lengths = pattern.strokes.map { $0 * unit }
    left = lengths.first ?? .infinity
  }

  /// The strokes of the next piece.
  mutating func pieces(
    _ from: Scene.Place, _ to: Scene.Place
  ) -> [(Scene.Place, Scene.Place)] {
    guard !lengths.isEmpty else { return [(from, to)] }
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return [] }
    func place(_ at: Double) -> Scene.Place {
      Scene.Place(x: from.x + dx * at / length, y: from.y + dy * at / length)
    }
    var pieces: [(Scene.Place, Scene.Place)] = []
    var at = 0.0
    while at < length {
      let end = min(at + left, length)
      if index % 2 == 0 { pieces.append((place(at), place(end))) }
      left -= end - at
      at = end
      if left <= 1e-9 {
        index = (index + 1) % lengths.count
        left = lengths[index]
      }
    }
    return pieces
  }
}
