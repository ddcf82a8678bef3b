public import Plotting

/// The curves that loops of an entry draw point by point, by the place of the command that does.
struct GrowingCurves {
  /// The curves of one place.
  struct Drawing {
    var names: [String]
    var values: [[Double]]
    var scale: PlotScale

    var plot: Plot {
      let isOne = names.count == 1
      var plot = Plot(
        marks: zip(names, values).map { name, values in
          .series(Series(name: isOne ? nil : name, values: values))
        })
      plot.yAxis = PlotAxis(label: isOne ? names[0] : nil, scale: scale)
      return plot
    }
  }

  /// Where a command stands.
  struct Place: Hashable {
    let file: String?
    let line: Int
    let start: Int
  }

  private var drawings: [Place: Drawing] = [:]
  /// The places, in the order in which they were reached first.
  private var order: [Place] = []
  /// When the next preview may be shown.
  private var nextPreview = ContinuousClock.now
  /// The least time between two previews.
  private static let interval = ContinuousClock.Duration.milliseconds(100)

  /// Adds a point to each curve of a place.
  ///
  /// - Returns: how many points the first of them has.
  mutating func add(
    _ values: [Double], names: [String], scale: PlotScale, at place: Place
  ) -> Int {
    if drawings[place] == nil {
      order.append(place)
      drawings[place] = Drawing(
        names: names, values: names.map { _ in [] }, scale: scale)
    }
    for (index, value) in values.enumerated() { drawings[place]?.values[index].append(value) }
    return drawings[place]?.values.first?.count ?? 0
  }

  /// Shows the curves of a place, where some time has gone by since any were shown; the more, the
  /// longer the drawing takes, so that the loop is hardly slowed down.
  mutating func preview(of place: Place, _ show: (Plot) -> Void) {
    let now = ContinuousClock.now
    guard now >= nextPreview, let plot = drawings[place]?.plot else { return }
    show(plot)
    let end = ContinuousClock.now
    nextPreview = end + max(GrowingCurves.interval, (end - now) * 9)
  }

  /// The drawings, which are gone then.
  mutating func takeAll() -> [Plot] {
    defer { (drawings, order) = ([:], []) }
    return order.compactMap { drawings[$0]?.plot }
  }
}

extension Evaluator {
  /// Adds a point to curves that are shown when the entry ends; until then a terminal shows how they
  /// grow.
  ///
  /// A place of the source has curves of its own, in each entry.
  ///
  /// - Throws: `ValueError` where they have too many points.
  public func extendCurves(
    by values: [Double], names: [String], scale: PlotScale, at range: SourceRange
  ) throws {
    guard muteDepth == 0 else { return }
    let place = GrowingCurves.Place(
      file: frame.source.file, line: frame.source.firstLine, start: range.start)
    let count = curves.add(values, names: names, scale: scale, at: place)
    guard count <= PlotArray.countLimit else {
      throw EvaluationError.value(
        "the curve of \(names[0]) has more than \(PlotArray.countLimit) points",
        hint: "draw it in some of the rounds only: if i % 100 == 0")
    }
    guard let preview = options.preview else { return }
    curves.preview(of: place, preview)
  }

  /// Shows the curves that have grown.
  func showCurves() {
    for plot in curves.takeAll() { emit(.plot(plot)) }
  }
}
