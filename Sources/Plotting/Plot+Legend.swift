extension Plot {
  /// The marks with their numbers among those that have inks of their own.
  var inkedMarks: [(ink: Int, mark: Mark)] {
    var ink = 0
    return marks.map { mark in
      if case .heatMap = mark { return (0, mark) }
      defer { ink += 1 }
      return (ink, mark)
    }
  }

  /// The marks that the legend names.
  var namedMarks: [(ink: Int, mark: Mark, name: String)] {
    guard showsLegend else { return [] }
    return inkedMarks.compactMap { ink, mark in mark.name.map { (ink, mark, $0) } }
  }

  /// The lines of the legend.
  func legend(_ layout: PlotLayout, from start: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for (ink, mark, name) in namedMarks {
      let sample = Canvas.sample(of: mark, ink: ink, layout.characters)
      let part = sample + " " + layout.line(name, max(layout.width - start - 5, 4))
      let joined = line.isEmpty ? part : line + "   " + part
      if layout.width(of: joined) > layout.width - start, !line.isEmpty {
        lines.append(line)
        line = part
      } else {
        line = joined
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { String(repeating: " ", count: start) + $0 }
  }
}

extension Plot.Mark {
  /// What the legend calls it; nil where it has no name.
  var name: String? {
    switch self {
    case .series(let series): series.name
    case .bars(let bars): bars.name
    case .rule(let rule): rule.name
    case .heatMap: nil
    }
  }
}
