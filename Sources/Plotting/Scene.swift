/// A plot as lines, rectangles and texts on a page: what SVG and images are made of.
///
/// Lengths are in points; `y` is counted from the top.
struct Scene: Sendable {
  /// A place on the page.
  struct Place: Sendable, Hashable {
    var x: Double
    var y: Double
  }

  /// What something is drawn with.
  enum Ink: Sendable, Hashable {
    /// Axes and texts.
    case text
    /// The lines of the grid.
    case grid
    /// The mark of a number.
    case mark(Int)
    /// A shade of a heat map, from 0 to 1.
    case shade(Double)
  }

  /// Where a text stands at its place.
  enum Anchor: String, Sendable, Hashable {
    case start, middle, end
  }

  enum Item: Sendable {
    case line([Place], Ink, width: Double, LinePattern)
    case dots([Place], Ink, radius: Double)
    case rectangle(Place, width: Double, height: Double, Ink, isFaint: Bool)
    case text(String, Place, Anchor, size: Double, isUpright: Bool)
  }

  /// The extent of the page.
  let width: Double
  var height: Double
  /// What is drawn, in order.
  var items: [Item] = []

  /// The rectangle of the data.
  let left: Double
  let top: Double
  let right: Double
  let bottom: Double
  let ranges: (x: AxisRange, y: AxisRange)
  /// Whether numbers of the vertical axis grow downward, as the rows of a matrix do.
  let isFlipped: Bool

  /// Marks that touch the frame would be cut by it.
  static let inset = 6.0
  static let fontSize = 12.0
  /// More rows and columns of a heat map are joined.
  static let mostCells = 100

  init(_ plot: Plot, width: Double, height: Double) {
    self.width = width
    self.height = height
    ranges = plot.ranges
    isFlipped = plot.marks.contains { mark in
      if case .heatMap = mark { return true }
      return false
    }
    let yTicks = Ticks.all(
      on: plot.yAxis, ranges.y, atMost: Int(max(height / 50, 2)), areWhole: plot.hasWholeTicks.y)
    let labels = yTicks.map { Scene.width(of: $0.label) }.max() ?? 0
    left = 14 + min(labels, width / 3) + (plot.yAxis.label == nil ? 0 : 20)
    top = plot.title == nil ? 14 : 34
    right = width - (isFlipped ? 86 : 18)
    bottom = height - 26 - (plot.xAxis.label == nil ? 0 : 20)
    let xTicks = Scene.xTicks(plot, ranges.x, width: right - left)
    addFrame(plot, xTicks, yTicks)
    for (ink, mark) in plot.inkedMarks { add(mark, plot, ink) }
    addLabels(plot)
    addLegend(plot)
    addOmissions(plot)
  }

  // MARK: Places

  func x(_ share: Double) -> Double {
    left + Scene.inset + share * (right - left - 2 * Scene.inset)
  }

  func y(_ share: Double) -> Double {
    let share = isFlipped ? 1 - share : share
    return bottom - Scene.inset - share * (bottom - top - 2 * Scene.inset)
  }

  /// The columns of a text, about.
  static func width(of text: String, size: Double = fontSize) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 0.6 : 1) } * size
  }

  static func xTicks(_ plot: Plot, _ range: AxisRange, width: Double) -> [Tick] {
    var ticks: [Tick] = []
    for count in stride(from: 10, through: 2, by: -1) {
      ticks = Ticks.all(
        on: plot.xAxis, range, atMost: count, areWhole: plot.hasWholeTicks.x)
      let most = ticks.map { self.width(of: $0.label) }.max() ?? 0
      if (most + 14) * Double(ticks.count) <= width { break }
    }
    return ticks
  }
}
