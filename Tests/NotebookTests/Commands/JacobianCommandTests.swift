import Language
import Testing

@testable import Notebook

/// Jacobians and Hessians by command; the numbers are closed forms.
@Suite struct JacobianCommandTests {
  private static let cube = "x = constant([1., 2.])\nwatch x\ny = x ** 3\nz = sum(y)\n"

  @Test(arguments: [
    ("jacobian y x", "[[ 3.  0.]\n [ 0. 12.]]"), ("hessian z x", "[[ 6.  0.]\n [ 0. 12.]]"),
    ("hvp z x [1., 10.]", "[  6. 120.]"),
    // The derivative of 3x² is 6x.
    ("J = jacobian y x\ngrad J x", "[ 6. 12.]"), ("H = hessian z x\ngrad H x", "[6. 6.]"),
    ("jacobian z x y", "[ 3. 12.]\n[1. 1.]"),
  ])
  func derivativesOfMoreThanOneNumber(_ command: String, _ expected: String) {
    #expect(Transcript.of(Self.cube + command) == expected)
  }

  @Test(arguments: ["jacobian y w", "hessian z w", "hvp z w 1."])
  func noneComesWithItsReason(_ command: String) {
    let shown = Transcript.of(Self.cube + "w = constant(1.)\n" + command)
    #expect(shown.contains(" was not computed from w"))
    #expect(shown.hasPrefix("None: "))
  }

  @Test(arguments: ["hessian z x", "hvp z x [1., 1.]"])
  func askingRecordsNothing(_ command: String) {
    let tape = Transcript.of(Self.cube + "tape")
    let shown = Transcript.of(Self.cube + command + "\ntape")
    #expect(shown.hasSuffix(tape))
  }

  @Test func secondDerivativesAreReadOffAUsedUpTape() {
    let listing =
      "x = constant(2.)\nwith GradientTape() as t:\n  t.watch(x)\n  z = x ** 3\n"
      + "print(t.gradient(z, x))\nhessian z x\nhvp z x 10."
    #expect(
      Transcript.of(listing) == "12.0\nby the tape t\n12.0\nby the tape t\n120.0")
  }

  @Test func aHessianByTwoSourcesHasItsMixedBlocks() {
    // z = x·y²: 0, 2y, 2y, 2x.
    let listing = "x = constant(3.)\ny = constant(5.)\nwatch x y\nz = x * y ** 2\n"
    #expect(
      Transcript.of(listing + "hessian z x y")
        == "∂²z/∂x∂x =\n0.0\n∂²z/∂x∂y =\n10.0\n∂²z/∂y∂x =\n10.0\n∂²z/∂y∂y =\n6.0")
    #expect(Transcript.of(listing + "hessian(z, x, y)") == "[[0.0, 10.0], [10.0, 6.0]]")
  }

  /// The session's own tape records what derivatives of functions compute.
  @Test(arguments: [
    ("x * D(f)(x)", "36.0"), ("x * grad(f)(x)", "36.0"), ("x * jacfwd(f)(x)", "36.0"),
    ("x * jvp(f, x, 1.)[1]", "36.0"), ("x * vjp(f, x)[1](1.)[0]", "36.0"),
    // x·6x
    ("x * hvp(f, x, 1.)", "24.0"), ("x * f′(x)", "36.0"),
  ])
  func derivativesOfFunctionsAreRecorded(_ expression: String, _ expected: String) {
    let listing = "f = lambda a: a ** 3\nx = constant(2.)\nwatch x\ny = \(expression)\ngrad y x"
    #expect(Transcript.of(listing) == expected)
  }

  @Test func aRecomputedFunctionHasASecondDerivativeOnTheSessionTape() {
    // (x²·x)″ = 6x.
    let listing =
      "f = recompute_grad(lambda a: a * a)\nx = constant(2.)\nwatch x\nz = f(x) * x\n"
      + "h = grad z x\ngrad h x"
    #expect(Transcript.of(listing) == "12.0")
  }

  @Test func aHessianVectorProductThatIsKeptIsRecorded() {
    // The derivative of Σ 12x²·v by x is 24xv.
    let listing = "x = constant([1., 2.])\nwatch x\nz = sum(x ** 4)\nv = hvp z x [1., 1.]\n"
    #expect(Transcript.of(listing + "grad v x") == "[24. 48.]")
  }

  @Test func aJacobianIsOfOneValue() {
    let shown = Transcript.of(Self.cube + "jacobian [y, z] x")
    #expect(shown.hasPrefix("ValueError: one value is differentiated at a time, not 2"))
  }
}
