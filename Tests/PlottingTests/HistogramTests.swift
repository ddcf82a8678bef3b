import Testing

@testable import Plotting

/// Counts and bounds as NumPy 2.4's `histogram` gives them.
@Suite struct HistogramTests {
  private let values = [0.1, 0.7, 0.7, 1.5, 2.0, -1.25, 3.75, 3.75, 0.0]

  @Test func countsAreNumPys() {
    let four = Bars.histogram(of: values, bins: 4)
    #expect(four.heights == [1, 4, 2, 2])
    #expect(four.lower + four.upper.suffix(1) == [-1.25, 0, 1.25, 2.5, 3.75])
    #expect(Bars.histogram(of: values, bins: 5).heights == [1, 4, 1, 1, 2])
    #expect(Bars.histogram(of: [1, 2, 2, 3, 3, 3, 4], edges: [1, 2, 3, 4]).heights == [1, 2, 4])
  }

  @Test func equalNumbersHaveARangeOfOne() {
    let bars = Bars.histogram(of: [2, 2, 2], bins: 3)
    #expect(bars.heights == [0, 3, 0])
    #expect(bars.lower[0] == 1.5 && bars.upper[2] == 2.5)
  }

  @Test func whatIsNotFiniteFallsIntoNoBin() {
    #expect(Bars.histogram(of: [1, .nan, 3], edges: [0, 2, 4]).heights == [1, 1])
    #expect(Bars.histogram(of: [.infinity, 1, -.infinity, 2], bins: 2).heights == [1, 1])
    #expect(Bars.histogram(of: [.nan], bins: 2).heights == [0, 0])
    let huge = [-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude]
    #expect(Bars.histogram(of: huge, bins: 2).heights == [1, 1])
    // A range that no number holds.
    let wide = Bars.histogram(of: [1e308, -1e308], bins: 10)
    #expect(wide.heights == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    #expect((wide.lower + wide.upper).allSatisfy(\.isFinite))
    #expect(Bars.histogram(of: [1e300, 1e300], bins: 2).heights.reduce(0, +) == 2)
  }
}
