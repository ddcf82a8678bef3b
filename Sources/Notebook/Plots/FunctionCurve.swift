import Plotting

/// A function's curve, of as many points as make it smooth.
///
/// It starts from places at equal distances and halves intervals where neighbours stand out of line,
/// and where the function begins or ends to be defined. A step that stays as high as it is, however
/// often it is halved, is a jump or a pole, which is a gap.
struct FunctionCurve {
  private(set) var x: [Double]
  private(set) var y: [Double]
  /// The ends of the vertical axis: less than all values where poles would flatten the rest.
  private(set) var visible: ClosedRange<Double>?

  private static let intervals = 120
  private static let rounds = 6
  private static let mostPoints = 2500
  /// How far a point may lie off the line of its neighbours, as a share of the axis.
  private static let tolerance = 0.002
  private static let mostJumps = 200

  /// The curve between two finite numbers.
  ///
  /// - Throws: what `value` throws.
  init(from start: Double, to end: Double, value: (Double) throws -> Double) rethrows {
    let count = FunctionCurve.intervals
    let places = (0...count).map { index in
      let share = Double(index) / Double(count)
      return index == count ? end : start * (1 - share) + end * share
    }
    let first = try places.map { FunctionCurve.finite(try value($0)) }
    (x, y) = (places, first)
    for _ in 0..<FunctionCurve.rounds {
      let height = FunctionCurve.height(FunctionCurve.visible(first, all: y))
      guard try refine(height, value) else { break }
    }
    visible = FunctionCurve.visible(first, all: y)
    try cutJumps(FunctionCurve.height(visible), value)
  }

  private static func finite(_ value: Double) -> Double { value.isFinite ? value : .nan }

  private static func height(_ range: ClosedRange<Double>?) -> Double {
    guard let range else { return 1 }
    let height = range.upperBound / 2 - range.lowerBound / 2
    return height > 0 ? min(height * 2, .greatestFiniteMagnitude) : 1
  }

  /// The range of all values; where the middle nine tenths of the evenly spaced ones take only a
  /// small part of it, that part and as much on both sides.
  private static func visible(_ even: [Double], all: [Double]) -> ClosedRange<Double>? {
    let sorted = even.filter(\.isFinite).sorted()
    let finite = all.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max(), !sorted.isEmpty else { return nil }
    let low = sorted[sorted.count / 20]
    let high = sorted[sorted.count - 1 - sorted.count / 20]
    let part = high / 2 - low / 2
    guard part > 0, most / 2 - least / 2 > 8 * part else { return least...most }
    return max(least, low - 2 * part)...min(most, high + 2 * part)
  }

  /// Halves the intervals at which the curve bends.
  ///
  /// - Returns: whether there were any.
  private mutating func refine(
    _ height: Double, _ value: (Double) throws -> Double
  ) rethrows -> Bool {
    var isHalved = [Bool](repeating: false, count: x.count)
    var count = x.count
    for index in 1..<x.count {
      guard count < FunctionCurve.mostPoints else { break }
      let isEdge = y[index].isNaN != y[index - 1].isNaN
      guard isEdge || bends(index, height) || (index + 1 < x.count && bends(index + 1, height))
      else { continue }
      let middle = x[index - 1] / 2 + x[index] / 2
      guard middle > x[index - 1], middle < x[index] else { continue }
      isHalved[index] = true
      count += 1
    }
    guard isHalved.contains(true) else { return false }
    var (newX, newY): ([Double], [Double]) = ([], [])
    for index in x.indices {
      if isHalved[index] {
        let middle = x[index - 1] / 2 + x[index] / 2
        newX.append(middle)
        newY.append(FunctionCurve.finite(try value(middle)))
      }
      newX.append(x[index])
      newY.append(y[index])
    }
    (x, y) = (newX, newY)
    return true
  }

  /// Whether the point before a place stands out of line with its neighbours.
  private func bends(_ index: Int, _ height: Double) -> Bool {
    guard index >= 2 else { return false }
    let (a, b, c) = (y[index - 2], y[index - 1], y[index])
    guard !a.isNaN, !b.isNaN, !c.isNaN else { return false }
    let share = (x[index - 1] - x[index - 2]) / (x[index] - x[index - 2])
    let expected = a * (1 - share) + c * share
    return !((b / height - expected / height).magnitude <= FunctionCurve.tolerance)
  }

  /// Puts gaps in the place of steps that are none of a line.
  private mutating func cutJumps(
    _ height: Double, _ value: (Double) throws -> Double
  ) rethrows {
    var gaps: [(index: Int, x: Double)] = []
    var looked = 0
    for index in 1..<x.count where looked < FunctionCurve.mostJumps {
      let step = (y[index] / height - y[index - 1] / height).magnitude
      guard step > 0.05, isSeen(index) else { continue }
      looked += 1
      if try isJump(index, value) { gaps.append((index, x[index - 1] / 2 + x[index] / 2)) }
    }
    for gap in gaps.reversed() {
      x.insert(gap.x, at: gap.index)
      y.insert(.nan, at: gap.index)
    }
  }

  /// Whether some of the step before a place stands in the visible range.
  private func isSeen(_ index: Int) -> Bool {
    guard let visible else { return false }
    let (low, high) = (min(y[index - 1], y[index]), max(y[index - 1], y[index]))
    return high >= visible.lowerBound && low <= visible.upperBound
  }

  /// Whether the step before a place stays, however near its sides come to each other.
  private func isJump(_ index: Int, _ value: (Double) throws -> Double) rethrows -> Bool {
    var (low, high) = ((x[index - 1], y[index - 1]), (x[index], y[index]))
    let first = (high.1 / 2 - low.1 / 2).magnitude
    for _ in 0..<40 {
      let middle = low.0 / 2 + high.0 / 2
      guard middle > low.0, middle < high.0 else { break }
      let between = FunctionCurve.finite(try value(middle))
      if between.isNaN { return true }
      let (left, right) = (
        (between / 2 - low.1 / 2).magnitude, (high.1 / 2 - between / 2).magnitude
      )
      if max(left, right) < 0.6 * first { return false }
      if left > right { high = (middle, between) } else { low = (middle, between) }
    }
    return true
  }
}
