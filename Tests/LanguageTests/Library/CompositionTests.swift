import Language
import Testing

/// Functions made of primitives have the values of NumPy and the derivatives of the formulas.
@Suite struct CompositionTests {
  /// The gradient of `y` by `x`, both of the code.
  private func gradient(_ x: String, _ y: String) throws -> String {
    var script = Script()
    return try script.run(
      """
      import tensorflow as tf
      import numpy as np
      x = constant(\(x), dtype=float64)
      with tf.GradientTape() as t:
        t.watch(x)
        y = \(y)

      print(t.gradient(y, x))
      """)
  }

  @Test func theNormPointsAwayFromTheOrigin() throws {
    #expect(try gradient("[3., 4.]", "tf.norm(x)") == "[0.6 0.8]")
    #expect(try gradient("[3., -4.]", "tf.norm(x, ord=1)") == "[ 1. -1.]")
    #expect(try gradient("[3., -4.]", "tf.norm(x, ord=np.inf)") == "[ 0. -1.]")
  }

  @Test func theSumOfASoftmaxDoesNotChange() throws {
    var script = Script()
    // NumPy: e = np.exp(x - x.max()); e / e.sum()
    let code = """
      s = softmax(constant([1., 2., 3.], dtype=float64))
      allclose(s, [0.09003057317038046, 0.24472847105479764, 0.6652409557748218], 1e-14)
      softmax([1000., 1000.])
      """
    #expect(try script.run(code) == "True\n[0.5 0.5]")
    #expect(try gradient("[0., 0.]", "tf.nn.softmax(x)[0]") == "[ 0.25 -0.25]")
    #expect(try gradient("[0., 0.]", "tf.nn.log_softmax(x)[0]") == "[ 0.5 -0.5]")
  }

  @Test func theGradientOfLogSumExpIsTheSoftmax() throws {
    #expect(try gradient("[0., 0.]", "tf.reduce_logsumexp(x)") == "[0.5 0.5]")
    var script = Script()
    #expect(try script.run("logsumexp(constant([[0., 0.], [1., 1.]]), axis=1).shape") == "(2,)")
    #expect(try script.run("logsumexp([[1000.]], axis=1, keepdims=True)") == "[[1000.]]")
    // TensorFlow 2.21 and scipy 1.17.1.
    #expect(try script.run("logsumexp(constant([-inf, -inf]))") == "-inf")
    #expect(try script.run("logsumexp(constant([inf, 1.]))") == "inf")
  }

  @Test func theVarianceGrowsAwayFromTheMean() throws {
    // 2·(x - mean)/n
    #expect(try gradient("[0., 2.]", "tf.math.reduce_variance(x)") == "[-1.  1.]")
    #expect(try gradient("[0., 2.]", "tf.math.reduce_std(x)") == "[-0.5  0.5]")
  }

  @Test func clippingStopsTheGradientOutside() throws {
    #expect(try gradient("[1., -2., 0.5]", "tf.clip_by_value(x, -1., 0.8)") == "[0. 0. 1.]")
  }

  @Test func derivativesFlowThroughSumsFillsAndDraws() throws {
    #expect(try gradient("2.", "tf.add_n([x, x * x])") == "5.0")
    #expect(try gradient("2.", "tf.reduce_sum(tf.fill((3,), x))") == "3.0")
    #expect(
      try gradient("2.", "tf.reduce_sum(tf.random.normal((3,), x, 1., dtype=float64))") == "3.0")
    #expect(try gradient("[1., 3.]", "tf.nn.l2_loss(x)") == "[1. 3.]")
    #expect(try gradient("[5.]", "tf.math.squared_difference(x, 2.)") == "[6.]")
  }

  @Test func attributesOfTensorsAreRecorded() throws {
    #expect(try gradient("[[1., 2.]]", "x.T.reshape(2).sum()") == "[[1. 1.]]")
    #expect(try gradient("[1., 2.]", "x.max() + sum(x) + max(x)") == "[1. 3.]")
    #expect(try gradient("[1., 2.]", "abs(x) * 2.") == "[2. 2.]")
  }

  @Test func numpyAndFloatsLeaveTheTape() throws {
    #expect(try gradient("[1., 2.]", "np.sum(x)") == "None")
    #expect(try gradient("[1., 2.]", "constant(x.numpy() * 2.)") == "None")
    #expect(try gradient("[1., 2.]", "np.linalg.norm(x)") == "None")
    #expect(try gradient("2.", "x * float(x)") == "2.0")
  }

  @Test func assertionsFailWithWhatDiffers() throws {
    var script = Script()
    let setup = "import numpy as np\nimport tensorflow as tf\n"
    _ = try script.run(setup + "tf.debugging.assert_near([1.], [1.])")
    _ = try script.run(setup + "np.testing.assert_allclose([1., nan], [1., nan])")
    let near = script.failure(of: "tf.debugging.assert_near([1.], [2.], message='off')")
    #expect(near?.type == "AssertionError")
    #expect(near?.message == "off: 1 of 1 elements differ, by at most 1.0")
    let close = script.failure(of: "np.testing.assert_allclose([1., 2.], [1., 2.5])")
    #expect(close?.message == "1 of 2 elements differ, by at most 0.5")
    let equal = script.failure(of: "tf.debugging.assert_equal(constant([1, 2]), constant([1, 4]))")
    #expect(equal?.message == "1 of 2 elements differ, by at most 2.0")
  }
}
