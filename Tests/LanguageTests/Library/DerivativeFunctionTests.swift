import Autodiff
import Language
import Testing

/// Derivatives as functions, of functions and of recorded values; the numbers are closed forms.
@Suite struct DerivativeFunctionTests {
  // sum(x³)·x₀ at (1, 2): x₀⁴ + x₁³x₀.
  private static let quartic = "def f(x):\n  return sum(x ** 3) * x[0]\nx = constant([1., 2.])\n"

  @Test(arguments: [
    ("grad(f)(x)", "[12. 12.]"),
    ("value_and_grad(f)(x)", "(9.0, [12. 12.])"),
    ("hessian(f)(x)", "[[12. 12.]\n [12. 12.]]"),
    ("hvp(f, x, constant([1., -0.5]))", "[6. 6.]"),
    ("jvp(f, x, constant([1., 0.5]))", "(9.0, 18.0)"),
    ("jvp(f, (x,), ([1., 0.5],))[1]", "18.0"),
    ("vjp(f, x)[1](2.)", "([24. 24.],)"),
    ("jacobian(grad(f))(x)", "[[12. 12.]\n [12. 12.]]"),
    ("grad(lambda x: hvp(f, x, constant([1., 0.]))[1])(x)", "[ 0. 12.]"),
    ("hessian(f, argnums=(0,))(x)[0][0]", "[[12. 12.]\n [12. 12.]]"),
  ])
  func aFunctionIsDifferentiated(_ call: String, _ expected: String) throws {
    var script = Script()
    #expect(try script.run(Self.quartic + call) == expected)
  }

  @Test(arguments: ["jacobian", "jacrev", "jacfwd"])
  func allModesGiveTheSameJacobian(_ name: String) throws {
    // y = (x₀x₁, x₀ + 2x₁, x₁²).
    let f = "def f(x):\n  return stack([x[0] * x[1], x[0] + 2. * x[1], x[1] ** 2])\n"
    var script = Script()
    let shown = try script.run(f + "\(name)(f)(constant([3., 5.]))")
    #expect(shown == "[[ 5.  3.]\n [ 1.  2.]\n [ 0. 10.]]")
  }

  @Test func argumentsAreChosenByNumber() throws {
    var script = Script()
    let shown = try script.run(
      """
      f = lambda x, y: x * y ** 2
      grad(f, argnums=1)(3., 4.)
      grad(f, argnums=(0, 1))(3., 4.)
      value_and_grad(f, (1,))(3., 4.)
      jacobian(f, argnums=1)(3., constant([1., 2.]))
      hessian(f, argnums=(0, 1))(3., 4.)
      """)
    #expect(
      shown == """
        24.0
        (16.0, 24.0)
        (48.0, (24.0,))
        [[ 6.  0.]
         [ 0. 12.]]
        ((0.0, 8.0), (8.0, 6.0))
        """)
  }

  @Test func argumentsMayBeNests() throws {
    var script = Script()
    let shown = try script.run(
      """
      model = {'w': constant([1., 2.]), 'b': constant(3.)}
      loss = lambda m: sum(m['w'] ** 2) * m['b']
      grad(loss)(model)
      jvp(loss, (model,), ({'w': [1., 0.], 'b': 1.},))
      hvp(loss, model, {'w': [0., 0.], 'b': 1.})
      """)
    #expect(
      shown == """
        {'w': [ 6. 12.], 'b': 5.0}
        (15.0, 11.0)
        {'w': [2. 4.], 'b': 0.0}
        """)
  }

  @Test func recordedValuesAreDifferentiatedByTheSameFunctions() throws {
    var script = Script()
    script.options.commands = [:]
    let shown = try script.run(
      """
      x = constant([1., 2.])
      t = GradientTape(persistent=True)
      t = t.__enter__()
      t.watch(x)
      y = x ** 3
      z = sum(y)
      jacobian(y, x)
      hessian(z, x)
      hvp(z, x, [1., 10.])
      jvp(y, x, [1., 10.])
      vjp(y, x, [1., 10.])
      jacobian(z, [x, y])
      grad(hessian(z, x), x)
      """)
    #expect(
      shown == """
        [[ 3.  0.]
         [ 0. 12.]]
        [[ 6.  0.]
         [ 0. 12.]]
        [  6. 120.]
        [  3. 120.]
        [  3. 120.]
        [[ 3. 12.], [1. 1.]]
        [6. 6.]
        """)
  }

  @Test func aPullbackIsCalledAnyNumberOfTimesAndDifferentiated() throws {
    var script = Script()
    let shown = try script.run(
      """
      y, back = vjp(lambda a, b: a * b, 3., 4.)
      back(1.), back(10.)
      grad(lambda s: vjp(lambda a: a ** 2, 3.)[1](s)[0])(1.)
      """)
    #expect(shown == "((4.0, 3.0), (40.0, 30.0))\n6.0")
  }

  @Test(arguments: [
    ("jacobian(3.)", "TypeError", "jacobian() needs a value and what to differentiate it by"),
    ("grad(abs, 3.)", "TypeError", "grad() of a function takes no sources"),
    (
      "jvp(abs, (1., 2.), (1.,))", "ValueError",
      "jvp() was given 2 arguments and 1 tangents"
    ),
    ("vjp(abs)", "TypeError", "vjp() of a function takes the arguments to call it with"),
    (
      "hvp(lambda x: sum(x), constant([1., 2.]), constant([1.]))", "ShapeError",
      "the tangent is float32 of shape (1,), but its source is float32 of shape (2,)"
    ),
    (
      "grad(lambda x: x)(3)", "TypeError",
      "a derivative is taken by floating-point numbers, not int32"
    ),
    (
      "grad(lambda x: x, argnums=2)(3.)", "TypeError",
      "the derivative is taken by argument 2, and 1 were given by position"
    ),
  ])
  func whatDoesNotFitIsAnError(_ call: String, _ type: String, _ message: String) {
    var script = Script()
    let failure = script.failure(of: call)
    #expect(failure?.type == type)
    #expect(failure?.message == message)
  }

  @Test func aFailedCallLeavesNoTapeOpen() throws {
    var script = Script()
    #expect(script.failure(of: "grad(lambda x: 1 / 0)(2.)")?.type == "ZeroDivisionError")
    #expect(
      try script.run(
        "try:\n  grad(lambda x: 1 / 0)(2.)\nexcept ZeroDivisionError:\n  print('no')") == "no")
    #expect(script.session.recorder.openTapes.isEmpty)
  }
}
