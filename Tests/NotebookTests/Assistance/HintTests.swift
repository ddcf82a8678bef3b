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
    ("load ", "FILE [as NAME]"),
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
    ("ones(2, 3)", "(2, 3) float32"), ("zeros((2, 3))", "(2, 3) float32"),
    ("ones(2, 3, float64)", "(2, 3) float64"), ("ones((2, 2), 'int32')", "(2, 2) int32"),
    ("ones(shape=(4,), dtype=int)", "(4,) int32"), ("np.ones(2)", "(2,) float64"),
    ("ones(x.shape)", "(2, 3) float32"), ("ones(shape(x))", "(2, 3) float32"),
    ("ones(len(x))", "(2,) float32"), ("ones_like(x)", "(2, 3) float32"),
    ("zeros_like([1, 2])", "(2,) int32"), ("full((2, 2), 7)", "(2, 2) int32"),
    ("tf.fill((2,), 7.)", "(2,) float32"), ("eye(3)", "(3, 3) float32"),
    ("eye(2, 3, float64)", "(2, 3) float64"), ("np.eye(2)", "(2, 2) float64"),
    ("arange(5)", "(5,) int32"), ("arange(0., 1., 0.25)", "(4,) float32"),
    ("tf.range(1, 7, 2)", "(3,) int32"), ("np.arange(3.)", "(3,) float64"),
    ("linspace(0, 1, 5)", "(5,) float32"), ("np.linspace(0, 1)", "(50,) float64"),
    ("constant([[1., 2.]])", "(1, 2) float32"), ("constant(3)", "() int32"),
    ("constant([1, 2.5])", "(2,) float32"), ("constant([True])", "(1,) bool"),
    ("constant([1, 2], float64)", "(2,) float64"), ("constant(1., shape=(2, 2))", "(2, 2) float32"),
    ("np.array([[1, 2]])", "(1, 2) int64"), ("tf.constant(x)", "(2, 3) float32"),
    ("normal((2, 3))", "(2, 3) float32"), ("uniform((2,), -1., 1.)", "(2,) float32"),
    ("randint(0, 10, (3,))", "(3,) int32"), ("np.random.randn(2, 3)", "(2, 3) float64"),
    ("np.random.normal(size=3)", "(3,) float64"), ("where(x > 0, x, 0.)", "(2, 3) float32"),
    ("where(x > 0, 0., x)", "(2, 3) float32"), ("maximum(x, 0)", "(2, 3) float32"),
    ("x + ones(3)", "(2, 3) float32"), ("x @ ones(3, 4)", "(2, 4) float32"),
    ("matmul(x, ones(3, 4))", "(2, 4) float32"), ("x + [1, 2, 3]", "(2, 3) float32"),
    ("Variable(ones(2))", "(2,) float32"), ("exp(ones(2)).sum()", "() float32"),
    ("y = ones(2) * 2 + 1", "(2,) float32"), ("concat([x, ones(1, 3)], 0)", "(3, 3) float32"),
    ("ones(10000000, 100000)", "(10000000, 100000) float32"),
  ])
  func whatIsCreatedHasItsTypeBeforeItIsThere(_ text: String, _ type: String) {
    let session = Self.session + "\nimport numpy as np"
    #expect(Draft(after: session).hint(text) == "  → " + type)
    guard !text.contains("10000000") else { return }
    var transcript = Transcript()
    _ = transcript.run(session)
    let value = text.replacing("y = ", with: "")
    let shown = transcript.run(
      "r = \(value)\nprint('  →', str(tuple(r.shape)), str(r.dtype.name))")
    #expect(shown == "  → " + type)
  }

  @Test(arguments: [
    "sum(x, foo=1)", "sum(x, 0, False, 1)", "x.sum(foo=1)", "sum(x, x=x)", "sum(x, 0, axis=0)",
    "ones(2, foo=1)", "eye(2, 3, float32, 4)", "ones()", "ones(2.5)", "constant([1, [2]])",
    "constant([1.5], int32)", "constant([3000000000], int32)", "len(x)", "shape(x)", "ones('a')",
    "linspace(0, 1, 5, int32)", "arange(1, 2, 3, 4)", "arange(1, start=2, stop=3)",
    "np.random.rand()", "normal((2,), dtype=int32)", "uniform((2,), dtype=int32)",
    "uniform((2,), x)", "randint(0, 2.5, (2,))", "randint(0, 9, (2,), float32)", "ones(nothing)",
    "normal((2,), x)", "cast(x, 'nothing')",
    "where(x > 0, x, 'a')", "n + 1.5", "n + [1.5]", "constant(None)", "matmul(x)",
  ])
  func aCallThatIsWrongOrGivesNoTensorHasNoResult(_ text: String) {
    let session = Self.session + "\nimport numpy as np"
    #expect(Draft(after: session).hint(text) == nil)
  }

  @Test(arguments: [
    ("x + ones(4)", "  → shapes (2, 3) and (4,) do not broadcast together"),
    ("x @ ones(2, 4)", "  → the inner extents of (2, 3) @ (2, 4) do not agree"),
    ("ones(2, -1)", "  → a shape cannot have a negative extent: (2, -1)"),
    ("full((2,), [1., 2., 3.])", "  → cannot broadcast (3,) to (2,)"),
    ("arange(1, 2, 0)", "  → a step cannot be zero"),
    ("constant([1, 2, 3], shape=(2, 2))", "  → cannot reshape (3,) (3 elements) to (2, 2)"),
  ])
  func aMistakeInWhatIsCreatedIsTold(_ text: String, _ hint: String) {
    #expect(Draft(after: Self.session).hint(text) == hint)
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
    "", "1 + 2", "x = 'sum(", "# sum(", "f(1)", "x\n", "quit", "nothing(", "x +", "[1, 2",
    "print(x, 'a", "x[", "def g(", "unknown",
  ])
  func whatIsNotKnownHasNoHint(_ text: String) {
    #expect(Draft(after: Self.session).hint(text) == nil)
  }

  @Test func thereIsNoHintInsideTheText() {
    #expect(Draft(after: Self.session).assistance.hint(for: "sum(x", cursor: 2) == nil)
  }
}
