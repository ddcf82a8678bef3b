import Language
import Testing

/// Gradients of the user's own, and values that are computed again; the numbers are closed forms.
@Suite struct CustomGradientTests {
  private static let doubled = """
    @custom_gradient
    def f(x):
      def grad(dy):
        return 2. * x * dy
      return x * x, grad

    """

  @Test(arguments: [
    ("D(f)(3.)", "6.0"), ("D(f, 2)(3.)", "2.0"),
    ("jacobian(f)(constant([1., 2.]))", "[[2. 0.]\n [0. 4.]]"),
    ("jacfwd(f)(constant([1., 2.]))", "[[2. 0.]\n [0. 4.]]"),
    ("hessian(lambda x: sum(f(x)))(constant([1., 2.]))", "[[2. 0.]\n [0. 2.]]"),
    ("jvp(f, 3., 2.)", "(9.0, 12.0)"),
    ("D(recompute_grad(lambda x: x ** 3))(2.)", "12.0"),
    ("D(recompute_grad(lambda x: x ** 3), 2)(2.)", "12.0"),
    ("jvp(recompute_grad(lambda x: x ** 3), 2., 1.)", "(8.0, 12.0)"),
    ("D(recompute_grad(lambda x: f(x) * x))(2.)", "12.0"),
  ])
  func ownGradientsServeBothModesAndHigherOrders(_ call: String, _ expected: String) throws {
    var script = Script()
    #expect(try script.run(Self.doubled + call) == expected)
  }

  @Test func theGradientIsCalledWhenItIsAskedFor() throws {
    var script = Script()
    let shown = try script.run(
      """
      @custom_gradient
      def f(x):
        def grad(dy):
          print('asked for', dy)
          return dy
        return identity(x), grad
      x = constant(2.)
      with GradientTape() as t:
        t.watch(x)
        y = 3. * f(x)
      print('recorded')
      t.gradient(y, x)
      """)
    #expect(shown == "recorded\nasked for 3.0\n3.0")
  }

  @Test func recomputedValuesAreNotOnTheTape() throws {
    var script = Script()
    let listing = """
      x = constant(2.)
      with GradientTape(persistent=True) as t:
        t.watch(x)
        y = FUNCTION(x)
      t.gradient(y, x)
      t
      """
    let body = "def g(x):\n  return exp(sin(exp(sin(x))))\n"
    let kept = try script.run(body + listing.replacing("FUNCTION", with: "g"))
    let recomputed = try script.run(listing.replacing("FUNCTION", with: "recompute_grad(g)"))
    #expect(kept.split(separator: "\n")[0] == recomputed.split(separator: "\n")[0])
    #expect(kept.contains("5 entries"))
    #expect(recomputed.contains("2 entries"))
  }

  @Test func recomputingMindsVariables() throws {
    var script = Script()
    let shown = try script.run(
      """
      w = Variable(3.)
      f = recompute_grad(lambda x: x * w ** 2)
      x = constant(2.)
      with GradientTape() as t:
        t.watch(x)
        y = f(x)
      t.gradient(y, [x, w])
      """)
    // w² and 2xw.
    #expect(shown == "[9.0, 12.0]")
  }

  @Test func recomputingUsesTheValuesAtTheCall() throws {
    var script = Script()
    let shown = try script.run(
      """
      w = Variable(3.)
      f = recompute_grad(lambda x: x * w ** 2)
      x = constant(2.)
      with GradientTape() as t:
        t.watch(x)
        y = f(x)
      w.assign(10.);
      t.gradient(y, [x, w])
      w
      """)
    #expect(shown.hasPrefix("[9.0, 12.0]\n"))
    #expect(shown.contains("numpy=10.0"))
  }

  // MARK: The check

  /// Gradients that are right, though differences alone would not say so.
  @Test(arguments: [
    "x ** n, lambda u: (u * n * x ** (n - 1.), None)",
    "cos(10000. * x) * n, lambda u: (-u * n * 10000. * sin(10000. * x), u * cos(10000. * x))",
  ])
  func whatIsRightIsNotFlagged(_ pair: String) throws {
    var script = Script()
    #expect(try script.run("@custom_gradient\ndef f(x, n):\n  return \(pair)").isEmpty)
  }

  @Test func aSmallGradientIsCheckedAsWell() throws {
    var script = Script()
    let shown = try script.run(
      "@custom_gradient\ndef f(x):\n  return x * 1e-8, lambda u: u * 3e-8")
    #expect(shown.hasPrefix("note: the gradient given for f"))
  }

  @Test func aFunctionThatMayNotEndIsLeftAlone() throws {
    var script = Script()
    let definition = """
      @custom_gradient
      def f(x):
        while x != 7.:
          pass
        return x * 2., lambda u: u * 2.
      D(f)(7.)
      """
    #expect(try script.run(definition) == "2.0")
  }

  @Test(arguments: [
    ("return 2. * x * dy", false), ("return 3. * x * dy", true), ("return -2. * x * dy", true),
    ("return 0. * dy", true),
  ])
  func aGradientIsCheckedWhenItIsDefined(_ body: String, _ isFlagged: Bool) throws {
    var script = Script()
    let shown = try script.run(
      "@custom_gradient\ndef f(x):\n  def grad(dy):\n    \(body)\n  return x * x, grad")
    #expect(shown.hasPrefix("note: the gradient given for f is not the derivative") == isFlagged)
    #expect(shown.isEmpty == !isFlagged)
  }

  @Test func whatCannotBeGuessedIsCheckedAtTheFirstCall() throws {
    var script = Script()
    let definition = """
      A = constant([[1., 2., 3., 4., 5.]])
      @custom_gradient
      def f(x):
        def grad(dy):
          return transpose(A) @ dy * FACTOR
        return A @ x, grad
      """
    let call = "\nx = ones(5, 1)\ny = f(x)\ny = f(x)"
    #expect(try script.run(definition.replacing("FACTOR", with: "1.")).isEmpty)
    #expect(try script.run(call).isEmpty)
    #expect(try script.run(definition.replacing("FACTOR", with: "2.")).isEmpty)
    let shown = try script.run(call)
    #expect(shown.hasPrefix("note: the gradient given for f"))
    #expect(shown.split(separator: "\n").count == 2)
  }

  @Test func theCheckChangesNothing() throws {
    var script = Script(seed: 5)
    let before = try script.run("import tensorflow as tf\ntf.random.normal([])")
    var other = Script(seed: 5)
    let definition = """
      import tensorflow as tf
      calls = []
      w = Variable(1.)
      @custom_gradient
      def f(x):
        calls.append(1)
        print('called')
        w.assign_add(1.)
        noise = tf.random.normal([])
        def grad(dy, variables=None):
          return dy * x * 2., [dy * 0.]
        return x * x * (w - w + 1.), grad
      """
    #expect(try other.run(definition).isEmpty)
    #expect(try other.run("len(calls)") == "0")
    #expect(try other.run("w.numpy()") == "1.0")
    #expect(try other.run("tf.random.normal([])") == before)
  }

  // MARK: Errors

  @Test(arguments: [
    (
      "def f(x):\n  return x * x", "f(1.)", "TypeError",
      "custom_gradient: f() must return its value and the function of its gradient"
    ),
    (
      "def f(x):\n  def grad(dy):\n    return dy, dy\n  return x * x, grad", "D(f)(1.)",
      "ValueError", "the gradient of f() gave 2 gradients for 1 arguments"
    ),
    (
      "def f(x):\n  def grad(dy):\n    return [1., 2.]\n  return x * x, grad", "D(f)(1.)",
      "ValueError", "the gradient of f() gave 2 gradients for 1 arguments"
    ),
    (
      "def f(x):\n  def grad(dy):\n    return constant([1., 2.])\n  return x * x, grad",
      "D(f)(1.)", "ShapeError",
      "the gradient by argument 1 of f() has shape (2,), and the argument ()"
    ),
    (
      "def f(x):\n  def grad(dy):\n    return dy / nothing\n  return x * x, grad", "D(f)(1.)",
      "NameError", "name 'nothing' is not defined"
    ),
    (
      "def f(x):\n  def grad(dy):\n    return f(dy)\n  return f(x), grad", "D(f)(1.)",
      "RecursionError", "maximum recursion depth exceeded"
    ),
  ])
  func aGradientThatDoesNotFitIsAnError(
    _ function: String, _ call: String, _ type: String, _ message: String
  ) {
    var script = Script()
    let failure = script.failure(of: "@custom_gradient\n\(function)\n\(call)")
    #expect(failure?.type == type)
    #expect(failure?.message == message)
  }

  @Test func aFailureInAGradientIsCaught() throws {
    var script = Script()
    let shown = try script.run(
      """
      @custom_gradient
      def f(x):
        def grad(dy):
          raise ValueError('no')
        return identity(x), grad
      x = constant(2.)
      with GradientTape() as t:
        t.watch(x)
        y = f(x)
      try:
        t.gradient(y, x)
      except ValueError as e:
        print('caught', e)
      """)
    #expect(shown == "caught no")
  }
}
