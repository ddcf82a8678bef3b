import Testing

@testable import Notebook

/// The dim hint behind a text.
@Suite struct HintTests {
  static let session = """
    import tensorflow as tf
    x = ones(2, 3)
    w = ones(3, 2)
    n = constant([1, 2])
    v = Variable(ones(2, 2))
    def f(a, b=2, *rest, **more):
      return a
    """

  @Test(arguments: [
    ("sum(x", ", axis=None, keepdims=False)"), ("sum(", "x, axis=None, keepdims=False)"),
    ("sum(x,", " axis=None, keepdims=False)"), ("sum(x, ", "axis=None, keepdims=False)"),
    ("sum(x, ax", "is=None, keepdims=False)"), ("sum(x, axis=", "None, keepdims=False)"),
    ("sum(x, axis=0", ", keepdims=False)"), ("tf.reduce_sum(x", ", axis=None, keepdims=False)"),
    ("f(1", ", b=2, *rest, **more)"), ("y = f(", "a, b=2, *rest, **more)"),
    ("exp(sum(x", ", axis=None, keepdims=False)"), ("exp(sum(x)", ")"),
    ("x.sum(", "axis=…, keepdims=…)"),
  ])
  func aCallShowsWhatItStillTakes(_ text: String, _ hint: String) {
    #expect(Draft(after: Self.session).hint(text) == hint)
  }

  @Test(arguments: [
    ("grad ", "z x y … [on TAPE] [--zero]"), ("grad", " z x y … [on TAPE] [--zero]"),
    ("grad z ", "x y … [on TAPE] [--zero]"), ("grad z x ", "y … [on TAPE] [--zero]"),
    ("grad z x y v ", "… [on TAPE] [--zero]"), ("grad z x on ", "TAPE] [--zero]"),
    ("grad z x --zero ", "y … [on TAPE]"), ("g = grad ", "z x y … [on TAPE] [--zero]"),
    ("tape new ", "[NAME] [persistent] [manual]"), ("tape close ", "[NAME]"),
    ("set ", "[NAME [VALUE]]"), ("set dtype ", "float32 or float64"), ("watch ", "x y …"),
    ("load ", "FILE"),
  ])
  func aCommandShowsWhatItStillTakes(_ text: String, _ hint: String) {
    let expected = hint.replacing("TAPE] [--zero]", with: "TAPE [--zero]")
    let isClause = text.hasSuffix(" on ")
    #expect(Draft(after: Self.session).hint(text) == (isClause ? expected : hint))
  }

  @Test(arguments: [
    ("x @ w", "(2, 2) float32"), ("y = x @ w", "(2, 2) float32"), ("x", "(2, 3) float32"),
    ("sum(x)", "() float32"), ("sum(x, axis=0)", "(3,) float32"), ("x.T", "(3, 2) float32"),
    ("x[0]", "(3,) float32"), ("x[:, 1:]", "(2, 2) float32"), ("x * 2", "(2, 3) float32"),
    ("x > 1", "(2, 3) bool"), ("n / 2", "(2,) float64"), ("-x", "(2, 3) float32"),
    ("v @ v", "(2, 2) float32"), ("x.reshape(3, 2)", "(3, 2) float32"),
    ("reshape(x, (-1,))", "(6,) float32"), ("concat([x, x], axis=1)", "(2, 6) float32"),
    ("cast(n, float32)", "(2,) float32"), ("tf.math.exp(x)", "(2, 3) float32"),
    ("x.mean(axis=1)", "(2,) float32"),
  ])
  func anExpressionShowsItsShapeAndDtype(_ text: String, _ type: String) {
    #expect(Draft(after: Self.session).hint(text) == "  → " + type)
  }

  @Test(arguments: [
    "x @ w", "sum(x, axis=0)", "n / 2", "n // 2", "x[:, 1:]", "x[..., None]",
    "transpose(x)", "x.argmax(axis=1)", "squeeze(x[:1])", "where(x > 0, x, x)", "n % 2", "2 ** x",
    "stack([x, x])", "cumsum(x)", "v + 1", "1 - n", "x == x", "gather(x, n - 1)", "cast(x, int32)",
  ])
  func theHintIsTheTypeOfWhatTheExpressionGives(_ text: String) {
    var transcript = Transcript()
    _ = transcript.run(Self.session)
    let shown = transcript.run(
      "r = \(text)\nprint('  →', str(tuple(r.shape)), str(r.dtype.name))")
    #expect(transcript.interpreter.assistance().hint(for: text, cursor: text.utf8.count) == shown)
  }

  @Test(arguments: [
    ("x @ x", "  → the inner extents of (2, 3) @ (2, 3) do not agree"),
    ("x + w", "  → shapes (2, 3) and (3, 2) do not broadcast together"),
    ("x + n", "  → the operands have different dtypes: float32 and int32"),
  ])
  func aMistakeIsToldBeforeItIsRun(_ text: String, _ hint: String) {
    #expect(Draft(after: Self.session).hint(text) == hint)
  }

  @Test(arguments: [
    "", "1 + 2", "x = 'sum(", "# sum(", "f(1)", "x\n", "vars", "nothing(", "x +", "[1, 2",
    "print(x, 'a", "x[", "def g(", "unknown",
  ])
  func whatIsNotKnownHasNoHint(_ text: String) {
    #expect(Draft(after: Self.session).hint(text) == nil)
  }

  @Test func thereIsNoHintInsideTheText() {
    #expect(Draft(after: Self.session).assistance.hint(for: "sum(x", cursor: 2) == nil)
  }
}
