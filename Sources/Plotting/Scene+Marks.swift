extension Scene {
  mutating func add(_ mark: Plot.Mark, _ plot: Plot, _ ink: Int) {
    switch mark {
    case .series(let series): add(series, plot, ink)
    case .bars(let bars): add(bars, plot, ink)
    case .rule(let rule): add(rule, plot, ink)
    case .heatMap(let map): add(map)
    }
  }

  private mutating func add(_ series: Series, _ plot: Plot, _ ink: Int) {
    var run = Trace()
    var dots: [Place] = []
    var seen: Set<Place> = []
    var last: Place?
    func end() {
      if !run.places.isEmpty {
        items.append(.line(run.places, .mark(ink), width: 2, .number(ink)))
      }
      run = Trace()
    }
    for (a, b) in zip(series.x, series.y) {
      guard let a = plot.xAxis.scale.position(of: a), let b = plot.yAxis.scale.position(of: b)
      else {
        end()
        last = nil
        continue
      }
      let share = Place(x: ranges.x.share(a), y: ranges.y.share(b))
      if series.hasPoints, (0...1).contains(share.x), (0...1).contains(share.y) {
        let dot = Place(x: Scene.rounded(x(share.x)), y: Scene.rounded(y(share.y)))
        if seen.insert(dot).inserted { dots.append(dot) }
      }
      guard series.hasLine else { continue }
      let start = last ?? share
      last = share
      guard let part = Segment(start.x, start.y, share.x, share.y).clipped else {
        end()
        continue
      }
      let from = Place(x: x(part.x0), y: y(part.y0))
      if part.x0 != start.x || part.y0 != start.y { end() }
      run.add(from)
      run.add(Place(x: x(part.x1), y: y(part.y1)))
    }
    end()
    if !dots.isEmpty { items.append(.dots(dots, .mark(ink), radius: series.hasLine ? 3 : 2.5)) }
  }

  private static func rounded(_ value: Double) -> Double { (value * 4).rounded() / 4 }

  private mutating func add(_ bars: Bars, _ plot: Plot, _ ink: Int) {
    let ground = min(max(plot.yAxis.scale.position(of: 0).map(ranges.y.share) ?? 0, 0), 1)
    for (index, height) in bars.heights.enumerated() {
      guard let top = plot.yAxis.scale.position(of: height).map(ranges.y.share),
        let lower = plot.xAxis.scale.position(of: bars.lower[index]).map(ranges.x.share),
        let upper = plot.xAxis.scale.position(of: bars.upper[index]).map(ranges.x.share)
      else { continue }
      let start = x(min(max(min(lower, upper), 0), 1))
      let end = x(min(max(max(lower, upper), 0), 1))
      let (high, low) = (y(min(max(max(top, ground), 0), 1)), y(min(max(min(top, ground), 0), 1)))
      guard end > start, low != high else { continue }
      items.append(
        .rectangle(
          Place(x: start, y: min(high, low)), width: end - start, height: (low - high).magnitude,
          .mark(ink), isFaint: true))
    }
  }

  private mutating func add(_ rule: Rule, _ plot: Plot, _ ink: Int) {
    let axis = rule.isHorizontal ? plot.yAxis : plot.xAxis
    let range = rule.isHorizontal ? ranges.y : ranges.x
    guard let share = axis.scale.position(of: rule.value).map(range.share), (0...1).contains(share)
    else { return }
    let places =
      rule.isHorizontal
      ? [Place(x: left, y: y(share)), Place(x: right, y: y(share))]
      : [Place(x: x(share), y: top), Place(x: x(share), y: bottom)]
    items.append(.line(places, .mark(ink), width: 1.5, .dotted))
  }

  /// Where a cell of a heat map begins, within the frame.
  private func edge(_ index: Int, _ range: AxisRange, _ place: (Double) -> Double) -> Double {
    place(min(max(range.share(Double(index) - 0.5), 0), 1))
  }

  private mutating func add(_ map: HeatMap) {
    let (small, block) = map.reduced(rows: Scene.mostCells, columns: Scene.mostCells)
    guard let bounds = map.bounds else { return }
    for row in 0..<small.rows {
      for column in 0..<small.columns {
        let value = small.values[row * small.columns + column]
        guard value.isFinite else { continue }
        let start = Place(
          x: edge(column * block.1, ranges.x, x), y: edge(row * block.0, ranges.y, y))
        let end = Place(
          x: edge(min((column + 1) * block.1, map.columns), ranges.x, x),
          y: edge(min((row + 1) * block.0, map.rows), ranges.y, y))
        guard start.x < end.x, start.y < end.y else { continue }
        items.append(
          .rectangle(
            start, width: end.x - start.x, height: end.y - start.y,
            .shade(HeatMap.share(value, bounds)), isFaint: false))
      }
    }
    addScale(bounds)
  }

  /// The shades with the numbers of their ends, to the right of the drawing.
  private mutating func addScale(_ bounds: ClosedRange<Double>) {
    let steps = 32
    let height = (bottom - top) / Double(steps)
    for step in 0..<steps {
      items.append(
        .rectangle(
          Place(x: right + 14, y: bottom - Double(step + 1) * height), width: 12, height: height,
          .shade((Double(step) + 0.5) / Double(steps)), isFaint: false))
    }
    for (value, place) in [(bounds.upperBound, top + 10), (bounds.lowerBound, bottom)] {
      items.append(
        .text(
          PlotNumber.text(value, digits: 3), Place(x: right + 30, y: place), .start,
          size: Scene.fontSize, isUpright: false))
    }
  }
}
