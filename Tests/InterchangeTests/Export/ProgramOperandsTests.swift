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

  // MARK: Products with vectors

  @Test func aProductWithAVectorWithinAFunctionIsTensorFlowsOwn() throws {
    let lines = try lines(
      """
      X = constant([[1., 2.], [3., 4.]])
      w = constant([1., -1.])
      def first(a, b): return a @ b
      first(X, w)
      def both(a, b): return a @ b
      both(X, w)
      both(w, X)
      both(X, X)
      def turned(a, b): return a @ b
      turned(w, ones((3, 2, 2)))
      def f(w, x): return sum((x @ w) ** 2)
      grad(f)(w, X)
      matmul(X, w)
      matmul(w, X)
      """, .tensorflow)
    for line in [
      "    return tf.linalg.matvec(a, b)", "    return tf.tensordot(a, b, 1)",
      "    return tf.linalg.matvec(b, a, transpose_a=True)",
      "    return tf.reduce_sum(tf.linalg.matvec(x, w) ** 2)",
      "print(tf.linalg.matvec(X, w))", "print(tf.tensordot(w, X, 1))",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
  }

  @Test func aProductOfManyAxesThatIsOneWithAVectorAtTimesIsRefused() throws {
    let session = try SessionSamples.replayed(
      """
      def q(a, b): return a @ b
      q(ones((2, 2, 3)), ones((2, 3, 2)))
      q(ones((2, 3)), ones(3))
      """)
    #expect(
      ProgramText(session, for: .tensorflow).problems.first?.message
        == "this is a product with a vector at times and of matrices at others, for which "
        + "TensorFlow has two functions")
    #expect(ProgramText(session, for: .jax).problems.isEmpty)
  }

  // MARK: Shapes

  @Test(arguments: [(Framework.tensorflow, "tf"), (.pytorch, "torch"), (.jax, "jnp")])
  func aParameterMayBeAShape(framework: Framework, module: String) throws {
    let lines = try lines(
      """
      import tensorflow as tf
      def shaped(shape): return tf.ones(shape) * 0.1
      def sized(n): return tf.ones(n)
      def either(s): return tf.zeros(s)
      shaped([2, 1])
      sized(3)
      either(2)
      either((2, 2))
      for s in [(2,), (1, 2)]:
        print(tf.zeros(s))
      """, framework)
    #expect(lines.contains("    return \(module).ones(shape) * 0.1"))
    #expect(lines.contains("    return \(module).ones((n,))"))
    #expect(lines.contains("    return \(module).zeros(s)"))
    #expect(lines.contains("    print(\(module).zeros(s))"))
  }

  @Test func anExtentByItselfIsATupleInPyTorch() throws {
    #expect(try lines("full(3, 2.)", .pytorch).last == "print(torch.full((3,), 2.))")
  }

  @Test(arguments: [Framework.pytorch, .jax])
  func aShapeAsAListIsOne(framework: Framework) throws {
    let lines = try lines(
      """
      import tensorflow as tf
      x = tf.zeros((2, 3))
      s = x.shape
      print(x.shape.as_list(), s.as_list())
      """, framework)
    #expect(lines.last == "print(list(x.shape), list(s))")
  }

  @Test func aNoneIsNoOtherDerivativeAtAKink() throws {
    let lines = try lines(
      """
      import tensorflow as tf
      x = tf.Variable([0.2, 1.7])
      with tf.GradientTape() as t:
        q = tf.reduce_sum(tf.round(x))
      print(t.gradient(q, x))
      """, .jax)
    #expect(lines.contains("print(None)") && !lines.contains { $0.contains("kink") })
  }

  @Test(arguments: [
    (Framework.pytorch, "    return torch.as_tensor(v).expand([2])"),
    (.jax, "    return jnp.broadcast_to(jnp.asarray(v), [2])"),
  ])
  func oneNumberIsRepeatedToAShape(framework: Framework, body: String) throws {
    let text = """
      import tensorflow as tf
      def filled(v): return tf.constant(v, shape=[2])
      filled(0.5)
      """
    #expect(try lines(text, framework).contains(body))
    let session = try SessionSamples.replayed(text + "\nfilled([1., 2.])")
    #expect(
      ProgramText(session, for: framework).problems.map(\.message) == [
        "this is one number at times and several at others, which get a shape in another way"
      ])
  }

  @Test func aHessianMayHaveOtherArgumentsInTensorFlow() throws {
    let start = "def f(w, x): return sum((x * w) ** 3)\nw = constant([1., 2.])\n"
    #expect(
      try lines(start + "hessian(f)(w, 2.)", .tensorflow).contains("print(hessian(f)(w, 2.))"))
    let session = try SessionSamples.replayed(start + "jacobian(f, argnums=1)(w, w)")
    #expect(
      ProgramText(session, for: .tensorflow).problems.map(\.message) == [
        "jacobian by another argument than the first cannot be exported to TensorFlow"
      ])
  }
}
