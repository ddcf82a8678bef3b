import Language
import Testing

@testable import Interchange

/// How values are written where the frameworks differ.
///
/// The programs were run under each of them.
@Suite struct ProgramValuesTests {
  private func program(_ text: String, _ framework: Framework) throws -> ProgramText {
    let session = try SessionSamples.replayed(text)
    #expect(session.failures.map(\.message) == [])
    return ProgramText(session, for: framework)
  }

  private func lines(_ text: String, _ framework: Framework) throws -> [String] {
    let program = try program(text, framework)
    #expect(program.problems.map(\.message) == [])
    return program.parts.flatMap(\.lines)
  }

  // MARK: Bounds

  @Test func boundsThatAreNumbersStayNumbersInPyTorch() throws {
    // With tensors PyTorch's derivative where a bound is reached is another one.
    let text = "x = constant([1., 2.])\nclip_by_value(x, 1.5, 3)\nclip(x, 0., 1.)"
    #expect(
      try lines(text, .pytorch).suffix(2) == [
        "print(torch.clamp(x, 1.5, 3))", "print(torch.clamp(x, min=0., max=1.))",
      ])
  }

  @Test func aNumberBesideABoundThatIsATensorIsOneToo() throws {
    let text = "x = constant([1., 2.])\nlow = constant(1.)\nclip_by_value(x, low, 3.)"
    #expect(try lines(text, .pytorch).last == "print(torch.clamp(x, low, torch.tensor(3.)))")
  }

  // MARK: Slices

  @Test func sequencesOfPythonsGoBackwardsAsTheyAre() throws {
    let text = "s = 'abc'\ns[::-1]\nl = [1, 2, 3]\nl[2:0:-1]\nlist(range(4))[::-1]"
    #expect(
      try lines(text, .pytorch) == [
        "s = 'abc'", "print(s[::-1])", "l = [1, 2, 3]", "print(l[2:0:-1])",
        "print(list(range(4))[::-1])",
      ])
  }

  @Test(arguments: [
    ("x[::-1]", "x.flip(0)"), ("x[:, ::-1]", "x.flip(1)"), ("x[..., ::-1]", "x.flip(-1)"),
    ("x[::-1, ::-2]", "x.flip(0, 1)[:, ::2]"), ("x[0, ::-1]", "x.flip(1)[0]"),
    ("x[..., ::-1, 0]", "x.flip(-2)[..., :, 0]"), ("x[None, ::-1]", "x.flip(0)[None]"),
  ])
  func aTensorOfPyTorchIsTurned(typed: String, written: String) throws {
    let text = "x = constant([[1., 2., 3.], [4., 5., 6.]])\n\(typed)"
    #expect(try lines(text, .pytorch).last == "print(\(written))")
  }

  @Test func whatMayBeATensorIsAskedWhenItIsTurned() throws {
    let program = try program(
      "def f(t): return t[::-1]\nf([1, 2])\nf(constant([1., 2.]))", .pytorch)
    #expect(program.text.contains("    return backwards(t)\n"))
    #expect(program.prelude.contains("def backwards(x):"))
  }

  @Test func aBackwardSliceWithEndsIsRefusedForTensorsOnly() throws {
    let program = try program("x = constant([1., 2., 3.])\nx[2:0:-1]", .pytorch)
    #expect(program.problems.map(\.line) == [3])
  }

  // MARK: Derivatives

  @Test func aBatchOfNumbersHasItsJacobianInTensorFlow() throws {
    let text = """
      x = Variable([1., 2., 3.])
      y = x * x
      batch_jacobian y x
      with GradientTape() as t:
        z = x ** 3
      t.batch_jacobian(z, x)
      m = Variable([[1., 2.], [3., 4.]])
      n = m * m
      batch_jacobian n m
      """
    let lines = try lines(text, .tensorflow)
    #expect(lines.contains("print(batch_jacobian(tape, y, x))"))
    #expect(lines.contains("print(batch_jacobian(t, z, x))"))
    #expect(lines.contains("print(tape.batch_jacobian(n, m))"))
  }

  @Test func aGradientByADictIsTensorFlowsOwn() throws {
    let text = """
      w = Variable([1., 2.])
      b = Variable(0.5)
      with GradientTape() as t:
        loss = sum(w * w) + b
      g = t.gradient(loss, {'w': w, 'b': b})
      g['w']
      """
    #expect(
      try lines(text, .tensorflow).suffix(2) == [
        "g = t.gradient(loss, {'w': w, 'b': b})", "print(g['w'])",
      ])
  }

  @Test(arguments: [
    (Framework.tensorflow, "value_and_grad(f)(w)"), (.pytorch, "value_and_grad(f)(w)"),
    (.jax, "jax.value_and_grad(f)(w)"),
  ])
  func aValueComesWithItsGradient(framework: Framework, call: String) throws {
    let text = "def f(w): return sum(w ** 2)\nw = constant([1., 2.])\nv, g = value_and_grad(f)(w)"
    let program = try program(text, framework)
    #expect(program.problems.map(\.message) == [])
    #expect(program.text.hasSuffix("v, g = \(call)\n"))
    #expect(program.prelude.contains("def value_and_grad(f, argnums=0):") == (framework != .jax))
  }

  // MARK: Arrays of NumPy's

  @Test func anArrayOfNumPysIsATensorWhereOneIsNeededInPyTorch() throws {
    let text = """
      import numpy as np
      x = np.array([1., 2., 3.])
      y = x * 2.
      w = Variable(x)
      sum(w * y)
      exp(x)
      x[::-1]
      np.sum(y)
      def f(t): return sin(t)
      f(x)
      """
    #expect(
      try lines(text, .pytorch).filter { !$0.isEmpty } == [
        "x = np.array([1., 2., 3.])", "y = x * 2.", "w = torch.tensor(x, requires_grad=True)",
        "print(torch.sum(w * torch.as_tensor(y)))", "print(torch.exp(torch.as_tensor(x)))",
        "print(x[::-1])", "print(np.sum(y))", "def f(t):",
        "    return torch.sin(torch.as_tensor(t))", "print(f(x))",
      ])
  }

  // MARK: Lists of Python's where tensors are expected

  @Test(arguments: [
    (Framework.pytorch, "print(model([1., 2.]))", "    return torch.sum(v * torch.as_tensor(x))"),
    (.jax, "print(model(jnp.array([1., 2.])))", "    return jnp.sum(v * jnp.asarray(x))"),
  ])
  func aListOfNumbersBecomesATensorWhereAFunctionComputesWithIt(
    framework: Framework, call: String, body: String
  ) throws {
    let session = try SessionSamples.replayed(
      """
      v = Variable([1., 2.])
      def model(x): return sum(v * x)
      def first(xs): return xs[0]
      def count(xs): return len(xs) * 2
      model([1., 2.])
      first([1., 2.])
      count([1., 2.])
      """)
    let lines = ProgramText(session, for: framework).parts.flatMap(\.lines)
    #expect(lines.contains(call) && lines.contains(body))
    #expect(lines.contains("print(first([1., 2.]))") && lines.contains("print(count([1., 2.]))"))
  }

  @Test func tensorsInAListAreStacked() throws {
    let session = try SessionSamples.replayed(
      """
      import tensorflow as tf
      import numpy as np
      v = Variable([1., 2.])
      tf.reduce_sum([tf.reduce_sum(v), 2.0])
      tf.reduce_mean([tf.reduce_sum(v * k) for k in range(3)])
      xs = np.linspace(0., 1., 3)
      tf.concat([xs, [1.0]], 0)
      d = {'b': [1, 2]}
      max(d['b'])
      """)
    let torch = ProgramText(session, for: .pytorch).parts.flatMap(\.lines)
    #expect(torch.contains("print(torch.sum(stacked([torch.sum(v), 2.0])))"))
    #expect(torch.contains("print(torch.mean(stacked([torch.sum(v * k) for k in range(3)])))"))
    #expect(
      torch.contains(
        "print(torch.cat([torch.as_tensor(xs), torch.tensor([1.0], dtype=torch.float64)], dim=0))"))
    #expect(torch.contains("print(max(d['b']))"))
    let jax = ProgramText(session, for: .jax).parts.flatMap(\.lines)
    #expect(
      jax.contains(
        "print(jnp.concatenate([xs, jnp.array([1.0], dtype=jnp.float64)], axis=0))"))
  }

  // MARK: Tensors filled with a value

  private static let make = "def make(n, s=0.1):\n  return fill([n], s)\n"

  @Test func whatIsFilledHasTheTypeOfItsValue() throws {
    #expect(
      try lines(Self.make + "make(2)", .pytorch).contains("    return torch.full([n], s)"))
    #expect(
      try lines("fill([2], True)\nfill([2], 7)", .pytorch).suffix(2) == [
        "print(torch.full([2], True))", "print(torch.full([2], 7, dtype=torch.int32))",
      ])
    #expect(
      try lines(Self.make + "make(2, 3)", .pytorch)
        .contains("    return torch.full([n], s, dtype=torch.int32)"))
  }

  @Test func whatIsFilledWithATensorLeadsToIt() throws {
    #expect(
      try lines(Self.make + "v = Variable(0.5)\nmake(2, v)", .pytorch)
        .contains("    return s.expand([n])"))
  }

  @Test func whatIsFilledWithFloatsOrIntegersIsRefusedInPyTorch() throws {
    let text = Self.make + "make(2, 1.5)\nmake(2, 3)"
    #expect(
      try program(text, .pytorch).problems.map(\.message) == [
        "this fills with floats at times and with integers at others"
      ])
    #expect(try lines(text, .jax).contains("    return jnp.full([n], s)"))
  }
}
