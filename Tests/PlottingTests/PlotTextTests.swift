import Testing

@testable import Plotting

/// Plots as text, against drawings made by hand.
@Suite struct PlotTextTests {
  @Test func aDiagonalIsDrawn() {
    let plot = Plot(marks: [.series(Series(x: [0, 1, 2, 3], y: [0, 1, 2, 3]))])
    let layout = PlotLayout(width: 20, height: 6, characters: .ascii)
    // Sixteen columns and four rows: each row has a quarter of the way.
    let rows = plot.text(layout).split(separator: "\n")
    // The dot of column c stands in the row that is nearest to 3 c / (columns - 1).
    let columns = 20 - 3
    for row in 0..<4 {
      let text = Array(rows[row].dropFirst(3))
      for (column, character) in text.enumerated() {
        let ideal = 3 * Double(column) / Double(columns - 1)
        let isNear = abs(ideal - Double(3 - row)) <= 0.5 + 1e-9
        #expect((character == "*") == isNear || abs(ideal - Double(3 - row)) == 0.5)
      }
      #expect(text.contains("*"))
    }
  }

  @Test func numbersWithoutAPlaceAreGaps() {
    let plot = Plot(
      marks: [.series(Series(x: [0, 1, 2, 3, 4, 5], y: [1, 1, .nan, .infinity, 1, 1]))])
    let text = plot.text(PlotLayout(width: 30, height: 6, characters: .ascii))
    let line = text.split(separator: "\n").first { $0.contains("*") } ?? ""
    let dots = line.drop { $0 != "+" }.dropFirst()
    #expect(dots.hasPrefix("*") && dots.hasSuffix("*") && dots.contains("          "))
  }

  @Test func lettersOfALegendTellSeriesApart() {
    var plot = Plot(
      title: "Two",
      marks: [
        .series(Series(name: "a", values: [0, 1])),
        .series(Series(name: "重み", values: [1, 0])),
      ])
    plot.xAxis.label = "x"
    plot.yAxis.label = "y"
    let text = plot.text(PlotLayout(width: 40, height: 12, characters: .ascii))
    #expect(text.contains("**** a   ++++ 重み"))
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.first == "Two" && lines[1] == "y" && lines.dropLast().last == "x")
    plot.showsLegend = false
    #expect(!plot.text(PlotLayout(characters: .ascii)).contains("重み"))
  }

  @Test func fewBarsLieBesideTheirNumbers() {
    let bars = Bars(lower: [0, 1, 2], upper: [1, 2, 3], heights: [1, 2, 4], areBins: true)
    let plot = Plot(marks: [.bars(bars)])
    let lines = plot.text(PlotLayout(width: 28, characters: .ascii)).split(separator: "\n")
    // The longest bar fills the line: 28 columns less the label, the edge, a blank and the number.
    #expect(lines.map { $0.count { $0 == "#" } } == [5, 9, 18])
    #expect(lines.map { String($0.prefix(6)) } == ["[0, 1)", "[1, 2)", "[2, 3]"])
    let blocks = plot.text(PlotLayout(width: 28)).split(separator: "\n").map(String.init)
    #expect(blocks[0].contains("│████▌ 1") && blocks[1].contains("│█████████ 2"))
  }

  @Test func aHeatMapHasItsShadesAndItsScale() {
    let plot = Plot(marks: [.heatMap(HeatMap(rows: 2, columns: 3, values: [0, 1, 2, 3, .nan, 5]))])
    // Five shades over the range 0 to 5: each is one wide.
    #expect(
      plot.text() == """
        0 │\u{2800}\u{2800}░░▒▒
        1 │▓▓??██
          └──────
           0 1 2
        0 \u{2800}░▒▓█ 5   ? 1 that are not finite
        """)
  }

  @Test func aLargeHeatMapIsReducedToMeans() {
    let map = HeatMap(rows: 4, columns: 6, values: (0..<24).map(Double.init))
    let (small, block) = map.reduced(rows: 2, columns: 2)
    #expect(block == (2, 3) && small.rows == 2 && small.columns == 2)
    // The mean of 0, 1, 2, 6, 7, 8, and so on.
    #expect(small.values == [4, 7, 16, 19])
    let huge = HeatMap(rows: 1, columns: 2, values: [1.7e308, 1.7e308])
    #expect(huge.reduced(rows: 1, columns: 1).map.values == [1.7e308])
  }

  @Test func logarithmsLeaveOutWhatIsNotPositive() {
    var plot = Plot(marks: [.series(Series(values: [-1, 0, 1, 10, 100]))])
    plot.yAxis.scale = .logarithmic
    let ranges = plot.ranges
    #expect(ranges.y == AxisRange(0...2) && ranges.x == AxisRange(2...4))
    #expect(!plot.isEmpty)
    var none = Plot(marks: [.series(Series(values: [-1, 0]))])
    #expect(!none.isEmpty)
    none.yAxis.scale = .logarithmic
    #expect(none.isEmpty)
  }
}
