/// A drawing of numbers: marks between two axes.
///
/// A plot is a value without a size: text, SVG and images are made of it, each as large as it is
/// wanted. Numbers that have no place, such as NaN, infinities and what a logarithm has none of,
/// are gaps, which ``Plot/omissions`` tells.
public struct Plot: Sendable {
  /// What stands above it.
  public var title: String?
  /// The horizontal axis.
  public var xAxis = PlotAxis()
  /// The vertical axis.
  public var yAxis = PlotAxis()
  /// What is drawn, in order: later marks stand above earlier ones.
  public var marks: [Mark] = []
  /// Whether lines lead from the ticks through the drawing, where it is not text.
  public var showsGrid = false
  /// Whether names of marks are told.
  public var showsLegend = true

  /// One thing that is drawn.
  public enum Mark: Sendable {
    /// Points, with a line through them or without.
    case series(Series)
    /// Bars that stand on zero.
    case bars(Bars)
    /// A matrix of shades.
    case heatMap(HeatMap)
    /// A line from side to side.
    case rule(Rule)
  }

  /// A plot without marks.
  public init(title: String? = nil, marks: [Mark] = []) {
    self.title = title
    self.marks = marks
  }

  /// Whether there is a mark with a number that has a place.
  public var isEmpty: Bool {
    !marks.contains { mark in
      switch mark {
      case .series(let series):
        zip(series.x, series.y).contains { x, y in
          xAxis.scale.position(of: x) != nil && yAxis.scale.position(of: y) != nil
        }
      case .bars(let bars): bars.heights.contains { yAxis.scale.position(of: $0) != nil }
      case .heatMap(let map): map.values.contains(where: \.isFinite)
      case .rule: false
      }
    }
  }
}

extension Plot {
  /// Whether numbers between whole ones mean nothing on an axis: a heat map has its rows and columns
  /// by their numbers, of which each stands under the middle of its cells, and a histogram counts.
  var hasWholeTicks: (x: Bool, y: Bool) {
    let hasMap = marks.contains { mark in
      if case .heatMap = mark { return true }
      return false
    }
    let areCounts =
      !marks.isEmpty
      && marks.allSatisfy { mark in
        guard case .bars(let bars) = mark, bars.areBins else { return false }
        return bars.heights.allSatisfy { $0 == $0.rounded() }
      }
    return (hasMap, hasMap || areCounts)
  }
}

/// An axis of a plot.
public struct PlotAxis: Sendable {
  /// What is written along it.
  public var label: String?
  /// How numbers are placed on it.
  public var scale = PlotScale.linear
  /// Its lower end; nil for the least number.
  public var lower: Double?
  /// Its upper end; nil for the greatest number.
  public var upper: Double?
  /// Names that stand in the place of numbers.
  public var names: [AxisName] = []

  /// An axis that takes its ends from the numbers.
  public init(label: String? = nil, scale: PlotScale = .linear) {
    self.label = label
    self.scale = scale
  }
}

/// A name at a place of an axis.
public struct AxisName: Sendable, Hashable {
  /// The place.
  public let value: Double
  /// The name.
  public let name: String

  /// A name at a place.
  public init(_ value: Double, _ name: String) {
    self.value = value
    self.name = name
  }
}
