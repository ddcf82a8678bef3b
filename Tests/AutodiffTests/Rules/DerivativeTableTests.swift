import Tensors
import Testing

@testable import Autodiff

@Suite struct DerivativeTableTests {
  /// Rules are compiled when a pass first meets them, here by many passes at once.
  ///
  /// Each function's derivative at 0.5, as a closed form.
  @Test func passesThatMeetAPrimitiveFirstTogetherAgree() async throws {
    let table = DerivativeTable.standard.replacing(.named("identity"), by: .zero)
    let expected: [(name: String, slope: Double)] = [
      ("sin", 0.8775825618903728), ("cos", -0.479425538604203), ("exp", 1.6487212707001282),
      ("log", 2), ("square", 1), ("sqrt", 0.7071067811865476), ("reciprocal", -4),
    ]
    let slopes = try await withThrowingTaskGroup(of: [Double].self) { group in
      for task in 0..<16 {
        group.addTask {
          try expected.indices.map { index in
            var recorder = Recorder()
            recorder.derivatives = table
            let tape = recorder.openTape(kind: .explicit, isPersistent: false)
            let x = try recorder.watch(Value(Tensor(0.5)), on: tape)
            // Each task meets them in another order.
            let name = expected[(index + task) % expected.count].name
            let y = try recorder.apply(.named(name), [x])
            let gradient = try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)[0]
            return try #require(gradient.value).tensor.scalar(as: Double.self)
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(slopes.count == 16)
    for found in slopes {
      let ordered = found.sorted()
      for (slope, closed) in zip(ordered, expected.map(\.slope).sorted()) {
        #expect(abs(slope - closed) <= 4e-16 * abs(closed), "\(ordered)")
      }
    }
  }

  @Test func replacementsAddUp() {
    let table = DerivativeTable.standard.replacing(.named("sin"), by: .zero)
      .replacing(.named("cos"), by: .zero)
    for name in ["sin", "cos"] {
      guard case .rule(.zero) = table.rule(of: Primitive.named(name).index) else {
        Issue.record("\(name) has its own rule")
        continue
      }
    }
  }
}
