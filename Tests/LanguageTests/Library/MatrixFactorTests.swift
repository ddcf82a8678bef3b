import Language
import Testing

/// Derivatives through factors that are completed, and where a factorisation has none.
@Suite struct MatrixFactorTests {
  private static let setup = """
    import tensorflow as tf
    import numpy as np
    tall = constant([[1., 2.], [3., 4.], [5., 7.]], dtype=float64)
    wide = constant([[1., 2., 3.], [4., 5., 7.]], dtype=float64)
    taller = constant([[1., 2.], [3., 4.], [5., 7.], [1., -1.]], dtype=float64)

    """

  /// The gradients of sum(|p|/2 + p**4) that TensorFlow 2.21 gives for a part p of a full svd: the
  /// signs of the vectors are open, and do not count in it.
  @Test(arguments: [
    (
      "tall", 1,
      "[[-0.6367542956, 0.4152766116], [-1.9050909532, 1.2531266712], "
        + "[1.2706018843, -0.8348631678]]"
    ),
    (
      "tall", 2,
      "[[-0.0154833968, 0.0151103029], [-0.0401075942, 0.0270493077], "
        + "[-0.0679030897, 0.048129113]]"
    ),
    (
      "wide", 2,
      "[[-0.1100647233, 0.4298879853, -0.2391779295], [-0.020400843, -0.2390768474, 0.1778300215]]"
    ),
    (
      "wide", 1,
      "[[-0.0499324233, -0.0694247597, -0.0990637917], [0.0272358673, 0.0264348123, 0.0349793982]]"
    ),
  ]) func oneVectorThatCompletesASpaceFollowsTheOthers(
    _ x: String, _ part: Int, _ gradient: String
  ) throws {
    var script = Script()
    let code = """
      def f(x):
        p = tf.linalg.svd(x, full_matrices=True)[\(part)]
        return tf.reduce_sum(tf.abs(p)*0.5 + p**4)

      allclose(grad(f)(\(x)), constant(\(gradient), dtype=float64), 1e-8, 1e-9)
      allclose(jacrev(f)(\(x)), jacfwd(f)(\(x)), 1e-10)
      """
    #expect(try script.run(Self.setup + code) == "True\nTrue")
  }

  /// Central differences of NumPy 2.4.6 for sum(w*q), w = 1...9, q the full factor.
  @Test func theCompletedFactorOfQRIsDifferentiated() throws {
    var script = Script()
    let code = """
      w = tf.reshape(tf.range(1., 10., dtype=tf.float64), [3, 3])
      g = grad(lambda x: tf.reduce_sum(w*tf.linalg.qr(x, full_matrices=True)[0]))(tall)
      h = [[-1.6975997754, 0.5138303508], [-0.1118351315, 1.5414910522], [0.4066210336, -1.0276607014]]
      allclose(g, h, 1e-7)
      g = grad(lambda x: tf.reduce_sum(tf.linalg.qr(x, full_matrices=True)[1]))(tall)
      h = grad(lambda x: tf.reduce_sum(tf.linalg.qr(x)[1]))(tall)
      allclose(g, h, 1e-14)
      """
    #expect(try script.run(Self.setup + code) == "True\nTrue")
  }

  @Test(arguments: ["qr", "svd"]) func severalVectorsThatCompleteASpaceRefuse(
    _ name: String
  ) throws {
    let part = name == "qr" ? 0 : 1
    for derivative in ["grad(f)", "jacrev(f)"] {
      var script = Script()
      let failure = script.failure(
        of: Self.setup + """
          f = lambda x: tf.reduce_sum(tf.linalg.\(name)(x, full_matrices=True)[\(part)]**3)
          \(derivative)(taller)
          """)
      #expect(failure?.type == "NotImplementedError")
      #expect(failure?.message.contains("no derivative by the columns that complete") == true)
    }
    var script = Script()
    let thin = """
      f = lambda x: tf.reduce_sum(tf.linalg.\(name)(x, full_matrices=True)[\(part)][:, :2]**3)
      h = lambda x: tf.reduce_sum(tf.linalg.\(name)(x)[\(part)]**3)
      allclose(grad(f)(taller), grad(h)(taller), 1e-14)
      allclose(jacfwd(f)(taller), grad(h)(taller), 1e-12)
      """
    #expect(try script.run(Self.setup + thin) == "True\nTrue")
  }

  @Test(arguments: [
    "[[1., 2.], [2., 4.]]", "[[1., 2.], [2., 4.], [3., 6.]]", "[[0., 0.], [0., 0.]]",
    "[[1., 0.], [0., 0.]]",
  ]) func dependentColumnsGiveNaN(_ x: String) throws {
    var script = Script()
    let code = """
      g = grad(lambda x: tf.reduce_sum(tf.linalg.qr(x)[1]))(constant(\(x)))
      all(isnan(g))
      """
    #expect(try script.run(Self.setup + code) == "True")
  }
}
