import Glibc

/// How numbers are placed on an axis.
public enum PlotScale: Sendable, Hashable {
  /// Equal distances are equal differences.
  case linear
  /// Equal distances are equal factors: only positive numbers have a place.
  case logarithmic

  /// Where a number stands; nil where it has no place.
  func position(of value: Double) -> Double? {
    switch self {
    case .linear: value.isFinite ? value : nil
    case .logarithmic: value.isFinite && value > 0 ? log10(value) : nil
    }
  }
}

/// The ends of an axis, in positions of its scale: finite, and far enough apart to be told apart.
struct AxisRange: Sendable, Hashable {
  let lower: Double
  let upper: Double

  /// Ranges narrower than this share of their ends are widened: ticks would all look the same.
  private static let leastShare = 1e-11
  /// What is narrower than this is widened, so that steps between ticks are normal numbers.
  private static let leastWidth = 1e-300

  /// The range of some positions, widened where it is too narrow; 0 to 1 where there are none.
  init(_ bounds: ClosedRange<Double>?) {
    guard let bounds else {
      (lower, upper) = (0, 1)
      return
    }
    let most = Double.greatestFiniteMagnitude
    let low = max(bounds.lowerBound, -most)
    let high = min(bounds.upperBound, most)
    let size = max(low.magnitude, high.magnitude)
    if high / 2 - low / 2 > max(size * AxisRange.leastShare, AxisRange.leastWidth) / 2 {
      (lower, upper) = (low, high)
      return
    }
    let middle = low + (high - low) / 2
    let half = max(size * 0.1, size == 0 ? 1 : AxisRange.leastWidth)
    lower = max(middle - half, -most)
    upper = min(middle + half, most)
  }

  /// The range of an axis on which some positions stand, with the ends that the axis has of its own.
  init(_ axis: PlotAxis, _ bounds: ClosedRange<Double>?) {
    let low = axis.lower.flatMap(axis.scale.position(of:))
    let high = axis.upper.flatMap(axis.scale.position(of:))
    guard low != nil || high != nil else {
      self.init(bounds)
      return
    }
    let given = low ?? high ?? 0
    let bounds = bounds ?? given...given
    let lower = low ?? min(bounds.lowerBound, given)
    let upper = high ?? max(bounds.upperBound, given)
    self.init(min(lower, upper)...max(lower, upper))
  }

  /// Where a position stands between the ends: 0 at the lower, 1 at the upper, beyond them outside.
  func share(_ position: Double) -> Double { AxisRange.share(position, lower, upper) }

  /// The same of any ends; halves are taken where the distance would have no place.
  static func share(_ position: Double, _ lower: Double, _ upper: Double) -> Double {
    let width = upper - lower
    let share =
      width.isFinite
      ? (position - lower) / width : (position / 2 - lower / 2) / (upper / 2 - lower / 2)
    // What lies far outside is still a number, for lines that lead there.
    return min(max(share, -1e6), 1e6)
  }
}

extension Plot {
  /// The ranges of both axes over everything that is drawn.
  var ranges: (x: AxisRange, y: AxisRange) {
    var x: ClosedRange<Double>?
    var y: ClosedRange<Double>?
    func widen(_ bounds: inout ClosedRange<Double>?, _ position: Double?) {
      guard let position else { return }
      guard let known = bounds else {
        bounds = position...position
        return
      }
      if position < known.lowerBound { bounds = position...known.upperBound }
      if position > known.upperBound { bounds = known.lowerBound...position }
    }
    let (xScale, yScale) = (xAxis.scale, yAxis.scale)
    for mark in marks {
      switch mark {
      case .series(let series):
        for (a, b) in zip(series.x, series.y) {
          guard let a = xScale.position(of: a), let b = yScale.position(of: b) else { continue }
          widen(&x, a)
          widen(&y, b)
        }
      case .bars(let bars):
        for (index, height) in bars.heights.enumerated() {
          guard let top = yScale.position(of: height) else { continue }
          widen(&x, xScale.position(of: bars.lower[index]))
          widen(&x, xScale.position(of: bars.upper[index]))
          widen(&y, top)
          widen(&y, yScale.position(of: 0))
        }
      case .heatMap(let map):
        widen(&x, xScale.position(of: -0.5))
        widen(&x, xScale.position(of: Double(map.columns) - 0.5))
        widen(&y, yScale.position(of: -0.5))
        widen(&y, yScale.position(of: Double(map.rows) - 0.5))
      case .rule(let rule):
        if rule.isHorizontal {
          widen(&y, yScale.position(of: rule.value))
        } else {
          widen(&x, xScale.position(of: rule.value))
        }
      }
    }
    return (AxisRange(xAxis, x), AxisRange(yAxis, y))
  }
}
