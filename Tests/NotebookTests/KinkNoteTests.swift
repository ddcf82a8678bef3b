import Language
import Testing

@testable import Notebook

/// The note that a derivative was taken where there is none.
@Suite struct KinkNoteTests {
  private static let zero = "x = constant(0.)\nwatch x\n"

  @Test func aDerivativeAtAKinkIsNotedBehindTheValue() {
    #expect(
      Transcript.of(Self.zero + "z = abs(x)\ngrad z x") == """
        0.0
        note: abs in line 3 has no derivative at 0; 0 was taken (tapebook, torch: 0; jax: 1); \
        set kinks chooses
        """)
  }

  @Test func theNoteGoesByTheConventionThatIsSet() {
    #expect(
      Transcript.of("set kinks jax\n" + Self.zero + "z = abs(x)\ngrad z x") == """
        1.0
        note: abs in line 4 has no derivative at 0; 1 was taken (tapebook, tensorflow, torch: 0); \
        set kinks chooses
        """)
    #expect(
      Transcript.of("set kinks torch\n" + Self.zero + "z = maximum(x, 0.)\ngrad z x") == """
        0.5
        note: maximum in line 4 has no derivative at a tie; 0.5 was taken (tapebook, jax: 0.5; \
        tensorflow: 1); set kinks chooses
        """)
  }

  @Test func equalEigenvaluesAreNotedUnderTheNameThatWasTyped() {
    let listing = "x = constant([[2., 0.], [0., 2.]])\nwatch x\n"
    #expect(
      Transcript.of(listing + "z = sum(eigh(x)[1]**3)\ngrad z x") == """
        [[0. 0.]
         [0. 0.]]
        note: eigh in line 3 has no derivative at equal eigenvalues, for their vectors; 0 was taken \
        (tapebook: 0; torch, jax: nan); set kinks chooses
        """)
    #expect(
      Transcript.of(listing + "z = sum(svd(x)[1]**3)\ngrad z x").contains(
        "note: svd in line 3 has no derivative at equal singular values, for their vectors"))
    // The values alone are smooth there, as long as they are added up.
    #expect(
      Transcript.of(listing + "z = sum(eigh(x)[0])\ngrad z x") == "[[1. 0.]\n [0. 1.]]")
  }

  @Test func whereAllAgreeThereIsNothingToChoose() {
    #expect(
      Transcript.of(Self.zero + "z = relu(x)\ngrad z x") == """
        0.0
        note: relu in line 3 has no derivative at 0; 0 was taken, as by every convention
        """)
    #expect(
      Transcript.of("x = constant([3., 3., 3., 1.])\nwatch x\nz = max(x)\ngrad z x")
        .hasSuffix(
          "note: max in line 3 has no derivative at a tie; 0.3333333333333333 was taken, as by "
            + "every convention"))
  }

  @Test func whatIsDifferentiatedByTwoOperandsIsToldByBoth() {
    #expect(
      Transcript.of(
        "x = constant(3.)\ny = constant(3.)\nwatch x y\nz = maximum(x, y)\ng = grad z x y"
      ).contains(
        "1 by the first operand and 0 by the second were taken (tapebook, torch, jax: 0.5 by "))
  }

  @Test func eachPrimitiveIsNotedOnceInAnEntry() {
    let loop = """
      x = constant([0., 1.])
      with GradientTape(persistent=True) as t:
        t.watch(x)
        z = abs(x) + relu(x) + abs(-x)

      """
    let shown = Transcript.of(loop + "for i in range(1000):\n  g = t.gradient(z, x)\n")
    #expect(shown.split(separator: "\n").count == 2)
    #expect(shown.split(separator: "\n").count { $0.hasPrefix("note: abs") } == 1)
    // The next entry is told again.
    let twice = Transcript.of(loop + "g = t.gradient(z, x)\ng = t.gradient(z, x)")
    #expect(twice.split(separator: "\n").count == 4)
  }

  @Test(arguments: [
    // No kink.
    "x = constant([1., 2.])\nwatch x\nz = abs(x)\ng = grad z x",
    // The kink's derivative is multiplied by 0, so that nothing hangs on it.
    "x = constant(0.)\nwatch x\nz = abs(x) * 0.\ng = grad z x",
    "x = constant([0., 1.])\nwatch x\nz = abs(x)[1]\ng = grad z x",
    "x = constant([0., 1.])\nwatch x\nz = where(x > 0., abs(x), 0.)\ng = grad z x",
    // Infinite derivatives are no choice.
    "x = constant(0.)\nwatch x\nz = sqrt(x)\ng = grad z x",
    "x = constant(0.)\nwatch x\nz = log(x) + 1. / x\ng = grad z x",
    // The exponent is a number, by which nobody takes a derivative.
    "x = constant([-2., 0.])\nwatch x\nz = x ** 2\ng = grad z x",
    // The largest is taken away without taking part in derivatives.
    "x = constant([0., 0.])\nwatch x\nz = softmax(x)\ng = grad z x",
    "x = constant([0., 0.])\nwatch x\nz = logsumexp(x)\ng = grad z x",
    "x = constant(0.)\nwatch x\nz = sign(x) + x % 1.\ng = grad z x",
    // Asking is no use of a derivative, and computing is none.
    "x = constant(0.)\nwatch x\nz = abs(x)",
  ])
  func thereIsNoNoteWhereNothingWasChosen(_ listing: String) {
    #expect(Transcript.of(listing) == "")
  }

  @Test func understandingIsNotNoted() {
    for command in ["explain", "backward", "check"] {
      let shown = Transcript.of(Self.zero + "z = abs(x)\n\(command) z x")
      #expect(!shown.contains("note: "), "\(shown)")
    }
  }

  @Test func forwardModeIsNotedAsWell() {
    #expect(
      Transcript.of(Self.zero + "z = abs(x)\njvp z x 1.").contains("note: abs in line 3 has no"))
  }

  @Test func secondDerivativesAndFunctionsAreNoted() {
    #expect(
      Transcript.of("def f(x):\n  return abs(x)\n\nprint(grad(f)(0.))").hasSuffix(
        "note: abs in line 2 has no derivative at 0; 0 was taken (tapebook, torch: 0; jax: 1); "
          + "set kinks chooses"))
  }

  @Test func listingsPrintWhatTheyPrint() {
    let text = "x = constant(0.)\nprint(grad(lambda x: abs(x))(x))"
    #expect(Transcript.of(text, kind: .listing) == "0.0")
    #expect(Transcript.of(text, kind: .session).contains("note: "))
  }

  @Test func aFailedEntryLeavesNoNote() {
    var transcript = Transcript()
    _ = transcript.run(Self.zero + "z = abs(x)")
    #expect(!transcript.run("g = grad(z, x); undefined").contains("note: "))
    #expect(transcript.run("y = x * 2.\ng = grad y x") == "")
  }

  @Test func largeTensorsAreNotSearchedWithoutEnd() {
    // A million elements are looked at, and no more.
    #expect(
      Transcript.of("x = zeros(1000000)\nwatch x\nz = sum(abs(x))\ng = grad z x").contains("note: ")
    )
    #expect(
      Transcript.of("x = zeros(2000000)\nwatch x\nz = sum(abs(x))\ng = grad z x") == "")
  }

  @Test func helpTellsTheConventionThatIsSet() {
    #expect(
      Transcript.of("help abs").contains(
        "convention  at 0 it is 0 (set kinks tensorflow; tapebook, torch: 0; jax: 1)"))
    let jax = Transcript.of("set kinks jax\nhelp abs")
    #expect(jax.contains("derivative  by x: where(x >= 0, 1.0, -1.0)"))
    #expect(
      jax.contains("convention  at 0 it is 1 (set kinks jax; tapebook, tensorflow, torch: 0)"))
    #expect(Transcript.of("set kinks torch\nhelp floor").contains("derivative  zero everywhere"))
  }

  @Test func theDerivativesThatAreExplainedAreThoseThatAreTaken() {
    let listing = "set kinks jax\nx = constant(0.)\nwatch x\nz = abs(x)\n"
    #expect(
      Transcript.of(listing + "explain z x").contains("∂z/∂x = where(x >= 0, 1.0, -1.0) = 1.0"))
    #expect(Transcript.of(listing + "backward z x").contains("where(x >= 0,"))
  }

  @Test func undoTakesTheConventionBack() {
    #expect(
      Transcript.of("set kinks jax\nundo\n" + Self.zero + "z = abs(x)\ngrad z x")
        .contains("\n0.0\nnote: "))
  }
}
