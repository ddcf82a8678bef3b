import Language
import Testing

@testable import Interchange

/// What a tape records and what not, in programs for frameworks whose tensors always record or that
/// compute again what they differentiate.
///
/// The listings were run under TensorFlow and the programs under their frameworks, with the same
/// numbers.
@Suite struct ProgramTapesTests {
  private func lines(_ text: String, _ framework: Framework = .pytorch) throws -> [String] {
    let session = try SessionSamples.listing(text)
    #expect(session.failures.map(\.message) == [])
    let program = ProgramText(session, for: framework)
    #expect(program.problems.map(\.message) == [])
    return program.parts.flatMap(\.lines).filter { !$0.isEmpty }
  }

  private func problems(_ text: String, _ framework: Framework) throws -> [String] {
    ProgramText(try SessionSamples.listing(text), for: framework).problems.map(\.message)
  }

  // MARK: Outside of the tape

  private static let outside = """
    import tensorflow as tf
    w = tf.Variable(2.)
    x = w * 2.
    with tf.GradientTape() as t:
      y = x * w
    print(t.gradient(y, w))
    """

  @Test func whatIsComputedBeforeTheTapeIsAConstantToIt() throws {
    #expect(try lines(Self.outside).contains("x = (w * 2.).detach()"))
    #expect(
      try lines(Self.outside, .jax).suffix(3) == [
        "def y_of_w(w):", "    return x * w", "print(jax.grad(y_of_w)(w))",
      ])
  }

  @Test func aCopyOfAVariableThatIsUpdatedLaterIsAConstant() throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable([1., 2.])
      old = w
      first = tf.identity(w)
      w.assign([5., 6.])
      with tf.GradientTape() as t:
        y = tf.reduce_sum(old * first)
      print(t.gradient(y, w))
      """
    #expect(try lines(text).contains("first = w.clone().detach()"))
  }

  @Test func aTargetOfATurnIsComputedBeforeTheTape() throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable(3.)
      for i in range(3):
        goal = 0.9 * w + 1.
        with tf.GradientTape() as t:
          loss = (w - goal) ** 2
        w.assign_sub(0.1 * t.gradient(loss, w))
      print(w.numpy())
      """
    #expect(try lines(text).contains("    goal = (0.9 * w + 1.).detach()"))
    #expect(try lines(text, .jax).contains("        return (w - goal) ** 2"))
  }

  @Test func whatAnotherTapeRecordedIsAConstant() throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable(2.)
      with tf.GradientTape() as first:
        y = w * w
      print(first.gradient(y, w))
      with tf.GradientTape() as second:
        z = y * w
      print(second.gradient(z, w))
      """
    #expect(
      try lines(text, .jax).suffix(3) == [
        "def z_of_w(w):", "    return y * w", "print(jax.grad(z_of_w)(w))",
      ])
    #expect(
      try problems(text, .pytorch) == [
        "'y' was computed where the tape did not record, and PyTorch's tensors always do"
      ])
  }

  @Test(arguments: [
    ("z", "if w > 1.:\n  z = w * 3.\nelse:\n  z = w * 2."),
    ("zs", "zs = []\nfor k in range(2):\n  zs.append(w ** k)\nz = lambda: tf.add_n(zs)"),
    ("zs", "zs = [w, w * w]\nz = lambda: tf.add_n(zs)"),
    ("c", "def make():\n  c = w * 1.\n  return lambda: c * 2.\nz = make()"),
  ])
  func whatHasNoNameOfItsOwnIsRefused(name: String, computed: String) throws {
    let value = computed.contains("lambda") ? "z()" : "z"
    let text = """
      import tensorflow as tf
      w = tf.Variable(2.)
      \(computed)
      with tf.GradientTape() as t:
        y = \(value) * w
      print(t.gradient(y, w))
      """
    #expect(
      try problems(text, .pytorch) == [
        "'\(name)' was computed where the tape did not record, and PyTorch's tensors always do"
      ])
  }

  @Test func aSessionsConstantIsOneToATapeOfItsOwn() throws {
    let text = """
      w = Variable(2.)
      x = w * 2.
      with GradientTape() as t:
        y = x * w
      t.gradient(y, w)
      """
    #expect(
      try SessionSamples.programLines(text, for: .pytorch).contains("x = (w * 2.).detach()"))
    #expect(
      ProgramText(try SessionSamples.replayed(text + "\ngrad x w"), for: .pytorch)
        .problems.count == 1)
  }

  @Test func whatIsComputedBeforeATensorIsWatchedDoesNotDependOnIt() throws {
    let text = "x = constant(2.)\ny = x * x\nwatch x\nz = y * x\ngrad z x"
    #expect(
      try SessionSamples.programLines(text, for: .jax).suffix(3) == [
        "def z_of_x(x):", "    return y * x", "print(jax.grad(z_of_x)(x))",
      ])
  }

  @Test func aGradientThatIsNotRecordedIsAConstant() throws {
    let text = """
      import tensorflow as tf
      x = tf.Variable(2.)
      with tf.GradientTape(persistent=True) as tape:
        y = x ** 2
        with tape.stop_recording():
          dy = tape.gradient(y, x)
        z = dy * x
      print(tape.gradient(z, x))
      """
    #expect(
      try lines(text).contains {
        $0.hasSuffix("dy = torch.autograd.grad(y, x, retain_graph=True)[0]")
      })
  }

  // MARK: Turns

  @Test func whatATurnLeavesIsAConstantToTheNext() throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable(0.5)
      h = tf.constant(1.0)
      for i in range(3):
        with tf.GradientTape() as t:
          h = w * h
        print(t.gradient(h, w))
      """
    #expect(
      try lines(text).suffix(4) == [
        "for i in range(3):", "    h = h.detach()", "    h = w * h",
        "    print(torch.autograd.grad(h, w)[0])",
      ])
  }

  @Test func whatTheFirstTurnDoesNotHaveIsAskedFor() throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable(0.5)
      before = None
      for i in range(3):
        with tf.GradientTape() as t:
          y = tf.sin(w * 2.)
          if before is not None:
            y = y + 0.1 * before
        print(t.gradient(y, w))
        before = y
      """
    #expect(
      try lines(text).contains("    if before is not None:")
        && lines(text).contains("        before = before.detach()"))
  }

  @Test func whatAStepGaveIsAConstantToTheNext() throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable(0.5)
      def step(h):
        with tf.GradientTape() as t:
          h = tf.tanh(w * h)
        return h, t.gradient(h, w)
      h = tf.constant(1.0)
      for i in range(3):
        h, g = step(h)
        print(h, g)
      """
    #expect(try lines(text).contains("    h, g = step(h.detach())"))
  }

  @Test func aListWithTensorsOfEarlierTurnsIsRefused() throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable([0.5, 0.5])
      losses = []
      for x in [[1., 2.], [3., 4.]]:
        with tf.GradientTape() as t:
          losses.append(tf.reduce_sum(w * x))
          total = tf.add_n(losses)
        print(t.gradient(total, w))
      """
    #expect(
      try problems(text, .pytorch) == [
        "the list 'losses' has tensors of earlier turns, which PyTorch would differentiate again"
      ])
  }

  // MARK: Updates between recording and asking

  @Test func aVariableUpdatedBeforeItsDerivativeIsCopiedWhereItIsRead() throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable([2., 3.])
      v = tf.Variable([1., 1.])
      def f(a):
        return tf.reduce_sum(a ** 2 * v + v)
      with tf.GradientTape(persistent=True) as t:
        y = f(w)
      w.assign_sub(0.1 * t.gradient(y, w))
      v.assign_sub(0.1 * t.gradient(y, v))
      print(w, v)
      """
    #expect(try lines(text).contains("    return torch.sum(a.clone() ** 2 * v + v)"))
  }

  @Test func aVariableOfTheSessionsTapeIsCopiedAsWell() throws {
    let text = "x = Variable(2.)\ny = x ** 2\nz = x * y\nx.assign(5.)\ngrad z x\ngrad y x"
    let lines = try SessionSamples.programLines(text, for: .pytorch)
    #expect(lines.contains("y = x.clone() ** 2"))
    #expect(lines.contains("print(torch.autograd.grad(z, x, retain_graph=True)[0])"))
  }

  @Test func anArrayOfAVariablesFormerValueIsNotComputedAgain() throws {
    let text = """
      import tensorflow as tf
      x = tf.Variable([1., 2.])
      a = x.numpy()
      a = a + 1.
      x.assign_add([1., 1.])
      with tf.GradientTape() as t:
        y = tf.reduce_sum(x * a)
      a = a + 10.
      print(t.gradient(y, x))
      """
    #expect(
      try problems(text, .jax) == [
        "'x' has another value by now, so that no function of JAX can compute this again"
      ])
  }

  // MARK: None

  private static let unconnected = """
    import tensorflow as tf
    x = tf.Variable(2.)
    w = tf.Variable(3.)
    with tf.GradientTape(persistent=True) as t:
      y = tf.constant(3.) * 2.

    """

  @Test(arguments: [Framework.pytorch, .jax])
  func whatNothingConnectsIsNone(framework: Framework) throws {
    let text =
      Self.unconnected
      + "print(t.gradient(y, [x, w]))\nprint(t.jacobian(y, x))\ng = t.gradient(y, {'x': x, 'w': w})"
    #expect(
      try lines(text, framework).suffix(3) == [
        "print([None, None])", "print(None)", "g = {'x': None, 'w': None}",
      ])
  }

  @Test func aZeroStandsForAGradientOfWhatRecordsNothing() throws {
    let text = Self.unconnected + "print(t.gradient(y, x, unconnected_gradients='zero'))"
    #expect(try lines(text).last == "print(gradient_by(x, y, materialize_grads=True))")
  }

  @Test func whatATapeDoesNotWatchIsNone() throws {
    let text = """
      import tensorflow as tf
      a = tf.Variable(0.)
      b = tf.Variable(10.)
      with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(b)
        y = tf.sin(a) + tf.nn.softplus(b)
      g = tape.gradient(y, {'a': a, 'b': b})
      """
    #expect(
      try lines(text).last == "g = {'a': None, 'b': torch.autograd.grad(y, b)[0]}")
    #expect(try lines(text, .jax).last == "g = {'a': None, 'b': jax.grad(y_of_b)(b)}")
  }

  @Test func whatIsNoneInSomeTurnsIsRefusedForJAX() throws {
    let text = """
      import tensorflow as tf
      x = tf.Variable(2.)
      found = []
      for k in range(2):
        with tf.GradientTape() as t:
          if k == 0:
            y = x * 2.
          else:
            y = tf.constant(1.)
        found.append(t.gradient(y, x))
      print(found)
      """
    #expect(
      try problems(text, .jax) == [
        "this derivative is None at times or by some of its sources, where JAX gives zero"
      ])
  }
}
