import Language
import Notebook
import Testing

@testable import Interchange

/// What functions do besides what they give, which a function that JAX differentiates would do again.
///
/// The programs that are refused kept or printed twice what TensorFlow keeps or prints once.
@Suite struct ProgramEffectsTests {
  private func problems(_ text: String, _ framework: Framework = .jax) throws -> [String] {
    ProgramText(try SessionSamples.replayed(text), for: framework).problems.map(\.message)
  }

  private func asked(_ function: String) -> String {
    """
    import tensorflow as tf
    log = []
    calls = {'n': 0}
    n = 0
    \(function)
    x = tf.Variable([1., 2.])
    with tf.GradientTape() as t:
      y = model(x)
    t.gradient(y, x)
    """
  }

  @Test(arguments: [
    ("def model(x):\n  print('called')\n  return x ** 2", "'model' prints"),
    (
      "def model(x):\n  log.append(float(tf.reduce_sum(x)))\n  return x ** 2",
      "'model' changes 'log'"
    ),
    ("def model(x):\n  global n\n  n += 1\n  return x ** 2", "'model' changes 'n'"),
    ("def model(x):\n  calls['n'] += 1\n  return x ** 2", "'model' changes 'calls'"),
    (
      "def keep(x, kept):\n  kept.append(x)\n  return x\ndef model(x): return keep(x, log) ** 2",
      "'keep' changes 'kept'"
    ),
    (
      "def make():\n  def inner(x):\n    print('called')\n    return x ** 2\n  return inner\nmodel = make()",
      "'model' prints"
    ),
  ])
  func whatAFunctionDoesIsNotDoneAgainForTheDerivative(
    function: String, effect: String
  ) throws {
    #expect(
      try problems(asked(function)) == [effect + ", and JAX would do so again for the derivative"])
    #expect(try problems(asked(function), .tensorflow) == [])
    #expect(try problems(asked(function), .pytorch) == [])
  }

  @Test func aFunctionThatIsGivenOrHeldIsLookedAtAsWell() throws {
    #expect(
      try problems(
        """
        import tensorflow as tf
        counts = {'n': 0}
        def f(x):
          counts['n'] += 1
          return x ** 2
        def slope(g, x):
          with tf.GradientTape() as t:
            t.watch(x)
            y = g(x)
          return t.gradient(y, x)
        slope(f, tf.constant(2.))
        """) == ["'f' changes 'counts', and JAX would do so again for the derivative"])
    #expect(
      try problems(
        """
        import tensorflow as tf
        log = []
        fs = {'a': lambda x: (log.append(1.), x ** 2)[1]}
        x = tf.Variable([1., 2.])
        with tf.GradientTape() as t:
          y = fs['a'](x)
        t.gradient(y, x)
        """) == ["'fs' changes 'log', and JAX would do so again for the derivative"])
  }

  @Test(arguments: [
    // What is a function's own may change.
    "def model(x):\n  acts = []\n  for i in range(2):\n    acts.append(x * i)\n  return acts[1]",
    "def model(x):\n  total = 0.\n  def add(v):\n    nonlocal total\n    total = total + v\n"
      + "  add(x)\n  return total",
    "def model(x):\n  def twice(v):\n    v = v * 2.\n    return v\n  return twice(x)",
    // What is not done does not matter.
    "def model(x, verbose=False):\n  if verbose:\n    print('called')\n  return x ** 2",
  ])
  func whatIsAFunctionsOwnMayChange(function: String) throws {
    #expect(try problems(asked(function)) == [])
  }

  @Test func aFunctionThatIsDifferentiatedItselfKeepsNoNumbers() throws {
    let start = "log = []\nn = 0\n"
    let message = "and has no numbers for it while JAX differentiates"
    #expect(
      try problems(start + "def f(x):\n  log.append(x)\n  return x ** 2\ngrad(f)(2.)")
        == ["'f' changes 'log', \(message)"])
    #expect(
      try problems(start + "def f(x):\n  print(x)\n  return x ** 2\nf′(2.)")
        == ["'f' prints, \(message)"])
    // It is called once by both, so that it counts and says the same.
    #expect(
      try problems(
        start + "def f(x):\n  global n\n  n += 1\n  print('f')\n  return x ** 2\ngrad(f)(2.)") == []
    )
  }

  // MARK: Within comprehensions

  @Test(arguments: [Framework.tensorflow, .jax])
  func whatAComprehensionBindsIsNotReadBeforeIt(framework: Framework) throws {
    let message =
      "\(framework.title) takes this derivative of what a statement before computes, where 'i' "
      + "is not bound yet"
    #expect(
      try problems(
        """
        x = constant([1., 2.])
        watch x
        s = sum(x ** 3)
        [grad(s * i, x) for i in [1., 2.]]
        """, framework) == [message])
    #expect(
      try problems(
        """
        x = Variable([1., 2.])
        def f(v, k): return sum(v ** k)
        {i: grad(f(x, i), x) for i in (2, 3)}
        """, framework) == [message])
  }

  @Test func aTapeThatAComprehensionAsksIsPersistent() throws {
    let lines = try SessionSamples.programLines(
      """
      x = Variable([1., 2.])
      s = sum(x ** 3)
      [grad(s, x) * i for i in [1., 2.]]
      for k in range(2):
        s = sum(x ** 3) * (k + 1.)
        print([grad(s, x) * i for i in [1., 2.]])
      """, for: .tensorflow)
    let headers = lines.filter { $0.contains("GradientTape") }
    #expect(headers.count == 2 && headers.allSatisfy { $0.contains("persistent=True") })
  }

  @Test func aComprehensionsSourceIsNotTakenForUnconnected() throws {
    let text = """
      import tensorflow as tf
      a = tf.Variable(1.)
      b = tf.Variable(2.)
      with tf.GradientTape(persistent=True) as t:
        y = a * b
      print([t.gradient(y, v, unconnected_gradients='zero') for v in [a, b]])
      """
    #expect(
      try problems(text).first?.hasPrefix("what leads from 'v' to the target") == true)
    #expect(try problems(text, .tensorflow) == [])
  }

  @Test func aModulesFunctionChangesNothing() throws {
    let lines = try SessionSamples.programLines(
      """
      import tensorflow as tf
      x = tf.constant([3., 1., 2.])
      with tf.GradientTape(persistent=True) as t:
        t.watch(x)
        top, idx = tf.math.top_k(x, k=2)
        srt = tf.sort(x)
        u = tf.reduce_sum(srt)
      print(t.gradient(top, x), t.gradient(u, x))
      """, for: .jax)
    #expect(lines.contains { $0.contains("jax.grad(u_of_x)(x)") })
  }
}
