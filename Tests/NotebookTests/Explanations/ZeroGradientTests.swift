import Language
import Testing

@testable import Notebook

/// Why a gradient is exactly zero: each listing with the lines that it gives.
///
/// The numbers are closed forms.
@Suite struct ZeroGradientTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let listing: String
    let lines: [String]
    var testDescription: String { listing }

    init(_ listing: String, _ lines: String...) {
      self.listing = listing
      self.lines = lines
    }
  }

  static let rows = [
    Row(
      "x = constant(-1.5)\nwatch x\nh = relu(x)\nz = h * 3.", "∂z/∂x is 0:",
      "  h = relu(x), line 3: its input is -1.5, and below 0 it passes nothing on"),
    Row(
      "x = constant([1., -2., -3.])\nwatch x\nz = sum(relu(x) * 2.)",
      "∂z/∂x is 0 in 2 of 3 elements; of the first, x[1]:",
      "  relu(x), line 3: its input is -2.0, and below 0 it passes nothing on"),
    Row(
      "x = constant(0.)\nwatch x\nz = relu(x)", "∂z/∂x is 0:",
      "  z = relu(x), line 3: its input is exactly 0.0, where its derivative is taken as 0"),
    // 1 - 4.2e-18 is 1 in float64 as well; 1 - 2.1e-9 is not.
    Row(
      "x = constant(40.)\nwatch x\nz = sigmoid(x)", "∂z/∂x is 0:",
      "  z = sigmoid(x), line 3: saturated; at the input 40.0 its derivative z*(1 - z) rounds to 0",
      "  in float64 it is 0 too"),
    Row(
      "x = constant(20.)\nwatch x\nz = sigmoid(x) * 2.", "∂z/∂x is 0:",
      "  sigmoid(x), line 3: saturated; at the input 20.0 its derivative "
        + "sigmoid(x)*(1 - sigmoid(x)) rounds to 0",
      "  in float64 the derivative is 4.12231e-09: set dtype float64"),
    Row(
      "x = constant(-200.)\nwatch x\nz = exp(x)", "∂z/∂x is 0:",
      "  z = exp(x), line 3: saturated; at the input -200.0 its derivative z rounds to 0",
      "  in float64 the derivative is 1.3839e-87: set dtype float64"),
    Row(
      "x = constant([1000., 0.])\nwatch x\np = softmax(x)\nz = p[0]",
      "∂z/∂x is 0 in all 2 elements; of the first, x[0]:",
      "  p = softmax(x), line 3: a saturated softmax; of x = [1000.0, 0.0] it is [1.0, 0.0], and "
        + "does not move",
      "  in float64 it is 0 too"),
    Row(
      "x = constant(3.)\nwatch x\na = x * 2.\nb = x * -2.\nz = a + b", "∂z/∂x is 0:",
      "  z = a + b, line 5: the ways cancel: +2.0 over a and -2.0 over b"),
    Row(
      "x = constant(3.)\nwatch x\nz = x - x", "∂z/∂x is 0:",
      "  z = x - x, line 3: the ways cancel: +1.0 over x and -1.0 over x"),
    Row(
      "x = constant(2.)\nwatch x\nv = stack([x, -x])\nz = sum(v)", "∂z/∂x is 0:",
      "  z = sum(v), line 4: what its elements add cancels: +1.0 and -1.0"),
    Row(
      "x = constant(2.)\nwatch x\nz = stack([x, -x])", "∂z/∂x is 0:",
      "  z = stack([x, -x]), line 3: what its elements add cancels: +1.0 and -1.0"),
    Row(
      "x = constant([1., 2., 3.])\nwatch x\nz = x[0] * 2.",
      "∂z/∂x is 0 in 2 of 3 elements; of the first, x[1]:",
      "  x[0], line 3: it holds another part of x"),
    Row(
      "x = constant([1., -2.])\nwatch x\nz = sum(where(x > 0., x, 5.))",
      "∂z/∂x is 0 in 1 of 2 elements, x[1]:",
      "  where(x > 0, x, 5), line 3: the condition is False there, so the other branch is taken"),
    Row(
      "x = constant(1.)\nwatch x\nz = where(x > 0., 5., x)", "∂z/∂x is 0:",
      "  z = where(x > 0, 5, x), line 3: the condition is True there, so the other branch is taken"),
    Row(
      "x = constant(1.)\nwatch x\nz = maximum(x, 2.)", "∂z/∂x is 0:",
      "  z = maximum(x, 2), line 3: 2.0 is taken, and not 1.0"),
    Row(
      "x = constant(5.)\nwatch x\nz = clip(x, 0., 1.)", "∂z/∂x is 0:",
      "  z = clip_by_value(x, 0, 1), line 3: 1.0 is taken, and not 5.0"),
    Row(
      "x = constant([3., 1., 3.])\nwatch x\nz = max(x)", "∂z/∂x is 0 in 1 of 3 elements, x[1]:",
      "  z = max(x), line 3: 3.0 is taken, and not 1.0"),
    Row(
      "x = constant(2.)\ny = constant(2.)\nwatch x y\nz = maximum(y, x)", "∂z/∂x is 0:",
      "  z = maximum(y, x), line 4: a tie at 2.0, where the derivative is taken as 0 by x "
        + "(set kinks chooses)"),
    Row(
      "x = constant(5.)\nwatch x\nz = sign(x)", "∂z/∂x is 0:",
      "  z = sign(x), line 3: its derivative is 0 everywhere"),
    Row(
      "x = constant(2.)\nwatch x\nz = (x * 1e-30) * 1e-30", "∂z/∂x is 0:",
      "  z = x*1e-30*1e-30, line 3: underflow; 1e-30 · 1e-30 rounds to 0",
      "  in float64 the derivative is 1e-60: set dtype float64"),
    // The way there is 1e30, 1, 1e-30; the way back 1e-30, 0.
    Row(
      "x = constant(2.)\nwatch x\na = x * 1e30\nb = a * 1e-30\nz = b * 1e-30", "∂z/∂x is 0:",
      "  b = a*1e-30, line 4: underflow; 1e-30 · 1e-30 rounds to 0",
      "  in float64 the derivative is 1e-30: set dtype float64"),
    Row(
      "x = constant(0.)\nwatch x\nz = x ** 2", "∂z/∂x is 0:",
      "  z = x**2, line 3: stationary; at the input 0.0 its derivative 2*x is 0"),
    Row(
      "x = constant(3.)\nwatch x\nz = x * 0.", "∂z/∂x is 0:",
      "  z = x*0, line 3: the other factor is 0"),
    Row(
      "x = constant(3.)\nw = constant(0.)\nwatch x w\nz = w * x", "∂z/∂x is 0:",
      "  z = w*x, line 4: the other factor, w, is 0 there"),
    Row(
      "x = constant([0., 0.])\nwatch x\nz = prod(x)",
      "∂z/∂x is 0 in all 2 elements; of the first, x[0]:",
      "  z = prod(x), line 3: another of its factors is 0"),
    Row(
      "x = Variable([[1., -1.], [2., -3.]])\nb = constant([[1., 1.]])\nh = relu(b @ x)\nz = sum(h)",
      "∂z/∂x is 0 in 2 of 4 elements; of the first, x[0, 1]:",
      "  h = relu(matmul(b, x)), line 3: its input is -4.0, and below 0 it passes nothing on"),
  ]

  static let furtherRows = [
    Row(
      "x = constant([[5., 1.], [2., 9.]])\nwatch x\nz = sum(max(x, axis=0))",
      "∂z/∂x is 0 in 2 of 4 elements; of the first, x[0, 1]:",
      "  max(x, axis=0), line 3: 9.0 is taken, and not 1.0"),
    Row(
      "x = constant([[5., 1.], [2., 9.]])\nwatch x\nz = sum(min(x, axis=1))",
      "∂z/∂x is 0 in 2 of 4 elements; of the first, x[0, 0]:",
      "  min(x, axis=1), line 3: 1.0 is taken, and not 5.0"),
    Row(
      "x = constant([1., 2., 3.])\nwatch x\nz = sum(cumsum(x, exclusive=True))",
      "∂z/∂x is 0 in 1 of 3 elements, x[2]:",
      "  cumsum(x, exclusive=True), line 3: none of it is computed from this part of x"),
    Row(
      "x = constant([[1., 2.], [3., 4.]])\nwatch x\nz = sum(dot(x, constant([1., 0.])))",
      "∂z/∂x is 0 in 2 of 4 elements; of the first, x[0, 1]:",
      "  matmul(x, constant([1.0, 0.0])), line 3: the other factor's element [1] is 0"),
    Row(
      "w = Variable([1., 2.])\nx = constant([3., 0.])\nh = dot(w, x)\nz = relu(h)",
      "∂z/∂w is 0 in 1 of 2 elements, w[1]:",
      "  h = matmul(w, x), line 3: the other factor, x[1], is 0"),
    Row(
      "x = constant(0.)\nwatch x\nz = abs(x)", "∂z/∂x is 0:",
      "  z = abs(x), line 3: a kink; at the input 0.0 it has no derivative, and 0 is taken "
        + "(set kinks chooses; tapebook, torch: 0; jax: 1)"),
    Row(
      "x = constant(3.)\nwatch x\nz = x**0", "∂z/∂x is 0:",
      "  z = x**0, line 3: its derivative is 0 everywhere"),
    // 1 comes over the difference itself, -1/2 - 1/2 over the mean.
    Row(
      "x = constant([1., 3.])\nwatch x\nm = mean(x)\nz = sum(x - m)",
      "∂z/∂x is 0 in all 2 elements; of the first, x[0]:",
      "  z = sum(x - m), line 4: what its elements add cancels: +0.5 and -0.5"),
  ]

  @Test(arguments: ZeroGradientTests.rows + ZeroGradientTests.furtherRows)
  func theZeroIsTold(_ row: Row) throws {
    var transcript = DiagnosisTranscript()
    #expect(transcript.run(row.listing) == "")
    let source = row.lines[0].hasPrefix("∂z/∂w") ? "w" : "x"
    #expect(try transcript.lines("z \(source)") == row.lines)
  }

  @Test(arguments: ["sum(x - mean(x))", "sum(softmax(x))"])
  func cancellingWaysAreShownThoughTheyAreRoundedOnTheWayThere(_ target: String) throws {
    var transcript = DiagnosisTranscript()
    _ = transcript.run("x = constant([0.3, 1.7, 2.9])\nwatch x\nz = \(target)\ng = grad z x")
    let lines = try #require(try transcript.lines())
    guard lines[0].contains("is 0") else { return }
    #expect(lines[1].contains("cancel"), "\(lines)")
  }

  @Test func theValueIsToldWhereOnlyItIsNotFinite() throws {
    var transcript = DiagnosisTranscript()
    _ = transcript.run("x = constant(-3.)\nwatch x\nz = log(x)")
    #expect(
      try transcript.lines() == [
        "∂z/∂x has no zero, NaN or infinity in it",
        "  but the value is not finite: log(x) is nan at x = -3.0, line 3",
      ])
  }

  @Test func aGradientWithoutZeroHasNothingToTell() throws {
    var transcript = DiagnosisTranscript()
    _ = transcript.run("x = constant([2., 3.])\nwatch x\nz = x * x\nc = constant(1.)")
    #expect(try transcript.lines() == ["∂z/∂x has no zero, NaN or infinity in it"])
    #expect(try transcript.lines("z c") == nil)
  }

  @Test func askingChangesNothingAndWorksOnUsedUpTapes() throws {
    var transcript = DiagnosisTranscript()
    _ = transcript.run(
      """
      x = constant(-1.)
      with GradientTape() as t:
        t.watch(x)
        z = relu(x)
      """)
    let expected = [
      "∂z/∂x is 0:",
      "  z = relu(x), line 4: its input is -1.0, and below 0 it passes nothing on",
    ]
    #expect(try transcript.lines("z x on t") == expected)
    // The tape is still there to be used once.
    #expect(transcript.run("t.gradient(z, x)") == "0.0")
    #expect(try transcript.lines("z x on t") == expected)
    #expect(transcript.run("t.gradient(z, x)").contains("RuntimeError"))
  }

  @Test func aDerivativeOfTheUsersOwnIsAskedAsWell() throws {
    var transcript = DiagnosisTranscript()
    let shown = transcript.run(
      """
      @custom_gradient
      def f(x):
        def grad(g):
          return g * 0.
        return x * 2., grad

      x = constant(3.)
      watch x
      z = f(x) * 5.
      """)
    #expect(!shown.contains("Error"), "\(shown)")
    let lines = try #require(try transcript.lines())
    #expect(
      lines == [
        "∂z/∂x is 0:", "  f(x), line 9: f has a gradient of its own, which returns 0 there",
      ])
  }

  @Test func longNetworksAreToldInFewLines() throws {
    var transcript = DiagnosisTranscript()
    _ = transcript.run(
      "x = constant(1.)\nwatch x\nz = x * 0.\nfor i in range(200): z = z + relu(x * -1.)")
    let lines = try #require(try transcript.lines())
    #expect(lines.count == 5)
    #expect(lines[4] == "  and 198 more places like these")
  }

  @Test func equalEigenvaluesAreTheCauseAndNotTheSlice() {
    let listing = "x = constant([[2., 0.], [0., 2.]])\nwatch x\n"
    #expect(
      Transcript.of(listing + "z = sum(eigh(x)[1]**3)\nwhy z x") == """
        ∂z/∂x is 0 in all 4 elements; of the first, x[0, 0]:
          eigh_parts(x), line 3: it has no derivative at equal eigenvalues, for their vectors, and 0 \
        is taken (set kinks chooses; tapebook: 0; torch, jax: nan)
        """)
    #expect(
      Transcript.of("set kinks torch\n" + listing + "z = sum(svd(x)[1]**3)\nwhy z x").hasSuffix(
        "vectors of equal values have no derivative; use the values alone, or set kinks tensorflow")
    )
  }
}
