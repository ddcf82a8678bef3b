import Foundation
import Testing

@testable import Notebook

/// Curves are smooth where functions are, and have gaps where they are not.
@Suite struct FunctionCurveTests {
  private func places(_ curve: FunctionCurve) -> [(x: Double, y: Double)] {
    zip(curve.x, curve.y).map { ($0, $1) }
  }

  @Test(arguments: [1.0, 5, 20])
  func aLineThroughThePointsIsNearTheFunction(_ frequency: Double) {
    let curve = FunctionCurve(from: -3, to: 3) { sin(frequency * $0) }
    let points = places(curve)
    #expect(points.first?.x == -3 && points.last?.x == 3)
    #expect(curve.x == curve.x.sorted() && !curve.y.contains { $0.isNaN })
    for (a, b) in zip(points, points.dropFirst()) {
      let middle = (a.x + b.x) / 2
      // A hundredth of the height of 2 is a fifth of a row of text.
      #expect(abs(sin(frequency * middle) - (a.y + b.y) / 2) < 0.02)
    }
    #expect(curve.x.count < 2600)
  }

  @Test func aPoleIsAGapAndDoesNotFlattenTheRest() throws {
    let curve = FunctionCurve(from: -3, to: 4) { 1 / $0 }
    let gap = try #require(curve.y.firstIndex { $0.isNaN })
    #expect(abs(curve.x[gap]) < 0.01)
    let visible = try #require(curve.visible)
    #expect(visible.upperBound < 50 && visible.upperBound > 1)
    let tangent = FunctionCurve(from: -4, to: 4) { tan($0) }
    let gaps = tangent.x.indices.filter { tangent.y[$0].isNaN }.map { tangent.x[$0] }
    #expect(gaps.count == 2)
    #expect(zip(gaps, [-Double.pi / 2, .pi / 2]).allSatisfy { abs($0 - $1) < 0.01 })
  }

  @Test func aJumpIsAGapAndASteepSlopeIsNone() {
    let step = FunctionCurve(from: -1, to: 1) { $0 < 0.3 ? -1 : 1 }
    let gaps = step.x.indices.filter { step.y[$0].isNaN }.map { step.x[$0] }
    #expect(gaps.count == 1 && abs((gaps.first ?? 0) - 0.3) < 0.01)
    let steep = FunctionCurve(from: -1, to: 1) { tanh(1000 * $0) }
    #expect(!steep.y.contains { $0.isNaN })
  }

  @Test func theEdgeOfADomainIsFound() throws {
    let curve = FunctionCurve(from: -1, to: 4) { $0 < 0 ? .nan : $0.squareRoot() }
    let first = try #require(curve.y.firstIndex { !$0.isNaN })
    #expect(curve.x[first] >= 0 && curve.x[first] < 0.002)
  }

  @Test(
    arguments: [
      (-1e308, 1e308), (0, .leastNonzeroMagnitude), (1e15, 1e15 + 1), (-1.7e308, 1.7e308),
      (-1e-300, 1e-300),
    ] as [(Double, Double)])
  func anyRangeIsSampled(_ start: Double, _ end: Double) {
    let curve = FunctionCurve(from: start, to: end) { $0 }
    #expect(curve.x.first == start && curve.x.last == end && curve.x.count < 2600)
    _ = FunctionCurve(from: start, to: end) { $0 * $0 }
    _ = FunctionCurve(from: start, to: end) { _ in .nan }
  }

  @Test func whatTheFunctionThrowsIsThrown() {
    struct Failure: Error {}
    #expect(throws: Failure.self) {
      try FunctionCurve(from: 0, to: 1) { (x: Double) throws -> Double in
        if x > 0.5 { throw Failure() }
        return x
      }
    }
  }
}
