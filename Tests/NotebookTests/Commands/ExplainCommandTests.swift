import Language
import Testing

@testable import Notebook

/// The chain rule as `explain` writes it; the numbers are closed forms.
@Suite struct ExplainCommandTests {
  private static let first = "x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y\n"

  @Test func theFirstGradientIsToldFactorByFactor() {
    let shown = Transcript.of(Self.first + "explain z x")
    #expect(
      shown.hasPrefix(
        """
        z = y*y = 16.0   line 4
          ∂z/∂y = 2*y = 8.0
        y = sum(x) = 4.0   line 3
          ∂y/∂x = 1.0 for each element

        one way: z ← y ← x
        ∂z/∂x = ∂z/∂y · ∂y/∂x = 8.0 · 1.0

        ∂z/∂x =
          [[8. 8.]
           [8. 8.]]
        finite differences in float64 agree (largest difference 
        """))
  }

  @Test func everyWayIsToldWithItsProduct() {
    // r = exp(q)·sin(q) + q² at q = 6.
    let shown = Transcript.of("q = constant(6.)\nwatch q\nr = exp(q) * sin(q) + q**2\nexplain r q")
    for line in [
      "  ∂v5/∂q = 2*q = 12.0", "  ∂v1/∂q = v1 = 403.429", "  ∂v2/∂q = cos(q) = 0.96017",
      "3 ways:",
      "  r ← v3 ← v1 ← q: ∂r/∂v3 · ∂v3/∂v1 · ∂v1/∂q = 1 · -0.279415 · 403.429 = -112.724",
      "  r ← v3 ← v2 ← q: ∂r/∂v3 · ∂v3/∂v2 · ∂v2/∂q = 1 · 403.429 · 0.96017 = 387.36",
      "  r ← v5 ← q: ∂r/∂v5 · ∂v5/∂q = 1 · 12.0 = 12.0",
      "∂r/∂q = -112.724 + 387.36 + 12.0",
    ] {
      #expect(shown.split(separator: "\n").contains { $0 == line }, "\(line)\n\n\(shown)")
    }
  }

  @Test func aMapThatIsNotElementwiseIsToldAsAProgram() {
    let shown = Transcript.of(
      "a = constant([[1., 2.]])\nw = Variable([[3.], [4.]])\ny = sum(a @ w)\nexplain y w")
    #expect(shown.contains("  ∂v3/∂w = the linear map g ↦ matmul(transpose(a, perm=(1, 0)), g)\n"))
    #expect(shown.contains("∂y/∂w =\n  [[1.]\n   [2.]]\n"))
  }

  @Test func broadcastingIsTold() {
    let shown = Transcript.of(
      "b = constant([1., 2.])\nwatch b\ny = sum(ones(3, 2) * b)\nexplain y b")
    #expect(shown.contains(", summed to shape (2,)\n"))
    #expect(shown.contains("∂y/∂b = [3. 3.]\n"))
  }

  @Test func fiftyOperationsStayReadable() {
    let text = "x = constant(1.)\nwatch x\nz = x\nfor i in range(50): z = sin(z)\nexplain z x"
    let lines = Transcript.of(text).split(separator: "\n")
    #expect(lines.count <= 60)
    #expect(lines.contains("… 36 more operations: explain z x --all"))
    let whole = Transcript.of(text + " --all").split(separator: "\n")
    #expect(whole.count { $0.contains("= sin(") } == 50)
  }

  @Test func waysThatCannotBeListedAreCounted() {
    let doubling = "x = constant(1.)\nwatch x\nz = x\nfor i in range(%): z = z * 0.5 + z * 0.5\n"
    func text(_ rounds: String) -> String {
      Transcript.of(doubling.split(separator: "%").joined(separator: rounds) + "explain z x")
    }
    #expect(text("10").contains("\n1024 ways lead from z to x;"))
    #expect(text("80").contains("\nmore ways than can be counted lead from z to x;"))
    #expect(text("80").contains("\n∂z/∂x = 1.0\n"))
  }

  @Test func namesThatWereBoundAgainAreToldApart() {
    let text = "x = constant(2.)\nwatch x\nx = x * 3.\ny = x * x\n"
    #expect(
      Transcript.of(text + "explain y x").contains("y = x*x = 36.0   line 4\n  ∂y/∂x = 2*x = 12.0"))
    // A name that it has now goes before the one that it had.
    let older = Transcript.of(
      "x = constant(2.)\nwatch x\na = x\nx = x * 3.\ny = x * x\nexplain y a")
    #expect(older.contains("x = a*3 = 6.0   line 4\n  ∂x/∂a = 3.0\n"))
    // Of those that have none any more, earlier ones are numbered.
    let lost = Transcript.of(
      "a = constant(2.)\nwatch a\nx = a * 3.\nx = x * 5.\nx = x * x\nexplain x a")
    #expect(lost.contains("one way: x ← x₂ ← x₁ ← a\n"))
  }

  /// Listings with `x` watched at 3, and lines of what is told.
  static let lines: [(listing: String, lines: [String])] = [
    // The parts cancel.
    ("y = x - x\nexplain y x", ["  ∂y/∂x = 1 - 1 = 0.0", "one way: y ← x", "∂y/∂x = 0.0"]),
    // By x itself -1, over all ways 1 - 1.
    (
      "y = x * 1.\nz = y - x\nexplain z x",
      [
        "  ∂z/∂x (directly) = -1.0", "  z ← y ← x: ∂z/∂y · ∂y/∂x = 1 · 1 = 1.0",
        "  z ← x: ∂z/∂x (directly) = -1.0", "∂z/∂x = 0.0",
      ]
    ),
    ("y = x * stop_gradient(x)\nexplain y x", ["  nothing passes to v1: stop_gradient"]),
    // 2x, and 1.
    (
      "z = x * x\nw = x + 1.\nexplain [z, w] x",
      ["  ∂z/∂x = 2*x = 6.0", "∂w/∂x = 1.0", "∂(z + w)/∂x = ∂z/∂x + ∂w/∂x = 7.0"]
    ),
    (
      "zs = [x * x, x + 1., constant(1.)]\nexplain zs x",
      [
        "no derivative leads from zs[2] to x",
        "∂(zs[0] + zs[1] + zs[2])/∂x = ∂zs[0]/∂x + ∂zs[1]/∂x + ∂zs[2]/∂x = 7.0",
      ]
    ),
    // d/dx of x⁸ by 8 factors: each use gives x⁷ = 2187 but the first, which gives two.
    (
      "z = x * 1.\nfor i in range(7): z = z * x\nexplain z x",
      [
        "8 ways lead from z to x; explain z x --all tells each; at x they add up to",
        "∂z/∂x = 17496.0",
      ]
    ),
    (
      "z = x * 1.\nfor i in range(7): z = z * x\nexplain z x --all",
      ["8 ways:", "  z ← x: ∂z/∂x (directly) = 2187.0"]
    ),
    // A function's own name does not take the session's.
    (
      "def f(x):\n  x = x + 1.\n  return x * x\nz = f(x)\nexplain z x",
      ["z = x₁*x₁ = 16.0   line 5", "∂z/∂x = 8.0"]
    ),
    (
      "p = {'w': Variable(3.)}\nloss = p['w'] ** 2\nexplain loss p['w']",
      ["  ∂loss/∂p['w'] = 2*p['w'] = 6.0", "∂loss/∂p['w'] = 6.0"]
    ),
  ]

  @Test(arguments: lines.indices) func linesAreTold(_ index: Int) {
    let (listing, lines) = Self.lines[index]
    let shown = Transcript.of("x = constant(3.)\nwatch x\n\(listing)")
    for line in lines {
      #expect(shown.split(separator: "\n").contains { $0 == line }, "\(line)\n\n\(shown)")
    }
  }

  @Test func aFactorThatOnlyReadsAsZeroIsTold() {
    // By TensorFlow's convention the derivative of x**0 is NaN at 0.
    let shown = Transcript.of("x = constant(0.)\nwatch x\ny = x**0 + x\nexplain y x")
    #expect(shown.contains("  ∂v2/∂x = 0*x**(0 - 1) = nan\n"))
    #expect(shown.contains("\n2 ways:\n"))
    #expect(shown.contains("∂y/∂x = nan + 1.0\n"))
  }

  @Test func aValueByItselfIsOne() {
    let shown = Transcript.of("x = constant(2.)\nwatch x\ny = x * x\nexplain y y")
    #expect(shown.hasPrefix("y is y itself: ∂y/∂y = 1\n\n∂y/∂y = 1.0\n"))
  }

  @Test func noGradientIsToldWithItsReason() {
    #expect(
      Transcript.of("x = constant(2.)\nc = constant(1.)\nwatch x\ny = x * x\nexplain y c")
        == "None: y was not computed from c")
  }

  @Test func askingChangesNothing() {
    var transcript = Transcript()
    _ = transcript.run(Self.first)
    let before = transcript.run("tape")
    _ = transcript.run("explain z x")
    #expect(transcript.run("tape") == before)
    _ = transcript.run(
      "with GradientTape() as t:\n  t.watch(x)\n  p = sum(x * x)\nexplain p x on t")
    #expect(transcript.run("t.gradient(p, x)") == "[[2. 2.]\n [2. 2.]]")
    // The tape is used up now, and can be explained all the same.
    #expect(transcript.run("explain p x on t").contains("∂p/∂x =\n  [[2. 2.]\n   [2. 2.]]\n"))
  }
}
