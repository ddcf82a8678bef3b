/// The places of a line, without those that nobody could tell apart.
///
/// Of neighbours that share a column of the page the first, the lowest, the highest and the last are
/// kept.
///
/// This is the M4 aggregation of U. Jugel et al. (VLDB 2014).
struct Trace {
  private(set) var places: [Scene.Place] = []
  private var column = -Double.infinity
  /// Where the column's places begin.
  private var start = 0

  mutating func add(_ place: Scene.Place) {
    if places.last == place { return }
    let next = (place.x * 2).rounded()
    if next != column {
      column = next
      start = places.count
      places.append(place)
      return
    }
    places.append(place)
    guard places.count - start > 5 else { return }
    let part = places[start...]
    let ends = [part.startIndex, part.endIndex - 1]
    let low = part.indices.min { places[$0].y < places[$1].y }
    let high = part.indices.max { places[$0].y < places[$1].y }
    let kept = Set(ends + [low, high].compactMap(\.self)).sorted().map { places[$0] }
    places.replaceSubrange(start..., with: kept)
  }
}
