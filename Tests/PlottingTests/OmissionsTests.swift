import Foundation
import Testing

@testable import Plotting

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What has no place in a plot is told below it, in each of its forms.
@Suite struct OmissionsTests {
  private static let mixed: [Double] = [1, 0, -1, 10, .nan, 100, .infinity, -0.0]

  private func plot(
    _ marks: [Plot.Mark], _ scale: PlotScale = .linear
  ) -> Plot {
    var plot = Plot(marks: marks)
    plot.yAxis.scale = scale
    return plot
  }

  @Test func countsAndReasonsAreTold() {
    let series = Plot.Mark.series(Series(values: Self.mixed))
    #expect(plot([series]).omissions == "not drawn: 2 of 8 points (1 NaN, 1 infinite)")
    #expect(
      plot([series], .logarithmic).omissions
        == "not drawn: 5 of 8 points (1 NaN, 1 infinite, 2 zero, 1 negative)"
        + "; a logarithmic axis has places for positive numbers only")
    #expect(plot([.series(Series(values: [0, -1, 1]))]).omissions == nil)
  }

  @Test func placesCountAsWellAndNoPointTwice() {
    let series = Series(x: [0, .nan, .infinity, 3], y: [0, .nan, 1, .nan])
    #expect(plot([.series(series)]).omissions == "not drawn: 3 of 4 points (2 NaN, 1 infinite)")
  }

  @Test func seriesAreToldByTheirNames() {
    let marks: [Plot.Mark] = [
      .series(Series(name: "a", values: [1, .nan])), .series(Series(values: [1, 2])),
      .series(Series(values: [.nan, .nan, 1])), .rule(Rule(value: 0, isHorizontal: true)),
    ]
    #expect(
      plot(marks).omissions
        == "not drawn: 1 of 2 points of a (1 NaN), 2 of 3 points of mark 3 (2 NaN)")
    let many = (0..<10).map { Plot.Mark.series(Series(name: "s\($0)", values: [.nan, 1])) }
    #expect(
      plot(many).omissions
        == "not drawn: 1 of 2 points of s0 (1 NaN), 1 of 2 points of s1 (1 NaN), "
        + "1 of 2 points of s2 (1 NaN), some of 7 more")
  }

  @Test func barsAndHistogramsTellTheirs() {
    let bars = Bars(lower: [0, 1, 2, 3], upper: [1, 2, 3, 4], heights: [1, .nan, 0, -2])
    #expect(plot([.bars(bars)]).omissions == "not drawn: 1 of 4 bars (1 NaN)")
    // A bar of height zero is none on either scale.
    #expect(
      plot([.bars(bars)], .logarithmic).omissions?.hasPrefix(
        "not drawn: 2 of 4 bars (1 NaN, 1 negative); ") == true)
    let histogram = Bars.histogram(of: [1, 2, .nan, .infinity], bins: 2)
    #expect(plot([.bars(histogram)]).omissions == "not drawn: 2 numbers that are not finite")
    let text = plot([.bars(histogram)]).text(PlotLayout(width: 60))
    #expect(text.hasSuffix("\nnot drawn: 2 numbers that are not finite"))
  }

  @Test func aFunctionsGapsAreToldWhereTheScaleMakesThem() {
    let curve = Series(name: "f(x)", x: [0, 1, 2], y: [-1, .nan, 2], isSampled: true)
    #expect(plot([.series(curve)]).omissions == nil)
    #expect(
      plot([.series(curve)], .logarithmic).omissions
        == "not drawn: f(x) where it is not positive"
        + "; a logarithmic axis has places for positive numbers only")
  }

  @Test func textHasThemBelowInLinesThatFit() {
    let plot = plot([.series(Series(values: Self.mixed))], .logarithmic)
    let layout = PlotLayout(width: 30, height: 12)
    let lines = plot.text(layout).split(separator: "\n", omittingEmptySubsequences: false)
    let start = lines.firstIndex { $0.hasPrefix("not drawn: ") }
    #expect(lines.allSatisfy { $0.count <= 30 } && lines.count == 12)
    let remark = start.map { lines[$0...].joined(separator: " ") }
    #expect(remark == plot.omissions)
  }

  @Test func imagesTellThemInWordsAndInTheDescription() throws {
    let map = HeatMap(rows: 1, columns: 2, values: [1, .nan])
    for plot in [plot([.series(Series(values: Self.mixed))]), plot([.heatMap(map)])] {
      let remark = try #require(plot.omissions)
      let document = try XMLDocument(data: Data(plot.svg.utf8), options: [])
      func texts(_ name: String) throws -> [String] {
        try document.nodes(forXPath: "//*[local-name()='\(name)']").compactMap(\.stringValue)
      }
      #expect(try texts("desc") == [remark])
      #expect(try texts("text").contains(remark))
    }
    #expect(!plot([.series(Series(values: [1, 2]))]).svg.contains("<desc"))
  }
}
