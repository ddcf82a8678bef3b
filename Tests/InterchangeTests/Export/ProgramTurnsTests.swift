import Language
import Notebook
import Testing

@testable import Interchange

/// Derivatives in the turns of a loop, of what was computed before or in an earlier turn.
///
/// The numbers that the refused programs gave were not those of TensorFlow.
@Suite struct ProgramTurnsTests {
  private func problems(_ text: String, _ framework: Framework = .jax) throws -> [String] {
    ProgramText(try SessionSamples.replayed(text), for: framework).problems.map(\.message)
  }

  private let another =
    "has another value by now, so that no function of JAX can compute this again"

  @Test func aVariableUpdatedInATurnIsNotComputedAgainFromItsFirstValue() throws {
    let text = """
      import tensorflow as tf
      a = tf.Variable(2.0)
      b = tf.Variable(3.0)
      for i in range(2):
        with tf.GradientTape(persistent=True) as t:
          p = a * b
          q = a ** 2 * b
        a.assign_sub(0.1 * t.gradient(p, a));
        b.assign_sub(0.1 * t.gradient(q, b));
      b
      """
    #expect(try problems(text).first == "'a' \(another)")
    #expect(try problems(text, .tensorflow) == [])
  }

  @Test func whatATurnLeavesForTheNextIsNotTheFirstValue() throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable(0.5)
      h = 1.0
      for i in range(2):
        with tf.GradientTape() as t:
          h = w * h
        print(t.gradient(h, w))
      """
    #expect(try problems(text).first == "'h' \(another)")
  }

  @Test func aLoopsNameIsNotAnEarlierLoops() throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable([1.0, 2.0])
      first = w[0] * 2.0
      for y in [first]:
        pass
      found = []
      with tf.GradientTape(persistent=True) as t:
        a, b = w[0], 3.0 * w[1]
      for y in (a, b):
        found.append(t.gradient(y, w))
      found
      """
    #expect(try problems(text).isEmpty == false)
  }

  @Test func aNameLikeAFunctionsOfTheLibraryStaysTheUsers() throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable(1.0)
      with tf.GradientTape() as t:
        norm = tf.constant(3.0)
        y = w * norm ** 2
      t.gradient(y, w)
      """
    let program = ProgramText(try SessionSamples.replayed(text), for: .jax)
    #expect(program.problems.isEmpty)
    #expect(program.parts.flatMap(\.lines).contains { $0.hasPrefix("    return w * norm ** 2") })
  }

  @Test func aVariableOfIntegersAsksForNoGradient() throws {
    let program = ProgramText(try SessionSamples.replayed("n = Variable(0)\nn"), for: .pytorch)
    let lines: [String] = program.parts.flatMap(\.lines)
    #expect(lines.first == "n = torch.tensor(0)")
  }

  @Test func aListInAListIsAnArrayForJAX() throws {
    let text = """
      import tensorflow as tf
      W = tf.Variable([[1.0], [2.0]])
      for x in [[0.0, 1.0], [1.0, 0.0]]:
        print(tf.matmul([x], W))
      """
    let lines = ProgramText(try SessionSamples.replayed(text), for: .jax).parts.flatMap(\.lines)
    #expect(lines.contains { $0.contains("jnp.array([x])") })
  }

  /// TensorFlow 2.21 raises ValueError and prints 2.0; PyTorch raises another error, and in JAX the
  /// name would be bound to two numbers.
  @Test(arguments: [Framework.jax, .pytorch]) func whatAnAssignmentFailsWithIsNotCaught(
    _ framework: Framework
  ) throws {
    let text = """
      import tensorflow as tf
      w = tf.Variable(1.0)
      try:
        w.assign([1.0, 2.0]);
      except ValueError:
        print('another shape')
      w.assign_add(1.0)
      """
    #expect(
      try problems(text, framework).first
        == "assign in a 'try' may fail for another shape or element type, and \(framework.title) "
        + "would take it or fail otherwise")
    #expect(try problems(text, .tensorflow) == [])
  }
}
