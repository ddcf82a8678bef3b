/// What stands around the marks.
extension Scene {
  mutating func addFrame(_ plot: Plot, _ xTicks: [Tick], _ yTicks: [Tick]) {
    func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ ink: Ink) {
      items.append(.line([Place(x: x0, y: y0), Place(x: x1, y: y1)], ink, width: 1, .solid))
    }
    for tick in xTicks {
      let place = x(ranges.x.share(tick.position))
      if plot.showsGrid { line(place, top, place, bottom, .grid) }
      line(place, bottom, place, bottom + 4, .text)
      items.append(
        .text(
          tick.label, Place(x: place, y: bottom + 17), .middle, size: Scene.fontSize,
          isUpright: false))
    }
    for tick in yTicks {
      let place = y(ranges.y.share(tick.position))
      if plot.showsGrid { line(left, place, right, place, .grid) }
      line(left - 4, place, left, place, .text)
      items.append(
        .text(
          tick.label, Place(x: left - 7, y: place + 4), .end, size: Scene.fontSize,
          isUpright: false))
    }
    line(left, top, left, bottom, .text)
    line(left, bottom, right, bottom, .text)
  }

  mutating func addLabels(_ plot: Plot) {
    if let title = plot.title {
      items.append(
        .text(
          title, Place(x: (left + right) / 2, y: 22), .middle, size: 15, isUpright: false))
    }
    if let label = plot.xAxis.label {
      items.append(
        .text(
          label, Place(x: (left + right) / 2, y: bottom + 37), .middle, size: Scene.fontSize,
          isUpright: false))
    }
    if let label = plot.yAxis.label {
      items.append(
        .text(
          label, Place(x: 16, y: (top + bottom) / 2), .middle, size: Scene.fontSize,
          isUpright: true))
    }
  }

  /// Samples and names below the drawing, for which the page grows.
  mutating func addLegend(_ plot: Plot) {
    var place = Place(x: left, y: height + 8)
    var isFirst = true
    for (ink, mark, name) in plot.namedMarks {
      let size = 34 + Scene.width(of: name)
      if !isFirst, place.x + size > width - 10 { place = Place(x: left, y: place.y + 18) }
      isFirst = false
      let y = place.y - 4
      let ends = [Place(x: place.x, y: y), Place(x: place.x + 26, y: y)]
      switch mark {
      case .series(let series):
        if series.hasLine { items.append(.line(ends, .mark(ink), width: 2, .number(ink))) }
        if series.hasPoints {
          items.append(.dots([Place(x: place.x + 13, y: y)], .mark(ink), radius: 3))
        }
      case .bars:
        items.append(
          .rectangle(
            Place(x: place.x, y: y - 5), width: 26, height: 10, .mark(ink), isFaint: true))
      case .rule: items.append(.line(ends, .mark(ink), width: 1.5, .dotted))
      case .heatMap: break
      }
      items.append(
        .text(
          name, Place(x: place.x + 32, y: place.y), .start, size: Scene.fontSize,
          isUpright: false))
      place.x += size + 16
    }
    if !isFirst { height = place.y + 10 }
  }

  /// What has no place in the drawing, in lines below all, for which the page grows.
  mutating func addOmissions(_ plot: Plot) {
    guard let omissions = plot.omissions else { return }
    let letters = PlotLayout(width: Int((width - left - 18) / Scene.width(of: "n")))
    for line in letters.wrapped(omissions) {
      items.append(
        .text(
          line, Place(x: left, y: height + 8), .start, size: Scene.fontSize, isUpright: false))
      height += 18
    }
  }
}
