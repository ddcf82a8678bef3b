import Tensors
import Testing

@testable import Autodiff

/// What is kept of values that no tape recorded.
@Suite struct LineageTests {
  @Test func operandsAreBoundedAsRecordsAre() {
    var lineage = Lineage()
    let operands = (0..<1000).map { _ in Identity.next() }
    for _ in 0..<3000 {
      lineage.append(.departure, .next(), operands, label: 0, dtype: .float32, line: 1)
    }
    let kept = lineage.steps(.departure)
    let count = kept.reduce(0) { $0 + $1.operands.count }
    #expect(count >= Lineage.operandLimit)
    #expect(count <= 2 * (Lineage.operandLimit + 1000))
    // The newest are kept whole, and what was let go of is known to be forgotten.
    #expect(kept.first?.operands == operands)
    #expect(kept.last.map { lineage.isForgotten($0.result) } == false)
  }

  /// Between two forgotten ranges lies one value.
  ///
  /// The newest ranges are told apart; of the oldest it is only known that they are forgotten, with
  /// what lies between.
  @Test func whatIsForgottenStaysForgottenAndTheNewestIsToldApart() {
    var lineage = Lineage()
    var (forgotten, between): ([Identity], [Identity]) = ([], [])
    for _ in 0..<500 {
      let first = Identity.next()
      let last = Identity.next()
      lineage.forget(first...last)
      forgotten += [first, last]
      between.append(.next())
    }
    #expect(forgotten.allSatisfy(lineage.isForgotten))
    #expect(!between.suffix(64).contains(where: lineage.isForgotten))
    #expect(lineage.isForgotten(between[0]))
  }
}
