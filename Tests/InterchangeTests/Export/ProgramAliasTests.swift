import Foundation
import Language
import Testing

@testable import Interchange

/// Variables with more than one name, in programs for JAX, whose arrays do not change.
///
/// The programs were run under JAX, and gave the numbers that TensorFlow gives for the session.
@Suite struct ProgramAliasTests {
  private func lines(_ text: String) throws -> [String] {
    try SessionSamples.programLines(text, for: .jax)
  }

  private func problems(_ text: String) throws -> [String] {
    ProgramText(try SessionSamples.replayed(text), for: .jax).problems.map(\.message)
  }

  private let isOtherName = "is another name of the Variable"

  // MARK: Names of the session

  @Test func everyNameThatIsReadGetsTheNewValue() throws {
    let text = "v = Variable([1., 2.])\nold = v\nv.assign_add([1., 1.])\nold"
    #expect(try lines(text)[2] == "v = old = v + jnp.array([1., 1.])")
    #expect(try lines("v = Variable(1.)\na = v\na.assign(5.)\nv")[2] == "a = v = jnp.array(5.)")
  }

  @Test func aNameThatIsNotReadAnyMoreKeepsItsValue() throws {
    let text = "v = Variable(1.)\nold = v\nv.assign_add(1.)\nv"
    #expect(try lines(text)[2] == "v = v + 1.")
    let anew = "v = Variable(1.)\nold = v\nv.assign_add(1.)\nold = 3.\nold * v"
    #expect(try lines(anew)[2] == "v = v + 1.")
  }

  @Test func aNameOfAnEarlierVariableKeepsItsValue() throws {
    let text = "v = Variable(1.)\nold = v\nv = Variable(2.)\nv.assign_add(1.)\nold"
    #expect(try lines(text)[3] == "v = v + 1.")
  }

  @Test func itemsOfListsAndDictsGetTheNewValueToo() throws {
    let list = "v = Variable(1.)\np = [v, Variable(2.)]\nv.assign(3.)\np[0]\np[0].assign_add(1.)\nv"
    let lines = try lines(list)
    #expect(lines[2] == "v = p[0] = jnp.array(3.)" && lines[5] == "p[0] = v = p[0] + 1.")
    let tied = "e = Variable(1.)\nm = {'a': e, 'b': e}\nm['a'].assign_add(1.)\nm['b']"
    #expect(try self.lines(tied)[2] == "m['a'] = m[\"b\"] = m['a'] + 1.")
  }

  @Test func anItemOfATupleCannotBeReplaced() throws {
    let text = "v = Variable(1.)\np = (v, 2.)\nv.assign(3.)\np[0]"
    #expect(try problems(text).first?.contains("'p' \(isOtherName)") == true)
  }

  // MARK: Loops

  @Test func aLoopsNameIsReplacedWhereItsVariableStands() throws {
    let text = """
      w = [Variable(1.), Variable(2.)]
      v = w[0]
      for q, g in zip(w, [0.1, 0.2]):
        q.assign_sub(g);
        print(q)
      v
      """
    #expect(
      try lines(text).dropFirst(2) == [
        "for i, (q, g) in enumerate(zip(w, [0.1, 0.2])):", "    q = w[i] = q - g",
        "    print(q)", "v = w[0]", "print(v)",
      ])
  }

  @Test func aListThatIsWrittenOutGetsAName() throws {
    let text = "a = Variable(1.)\nb = Variable(2.)\nfor v in [a, b]: v.assign(v * 2.);\na + b"
    #expect(
      try lines(text).dropFirst(2).prefix(4) == [
        "variables = [a, b]", "for i, v in enumerate(variables):", "    variables[i] = v * 2.",
        "a, b = variables",
      ])
  }

  @Test func valuesOfADictAreReplacedByTheirKeys() throws {
    let pairs = "p = {'w': Variable(1.)}\nfor k, v in p.items(): v.assign_sub(0.5);\np['w']"
    #expect(try lines(pairs)[2] == "    p[k] = v - 0.5")
    let values = "p = {'w': Variable(1.)}\nfor v in p.values(): v.assign_sub(0.5);\np['w']"
    #expect(
      try lines(values).dropFirst().prefix(2) == [
        "for key, v in p.items():", "    p[key] = v - 0.5",
      ])
  }

  @Test func layersInListsOfListsAreReplaced() throws {
    let text = """
      layers = [[Variable(1.), Variable(2.)], [Variable(3.), Variable(4.)]]
      for (w, b), d in zip(layers, [0.1, 0.2]):
        w.assign_sub(d);
        b.assign_add(d);
      layers[1][0]
      """
    #expect(
      try lines(text).dropFirst().prefix(3) == [
        "for i, ((w, b), d) in enumerate(zip(layers, [0.1, 0.2])):",
        "    layers[i][0] = w - d", "    layers[i][1] = b + d",
      ])
  }

  @Test func aBodyThatReadsAnotherNameIsRefused() throws {
    let text = """
      w = Variable(1.)
      b = Variable(2.)
      for v, d in zip([w, b], [0.1, 0.2]):
        v.assign_add(d)
        print(w)
      """
    #expect(try problems(text).first?.contains("'w' \(isOtherName)") == true)
  }

  // MARK: Functions

  @Test func aFunctionUpdatesTheListThatItIsGiven() throws {
    let function = """
      v = Variable([1., 2.])
      b = Variable(0.5)
      d = constant([1., 2.])
      def sgd(ps, gs, lr=0.1):
        for q, g in zip(ps, gs):
          q.assign_sub(lr * g)

      """
    let written = try lines(function + "sgd([v, b], [d, 1.])\nv\nb")
    #expect(
      written.dropFirst(3) == [
        "def sgd(ps, gs, lr=0.1):", "    for i, (q, g) in enumerate(zip(ps, gs)):",
        "        ps[i] = q - lr * g", "variables = [v, b]", "sgd(variables, [d, 1.])",
        "v, b = variables", "print(v)", "print(b)",
      ])
    let named = try lines(function + "params = [v, b]\nsgd(params, [d, 1.])\nv\nb")
    #expect(named.dropFirst(7).prefix(2) == ["sgd(params, [d, 1.])", "v, b = params"])
    let nested = try problems(function + "def step():\n  sgd([v, b], [d, 1.])\nstep()\nv")
    #expect(nested.first?.contains("'sgd' updates Variables that have names of their own") == true)
  }

  @Test func aFunctionUpdatesTheListsOfTheSession() throws {
    let text = """
      w = Variable(1.)
      b = Variable(0.5)
      params = [w, b]
      def step(lr):
        for p, g in zip(params, [1., 2.]):
          p.assign_sub(lr * g)
      step(0.1)
      w * b * params[0]
      """
    let lines = try lines(text)
    #expect(lines.contains("    global w, b, params"))
    #expect(
      lines.contains("    w, b = params = [p - lr * g for p, g in zip(params, [1., 2.])]"))
  }

  @Test func aFunctionsOwnVariableNeedsNoMoreThanItsName() throws {
    let text = """
      def fit(lr):
        w = Variable(0.)
        for k in range(3): w.assign_sub(lr)
        return w
      results = []
      for lr in [0.1, 0.2]:
        w = fit(lr)
        results.append(w)
      results[0] + w
      """
    #expect(try lines(text)[3] == "        w = w - lr")
  }

  @Test func aClosuresVariableIsNonlocal() throws {
    let text = """
      def counter():
        n = Variable(0.)
        def up():
          n.assign_add(1.)
          return n.numpy()
        return up
      c = counter()
      print(c(), c())
      """
    #expect(try lines(text).contains("        nonlocal n"))
  }

  @Test func aVariableThatAClosureGivesAwayIsRefused() throws {
    let text = """
      def make():
        w = Variable(1.)
        def up(): w.assign_add(1.)
        return w, up
      a, up = make()
      up()
      a
      """
    #expect(try problems(text).first?.contains("'a' \(isOtherName)") == true)
  }

  @Test func aParameterOfItsOwnIsRefused() throws {
    let text = "v = Variable(1.)\ndef up(q): q.assign_add(1.)\nup(v)\nv"
    #expect(try problems(text).first?.contains(isOtherName) == true)
  }

  @Test func anUpdateWithinAnExpressionIsRefused() throws {
    #expect(
      try problems("v = Variable(1.)\nf = lambda: v.assign_add(1.)\nf()\nv").first
        == "JAX updates a Variable by a statement, which cannot stand in an expression")
    #expect(try problems("v = Variable(1.)\nf = v.assign_add\nf(1.)\nv").count >= 1)
  }

  // MARK: Derivatives

  @Test func aDerivativeSeesAllNamesOfItsSource() throws {
    let text = """
      x = Variable(3.)
      y = x
      x.assign_add(1.)
      with GradientTape() as t:
        z = x * y
      t.gradient(z, y)
      """
    #expect(
      try lines(text).suffix(4) == [
        "def z_of_y(y):", "    x = y", "    return x * y", "print(jax.grad(z_of_y)(y))",
      ])
  }

  @Test func whatAVariableIsSetToDoesNotCarryDerivatives() throws {
    let text = """
      x = constant(3.)
      w = Variable(1.)
      with GradientTape() as t:
        t.watch(x)
        l = 0.
        for k in range(3):
          l = l + w * x
          w.assign_add(x)
      t.gradient(l, x)
      """
    #expect(try lines(text).contains("        w = jax.lax.stop_gradient(w + x)"))
    let made = """
      x = constant(3.)
      with GradientTape() as t:
        t.watch(x)
        w = Variable(x * 2.)
        y = w * x
      t.gradient(y, x)
      """
    #expect(try lines(made).contains("    w = jax.lax.stop_gradient(x * 2.)"))
  }

  @Test func aVariableThatAFunctionUpdatedSinceIsMadeAgain() throws {
    let text = """
      w = Variable(2.)
      x = constant(3.)
      def bump(): w.assign_add(1.)
      with GradientTape() as t:
        t.watch(x)
        y = w * x ** 2
      bump()
      t.gradient(y, x)
      """
    #expect(
      try lines(text).suffix(4) == [
        "def y_of_x(x):", "    w = jnp.array(2.)", "    return w * x ** 2",
        "print(jax.grad(y_of_x)(x))",
      ])
    let twice = text.replacingOccurrences(of: "with Grad", with: "bump()\nwith Grad")
    #expect(try problems(twice).first?.contains("'w' has another value by now") == true)
  }

  @Test func aLoopThatShowsItsUpdatesShowsTheNewValues() throws {
    let text = "w = [Variable(1.)]\nfor q in w: q.assign_sub(0.5)"
    #expect(try lines(text).suffix(2) == ["    w[i] = q - 0.5", "    print(w[i])"])
  }

  // MARK: Several targets

  @Test func targetsInAListOrDictAreSummed() throws {
    let text = """
      v = Variable([1., 2.])
      with GradientTape(persistent=True) as t:
        ts = [v ** 2, sum(v)]
        a = v ** 2
        b = sum(v)
      t.gradient(ts, v)
      t.gradient([a, b], v)
      t.gradient({'a': a, 'b': b}, v)
      """
    let lines = try lines(text)
    #expect(lines.contains("    return sum(jnp.sum(y) for y in [v ** 2, jnp.sum(v)])"))
    #expect(lines.count { $0 == "    return sum(jnp.sum(y) for y in [a, b])" } == 2)
  }

  @Test func whatAListKeepsUnrecordedIsAConstant() throws {
    let text = """
      x = Variable(2.)
      kept = []
      with GradientTape() as t:
        with t.stop_recording():
          kept.append(x * 2.)
          kept.insert(0, x * 3.)
          kept.extend([x * 4.])
        y = kept[0] * x + kept[2]
      t.gradient(y, x)
      """
    let lines = try lines(text)
    #expect(lines.contains("kept.append(jax.lax.stop_gradient(x * 2.))"))
    #expect(lines.contains("kept.insert(0, jax.lax.stop_gradient(x * 3.))"))
    #expect(lines.contains("kept.extend(jax.lax.stop_gradient([x * 4.]))"))
  }

  @Test func aFunctionsNoneIsRefusedWhereJAXGivesZero() throws {
    let text = """
      def d(f):
        def g(x):
          with GradientTape() as t:
            t.watch(x)
            y = f(x)
          return t.gradient(y, x)
        return g
      print(d(d(lambda x: 3. * x))(constant(2.)))
      """
    #expect(
      try problems(text).first
        == "this derivative is None at times or by some of its sources, where JAX gives zero")
    #expect(try problems(text.replacing("3. * x", with: "x ** 3")) == [])
  }

  @Test func anUpdateBetweenTwoReadsOfATapeIsRefused() throws {
    let text = """
      x = Variable(2.)
      with GradientTape() as t:
        y = x ** 2
        x.assign(5.)
        z = y * x
      t.gradient(z, x)
      """
    #expect(
      try problems(text).first?.hasPrefix("'x' was updated while the tape was open") == true)
    let before = text.replacing("y = x ** 2", with: "y = 4.")
    #expect(try problems(before) == [])
  }

  @Test func aDefaultValueKeepsTheVariable() throws {
    let text = "w = Variable(1.)\ng = lambda x, w=w: w * x\nw.assign(20.)\ng(2.)"
    #expect(try problems(text).first?.contains("'w' \(isOtherName)") == true)
  }

  @Test func aListOfOneSourceGivesAListOfOneGradient() throws {
    let text = """
      a = Variable(1.)
      p = [a]
      with GradientTape() as t:
        y = a * a
      t.gradient(y, p)
      """
    #expect(try lines(text).last == "print([jax.grad(y_of_a)(a)])")
  }

  @Test func aNameThatIsReadBeforeAnUpdateOnlyIsNoObstacle() throws {
    let text = """
      state = [Variable(1.), Variable(0.)]
      def euler(s, dt):
        x, v = s
        nx = x + dt * v
        nv = v - dt * x
        s[0].assign(nx)
        s[1].assign(nv)
      euler(state, 0.1)
      state[0]
      """
    let lines = try lines(text)
    #expect(lines.contains("    s[0] = nx") && lines.contains("    s[1] = nv"))
  }

  @Test(arguments: [
    (Framework.tensorflow, "y = w * tf.constant(w) + w * tf.convert_to_tensor(w)"),
    (.pytorch, "y = w * w.detach().clone() + w * torch.as_tensor(w)"),
    (.jax, "    return w * jax.lax.stop_gradient(jnp.asarray(w)) + w * jnp.asarray(w)"),
  ])
  func constantTakesAVariablesValueAlone(framework: Framework, line: String) throws {
    let text = """
      import tensorflow as tf
      w = Variable(3.)
      with GradientTape() as t:
        y = w * tf.constant(w) + w * tf.convert_to_tensor(w)
      t.gradient(y, w)
      """
    let program = ProgramText(try SessionSamples.replayed(text), for: framework)
    #expect(program.problems.isEmpty)
    #expect(
      program.parts.flatMap(\.lines).contains { $0 == line || $0 == "    " + line })
  }
}
