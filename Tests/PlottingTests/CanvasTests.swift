import Testing

@testable import Plotting

/// Dots stand where the Unicode Standard and closed forms say.
@Suite struct CanvasTests {
  /// The dots of a braille pattern by their numbers, as chapter 21.1 of the Unicode Standard shows
  /// them: 1, 2, 3, 7 on the left from the top, 4, 5, 6, 8 on the right; dot n is bit n - 1.
  @Test func eachDotIsTheOneOfTheStandard() {
    let numbers = [[1, 4], [2, 5], [3, 6], [7, 8]]
    for y in 0..<4 {
      for x in 0..<2 {
        var canvas = Canvas(columns: 1, rows: 1, characters: .braille)
        canvas.set(x, y, ink: 0)
        let expected = 0x2800 + (1 << (numbers[y][x] - 1))
        #expect(canvas.text(row: 0).unicodeScalars.map { Int($0.value) } == [expected])
      }
    }
    #expect(Canvas(columns: 2, rows: 1, characters: .braille).text(row: 0) == "\u{2800}\u{2800}")
  }

  @Test func aLineStepsOncePerColumn() {
    var canvas = Canvas(columns: 6, rows: 4, characters: .ascii)
    var count = 0
    // The ideal line passes y = 0, 0.6, 1.2, 1.8, 2.4, 3.
    canvas.line(from: (0, 0), to: (5, 3), ink: 0, count: &count, pattern: { _ in true })
    #expect((0..<4).map(canvas.text) == ["*     ", " **   ", "   ** ", "     *"])
    #expect(count == 5)
  }

  @Test(arguments: [(0, 0, 9, 9), (9, 0, 0, 9), (3, 7, 3, 1), (8, 2, 0, 2), (4, 4, 4, 4)])
  func aLineJoinsItsEnds(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) {
    var canvas = Canvas(columns: 10, rows: 10, characters: .ascii)
    var count = 0
    canvas.line(from: (x0, y0), to: (x1, y1), ink: 0, count: &count, pattern: { _ in true })
    #expect(count == max(abs(x1 - x0), abs(y1 - y0)))
    #expect(canvas.cells[y0 * 10 + x0] != 0 && canvas.cells[y1 * 10 + x1] != 0)
    #expect(canvas.cells.count { $0 != 0 } == count + 1)
  }

  @Test func whatLiesOutsideIsCut() throws {
    let part = try #require(Segment(-1, -1, 2, 2).clipped)
    #expect(
      [part.x0, part.y0, part.x1, part.y1].map { ($0 * 1e12).rounded() / 1e12 } == [0, 0, 1, 1])
    #expect(Segment(-1, 0.5, -0.1, 0.5).clipped == nil)
    #expect(Segment(0, 2, 2, 1.5).clipped == nil)
    let steep = try #require(Segment(0.5, -1e6, 0.5, 1e6).clipped)
    #expect(
      [steep.x0, steep.x1] == [0.5, 0.5] && abs(steep.y0) < 1e-9 && abs(steep.y1 - 1) < 1e-9)
  }

  @Test func aDotOfATieGoesToTheFurtherOneDespiteRoundingErrors() {
    #expect(Canvas.dot(0.5, of: 10) == 5)
    #expect(Canvas.dot(0.5 - 1e-9, of: 10) == 5)
    #expect(Canvas.dot(0.49, of: 10) == 4)
    #expect(Canvas.dot(0, of: 10) == 0 && Canvas.dot(1, of: 10) == 9 && Canvas.dot(7, of: 10) == 9)
  }
}
