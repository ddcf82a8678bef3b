import Testing

@testable import Plotting

/// Ticks stand at round numbers, with labels that tell them apart.
@Suite struct TicksTests {
  private func labels(_ low: Double, _ high: Double, _ count: Int) -> [String] {
    Ticks.linear(AxisRange(low...high), atMost: count).map(\.label)
  }

  @Test func stepsAreOneTwoOrFiveTimesAPowerOfTen() {
    #expect(labels(0, 1, 6) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(0, 1, 5) == ["0.0", "0.5", "1.0"])
    #expect(labels(-3, 3, 7) == ["-3", "-2", "-1", "0", "1", "2", "3"])
    #expect(labels(0.3, 9.7, 5) == ["2", "4", "6", "8"])
    #expect(labels(-1234, 5678, 4) == ["0", "2000", "4000"])
    #expect(labels(97, 103, 4) == ["98", "100", "102"])
  }

  @Test func labelsAreTheDecimalNumbersThemselves() {
    // 3 × 0.1 is 0.30000000000000004.
    #expect(labels(0.05, 0.35, 4) == ["0.1", "0.2", "0.3"])
    #expect(labels(0, 3e-8, 4) == ["0", "1e-08", "2e-08", "3e-08"])
    #expect(labels(0, 5e7, 6) == ["0", "1e+07", "2e+07", "3e+07", "4e+07", "5e+07"])
    #expect(labels(1e9, 1e9 + 1, 3) == ["1000000000.0", "1000000000.5", "1000000001.0"])
  }

  @Test(
    arguments: [
      (0.0, 1.0), (-1, 1), (3, 3.0001), (-1e300, 1e300), (1e-290, 3e-290),
      (Double.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude),
      (-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude), (1, 1), (0, 0), (1e15, 1e15 + 2),
    ] as [(Double, Double)])
  func ticksStandInTheirRange(_ low: Double, _ high: Double) {
    let range = AxisRange(low...high)
    #expect(range.lower < range.upper && range.lower.isFinite && range.upper.isFinite)
    #expect(range.lower <= low && high <= range.upper)
    for count in 2...12 {
      let ticks = Ticks.all(on: PlotAxis(), range, atMost: count)
      #expect(!ticks.isEmpty && ticks.count <= count)
      #expect(ticks.allSatisfy { (range.lower...range.upper).contains($0.position) })
      #expect(Set(ticks.map(\.label)).count == ticks.count)
      #expect(ticks.allSatisfy { Double($0.label) != nil })
    }
  }

  @Test func logarithmsHaveTicksAtPowersOfTen() {
    func labels(_ low: Double, _ high: Double, _ count: Int) -> [String] {
      var axis = PlotAxis(scale: .logarithmic)
      (axis.lower, axis.upper) = (low, high)
      return Ticks.all(on: axis, AxisRange(axis, nil), atMost: count).map(\.label)
    }
    #expect(labels(0.001, 100, 6) == ["0.001", "0.01", "0.1", "1", "10", "100"])
    #expect(labels(1e-9, 1, 4) == ["1e-09", "1e-06", "0.001", "1"])
    #expect(labels(1, 12, 6) == ["1", "10"])
    #expect(labels(0.9, 9, 6) == ["1", "2", "5"])
    #expect(labels(3, 4, 6) == ["3.0", "3.2", "3.4", "3.6", "3.8", "4.0"])
  }

  /// matplotlib's `MaxNLocator(integer=True)` has no others either.
  @Test func rowsColumnsAndCountsHaveTicksAtWholeNumbers() {
    let map = Plot(marks: [.heatMap(HeatMap(rows: 2, columns: 3, values: [0, 1, 2, 3, 4, 5]))])
    let columns = Ticks.all(
      on: map.xAxis, map.ranges.x, atMost: 10, areWhole: map.hasWholeTicks.x)
    #expect(columns.map(\.label) == ["0", "1", "2"] && columns.map(\.position) == [0, 1, 2])
    let rows = Ticks.all(on: map.yAxis, map.ranges.y, atMost: 8, areWhole: map.hasWholeTicks.y)
    #expect(rows.map(\.label) == ["0", "1"])
    let counts = Plot(marks: [.bars(.histogram(of: [1, 1.5, 2], bins: 2))])
    #expect(counts.hasWholeTicks == (false, true))
    // Densities are no counts.
    let densities = Bars(lower: [0, 1], upper: [1, 2], heights: [0.25, 0.75], areBins: true)
    #expect(Plot(marks: [.bars(densities)]).hasWholeTicks == (false, false))
    #expect(Plot(marks: [.series(Series(values: [0, 1]))]).hasWholeTicks == (false, false))
  }

  @Test func rangesWithoutNumbersAreFromZeroToOne() {
    #expect(AxisRange(nil) == AxisRange(0...1))
    #expect(AxisRange.share(1e308, -1.7e308, 1.7e308) == (1e308 / 2 + 1.7e308 / 2) / 1.7e308)
  }
}
