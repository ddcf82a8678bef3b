import Foundation
import Testing

@testable import Plotting

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Whatever the numbers are, a plot is drawn within its bounds.
@Suite struct PlotPropertyTests {
  /// A generator that gives the same plots each time.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      // D. Knuth's MMIX constants, with the upper bits mixed in.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let odd: [Double] = [
    0, -0.0, 1, -1, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    .leastNormalMagnitude / 100, 1.7e308, -1.7e308,
    .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e15, 1e15 + 1, 0.1, 1e-9, 1 + 1e-16,
  ]

  private static func number(_ generator: inout Generator, _ kind: Int) -> Double {
    switch kind {
    case 0: odd.randomElement(using: &generator) ?? 0
    case 1: Double.random(in: -1...1, using: &generator)
    case 2: Double(bitPattern: generator.next())
    case 3: 7.25
    default: Double.random(in: 0...1, using: &generator) * 1e4 * .leastNonzeroMagnitude
    }
  }

  private static func plot(_ generator: inout Generator) -> Plot {
    func numbers(_ count: Int) -> [Double] {
      let kind = Int.random(in: 0...4, using: &generator)
      return (0..<count).map { _ in number(&generator, kind) }
    }
    var plot = Plot(title: Bool.random(using: &generator) ? "a title" : nil)
    for index in 0..<Int.random(in: 0...4, using: &generator) {
      let count = Int.random(in: 0...40, using: &generator)
      switch Int.random(in: 0...4, using: &generator) {
      case 0, 1:
        plot.marks.append(
          .series(
            Series(
              name: index == 0 ? "s" : nil, x: numbers(count), y: numbers(count),
              hasLine: Bool.random(using: &generator), hasPoints: Bool.random(using: &generator))))
      case 2:
        plot.marks.append(
          .bars(
            Bars(
              lower: numbers(count), upper: numbers(count), heights: numbers(count),
              areBins: Bool.random(using: &generator))))
      case 3:
        plot.marks.append(
          .heatMap(HeatMap(rows: count / 5, columns: 5, values: numbers(count / 5 * 5))))
      default:
        plot.marks.append(
          .rule(Rule(value: numbers(1)[0], isHorizontal: Bool.random(using: &generator))))
      }
    }
    if Int.random(in: 0...3, using: &generator) == 0 { plot.yAxis.scale = .logarithmic }
    if Int.random(in: 0...3, using: &generator) == 0 { plot.xAxis.scale = .logarithmic }
    if Int.random(in: 0...3, using: &generator) == 0 { plot.yAxis.lower = numbers(1)[0] }
    if Int.random(in: 0...3, using: &generator) == 0 { plot.xAxis.upper = numbers(1)[0] }
    return plot
  }

  @Test func everyPlotFitsItsLayout() {
    var generator = Generator(state: 1)
    for _ in 0..<1500 {
      let plot = Self.plot(&generator)
      let layout = PlotLayout(
        width: Int.random(in: 40...100, using: &generator),
        height: Int.random(in: 0...30, using: &generator),
        characters: Bool.random(using: &generator) ? .braille : .ascii)
      let lines = plot.text(layout).split(separator: "\n", omittingEmptySubsequences: false)
      for line in lines { #expect(line.count <= layout.width, "\(line)") }
      if layout.characters == .ascii {
        #expect(lines.allSatisfy { $0.last != " " && $0.allSatisfy { $0.isASCII } })
      }
    }
  }

  @Test func everyPointInTheFrameHasItsDot() {
    var generator = Generator(state: 2)
    for _ in 0..<300 {
      let count = Int.random(in: 1...20, using: &generator)
      let kind = Int.random(in: 0...2, using: &generator)
      let x = (0..<count).map { _ in Self.number(&generator, kind) }
      let y = (0..<count).map { _ in Self.number(&generator, kind) }
      let plot = Plot(marks: [.series(Series(x: x, y: y, hasLine: false, hasPoints: true))])
      let ranges = plot.ranges
      var canvas = Canvas(columns: 30, rows: 10, characters: .ascii)
      canvas.draw(plot, ranges)
      var expected = Set<Int>()
      for (a, b) in zip(x, y) where a.isFinite && b.isFinite {
        let column = Canvas.dot(ranges.x.share(a), of: 30)
        expected.insert((9 - Canvas.dot(ranges.y.share(b), of: 10)) * 30 + column)
      }
      #expect(Set(canvas.cells.indices.filter { canvas.cells[$0] != 0 }) == expected)
    }
  }

  @Test func everyPlotIsAPictureToo() throws {
    var generator = Generator(state: 3)
    for index in 0..<120 {
      let plot = Self.plot(&generator)
      let scene = Scene(plot, width: 640, height: 400)
      for case .line(let places, .mark, _, _) in scene.items {
        #expect(
          places.allSatisfy {
            (-1...641).contains($0.x) && (-1...(scene.height + 1)).contains($0.y)
          })
      }
      _ = try XMLDocument(data: Data(plot.svg.utf8), options: [])
      if index % 20 == 0 {
        let image = plot.raster
        #expect(image.width == 1280 && image.bytes.count == image.width * image.height * 3)
      }
    }
  }
}
