/// Few bars as lines of a table: what each stands for, a bar, and its height.
struct BarsText {
  let lines: [String]

  /// More bars than this are drawn in a frame.
  private static let most = 30
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// The lines; nil where the plot is not of few bars alone that all stand upright.
  init?(_ plot: Plot, _ layout: PlotLayout) {
    guard plot.marks.count == 1, case .bars(let bars) = plot.marks[0],
      plot.yAxis.scale == .linear, plot.xAxis.scale == .linear, !bars.heights.isEmpty,
      bars.heights.count <= BarsText.most, bars.heights.allSatisfy({ $0.isFinite && $0 >= 0 }),
      plot.yAxis.lower == nil, plot.yAxis.upper == nil, plot.xAxis.lower == nil,
      plot.xAxis.upper == nil
    else { return nil }
    let labels = BarsText.labels(of: bars, plot.xAxis).map { layout.line($0, layout.width / 2) }
    let numbers = bars.heights.map { PlotNumber.text($0) }
    let margin = labels.map(layout.width(of:)).max() ?? 0
    let most = bars.heights.max() ?? 0
    let room = max(layout.width - margin - 3 - (numbers.map(\.count).max() ?? 0), 4)
    let edge = layout.characters == .ascii ? "|" : "│"
    var lines: [String] = []
    if let label = plot.xAxis.label { lines.append(layout.line(label)) }
    for (index, height) in bars.heights.enumerated() {
      let share = most > 0 ? height / most : 0
      let bar = BarsText.bar(share, room, layout.characters, isSome: height > 0)
      lines.append(
        layout.padded(labels[index], margin) + " " + edge + bar + " " + numbers[index])
    }
    if let label = plot.yAxis.label {
      lines.append(layout.centered(label, from: margin + 2, over: room))
    }
    self.lines = lines + plot.legend(layout, from: margin + 2)
  }

  private static func bar(
    _ share: Double, _ room: Int, _ characters: PlotCharacters, isSome: Bool
  ) -> String {
    switch characters {
    case .ascii:
      let count = Int((share * Double(room) + 0.5 + 1e-6).rounded(.down))
      return String(repeating: "#", count: max(count, isSome ? 1 : 0))
    case .braille:
      let count = Int((share * Double(room) * 8 + 0.5 + 1e-6).rounded(.down))
      let parts = max(count, isSome ? 1 : 0)
      return String(repeating: "█", count: parts / 8) + eighths[parts % 8]
    }
  }

  /// What the bars stand for: a name, the bounds of a bin, or the middle of a bar.
  private static func labels(of bars: Bars, _ axis: PlotAxis) -> [String] {
    guard bars.areBins else {
      let names = Dictionary(axis.names.map { ($0.value, $0.name) }) { first, _ in first }
      return zip(bars.lower, bars.upper).map { lower, upper in
        let middle = lower / 2 + upper / 2
        return names[middle] ?? PlotNumber.text(middle)
      }
    }
    // As many digits as tell the bounds apart.
    let edges = Array((bars.lower + bars.upper.suffix(1)))
    var texts: [String] = []
    for digits in 3...17 {
      texts = edges.map { PlotNumber.text($0, digits: digits) }
      if Set(texts).count == Set(edges).count { break }
    }
    let width = texts.map(\.count).max() ?? 0
    texts = texts.map { String(repeating: " ", count: width - $0.count) + $0 }
    return zip(texts, texts.dropFirst()).enumerated().map { index, bounds in
      // The last bin of a histogram has its upper end.
      "[\(bounds.0), \(bounds.1)" + (index == bars.heights.count - 1 ? "]" : ")")
    }
  }
}
