import Language
import Testing

@testable import Notebook

/// One element's way as `trace` tells it; the numbers are closed forms.
@Suite struct TraceCommandTests {
  @Test func theFirstGradientIsFollowedForOneElement() {
    let shown = Transcript.of("x = ones(2, 3)\nwatch x\ny = sum(x)\nz = y * y\ntrace x[1, 2] z")
    #expect(
      shown == """
        x[1, 2] = 1.0   line 2
        y = sum(x) = 6.0   line 3
          ∂y/∂x[1, 2] = 1.0
        z = y*y = 36.0   line 4
          ∂z/∂y = 2*y = 12.0

        one path: x[1, 2] → y → z
        ∂z/∂x[1, 2] = 1.0 · 12.0 = 12.0
        """)
  }

  @Test func aLayerSplitsIntoPathsAndStopsAtADeadUnit() {
    // h = x @ w = [1, -1, 3.5]; relu keeps the first and the last: 2·1·1 + 2·3.5·2 = 16.
    let text = """
      x = constant([[1., 2.]])
      w = constant([[1., -3., 2.], [0., 1., 0.75]])
      watch x
      h = x @ w
      a = relu(h)
      z = sum(a * a)
      trace x[0, 0] z
      """
    #expect(
      Transcript.of(text) == """
        x[0, 0] = 1.0   line 3
        h = matmul(x, w)   line 4, 3 of 3 elements move
          ∂h[0, 0]/∂x[0, 0] = 1.0
          ∂h[0, 2]/∂x[0, 0] = 2.0
        a = relu(h)   line 5, 2 of 3 elements move
          ∂a[0, 0]/∂h[0, 0] = where(h > 0, 1.0, 0.0) = 1.0
          ∂a[0, 2]/∂h[0, 2] = where(h > 0, 1.0, 0.0) = 1.0
          stops here: h[0, 1], derivative 0
        v4 = a*a   line 6, 2 of 3 elements move
          ∂v4[0, 0]/∂a[0, 0] = 2*a = 2.0
          ∂v4[0, 2]/∂a[0, 2] = 2*a = 7.0
        z = sum(v4) = 13.25   line 6
          ∂z/∂v4[0, 0] = 1.0
          ∂z/∂v4[0, 2] = 1.0

        2 paths:
          x[0, 0] → h[0, 0] → a[0, 0] → v4[0, 0] → z: 1.0 · 1.0 · 2.0 · 1.0 = 2.0
          x[0, 0] → h[0, 2] → a[0, 2] → v4[0, 2] → z: 2.0 · 1.0 · 7.0 · 1.0 = 14.0
        ∂z/∂x[0, 0] = 2.0 + 14.0 = 16.0
        """)
    // To one element of a: only its own column.
    #expect(
      Transcript.of(text.replacing("] z", with: "] a[0, 2]")).hasSuffix(
        "one path: x[0, 0] → h[0, 2] → a[0, 2]\n∂a[0, 2]/∂x[0, 0] = 2.0 · 1.0 = 2.0"))
    #expect(
      Transcript.of(text.replacing("] z", with: "] a[0, 1]")).hasSuffix(
        "no path reaches a[0, 1]\n∂a[0, 1]/∂x[0, 0] = 0.0"))
  }

  /// Each listing with the element's derivative.
  static let sums: [(listing: String, element: String, derivative: String)] = [
    // Broadcasting: one number of b serves three rows.
    ("x = constant([1., 2.])\nwatch x\nz = sum(ones(3, 2) * x)", "x[1]", "3.0"),
    // 2·x for each of four columns.
    ("x = constant([[3.], [1.]])\nwatch x\nz = sum((x * ones(2, 4)) ** 2)", "x[0, 0]", "24.0"),
    // gather takes the element twice.
    ("x = constant([1., 5.])\nwatch x\nz = sum(gather(x, [1, 0, 1]))", "x[1]", "2.0"),
    // cumsum: the first element is in three sums.
    ("x = constant([1., 5., 2.])\nwatch x\nz = sum(cumsum(x))", "x[0]", "3.0"),
    // x @ x with a vector: 2·x.
    ("x = constant([1., 5., 2.])\nwatch x\nz = x @ x", "x[-1]", "4.0"),
    // A Variable, read before and after an assignment: 2·3 + 1.
    ("x = Variable([3., 4.])\na = sum(x * x)\nx.assign([0., 0.])\nz = a + sum(x)", "x[0]", "7.0"),
    // max: the other element counts; softmax: p·(1 - p) = 1/4.
    ("x = constant([1., 5.])\nwatch x\nz = max(x)", "x[0]", "0.0"),
    ("x = constant([1., 1.])\nwatch x\nz = softmax(x)[0]", "x[0]", "0.25"),
    ("x = constant(3.)\nwatch x\nz = x ** 3", "x", "27.0"),
    (
      "x = constant([[1., 2.], [3., 4.]])\nwatch x\nz = sum(reshape(transpose(x), (4,))[1:3])",
      "x[0][1]", "1.0"
    ),
  ]

  @Test(arguments: sums.indices)
  func theSumIsTheGradientsElement(_ index: Int) {
    let (listing, element, derivative) = Self.sums[index]
    let shown = Transcript.of("\(listing)\ntrace \(element) z")
    #expect(shown.hasSuffix("= \(derivative)"), "\(shown)")
  }

  @Test func whatIsWideIsFoldedWithItsCount() {
    // q is 3 in each of 1000 columns; sum(q²) by x[0] is 1000·2·3.
    let text = "x = constant([[1., 2.]])\nwatch x\nq = x @ ones(2, 1000)\nr = sum(q * q)\n"
    let shown = Transcript.of(text + "trace x[0, 0] r")
    #expect(shown.contains("  … 996 more, each 6.0\n"))
    #expect(shown.contains("\n1000 paths; those that count most:\n"))
    #expect(shown.contains("  … 994 more, together 5964.0\n"))
    #expect(shown.hasSuffix("∂r/∂x[0, 0] = 6000.0"))
    #expect(shown.split(separator: "\n").count < 40)
    // Each of 1000 sums is of up to 1000 elements.
    let wide = Transcript.of(text + "s = sum(cumsum(q, axis=1))\ntrace x[0, 0] s")
    #expect(wide.contains("  too many derivatives to be told apart\n"))
    // 1 + 2 + … + 1000.
    #expect(wide.hasSuffix("∂s/∂x[0, 0] = 500500.0"))
  }

  @Test func pathsThatCannotBeCountedAreToldTogether() {
    let shown = Transcript.of(
      "x = constant([1.])\nwatch x\nz = x\nfor i in range(80): z = z * 0.5 + z * 0.5\ntrace x[0] z")
    #expect(shown.contains("more paths than can be counted; those that count most:"))
    #expect(shown.hasSuffix("∂z/∂x[0] = 1.0"))
  }

  @Test func aLongPathIsToldFromBothEnds() {
    // 2⁻¹⁰⁰ · 2¹⁰⁰ = 1.
    let shown = Transcript.of(
      "x = constant(1.)\nwatch x\ny = x\nfor i in range(100): y = y * 0.5 * 2.\ntrace x y")
    #expect(shown.contains("\none path: x → v2 → y₁ → v6 → … 193 more … → "), "\(shown)")
    #expect(shown.hasSuffix("0.5 · 2.0 · 0.5 · 2.0 · … 192 more … · 0.5 · 2.0 · 0.5 · 2.0 = 1.0"))
  }

  @Test func valuesAreCalledAsTheyWereTyped() {
    let shown = Transcript.of(
      "p = {'w': Variable([1., 2.])}\nws = [p['w']]\nz = sum(p['w'] ** 2)\ntrace ws[0][1] z")
    #expect(shown.hasSuffix("= 4.0"))
    #expect(shown.contains("∂z/∂ws[0][1] = "), "\(shown)")
  }

  static let mistakes: [(command: String, message: String)] = [
    ("trace x z", "IndexError: x has shape (2, 2); trace follows one element of it"),
    ("trace x[0] z", "IndexError: x has shape (2, 2), and x[0] names 1 of 2 indices"),
    ("trace x[0, :] z", "IndexError: x[0, :] is no single element"),
    ("trace x[0, 1.5] z", "IndexError: x[0, 1.5] is no single element"),
    ("trace x[..., 0] z", "IndexError: x[..., 0] is no single element"),
    (
      "trace x[0, 7] z",
      "IndexError: index 7 is out of bounds for axis 1 of x, which has extent 2"
    ),
    ("trace z[0] z", "IndexError: z has shape (), and z[0] names 1 of 0 indices"),
    (
      "trace x[0, 0] 3",
      "TypeError: 3 is of type int; trace follows elements of tensors and "
        + "Variables"
    ),
    ("trace 3 z", "TypeError: 3 is of type int; trace follows elements of tensors and Variables"),
    ("trace x[0, 0] z x[1, 1]", "TypeError: trace takes an element and a value: trace x[1, 2] z"),
    (
      "c = constant([1.])\ntrace c[0] z",
      "None: z was not computed from c"
    ),
    ("c = constant([1.])\ntrace x[0, 0] c", "None: c was not computed from x"),
    (
      "c = sum(x.numpy() * constant(2.))\ntrace x[0, 0] c",
      "None: c depends on x only through numpy() in line 5, which takes the numbers off the tape"
    ),
    (
      "c = constant([1.])\nd = c * 2.\nwatch c\ntrace c[0] d",
      "None: c was used in line 6 before it was watched; watch c first"
    ),
  ]

  @Test(arguments: mistakes.indices) func mistakesAreExplained(_ index: Int) {
    let (command, message) = Self.mistakes[index]
    let text = "x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y\n"
    #expect(Transcript.of(text + command) == message)
  }

  @Test func anItemOfAListIsFollowed() {
    let text =
      "p = [constant([1., 2.]), constant([3.])]\nwatch p[0]\nz = sum(p[0] ** 2)\ntrace p[0][1] z"
    #expect(Transcript.of(text).hasSuffix("= 4.0"))
  }

  @Test func askingChangesNothing() {
    var transcript = Transcript()
    _ = transcript.run("x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y")
    let before = transcript.run("tape")
    _ = transcript.run("trace x[0, 0] z\ntrace x[0, 0] z*y")
    #expect(transcript.run("tape") == before)
    // On a tape that is used up and let go of its large values.
    let used = transcript.run(
      """
      v = ones(2000)
      with GradientTape() as t:
        t.watch(v)
        p = sum(exp(v) * v)
      g = t.gradient(p, v)
      trace v[7] p on t
      """)
    // (1 + 1)·e = 5.43656
    #expect(used.hasSuffix("= 5.43656"))
  }
}
