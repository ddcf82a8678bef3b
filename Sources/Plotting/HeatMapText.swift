/// A heat map as a table of shades, with its scale.
struct HeatMapText {
  let lines: [String]

  /// From the least to the greatest; the least is an empty braille pattern and no blank, since
  /// blanks at the end of a line get lost.
  private static func shades(_ characters: PlotCharacters) -> [Character] {
    switch characters {
    case .braille: ["\u{2800}", "░", "▒", "▓", "█"]
    case .ascii: [".", ":", "-", "=", "+", "*", "#", "%", "@"]
    }
  }

  init(_ map: HeatMap, _ layout: PlotLayout, taken: Int, plot: Plot) {
    let shades = HeatMapText.shades(layout.characters)
    let margin = String(max(map.rows - 1, 0)).count
    let room = layout.width - margin - 3
    let around = taken + 4 + (plot.xAxis.label == nil ? 0 : 1)
    let (small, block) = map.reduced(rows: max(layout.height - around, 4), columns: room)
    let width = small.columns * 2 <= room ? 2 : 1
    let bounds = map.bounds
    let (side, corner, beam) =
      layout.characters == .ascii ? ("|", "+", "-") : ("│", "└", "─")
    var lines: [String] = []
    if let label = plot.yAxis.label { lines.append(layout.line(label)) }
    for row in 0..<small.rows {
      var line = layout.padded(String(row * block.0), margin) + " " + side
      for column in 0..<small.columns {
        let value = small.values[row * small.columns + column]
        let shade: Character
        if let bounds, value.isFinite {
          // A millionth is added so that rounding errors move nothing across a limit.
          let share = HeatMap.share(value, bounds) * Double(shades.count) + 1e-6
          shade = shades[min(Int(share), shades.count - 1)]
        } else {
          shade = "?"
        }
        line += String(repeating: shade, count: width)
      }
      lines.append(line)
    }
    let start = String(repeating: " ", count: margin + 1)
    lines.append(start + corner + String(repeating: beam, count: small.columns * width))
    lines.append(start + " " + HeatMapText.columnLabels(small.columns, width, block.1))
    if let label = plot.xAxis.label {
      lines.append(layout.centered(label, from: margin + 2, over: small.columns * width))
    }
    lines.append(layout.trimmed(layout.line(HeatMapText.scale(map, bounds, shades))))
    if block != (1, 1) {
      let times = layout.characters == .ascii ? "x" : "×"
      lines.append(
        layout.line("each cell is the mean of \(block.0) \(times) \(block.1) numbers"))
    }
    self.lines = lines
  }

  /// The numbers of the columns, as many as have room.
  private static func columnLabels(_ columns: Int, _ width: Int, _ block: Int) -> String {
    let size = String(max(columns - 1, 0) * block).count + 1
    let stride = [1, 2, 5, 10, 20, 50, 100, 200, 500].first { $0 * width >= size } ?? 1000
    var text = ""
    for column in Swift.stride(from: 0, to: columns, by: stride) {
      text += String(repeating: " ", count: max(column * width - text.count, 0))
      text += String(column * block)
    }
    return text
  }

  private static func scale(
    _ map: HeatMap, _ bounds: ClosedRange<Double>?, _ shades: [Character]
  ) -> String {
    let others = map.values.count { !$0.isFinite }
    let missing = others == 0 ? "" : "   ? \(others) that are not finite"
    guard let bounds else { return "no finite numbers" + missing }
    let (low, high) = (PlotNumber.text(bounds.lowerBound), PlotNumber.text(bounds.upperBound))
    guard low != high else { return "all \(low)" + missing }
    return "\(low) \(String(shades)) \(high)" + missing
  }
}
