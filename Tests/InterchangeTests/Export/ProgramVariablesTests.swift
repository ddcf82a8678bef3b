import Language
import Testing

@testable import Interchange

/// Variables, tapes and arrays of NumPy's in programs, where each framework has its own ways.
///
/// The programs were run under each of them, and gave the session's numbers.
@Suite struct ProgramVariablesTests {
  private func lines(_ text: String, _ framework: Framework) throws -> [String] {
    try SessionSamples.programLines(text, for: framework)
  }

  private func problems(_ text: String, _ framework: Framework) throws -> [String] {
    ProgramText(try SessionSamples.replayed(text), for: framework).problems.map(\.message)
  }

  // MARK: Values that are kept

  @Test func aVariablesValueIsCopiedWhereItIsKeptInPyTorch() throws {
    let text = """
      w = Variable([1., 2.])
      hist = []
      hist.append(w.numpy())
      old = w.read_value()
      first = w[0]
      w.assign_sub([1., 1.])
      w.assign_add([0.5, 0.5])
      w.numpy()
      """
    #expect(
      try lines(text, .pytorch).dropFirst(2) == [
        "hist.append(w.detach().numpy().copy())", "old = w.clone()", "first = w[0].clone()",
        "with torch.no_grad():", "    w -= torch.tensor([1., 1.])", "print(w)",
        "with torch.no_grad():",
        "    w += torch.tensor([0.5, 0.5])", "print(w)", "print(w.detach().numpy())",
      ])
    #expect(
      try lines(text, .jax).dropFirst(5).prefix(1) == ["w = w - jnp.array([1., 1.])"])
  }

  @Test func whatIsTakenOutOfAVariableIsCopiedWhereItIsKeptInPyTorch() throws {
    let text = """
      w = Variable([1., 2.])
      kept = []
      def remember(x): kept.append(x)
      def twice(x): return x * 2.
      remember(w[0])
      twice(w[0])
      both = [w[0], w[1]]
      for e in w: last = e
      a, b = w
      u = unstack(w)
      w.assign([5., 6.])
      """
    let lines = try lines(text, .pytorch)
    #expect(
      lines.suffix(10) == [
        "remember(w[0].clone())", "print(twice(w[0]))", "both = [w[0].clone(), w[1].clone()]",
        "for e in w.clone():", "    last = e", "a, b = w.clone()", "u = torch.unbind(w.clone())",
        "with torch.no_grad():", "    w.copy_(torch.tensor([5., 6.]))", "print(w)",
      ])
  }

  @Test func aSumIsANewTensorInPyTorch() throws {
    let text = "x = constant([1., 2.])\ny = x\ny += 1.\nn = 1\nn += 1"
    #expect(try lines(text, .pytorch).dropFirst(2) == ["y = y + 1.", "n = 1", "n += 1"])
  }

  @Test func aFunctionUpdatesAVariableOfTheSessionInPyTorch() throws {
    let text = """
      w = Variable(3.)
      def step(lr):
        with GradientTape() as t:
          y = w * w
        d = t.gradient(y, w)
        w.assign_sub(lr * d)
        w.assign_add(0.5)
        return float(y)
      step(0.1)
      """
    let lines = try lines(text, .pytorch)
    #expect(
      lines.contains("        w.sub_(lr * d)") && lines.contains("        w.add_(0.5)")
        && lines.contains("    return float(y.detach())"))
    #expect(lines.count { $0 == "    with torch.no_grad():" } == 1)
  }

  // MARK: JAX's arrays

  @Test func whatIsNotRecordedIsAConstantInJAX() throws {
    let text = """
      x = Variable(2.)
      with GradientTape() as t:
        y = x * 2.
        with t.stop_recording():
          q = x * 3.
        z = y * q
      t.gradient(z, x)
      """
    let lines = try lines(text, .jax)
    #expect(lines.count { $0.hasSuffix("q = jax.lax.stop_gradient(x * 3.)") } == 2)
  }

  @Test func itemsOfDictsAreReplacedInJAX() throws {
    let dict = "p = {'w': Variable(1.)}\nfor k in p: p[k].assign_sub(0.5)\np['w']"
    #expect(try lines(dict, .jax)[2] == "    p[k] = p[k] - 0.5")
  }

  @Test func indicesAndLabelsStayIntegersInJAX() throws {
    let text = """
      import tensorflow as tf
      a = constant([1.], dtype=float64)
      x = constant([[1., 2.], [3., 4.]])
      x[[1, 0]]
      labels = [0, 1]
      tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=x)
      w = Variable(1.)
      w.assign(2)
      """
    let lines = try lines(text, .jax)
    #expect(lines.contains("print(x[jnp.array([1, 0])])"))
    #expect(lines.contains { $0.contains("jnp.array(labels, dtype=jnp.int32)") })
    #expect(lines.contains("w = jnp.array(2, dtype=w.dtype)"))
  }

  // MARK: Tapes

  @Test(arguments: [Framework.pytorch, .jax])
  func aTapeIsNotDeleted(framework: Framework) throws {
    let text = """
      x = Variable(3.)
      with GradientTape(persistent=True) as t:
        y = x * x
      t.gradient(y, x)
      del t
      """
    #expect(try lines(text, framework).contains { $0.hasPrefix("del") } == false)
  }

  @Test func aPersistentTapeIsAskedInALoopInPyTorch() throws {
    let text = """
      x = Variable(3.)
      with GradientTape(persistent=True) as t:
        a = x * x
        b = a * a
      for o in [a, b]: print(t.gradient(o, x))
      """
    #expect(try lines(text, .pytorch).last?.contains("retain_graph=True") == true)
  }

  @Test func aHelpersGradientIsRecordedWhereItIsDifferentiatedInPyTorch() throws {
    let helper = """
      def g(f, x):
        with GradientTape() as t:
          t.watch(x)
          y = f(x)
        return t.gradient(y, x)
      f = lambda x: x ** 3
      """
    let nested = "g(lambda z: g(f, z), constant(2.))"
    #expect(
      try lines(helper + "\n" + nested, .pytorch).contains { $0.contains("create_graph=True") })
    #expect(
      try !lines(helper + "\ng(f, constant(2.))", .pytorch).contains {
        $0.contains("create_graph=True")
      })
  }

  @Test func aFunctionTakesGradientsByWhatItIsGivenInPyTorch() throws {
    let text = """
      w = Variable([1., 2.])
      b = Variable(1.)
      def grads(params):
        with GradientTape() as t:
          y = sum(params[0] * params[0]) * params[1]
        return t.gradient(y, params)
      grads([w, b])
      """
    #expect(
      try lines(text, .pytorch).contains("    return torch.autograd.grad(y.sum(), params)"))
    #expect(
      try lines(text + "\ngrads(w)", .pytorch).contains(
        "    return gradient_by(params, y.sum())"))
  }

  @Test func aDictOfVariablesGivesADictOfGradientsInPyTorch() throws {
    let text = """
      p = {'w': Variable(2.)}
      with GradientTape() as t:
        y = p['w'] * 3.
      g = t.gradient(y, p)
      g
      """
    #expect(
      try lines(text, .pytorch).contains(
        "g = dict(zip(p, torch.autograd.grad(y, list(p.values()))))"))
  }

  @Test func aDerivativeTakesPythonsNumbersInPyTorch() throws {
    let session = try SessionSamples.replayed("f = lambda x: x ** 3\n[D(f)(z) for z in [1., 2.]]")
    let program = ProgramText(session, for: .pytorch)
    #expect(program.prelude.contains("    return lambda x: f(torch.as_tensor(x))"))
  }

  // MARK: Arrays of NumPy's

  @Test(arguments: Framework.allCases)
  func anArrayOfNumPysStaysOne(framework: Framework) throws {
    let text = """
      import numpy as np
      n = np.array([1, 2, 4], dtype=np.int32)
      n.mean()
      q = np.arange(6.).reshape(2, 3)
      np.mean(q, axis=0)
      q.T
      n[n > 1]
      """
    #expect(
      try lines(text, framework) == [
        "n = np.array([1, 2, 4], dtype=np.int32)", "print(n.mean())",
        "q = np.arange(6.).reshape(2, 3)", "print(np.mean(q, axis=0))", "print(q.T)",
        "print(n[n > 1])",
      ])
  }

  @Test(arguments: [(Framework.pytorch, "torch.tensor"), (.jax, "jnp.array")])
  func aShapeIsATensor(framework: Framework, made: String) throws {
    let text = "import tensorflow as tf\nx = constant([1., 2.])\ntf.shape(x)"
    #expect(try lines(text, framework).last == "print(\(made)(x.shape))")
  }
}
