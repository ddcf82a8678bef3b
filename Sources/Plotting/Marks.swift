/// Points in their order.
public struct Series: Sendable {
  /// What the legend calls it.
  public var name: String?
  /// Where the points stand, from the left.
  public let x: [Double]
  /// Where they stand, from below.
  public let y: [Double]
  /// Whether a line leads through the points.
  public var hasLine: Bool
  /// Whether each point is marked.
  public var hasPoints: Bool
  /// Whether the points were chosen to draw a function's curve, so that their number tells nothing.
  public var isSampled: Bool

  /// Points, with a line through them unless they are marked only.
  ///
  /// - Precondition: there are as many `x` as `y`.
  public init(
    name: String? = nil, x: [Double], y: [Double], hasLine: Bool = true, hasPoints: Bool = false,
    isSampled: Bool = false
  ) {
    precondition(x.count == y.count, "every point has two coordinates")
    self.name = name
    self.x = x
    self.y = y
    self.hasLine = hasLine
    self.hasPoints = hasPoints
    self.isSampled = isSampled
  }

  /// The values of a sequence against their numbers, from 0.
  public init(name: String? = nil, values: [Double]) {
    // A single value has no line.
    self.init(
      name: name, x: values.indices.map(Double.init), y: values, hasPoints: values.count == 1)
  }
}

/// Bars that stand on zero, side by side.
public struct Bars: Sendable {
  /// What the legend calls them.
  public var name: String?
  /// The left end of each.
  public let lower: [Double]
  /// The right end of each.
  public let upper: [Double]
  /// How high each is; negative ones hang.
  public let heights: [Double]
  /// Whether they are the bins of a histogram, which touch each other.
  public let areBins: Bool
  /// How many numbers fell into no bin, since they are not finite.
  public let outside: Int

  /// Bars with their ends and heights.
  ///
  /// - Precondition: there are as many ends as heights.
  public init(
    name: String? = nil, lower: [Double], upper: [Double], heights: [Double], areBins: Bool = false,
    outside: Int = 0
  ) {
    precondition(lower.count == heights.count && upper.count == heights.count, "one end for each")
    self.name = name
    self.lower = lower
    self.upper = upper
    self.heights = heights
    self.areBins = areBins
    self.outside = outside
  }
}

/// A line from side to side at a number of an axis.
public struct Rule: Sendable {
  /// What the legend calls it.
  public var name: String?
  /// The number.
  public let value: Double
  /// Whether it lies, at a number of the vertical axis.
  public let isHorizontal: Bool

  /// A line at a number.
  public init(name: String? = nil, value: Double, isHorizontal: Bool) {
    self.name = name
    self.value = value
    self.isHorizontal = isHorizontal
  }
}
