import Language
import Testing

@testable import Interchange

/// `w = w - 0.1 * g`, by which a Variable's name stands for a tensor that no tape watches.
///
/// The listings were run under TensorFlow and the programs under PyTorch, with the same numbers.
@Suite struct ProgramRebindingTests {
  private func program(_ text: String, _ framework: Framework = .pytorch) throws -> ProgramText {
    let session = try SessionSamples.listing("import tensorflow as tf\n" + text)
    #expect(session.failures.map(\.message) == [])
    return ProgramText(session, for: framework)
  }

  private func lines(_ text: String) throws -> [String] {
    let program = try program(text)
    #expect(program.problems.map(\.message) == [])
    return program.parts.flatMap(\.lines)
  }

  private func problems(_ text: String, _ framework: Framework = .pytorch) throws -> [String] {
    try program(text, framework).problems.map(\.message)
  }

  private static let descent = """
    w = tf.Variable(4.0)
    for i in range(3):
      with tf.GradientTape() as t:
        loss = w ** 2
      g = t.gradient(loss, w)
      if g is None:
        print('lost at', i)
        break
      w = w - 0.1 * g
    print(w)
    """

  @Test func aVariableThatIsLostIsLostInPyTorch() throws {
    #expect(try lines(Self.descent).contains("    w = (w - 0.1 * g).detach()"))
    #expect(
      try problems(Self.descent, .jax) == [
        "this derivative is None at times or by some of its sources, where JAX gives zero"
      ])
  }

  @Test func aLoopThatAsksWhetherAGradientIsNoneIsNoComment() throws {
    let text = """
      x = tf.Variable(2.0)
      for i in range(2):
        with tf.GradientTape() as t:
          y = x * x
        g = t.gradient(y, x)
        print(g)
        if g is not None:
          x = x - 0.1 * g
      """
    let lines = try lines(text)
    #expect(lines.contains("    g = gradient_by(x, y, allow_unused=True)"))
    #expect(lines.contains("        x = (x - 0.1 * g).detach()"))
    #expect(try problems(text, .jax).count == 1)
  }

  @Test func whatANameIsBoundToLeadsToNoOtherVariable() throws {
    let text = """
      x = tf.Variable(2.0)
      k = tf.Variable(3.0)
      for i in range(3):
        with tf.GradientTape() as t:
          y = x * k
        print(t.gradient(y, k))
        x = x + k
      """
    #expect(try lines(text).contains("    x = (x + k).detach()"))
  }

  @Test func namesThatAreBoundAtOnceAreLostEach() throws {
    let text = """
      w = tf.Variable(2.0)
      b = tf.Variable(1.0)
      for i in range(2):
        with tf.GradientTape() as t:
          y = w * 3. + b
        gw, gb = t.gradient(y, [w, b])
        if gw is not None:
          w, b = w - 0.1 * gw, b - 0.1 * gb
      """
    #expect(
      try lines(text).contains(
        "        w, b = (w - 0.1 * gw).detach(), (b - 0.1 * gb).detach()"))
  }

  @Test func aNameThatIsWatchedInEveryTurnRecordsAgain() throws {
    let text = """
      w = tf.Variable(2.0)
      for i in range(3):
        with tf.GradientTape() as t:
          t.watch(w)
          y = w ** 2
        w = w - 0.1 * t.gradient(y, w)
      print(w)
      """
    let lines = try lines(text)
    #expect(lines.contains("    w.requires_grad_()"))
    #expect(lines.contains { $0.hasPrefix("    w = (w - 0.1 * ") && $0.hasSuffix(".detach()") })
  }

  @Test func aZeroIsAskedForWhereTheVariableIsLost() throws {
    let text = """
      w = tf.Variable(2.0)
      for i in range(2):
        with tf.GradientTape() as t:
          y = w ** 2
        g = t.gradient(y, w, unconnected_gradients='zero')
        print(g)
        w = w - 0.1 * g
      """
    #expect(
      try lines(text).contains("    g = gradient_by(w, y, materialize_grads=True)"))
    #expect(
      try problems(text, .jax) == [
        "no tape watches this where it is a tensor and no Variable, and JAX's gradient is no zero"
      ])
  }

  @Test func whatCannotBeCutOffIsRefused() throws {
    let list = """
      ws = [tf.Variable(2.0), tf.Variable(3.0)]
      for i in range(2):
        with tf.GradientTape() as t:
          y = ws[0] ** 2 + ws[1]
        g = t.gradient(y, ws)
        if g[0] is not None:
          ws = [w - 0.1 * d for w, d in zip(ws, g)]
      """
    #expect(
      try problems(list) == [
        "'ws' holds tensors of earlier turns, which PyTorch would differentiate again"
      ])
    let within = """
      w = tf.Variable(2.0)
      c = tf.Variable(1.0)
      for i in range(3):
        with tf.GradientTape() as t:
          w = w * c
          y = w ** 2 * c
        print(t.gradient(y, c))
      """
    #expect(
      try problems(within) == [
        "'w' is a Variable first and then a tensor, which PyTorch would differentiate again"
      ])
  }

  @Test func aLoopThatWhyExplainsIsALessonOfTapes() throws {
    let text = """
      w = Variable(2.)
      for step in range(2):
        with GradientTape(persistent=True) as t:
          loss = (w - 5.) ** 2
        print(t.gradient(loss, w))
        w = w + 0.5
      why loss w on t
      """
    #expect(
      try SessionSamples.programLines(text, for: .pytorch).contains("    w = (w + 0.5).detach()"))
    #expect(
      try SessionSamples.programLines(text, for: .jax).contains(
        "# JAX has no tape that a name could fall off."))
    let read = try SessionSamples.replayed(text + "\nw")
    #expect(ProgramText(read, for: .jax).problems.count == 1)
  }

  @Test func anItemOfADictThatIsBoundAnewIsRefused() throws {
    let text = """
      p = {'w': tf.Variable(2.)}
      k = tf.Variable(3.)
      for i in range(3):
        with tf.GradientTape() as t:
          y = p['w'] * k
        print(t.gradient(y, k))
        p['w'] = p['w'] + k
      """
    #expect(
      try problems(text) == [
        "'p' holds tensors of earlier turns, which PyTorch would differentiate again"
      ])
    #expect(try problems(text.replacing("p['w'] + k", with: "tf.stop_gradient(p['w'] + k)")) == [])
  }

  @Test func aFunctionGivenWhatAVariableLeadsToIsRefused() throws {
    let text = """
      v = tf.Variable(2.)
      c = tf.constant(3.)
      def slope(x):
        with tf.GradientTape() as t:
          y = x * x
        return t.gradient(y, x)
      print(slope(v), slope(c))
      """
    #expect(try problems(text) == [])
    #expect(
      try problems(text.replacing("slope(c)", with: "slope(c * v)")) == [
        "this gradient is None where the name stands for a tensor, which PyTorch would record on"
      ])
  }
}
