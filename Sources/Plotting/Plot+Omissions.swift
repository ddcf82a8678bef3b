extension Plot {
  /// A sentence about the numbers that are not drawn since they have no place; nil where all have.
  ///
  /// It tells how many of which marks, and why. A gap of a function's curve is told only where the
  /// scale makes it: where a function has no value, a gap is what is to be seen.
  ///
  /// - Complexity: O(numbers of the plot).
  public var omissions: String? { omissions(ofHeatMaps: true) }

  /// The same; in text a heat map's scale tells what is not finite.
  func omissions(ofHeatMaps: Bool) -> String? {
    let drawn = marks.filter { mark in
      if case .rule = mark { return false }
      return true
    }
    var parts: [String] = []
    var counts = Omissions()
    var others = 0
    for (index, mark) in drawn.enumerated() {
      let whose = mark.name ?? (drawn.count > 1 ? "mark \(index + 1)" : nil)
      guard let (part, omissions) = omissions(of: mark, whose, ofHeatMaps: ofHeatMaps) else {
        continue
      }
      counts.add(omissions)
      if parts.count < Plot.mostTold { parts.append(part) } else { others += 1 }
    }
    guard !parts.isEmpty else { return nil }
    if others > 0 { parts.append("some of \(others) more") }
    let reason =
      counts.zeros + counts.negatives > 0
      ? "; a logarithmic axis has places for positive numbers only" : ""
    return "not drawn: " + parts.joined(separator: ", ") + reason
  }

  /// The marks of which it is told singly how many of their numbers are not drawn.
  private static let mostTold = 3

  private func omissions(
    of mark: Mark, _ whose: String?, ofHeatMaps: Bool
  ) -> (text: String, Omissions)? {
    var counts = Omissions()
    let of = whose.map { " of \($0)" } ?? ""
    switch mark {
    case .series(let series):
      for (x, y) in zip(series.x, series.y) {
        if xAxis.scale.position(of: x) == nil {
          counts.count(x)
        } else if yAxis.scale.position(of: y) == nil {
          counts.count(y)
        }
      }
      guard !series.isSampled else {
        // The points of a curve are chosen by who draws it, so that their number tells nothing.
        (counts.nan, counts.infinite) = (0, 0)
        guard counts.all > 0 else { return nil }
        return ("\(whose ?? "the curve") where it is not positive", counts)
      }
      guard counts.all > 0 else { return nil }
      return ("\(counts.all) of \(points(series.x.count))\(of) (\(counts.text))", counts)
    case .bars(let bars):
      // A bar of height zero is none on any scale.
      for height in bars.heights where height != 0 && yAxis.scale.position(of: height) == nil {
        counts.count(height)
      }
      if counts.all > 0 {
        let total = bars.heights.count
        return (
          "\(counts.all) of \(total) \(total == 1 ? "bar" : "bars")\(of) (\(counts.text))", counts
        )
      }
      guard bars.outside > 0 else { return nil }
      let numbers = bars.outside == 1 ? "number" : "numbers"
      let verb = bars.outside == 1 ? "is" : "are"
      return ("\(bars.outside) \(numbers)\(of) that \(verb) not finite", counts)
    case .heatMap(let map):
      guard ofHeatMaps else { return nil }
      for value in map.values where !value.isFinite { counts.count(value) }
      guard counts.all > 0 else { return nil }
      return ("\(counts.all) of \(map.values.count) cells\(of) (\(counts.text))", counts)
    case .rule: return nil
    }
  }

  private func points(_ count: Int) -> String { "\(count) \(count == 1 ? "point" : "points")" }
}

/// How many numbers have no place, by the reason.
private struct Omissions {
  var nan = 0
  var infinite = 0
  var zeros = 0
  var negatives = 0

  var all: Int { nan + infinite + zeros + negatives }

  /// The counts that are not zero.
  var text: String {
    [(nan, "NaN"), (infinite, "infinite"), (zeros, "zero"), (negatives, "negative")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  /// Counts a number that has no place.
  mutating func count(_ value: Double) {
    if value.isNaN {
      nan += 1
    } else if value.isInfinite {
      infinite += 1
    } else if value == 0 {
      zeros += 1
    } else {
      negatives += 1
    }
  }

  mutating func add(_ other: Omissions) {
    nan += other.nan
    infinite += other.infinite
    zeros += other.zeros
    negatives += other.negatives
  }
}
