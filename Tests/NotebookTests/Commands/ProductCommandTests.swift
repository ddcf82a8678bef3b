import Language
import Testing

@testable import Notebook

/// Products with the Jacobian; the numbers are closed forms.
@Suite struct ProductCommandTests {
  // y = A·x with A = [[1, 2], [3, 4], [5, 6]], so the Jacobian is A.
  private static let linear =
    "a = constant([[1., 2.], [3., 4.], [5., 6.]])\nx = constant([10., 20.])\nwatch x\ny = a @ x\n"

  @Test func aCotangentIsPulledBack() {
    #expect(Transcript.of(Self.linear + "vjp y x [1., 0., 2.]") == "[11. 14.]")
  }

  @Test func aTangentIsPushedForward() {
    #expect(Transcript.of(Self.linear + "jvp y x [1., -1.]") == "[-1. -1. -1.]")
  }

  @Test func bothAreDifferentiatedAgain() {
    // y = x³ elementwise: vᵀJ = 3x²v, whose derivative along u is 6xvu.
    let cube = "x = constant([1., 2.])\nwatch x\ny = x ** 3\n"
    #expect(Transcript.of(cube + "h = vjp y x [1., 10.]\njvp h x [1., 1.]") == "[  6. 120.]")
    #expect(Transcript.of(cube + "h = jvp y x [1., 10.]\ngrad h x") == "[  6. 120.]")
  }

  @Test func forwardModeUsesNoTapeUp() {
    let text =
      "x = constant(3.)\nwith GradientTape() as t:\n  t.watch(x)\n  y = x * x\n"
      + "jvp y x 1. on t\njvp y x 2. on t\nt.gradient(y, x)"
    #expect(Transcript.of(text) == "by the tape t\n6.0\nby the tape t\n12.0\n6.0")
  }

  @Test(arguments: [
    (
      "vjp y x [1., 2.]",
      "the seed is float32 of shape (2,), but its target is float32 of shape (3,)"
    ),
    ("vjp y x 1.", "the seed is float32 of shape (), but its target is float32 of shape (3,)"),
    (
      "jvp y x [1., 2., 3.]",
      "the tangent is float32 of shape (3,), but its source is float32 of shape (2,)"
    ),
  ])
  func aVectorOfAnotherShapeIsRefused(_ command: String, _ message: String) {
    #expect(Transcript.of(Self.linear + command) == "ShapeError: " + message)
  }

  @Test(arguments: ["vjp y c [1., 1., 1.]", "jvp y c [1., 1.]"])
  func noDerivativeIsToldWithItsReason(_ command: String) {
    #expect(
      Transcript.of(Self.linear + "c = ones(2)\n" + command)
        == "None: y was not computed from c")
  }
}
