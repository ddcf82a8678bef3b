extension Canvas {
  /// Draws the marks of a plot, those that are no heat maps.
  mutating func draw(_ plot: Plot, _ ranges: (x: AxisRange, y: AxisRange)) {
    for (index, mark) in plot.inkedMarks {
      switch mark {
      case .series(let series): draw(series, plot, ranges, ink: index)
      case .bars(let bars): draw(bars, plot, ranges, ink: index)
      case .rule(let rule): draw(rule, plot, ranges, ink: index)
      case .heatMap: break
      }
    }
  }

  /// A sample of a mark, for the legend.
  static func sample(of mark: Plot.Mark, ink: Int, _ characters: PlotCharacters) -> String {
    var canvas = Canvas(columns: 4, rows: 1, characters: characters)
    let y = canvas.height / 2
    var count = 0
    switch mark {
    case .series(let series) where !series.hasLine:
      for x in stride(from: 1, to: canvas.width, by: 3) { canvas.set(x, y, ink: ink) }
    case .bars:
      for x in 0..<canvas.width { for y in 0..<canvas.height { canvas.set(x, y, ink: ink) } }
    case .series, .rule, .heatMap:
      let pattern = characters == .ascii ? LinePattern.solid : .number(ink)
      canvas.line(
        from: (0, y), to: (canvas.width - 1, y), ink: ink, count: &count,
        pattern: pattern.contains)
    }
    return canvas.text(row: 0)
  }

  /// The dot of a place in the square of side 1, which is seen from below.
  private func dot(_ x: Double, _ y: Double) -> (x: Int, y: Int) {
    (Canvas.dot(x, of: width), height - 1 - Canvas.dot(y, of: height))
  }

  private mutating func draw(
    _ series: Series, _ plot: Plot, _ ranges: (x: AxisRange, y: AxisRange), ink: Int
  ) {
    // In ASCII the characters tell whose a dot is.
    let pattern = characters == .ascii ? LinePattern.solid : .number(ink)
    // Few points would hardly be seen as single dots.
    let isLarge = series.hasLine || series.x.count <= 60
    var last: (x: Double, y: Double)?
    var count = 0
    for (x, y) in zip(series.x, series.y) {
      guard let a = plot.xAxis.scale.position(of: x), let b = plot.yAxis.scale.position(of: y)
      else {
        last = nil
        continue
      }
      let place = (x: ranges.x.share(a), y: ranges.y.share(b))
      if series.hasLine {
        let start = last ?? place
        if let part = Segment(start.x, start.y, place.x, place.y).clipped {
          line(
            from: dot(part.x0, part.y0), to: dot(part.x1, part.y1), ink: ink, count: &count,
            pattern: pattern.contains)
        }
        last = place
      }
      if series.hasPoints { mark(place, ink: ink, isLarge: isLarge) }
    }
  }

  /// Marks a point, with a cross of dots where it is to be seen beside a line.
  private mutating func mark(_ place: (x: Double, y: Double), ink: Int, isLarge: Bool) {
    guard (0...1).contains(place.x), (0...1).contains(place.y) else { return }
    let (x, y) = dot(place.x, place.y)
    set(x, y, ink: ink)
    guard isLarge, characters == .braille else { return }
    for (a, b) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)] { set(a, b, ink: ink) }
  }

  private mutating func draw(
    _ bars: Bars, _ plot: Plot, _ ranges: (x: AxisRange, y: AxisRange), ink: Int
  ) {
    let (xScale, yScale) = (plot.xAxis.scale, plot.yAxis.scale)
    let ground = yScale.position(of: 0).map(ranges.y.share) ?? 0
    for (index, height) in bars.heights.enumerated() {
      guard height != 0, let top = yScale.position(of: height).map(ranges.y.share),
        let left = xScale.position(of: bars.lower[index]).map(ranges.x.share),
        let right = xScale.position(of: bars.upper[index]).map(ranges.x.share),
        max(left, right) >= 0, min(left, right) <= 1, max(top, ground) >= 0, min(top, ground) <= 1
      else { continue }
      let first = dot(min(left, right), max(top, ground))
      let last = dot(max(left, right), min(top, ground))
      // A column between neighbours stays free where there is room.
      let end = last.x - first.x > 2 && last.x < width - 1 ? last.x - 1 : last.x
      for x in first.x...max(end, first.x) {
        for y in first.y...last.y { set(x, y, ink: ink) }
      }
    }
  }

  private mutating func draw(
    _ rule: Rule, _ plot: Plot, _ ranges: (x: AxisRange, y: AxisRange), ink: Int
  ) {
    let axis = rule.isHorizontal ? plot.yAxis : plot.xAxis
    let range = rule.isHorizontal ? ranges.y : ranges.x
    guard let share = axis.scale.position(of: rule.value).map(range.share), (0...1).contains(share)
    else { return }
    let (start, end) =
      rule.isHorizontal ? (dot(0, share), dot(1, share)) : (dot(share, 0), dot(share, 1))
    var count = 0
    line(from: start, to: end, ink: ink, count: &count, pattern: LinePattern.dotted.contains)
  }
}
