import Language
import Notebook
import Testing

@testable import Interchange

/// Operands and shapes whose text does not tell what they are: the session's run does.
@Suite struct ProgramOperandsTests {
  private func lines(_ text: String, _ framework: Framework) throws -> [String] {
    try SessionSamples.programLines(text, for: framework)
  }

  // MARK: Lists beside JAX's arrays

  @Test func aListBesideAnArrayIsOneInJAX() throws {
    let lines = try lines(
      """
      import tensorflow as tf
      def ste(x):
        return x * 2.
      def pair(): return [1., 2.]
      w = tf.Variable([1., -1.])
      acc = tf.zeros_like(w)
      tf.reduce_sum(ste(w) * [1., 2.])
      for x, t in [([1., 2.], 1.), ([3., 1.], 2.)]:
        with tf.GradientTape() as tape:
          l = (tf.reduce_sum(w * x) - t) ** 2 * pair()
        acc += x
        print(acc > x, tape.gradient(l, w))
      """, .jax)
    #expect(lines.contains("print(jnp.sum(ste(w) * jnp.asarray([1., 2.])))"))
    #expect(
      lines.contains("    l = (jnp.sum(w * jnp.asarray(x)) - t) ** 2 * jnp.asarray(pair())"))
    #expect(lines.contains("    acc += jnp.asarray(x)"))
    #expect(lines.contains("    print(acc > jnp.asarray(x), jax.grad(l_of_w)(w))"))
  }

  @Test func aListThatIsRepeatedAtTimesIsRefused() throws {
    let session = try SessionSamples.replayed(
      """
      def scale(v, s): return v * s
      scale(3, [1, 2])
      scale(constant([1., 2.]), [1, 2])
      """)
    #expect(
      ProgramText(session, for: .jax).problems.map(\.message) == [
        "this is a list beside a tensor at times and something else at others, and JAX's arrays "
          + "take no lists"
      ])
  }
}
