import Tensors
import Testing

@testable import Autodiff

@Suite struct DerivativeCheckTests {
  /// The check of a function of one number.
  private func check(
    _ recorder: Recorder = Recorder(), at x: Double,
    _ function: (Value, inout Recorder) throws -> Value
  ) throws -> DerivativeCheck? {
    var recorder = recorder
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let x = try recorder.watch(Value(Tensor(x)), on: tape)
    let y = try function(x, &recorder)
    return try recorder.derivativeCheck(of: Target(y), by: Source(x), on: tape)
  }

  @Test func threeWaysAgreeOnARightRule() throws {
    // d/dx sin(exp(x)) = cos(exp(x))·exp(x), at 0: cos(1).
    let check = try #require(
      try check(at: 0) { x, recorder in
        try recorder.apply(.named("sin"), recorder.apply(.named("exp"), x))
      })
    #expect(check.agrees)
    #expect(check.blamed == nil)
    #expect(abs((check.reverse.doubleValue ?? .nan) - 0.5403023058681398) < 1e-15)
    #expect(abs((check.differences?.doubleValue ?? .nan) - 0.5403023058681398) < 1e-9)
  }

  @Test func aBrokenRuleIsBlamed() throws {
    var recorder = Recorder()
    recorder.derivatives = recorder.derivatives.replacing(
      .named("exp"), by: .partials { _, y in [2 * y] })
    let check = try #require(
      try check(recorder, at: 0.5) { x, recorder in
        let inner = try recorder.apply(.named("exp"), recorder.apply(.named("sin"), x))
        return try recorder.apply(.named("cos"), inner)
      })
    #expect(!check.agrees)
    let blamed = try #require(check.blamed)
    // sin stands at 1, exp at 2, cos at 3.
    #expect(blamed.position == 2)
    #expect(blamed.operand == 1)
    #expect(abs(blamed.rule - 2 * blamed.difference) < 1e-6)
  }

  @Test func noPathGivesNothing() throws {
    let check = try check(at: 1) { x, recorder in
      _ = try recorder.apply(.named("sin"), x)
      return try recorder.apply(.named("floor"), x)
    }
    #expect(check == nil)
  }
}
