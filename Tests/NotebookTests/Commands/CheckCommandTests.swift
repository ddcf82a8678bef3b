import Language
import Testing

@testable import Notebook

@Suite struct CheckCommandTests {
  @Test func aRightDerivativeAgrees() {
    let shown = Transcript.of("x = constant([1., 2.])\nwatch x\ny = sum(x ** 3)\ncheck y x")
    #expect(
      shown == """
        x: reverse mode, forward mode and finite differences agree
                reverse  differences
          x[0]      3.0          3.0
          x[1]     12.0         12.0
        """)
  }

  @Test func aKinkIsBlamedWithItsConvention() {
    let shown = Transcript.of("x = constant(2.)\nwatch x\ny = relu(x - 2.)\ncheck y x")
    #expect(shown.hasPrefix("x: the derivative and finite differences differ by 0.5\n"))
    #expect(shown.contains("\n  to blame: relu in line 3, by v2: its rule gives 0.0, "))
    #expect(shown.contains("\n  its convention: at 0 it is 0 by every convention"))
  }

  @Test func notANumberIsADifference() {
    let shown = Transcript.of("x = constant([0., -1.])\nwatch x\ny = x**0 + x\ncheck y x")
    #expect(shown.hasPrefix("x: the derivative and finite differences differ by nan\n"))
  }

  @Test func onlyOperationsOnTheWayAreBlamed() {
    let shown = Transcript.of(
      "x = constant(2.)\nwatch x\nk = relu(x - 2.)\ny = x * stop_gradient(x)\ncheck y x")
    #expect(shown.contains("\n  to blame: stop_gradient in line 4, by x: "))
  }

  @Test func compositionsAreNotBlamedForWhatTheyHoldBack() {
    // softmax holds the largest element back; moving it would move nothing.
    let shown = Transcript.of(
      "x = constant([1000., 0.])\nwatch x\ny = sum(log(softmax(x)))\ncheck y x")
    #expect(!shown.contains("stop_gradient"), "\(shown)")
    #expect(shown.contains("why y x tells where it stops to be finite"), "\(shown)")
  }

  @Test func roundingOfLongSumsIsNoDifference() {
    let shown = Transcript.of("x = ones(100000)\nwatch x\ny = sum(cumsum(x) * x)\ncheck y x")
    #expect(
      shown.hasPrefix("x: reverse mode, forward mode and finite differences agree"), "\(shown)")
  }

  static let float32Function =
    "W = constant([1., 2.])\nf = recompute_grad(lambda x: sum(dot(W, relu(x))))\n"
    + "x = constant([-3., 1.])\nwatch x\nz = f(x)\n"

  @Test func aFunctionWithFloat32NumbersOfItsOwnIsSaidNotToBeChecked() {
    let shown = Transcript.of(CheckCommandTests.float32Function + "check z x")
    #expect(
      shown.hasPrefix("x: not checked, as it cannot be computed in float64: "), "\(shown)")
    #expect(!shown.contains("\n"), "\(shown)")
    let explained = Transcript.of(CheckCommandTests.float32Function + "explain z x")
    #expect(
      explained.contains("\nfinite differences: not computed in float64 ("), "\(explained)")
    let reason = Transcript.of(CheckCommandTests.float32Function + "why z x")
    #expect(reason.hasPrefix("∂z/∂x is 0 in 1 of 2 elements, x[0]:"), "\(reason)")
  }

  @Test(arguments: [
    ("x = constant([300., 0.])", "sum(log(softmax(x)))", "[-1.0, 1.0]"),
    // 100·exp(100)
    ("x = constant(1.)", "exp(x * 100.)", "2.68812e+45"),
  ])
  func whatIsNotFiniteIsNotSaidToAgree(_ given: String, _ target: String, _ exact: String) {
    let shown = Transcript.of("\(given)\nwatch x\nz = \(target)\nexplain z x")
    #expect(
      shown.contains("\nin float64 the derivative is \(exact): why z x tells"), "\(shown)")
    #expect(!shown.contains("agree"), "\(shown)")
  }

  @Test func manyElementsAreCheckedAlongADirection() {
    let shown = Transcript.of("x = ones(100)\nwatch x\ny = sum(exp(x))\ncheck y x")
    #expect(shown.hasPrefix("x: reverse mode, forward mode and finite differences agree\n"))
    #expect(shown.contains("\n  along a random direction: reverse "))
  }

  @Test func float32IsCheckedInFloat64() {
    // In float32 the differences of so steep a function would be noise.
    let shown = Transcript.of("x = constant(3.)\nwatch x\ny = exp(x) ** 3\ncheck y x")
    #expect(shown.hasPrefix("x: reverse mode, forward mode and finite differences agree\n"))
  }

  @Test func whatHasNoDerivativeCannotBeChecked() {
    var transcript = Transcript()
    let shown = transcript.run("x = constant(3.)\nwatch x\ny = floor(x)\ncheck y x")
    #expect(shown == "ValueError: there is no derivative of y by x")
    #expect(
      transcript.results.last?.diagnostic?.hint
        == "y depends on x only through floor (line 3), which has no derivative")
  }
}
