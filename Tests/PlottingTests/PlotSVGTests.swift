import Foundation
import Testing

@testable import Plotting

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// SVG is read by an XML parser, which is not ours.
@Suite struct PlotSVGTests {
  private func document(_ plot: Plot) throws -> XMLDocument {
    try XMLDocument(data: Data(plot.svg.utf8), options: [])
  }

  private func texts(_ document: XMLDocument, _ name: String) throws -> [String] {
    try document.nodes(forXPath: "//*[local-name()='\(name)']").compactMap(\.stringValue)
  }

  @Test func textIsEscapedAndTold() throws {
    var plot = Plot(
      title: "a < b & \"c\" \u{1}\u{0}", marks: [.series(Series(name: "<script>", values: [1, 2]))])
    plot.xAxis.label = "重み\nθ"
    let document = try document(plot)
    #expect(document.rootElement()?.name == "svg")
    #expect(try texts(document, "title") == ["a < b & \"c\" \u{FFFD}\u{FFFD}"])
    let shown = try texts(document, "text")
    #expect(shown.contains("<script>") && shown.contains("重み θ"))
    #expect(try texts(document, "script").isEmpty)
  }

  @Test func pointsStandWhereTheirNumbersAre() throws {
    let plot = Plot(marks: [.series(Series(x: [0, 1, 2], y: [0, 10, 5], hasPoints: true))])
    let document = try document(plot)
    func numbers(_ name: String) throws -> [Double] {
      try document.nodes(forXPath: "//*[local-name()='circle']/@\(name)")
        .compactMap { $0.stringValue.flatMap(Double.init) }
    }
    let places = zip(try numbers("cx"), try numbers("cy")).map { [$0, $1] }
    try #require(places.count == 3)
    // Equal steps to the right; 5 is half of the way down from 10 to 0.
    #expect(abs((places[1][0] - places[0][0]) - (places[2][0] - places[1][0])) <= 0.5)
    #expect(abs(places[2][1] - (places[0][1] + places[1][1]) / 2) <= 0.5)
    #expect(places[1][1] < places[0][1])
  }

  @Test func ticksOfAHeatMapStandAtTheMiddleOfItsCells() throws {
    let map = HeatMap(rows: 2, columns: 3, values: [0, 1, 2, 3, 4, 5])
    let document = try document(Plot(marks: [.heatMap(map)]))
    func numbers(_ name: String, _ path: String) throws -> [Double] {
      try document.nodes(forXPath: "//*[local-name()='\(path)']/@\(name)")
        .compactMap { $0.stringValue.flatMap(Double.init) }
    }
    // The cells come first, row by row; the scale's shades follow.
    let lefts = try numbers("x", "rect").prefix(3)
    let widths = try numbers("width", "rect").prefix(3)
    let middles = zip(lefts, widths).map { $0 + $1 / 2 }
    let labels = try zip(texts(document, "text"), numbers("x", "text"))
    let columns = labels.prefix(3)
    #expect(columns.map(\.0) == ["0", "1", "2"])
    for (middle, label) in zip(middles, columns) { #expect(abs(middle - label.1) < 0.02) }
  }

  @Test func lightAndDarkGroundHaveTheirColours() {
    let svg = Plot(marks: [.series(Series(values: [1, 2]))]).svg
    #expect(svg.contains("prefers-color-scheme:dark") && svg.contains("stroke=\"currentColor\""))
  }

  @Test func manyPointsMakeALineOfBoundedLength() throws {
    let values = (0..<200_000).map { Double(($0 * 7919) % 1000) }
    let svg = Plot(marks: [.series(Series(values: values))]).svg
    #expect(svg.utf8.count < 300_000)
    // The extremes are kept: the line reaches from the top of the frame to its bottom.
    _ = try document(Plot(marks: [.series(Series(values: values))]))
  }
}
