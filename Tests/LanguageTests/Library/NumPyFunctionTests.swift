import Language
import Testing

/// Functions of NumPy's, Keras's and TensorFlow's, with the values that NumPy 2.4.6 and TensorFlow
/// 2.21 print.
@Suite struct NumPyFunctionTests {
  private static let setup = """
    import tensorflow as tf
    import numpy as np
    x = tf.constant([[1., 2.], [3., 4.]])
    tri = tf.constant([[8., 9., 0.], [1., 2., 3.], [0., 4., 5.]])
    m = tf.reshape(tf.range(1., 13.), [3, 4])
    v = tf.constant([-4., -1., 0., 0.5, 2., 4.])
    a = tf.keras.activations

    """

  @Test(arguments: [
    ("np.diff([1, 4, 9, 16], n=2)", "[2 2]"),
    ("np.diff([1, 2, 4], prepend=0, append=[7, 8])", "[1 1 2 3 1]"),
    ("np.diff([True, False, False])", "[ True False]"), ("np.diff([1, 2], n=5)", "[]"),
    ("np.average([1, 2, 3, 4], weights=[4, 3, 2, 1])", "2.0"),
    (
      "np.average([[1., 2.], [3., 4.]], axis=0, weights=[1, 3], returned=True)",
      "([2.5 3.5], [4. 4.])"
    ),
    ("np.percentile([1, 2, 3, 4], [25, 50])", "[1.75 2.5 ]"),
    (
      "np.nan_to_num([nan, inf, -inf, 1.])",
      "[ 0.00000000e+000  1.79769313e+308 -1.79769313e+308  1.00000000e+000]"
    ),
    ("np.nan_to_num([nan, inf], nan=1., posinf=2.)", "[1. 2.]"),
    ("np.atleast_1d(3.)", "[3.]"),
    ("[t.shape for t in np.atleast_2d([1, 2], 5)]", "[(1, 2), (1, 1)]"),
    ("np.atleast_3d([1, 2]).shape", "(1, 2, 1)"), ("np.atleast_3d([[1, 2]]).shape", "(1, 2, 1)"),
    ("np.isclose([1., nan, 3.], [1.000001, nan, 4.], equal_nan=True)", "[ True  True False]"),
    ("np.isclose(nan, nan)", "False"),
    ("abs(np.linalg.cond([[1., 2.], [3., 4.]]) - 14.933034373659268) < 1e-12", "True"),
    ("abs(np.linalg.cond([[1., 2.], [3., 4.]], 'fro') - 15.) < 1e-12", "True"),
    ("np.linalg.multi_dot([np.ones((2, 3)), np.ones((3, 4)), np.ones(4)])", "[12. 12.]"),
    ("tf.nn.zero_fraction([0., 1., 0., -0.])", "0.75"), ("tf.nn.zero_fraction([0, 1])", "0.5"),
    ("tf.nn.zero_fraction(tf.constant([]))", "nan"),
    ("tf.math.in_top_k([0, 1], [[0.1, 0.9], [0.2, 0.8]], 1)", "[False  True]"),
    ("tf.nn.in_top_k(targets=[1, 1], predictions=[[0.1, 0.9], [0.5, 0.5]], k=1)", "[ True  True]"),
    ("tf.nn.in_top_k([5], [[0.1, 0.9]], 1)", "[False]"),
    ("tf.nn.in_top_k([0], [[nan, 0.9]], 2)", "[False]"),
    ("tf.nn.in_top_k([0], [[1., inf]], 2)", "[False]"),
    (
      "tf.nn.in_top_k([0, 1, 2], [[1., 1., 0.], [1., 1., 0.], [1., 1., 0.]], 2)",
      "[ True  True False]"
    ), ("tf.nn.in_top_k([0], [[1., 2.]], 0)", "[False]"),
    ("tf.losses.mse([1., 2.], [2., 4.])", "2.5"),
  ]) func theValueIsTheirs(_ code: String, _ shown: String) throws {
    var script = Script()
    #expect(try script.run(Self.setup + code) == shown)
  }

  @Test(arguments: [
    ("tf.linalg.diag(x, k=(-1, 0))", "[[1., 0.], [3., 2.]]"),
    ("tf.linalg.diag(x, k=(0, 1))", "[[3., 2.], [0., 4.]]"),
    ("tf.linalg.diag(x, k=(-1, 0), padding_value=9.)", "[[1., 9.], [3., 2.]]"),
    ("tf.linalg.diag(tri, k=(-1, 1))", "[[1., 9., 0.], [0., 2., 0.], [0., 4., 3.]]"),
    (
      "tf.linalg.diag(tri, k=(-1, 1), align='LEFT_RIGHT')",
      "[[1., 8., 0.], [4., 2., 9.], [0., 5., 3.]]"
    ),
    (
      "tf.linalg.diag(tri, k=(-1, 1), align='LEFT_LEFT')",
      "[[1., 8., 0.], [0., 2., 9.], [0., 4., 3.]]"
    ),
    (
      "tf.linalg.diag(tri, k=(-1, 1), align='RIGHT_RIGHT')",
      "[[1., 9., 0.], [4., 2., 0.], [0., 5., 3.]]"
    ),
    ("tf.linalg.diag(x, k=(0, 1), num_rows=2, num_cols=3)", "[[3., 1., 0.], [0., 4., 2.]]"),
    ("tf.linalg.diag(x, k=(0, 1), num_rows=3)", "[[3., 2.], [0., 4.], [0., 0.]]"),
    ("tf.linalg.diag(x, k=(0, 1), num_cols=3)", "[[3., 1., 0.], [0., 4., 2.]]"),
    ("tf.linalg.diag_part(m, k=(-1, 1))", "[[2., 7., 12.], [1., 6., 11.], [5., 10., 0.]]"),
    (
      "tf.linalg.diag_part(m, k=(-1, 2))",
      "[[0., 3., 8.], [2., 7., 12.], [1., 6., 11.], [5., 10., 0.]]"
    ),
    (
      "tf.linalg.diag_part(m, k=(-1, 1), align='LEFT_RIGHT')",
      "[[2., 7., 12.], [1., 6., 11.], [0., 5., 10.]]"
    ),
    (
      "tf.linalg.diag_part(m, k=(-1, 1), align='LEFT_LEFT', padding_value=-1.)",
      "[[2., 7., 12.], [1., 6., 11.], [5., 10., -1.]]"
    ),
    ("tf.linalg.diag_part(m, k=(2, 3))", "[[0., 4.], [3., 8.]]"),
    ("tf.linalg.diag_part(m, k=(-2, -1))", "[[5., 10.], [9., 0.]]"),
    ("tf.linalg.diag_part(m, k=[0])", "[1., 6., 11.]"),
    (
      "tf.linalg.set_diag(m, [[7., 8., 9.], [1., 2., 3.]], k=(0, 1))",
      "[[1., 7., 3., 4.], [5., 2., 8., 8.], [9., 10., 3., 9.]]"
    ),
  ]) func severalDiagonalsAreTensorFlows(_ code: String, _ value: String) throws {
    var script = Script()
    #expect(try script.run(Self.setup + "np.array_equal(\(code), \(value))") == "True")
  }

  @Test(arguments: [
    ("relu(v)", "[0., 0., 0., 0.5, 2., 4.]"), ("relu(v, threshold=1.)", "[0., 0., 0., 0., 2., 4.]"),
    (
      "relu(v, negative_slope=0.1, max_value=3., threshold=0.6)",
      "[-0.46, -0.16, -0.06, -0.01, 2., 3.]"
    ),
    ("elu(v, alpha=2.)", "[-1.9633688, -1.2642411, 0., 0.5, 2., 4.]"),
    (
      "gelu(v, approximate=True)",
      "[-7.0214272e-05, -1.5880799e-01, 0., 3.4571400e-01, 1.9545977, 3.9999299]"
    ),
    (
      "sigmoid(v)",
      "[0.01798621006, 0.26894142032, 0.5, 0.62245935202, 0.88079708815, 0.98201376200]"
    ),
    ("softsign(v)", "[-0.8, -0.5, 0., 1/3, 2/3, 0.8]"), ("linear(v)", "v"),
    ("exponential(v)", "exp(v)"), ("tanh(v)", "tanh(v)"),
    ("relu6(2.*v)", "[0., 0., 0., 1., 4., 6.]"),
    ("hard_sigmoid(v)", "[0., 1/3, 0.5, 0.58333331, 0.83333331, 1.]"),
    ("leaky_relu(v)", "[-0.8, -0.2, 0., 0.5, 2., 4.]"),
    ("swish(v)", "[-0.07194484, -0.26894143, 0., 0.31122968, 1.76159418, 3.92805505]"),
    ("selu(v)", "[-1.72589862, -1.11133075, 0., 0.52535051, 2.10140204, 4.20280409]"),
    ("softplus(v)", "[0.01814993, 0.31326169, 0.69314718, 0.97407699, 2.12692809, 4.01814985]"),
    ("mish(v)", "[-0.07259174, -0.3034015, 0., 0.37524524, 1.943959, 3.99741244]"),
  ]) func activationsAreKeras(_ call: String, _ value: String) throws {
    var script = Script()
    let code = "allclose(a.\(call), constant(1.)*\(value), rtol=1e-5, atol=1e-7)"
    #expect(try script.run(Self.setup + code) == "True")
  }

  @Test(arguments: [
    ("np.average([1.], weights=[0.])", "ZeroDivisionError"), ("np.diff(3.)", "ShapeError"),
    ("np.percentile([1.], 101)", "ValueError"), ("np.linalg.cond([1.])", "ShapeError"),
    ("np.linalg.multi_dot([np.eye(2)])", "ValueError"),
    ("np.linalg.multi_dot([np.ones((2, 3)), np.ones((2, 3))])", "ShapeError"),
    ("tf.nn.in_top_k([0., 1.], [[1.], [2.]], 1)", "DTypeError"),
    ("tf.nn.in_top_k([0], [1.], 1)", "ShapeError"), ("tf.linalg.tensor_diag(3.)", "ShapeError"),
    ("tf.linalg.tensor_diag_part(ones(3, 4))", "ShapeError"),
    ("tf.linalg.diag([1., 2.], k=1, num_rows=3, num_cols=4)", "ShapeError"),
    ("tf.linalg.diag_part(m, k=(0, 9))", "ValueError"),
    ("tf.linalg.diag_part(m, k=(0, 1), align='X')", "ValueError"),
  ]) func whatDoesNotFitIsRefused(_ call: String, _ type: String) throws {
    var script = Script()
    _ = try script.run(Self.setup)
    #expect(script.failure(of: call)?.type == type)
  }
}
