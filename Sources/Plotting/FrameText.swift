/// A plot in a frame of axes.
struct FrameText {
  let lines: [String]

  init(_ plot: Plot, _ layout: PlotLayout, taken: Int) {
    let ranges = plot.ranges
    let isASCII = layout.characters == .ascii
    let names = plot.legend(layout, from: 0).count
    let around =
      2 + names + taken + (plot.xAxis.label == nil ? 0 : 1) + (plot.yAxis.label == nil ? 0 : 1)
    let rows = max(layout.height - around, 4)
    let yTicks = Ticks.all(
      on: plot.yAxis, ranges.y, atMost: max(rows / 3, 3), areWhole: plot.hasWholeTicks.y)
    let margin = min(yTicks.map { layout.width(of: $0.label) }.max() ?? 0, layout.width / 2)
    var canvas = Canvas(
      columns: layout.width - margin - 2, rows: rows, characters: layout.characters)
    canvas.draw(plot, ranges)
    var labels = [String?](repeating: nil, count: canvas.rows)
    for tick in yTicks {
      let dot = canvas.height - 1 - Canvas.dot(ranges.y.share(tick.position), of: canvas.height)
      labels[dot * canvas.rows / canvas.height] = layout.line(tick.label, margin)
    }
    var lines: [String] = []
    if let label = plot.yAxis.label { lines.append(layout.line(label)) }
    for row in 0..<canvas.rows {
      let label = labels[row]
      let edge = label == nil ? (isASCII ? "|" : "│") : (isASCII ? "+" : "┤")
      let line = layout.padded(label ?? "", margin) + " " + edge + canvas.text(row: row)
      lines.append(layout.trimmed(line))
    }
    lines += FrameText.xAxis(plot, ranges.x, layout, margin: margin, columns: canvas.columns)
    if let label = plot.xAxis.label {
      lines.append(layout.centered(label, from: margin + 2, over: canvas.columns))
    }
    self.lines = lines + plot.legend(layout, from: margin + 2)
  }

  /// The line of the axis and that of its labels.
  private static func xAxis(
    _ plot: Plot, _ range: AxisRange, _ layout: PlotLayout, margin: Int, columns: Int
  ) -> [String] {
    let isASCII = layout.characters == .ascii
    let width = columns + margin + 2
    // As many ticks as have room for their labels.
    var places: [(column: Int, start: Int, label: String)] = []
    for count in stride(from: max(columns / 8, 2), through: 2, by: -1) {
      places = Ticks.all(
        on: plot.xAxis, range, atMost: count, areWhole: plot.hasWholeTicks.x
      ).map { tick in
        let column = Canvas.dot(range.share(tick.position), of: columns)
        let label = layout.line(tick.label, columns)
        let size = layout.width(of: label)
        let start = min(max(margin + 2 + column - size / 2, 0), max(width - size, 0))
        return (column, start, label)
      }
      let areApart = zip(places, places.dropFirst()).allSatisfy { left, right in
        left.start + layout.width(of: left.label) + 1 < right.start
      }
      if areApart { break }
    }
    var axis = Array(repeating: isASCII ? "-" : "─", count: columns)
    var labels = ""
    var end = 0
    for place in places {
      axis[place.column] = isASCII ? "+" : "┬"
      guard place.start >= end else { continue }
      labels += String(repeating: " ", count: place.start - end) + place.label
      end = place.start + layout.width(of: place.label) + 1
      labels += " "
    }

    let corner = String(repeating: " ", count: margin + 1) + (isASCII ? "+" : "└")
    return [corner + axis.joined(), layout.trimmed(labels)]
  }
}
