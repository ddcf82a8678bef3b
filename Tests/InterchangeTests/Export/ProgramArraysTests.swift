import Language
import Testing

@testable import Interchange

/// NumPy's arrays beside tensors in programs: what an expression is comes from the session's run.
///
/// The programs were run under each framework, and gave the session's numbers.
@Suite struct ProgramArraysTests {
  private func lines(_ text: String, _ framework: Framework = .pytorch) throws -> [String] {
    try SessionSamples.programLines("import numpy as np\n" + text, for: framework)
  }

  private func problems(_ text: String, _ framework: Framework) throws -> [String] {
    ProgramText(try SessionSamples.replayed("import numpy as np\n" + text), for: framework)
      .problems.map(\.message)
  }

  // MARK: Arrays become tensors

  private static let names = """
    X = np.array([[1., 2.], [3., 4.]], dtype=np.float32)
    X64 = np.array([[1., 2.], [3., 4.]])
    n = np.array([1, 0])
    w = Variable([[1.], [2.]])
    v = Variable([1., 2.])

    """

  @Test(arguments: [
    ("X[0:1] @ w", "torch.as_tensor(X[0:1]) @ w"),
    ("X64 @ w", "torch.as_tensor(X64, dtype=torch.float32) @ w"),
    ("n * v", "torch.as_tensor(n) * v"),
    ("n @ w", "torch.as_tensor(n, dtype=torch.float32) @ w"),
    ("X64[0] < v", "torch.as_tensor(X64[0], dtype=torch.float32) < v"),
    ("X * 2. + n", "X * 2. + n"),
    ("ones_like(n)", "torch.ones_like(torch.as_tensor(n))"),
    ("stack([n, n])", "torch.stack([torch.as_tensor(n), torch.as_tensor(n)])"),
    ("np.mean(v)", "np.mean(v.detach().numpy())"),
    ("np.array([v[0], v[1]])", "np.array(as_arrays([v[0], v[1]]))"),
    ("(v.numpy() == n).mean()", "(v.detach().numpy() == n).mean()"),
    ("max(v[0], np.float32(3.))", "max(v[0], torch.as_tensor(np.float32(3.)))"),
    ("abs(n)", "abs(n)"),
  ])
  func anArrayIsATensorBesideOne(typed: String, written: String) throws {
    #expect(try lines(Self.names + typed).last == "print(\(written))")
  }

  @Test func whatALoopTakesFromArraysIsArrays() throws {
    let text = """
      X = np.array([[1., 2.], [3., 4.]], dtype=np.float32)
      v = Variable([1., 2.])
      for i in range(2):
        row = X[i]
        print(row * v)
      for x, y in zip(X, [1., 2.]):
        print(sum(x * v) - y)
      """
    let lines = try lines(text)
    #expect(lines.contains("    print(torch.as_tensor(row) * v)"))
    #expect(lines.contains("    print(torch.sum(torch.as_tensor(x) * v) - y)"))
  }

  @Test func anArrayStaysOneOnItsWayIntoAFunction() throws {
    let text = """
      x = np.array([1., 2.])
      def f(t): return t.mean() + exp(t)
      f(x)
      """
    #expect(
      try lines(text).suffix(3) == [
        "def f(t):", "    return torch.as_tensor(t.mean()) + torch.exp(torch.as_tensor(t))",
        "print(f(x))",
      ])
  }

  @Test func aTruthsMeanIsNumPysOwn() throws {
    let text = "a = np.array([1, 2])\n(a == np.array([1, 3])).mean()"
    for framework in Framework.allCases {
      #expect(try lines(text, framework).last == "print((a == np.array([1, 3])).mean())")
    }
  }

  @Test func aListIsATensorWhereOneIsNeeded() throws {
    let text = """
      v = Variable([1., 2.])
      def f(x): return sum(v * x)
      f([1., 2.])
      constant([v[0], v[1] * v[0]])
      """
    #expect(try lines(text).contains("    return torch.sum(v * torch.as_tensor(x))"))
    #expect(try lines(text).last == "print(stacked([v[0], v[1] * v[0]]).detach())")
    #expect(
      try lines(text, .tensorflow).last
        == "print(tf.stop_gradient(tf.convert_to_tensor([v[0], v[1] * v[0]])))")
  }

  @Test func aNameThatBeginsAsANumberMayBecomeATensor() throws {
    let text = """
      x = Variable(4.)
      s = 0.
      for i in range(2):
        s = sqrt(s) + x
      s
      """
    #expect(try lines(text).contains("    s = torch.sqrt(torch.as_tensor(s)) + x"))
  }

  @Test(arguments: [
    (Framework.tensorflow, "print(round(x.numpy(), 2), round(x.numpy().item(), 2))"),
    (.pytorch, "print(round(float(x.detach().numpy()), 2), round(x.detach().numpy().item(), 2))"),
  ])
  func aNumberIsRoundedByPython(framework: Framework, written: String) throws {
    let text = "x = constant(1.234)\nprint(round(x.numpy(), 2), round(x.numpy().item(), 2))"
    #expect(try lines(text, framework).last == written)
  }

  // MARK: Arrays that are changed

  @Test(arguments: Framework.allCases)
  func anArrayThatIsAddedToIsANewOne(framework: Framework) throws {
    let text = """
      a = np.array([1., 2.], dtype=np.float32)
      b = a
      a += 1.
      a *= np.array([0.5, 0.25])
      d = {'m': a}
      d['m'] -= b
      """
    let written = try lines(text, framework).filter { !$0.hasPrefix("jax.config") }
    #expect(
      written.suffix(4) == [
        "a = a + 1.", "a = (a * np.array([0.5, 0.25])).astype(a.dtype)", "d = {'m': a}",
        "d['m'] = d['m'] - b",
      ])
  }

  @Test func whatIsMadeOfAnArraySharesItsMemory() throws {
    let text = "q = np.array([1., 2.])\nk = constant(q)\nn = k.numpy()\nq += 1."
    #expect(
      try lines(text).suffix(3) == [
        "k = torch.as_tensor(q)", "n = k.detach().numpy()", "q = q + 1.",
      ])
  }

  @Test func aNumberOfNumPysIsAddedToAsItIs() throws {
    let text = "s = np.float32(1.)\nfor i in range(2):\n  s += np.float32(2.)"
    #expect(try lines(text).last == "    s += np.float32(2.)")
  }

  @Test func anArraysElementTypeIsNumPys() throws {
    let text = "a = np.array([1., 2.], dtype=np.float32)\na.dtype == np.float32"
    #expect(try lines(text).last == "print(a.dtype == np.float32)")
  }

  // MARK: JAX

  @Test(arguments: [
    ("max(p, q)", "print(max(p, q))"), ("min(p, 1.)", "print(min(p, 1.))"),
    ("max(np.sum(a), 1.)", "print(max(np.sum(a), 1.))"),
    ("max(v[0], v[1])", "print(max(v[0], v[1]))"),
  ])
  func theLargestOfSingleNumbersIsPythons(typed: String, written: String) throws {
    let names = """
      p = np.float32(2.)
      q = np.float32(3.)
      a = np.array([1., 4.])
      v = Variable([1., 2.])

      """
    #expect(try lines(names + typed, .jax).last == written)
  }

  @Test func whatLeavesAFunctionThatIsDifferentiatedIsAConstant() throws {
    let text = """
      x = Variable([2., 1.])
      def f(x):
        y = x * x
        scale = y.numpy().max() + np.mean(y) + float(y[0])
        return sum(y) / scale
      with GradientTape() as t:
        z = f(x)
      t.gradient(z, x)
      """
    #expect(
      try lines(text, .jax).contains(
        "    scale = np.asarray(jax.lax.stop_gradient(y)).max() "
          + "+ np.mean(jax.lax.stop_gradient(y)) + float(jax.lax.stop_gradient(y[0]))"))
  }

  // MARK: Draws

  @Test func whatNumPyDrawsIsAnArray() throws {
    let text = "x = np.random.default_rng(3).normal(size=2).astype(np.float32)\nv = Variable(x)"
    let lines = try lines(text)
    #expect(lines.contains { $0.hasPrefix("drawn = np.array([") })
    #expect(
      lines.suffix(2) == [
        "x = drawn.astype(np.float32)", "v = torch.tensor(x, requires_grad=True)",
      ])
  }

  @Test func whatTheFrameworkDrawsIsATensorBesideDrawsOfNumPys() throws {
    let text = """
      rng = np.random.default_rng(3)
      for i in range(2):
        a = rng.normal(size=2)
        b = normal((2,))
      """
    #expect(try lines(text).contains("    a = next(draws)"))
    #expect(try lines(text).contains("    b = torch.as_tensor(next(draws))"))
    #expect(try lines(text, .tensorflow).contains("    b = tf.constant(next(draws))"))
  }

  // MARK: Losses of Keras's

  @Test func targetsAndPredictionsAreGivenTheSameAxes() throws {
    let text = """
      import tensorflow as tf
      y = np.array([1., 0.])
      z = Variable([[5.], [11.]])
      tf.keras.losses.mean_squared_error(y, z)
      tf.keras.losses.mse(y, z[:, 0])
      """
    #expect(
      try lines(text).suffix(2) == [
        "print(aligned(lambda y_true, y_pred: "
          + "F.mse_loss(y_pred, y_true, reduction=\"none\").mean(-1), "
          + "torch.as_tensor(y, dtype=torch.float32), z))",
        "print(F.mse_loss(z[:, 0], torch.as_tensor(y, dtype=torch.float32), "
          + "reduction=\"none\").mean(-1))",
      ])
    // Keras 3 has the loss under its short name only.
    #expect(
      try lines(text, .tensorflow).suffix(2) == [
        "print(tf.keras.losses.mse(y, z))", "print(tf.keras.losses.mse(y, z[:, 0]))",
      ])
  }

  @Test func anAttributeThatIsAskedForByNameIsRefused() throws {
    #expect(
      try problems("v = Variable(1.)\nhasattr(v, 'trainable')", .pytorch) == [
        "a tensor of PyTorch has other attributes, so that hasattr gives another answer"
      ])
  }
}
