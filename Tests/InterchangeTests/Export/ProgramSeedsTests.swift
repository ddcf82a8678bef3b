import Language
import Testing

@testable import Interchange

/// The seeds of derivatives in programs, in their targets' element types.
///
/// The programs were run under each framework, and gave the session's numbers.
@Suite struct ProgramSeedsTests {
  private static let float64 = """
    import numpy as np
    x = constant([1., 2.], dtype=float64)
    watch x
    y = x ** 2

    """
  private static let float32 = """
    import numpy as np
    x = constant([1., 2.])
    watch x
    y = x ** 2

    """

  @Test(arguments: [
    (Framework.tensorflow, "tf.constant([1., 3.], dtype=tf.float64)"),
    (.pytorch, "torch.tensor([1., 3.], dtype=torch.float64)"),
    (.jax, "jnp.array([1., 3.], dtype=jnp.float64)"),
  ])
  func aListTakesTheTargetsElementType(framework: Framework, written: String) throws {
    let lines = try SessionSamples.programLines(Self.float64 + "vjp y x [1., 3.]", for: framework)
    #expect(lines.last?.contains(written) == true)
  }

  @Test(arguments: [
    (Framework.tensorflow, "tf.constant([1, 3], dtype=tf.float32)"),
    (.pytorch, "torch.tensor([1, 3], dtype=torch.float32)"),
    (.jax, "jnp.array([1, 3], dtype=jnp.float32)"),
  ])
  func aListOfIntegersBecomesOneOfFloats(framework: Framework, written: String) throws {
    let lines = try SessionSamples.programLines(Self.float32 + "vjp y x [1, 3]", for: framework)
    #expect(lines.last?.contains(written) == true)
  }

  @Test(arguments: [
    (Framework.tensorflow, "tf.constant(s, dtype=tf.float32)"),
    (.pytorch, "torch.as_tensor(s, dtype=torch.float32)"),
    (.jax, "jnp.asarray(s, dtype=jnp.float32)"),
  ])
  func anArrayIsConverted(framework: Framework, written: String) throws {
    let text = Self.float32 + "s = np.array([1., 3.])\nvjp y x s"
    #expect(
      try SessionSamples.programLines(text, for: framework).last?.contains(written) == true)
  }

  @Test func aSeedOfTheRightElementTypeStaysAsItIs() throws {
    let text = Self.float32 + "s = constant([1., 3.])\nvjp y x s"
    #expect(
      try SessionSamples.programLines(text, for: .pytorch).last
        == "print(torch.autograd.grad(y, x, s)[0])")
  }

  @Test func aListingsSeedIsWrittenOut() throws {
    let text = """
      import tensorflow as tf
      x = tf.constant([1., 2.], dtype=tf.float64)
      with tf.GradientTape(persistent=True) as t:
        t.watch(x)
        y = x ** 2
        z = 2. * x
      print(t.gradient(y, x, output_gradients=[1., 3.]))
      print(t.gradient([y, z], x, output_gradients=[y, z]))
      """
    let session = try SessionSamples.listing(text)
    #expect(
      ProgramText(session, for: .tensorflow).parts.flatMap(\.lines).contains(
        "print(t.gradient(y, x, output_gradients=tf.constant([1., 3.], dtype=tf.float64)))"))
    #expect(
      ProgramText(session, for: .pytorch).parts.flatMap(\.lines).last
        == "print(torch.autograd.grad([y, z], x, [y, z])[0])")
  }
}
