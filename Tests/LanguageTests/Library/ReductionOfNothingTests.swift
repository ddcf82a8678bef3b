import Language
import Testing

/// Reductions of nothing, of integers and of NaN: TensorFlow 2.21's values, and NumPy 2.4.6's errors.
@Suite struct ReductionOfNothingTests {
  private func shown(_ code: String) throws -> String {
    var script = Script()
    return try script.run("import tensorflow as tf\nimport numpy as np\n" + code)
  }

  @Test(arguments: [
    ("tf.reduce_max(tf.constant([]))", "-inf"), ("tf.reduce_min(tf.constant([]))", "inf"),
    ("tf.reduce_max(tf.constant([], tf.float64))", "-inf"),
    ("tf.reduce_max(tf.constant([], tf.int32))", "-2147483648"),
    ("tf.reduce_min(tf.constant([], tf.int32))", "2147483647"),
    ("tf.reduce_max(tf.constant([], tf.int64))", "-9223372036854775808"),
    ("tf.reduce_min(tf.constant([], tf.int64))", "9223372036854775807"),
    ("tf.reduce_mean(tf.constant([]))", "nan"), ("tf.reduce_prod(tf.constant([]))", "1.0"),
    ("tf.reduce_mean(tf.constant([], tf.int32))", "0"), ("tf.reduce_sum(tf.constant([]))", "0.0"),
    ("tf.reduce_logsumexp(tf.constant([]))", "-inf"), ("tf.reduce_std(tf.constant([]))", "nan"),
    ("tf.math.reduce_variance(tf.constant([]))", "nan"),
    ("tf.reduce_max(tf.zeros([2, 0]), axis=1)", "[-inf -inf]"),
    ("tf.reduce_max(tf.zeros([0, 2]), axis=1)", "[]"),
    ("tf.reduce_min(tf.zeros([2, 0]), axis=1, keepdims=True)", "[[inf]\n [inf]]"),
    ("tf.reduce_logsumexp(tf.zeros([2, 0]), axis=1)", "[-inf -inf]"),
    ("tf.reduce_any(tf.constant([], tf.bool))", "False"),
    ("tf.reduce_all(tf.constant([], tf.bool))", "True"),
    ("grad(tf.reduce_max)(tf.constant([]))", "[]"),
    ("grad(tf.reduce_mean)(tf.constant([]))", "[]"),
    ("grad(tf.reduce_logsumexp)(tf.constant([]))", "[]"),
  ]) func theIdentityIsGiven(_ code: String, _ value: String) throws {
    #expect(try shown(code.replacing("tf.reduce_std", with: "tf.math.reduce_std")) == value)
  }

  @Test(arguments: [
    "np.max([])", "np.amin(np.zeros((2, 0)), axis=1)", "np.max(np.zeros((0, 2)), 0)",
  ])
  func numPyHasNoExtremumOfNothing(_ call: String) throws {
    var script = Script()
    _ = try script.run("import numpy as np")
    let failure = script.failure(of: call)
    #expect(failure?.type == "ValueError")
    #expect(failure?.message.contains("of no elements has no value") == true)
  }

  /// The quotient is cut off towards 0; NumPy's mean is a real number.
  @Test(arguments: [
    ("tf.reduce_mean(tf.constant([1, 2]))", "1"), ("tf.reduce_mean(tf.constant([-1, -2]))", "-1"),
    ("tf.reduce_mean(tf.constant([-1, -1, -1, 0]))", "0"),
    ("tf.reduce_mean(tf.constant([7, 8, 9, 9]))", "8"),
    ("tf.reduce_mean(tf.constant([[1, 2], [4, 5]]), axis=0)", "[2 3]"),
    ("np.mean([1, 2])", "1.5"), ("np.mean([True, False])", "0.5"),
  ]) func theMeanOfIntegers(_ code: String, _ value: String) throws {
    #expect(try shown(code) == value)
  }

  @Test func theBareMeanOfIntegersIsRefused() throws {
    var script = Script()
    #expect(script.failure(of: "mean(constant([1, 2]))")?.type == "DTypeError")
  }

  /// tf.argmax, tf.argmin, np.argmax and np.argmin.
  @Test(arguments: [
    ("[1., nan, 3.]", "(2, 0, 1, 1)"), ("[nan, 1., 3.]", "(2, 1, 0, 0)"),
    ("[nan, nan]", "(0, 0, 0, 0)"), ("[3., 1., nan]", "(0, 1, 2, 2)"),
    ("[1., 3., nan, 4.]", "(3, 0, 2, 2)"), ("[nan, 1., nan, 5.]", "(3, 1, 0, 0)"),
  ]) func positionsBesideNaN(_ x: String, _ places: String) throws {
    let calls = ["tf.argmax", "tf.argmin", "np.argmax", "np.argmin"].map { "int(\($0)(\(x)))" }
    #expect(try shown("(\(calls.joined(separator: ", ")))") == places)
  }

  @Test func positionsBesideNaNAlongAnAxis() throws {
    let code = """
      m = tf.constant([[nan, 1.], [2., nan], [1., 0.]])
      [tf.argmax(m, axis=0), tf.argmax(m, axis=1), tf.argmin(m, axis=0), tf.argmin(m, axis=1)]
      """
    #expect(try shown(code) == "[[1 0], [1 0 0], [2 2], [1 0 1]]")
  }

  /// An error tells of the function that was called, and of none that it is made of.
  @Test(arguments: [
    ("std(constant([1, 2]))", "std takes"), ("norm(constant([True]))", "norm takes"),
    ("trace(ones(2))", "trace takes"),
    ("conv1d(ones(2, 5, 3), ones(3, 4, 2), 1, 'SAME')", "conv1d of (2, 5, 3)"),
  ]) func errorsNameWhatWasCalled(_ call: String, _ words: String) throws {
    var script = Script()
    #expect(script.failure(of: call)?.message.contains(words) == true)
  }

  /// TensorFlow 2.21 casts labels to the scores' type.
  @Test(arguments: [
    "[[0, 1, 0]]", "tf.constant([[0, 1, 0]])", "tf.constant([[0, 1, 0]], tf.float64)",
    "tf.constant([[False, True, False]])",
  ]) func labelsAreCast(_ labels: String) throws {
    let call = "tf.nn.softmax_cross_entropy_with_logits(labels=\(labels), logits=x)"
    #expect(try shown("x = tf.constant([[0.1, 0.2, 0.3]])\n\(call)") == "[1.1019429]")
    #expect(
      try shown("x = tf.constant([[0.1, 0.2, 0.3]], tf.float64)\n\(call)") == "[1.10194285]")
  }

  @Test func anOrderOfEinsumIsAccepted() throws {
    let expected = "[[ 7. 10.]\n [15. 22.]]"
    let x = "[[1., 2.], [3., 4.]]"
    #expect(try shown("np.einsum('ij,jk->ik', \(x), \(x), optimize=True)") == expected)
    #expect(try shown("tf.einsum('ij,jk->ik', \(x), \(x), optimize='greedy')") == expected)
  }

  /// TensorFlow 2.21, and the closed form x/(1 - x**2)**1.5 and 2*x/(1 - x**2)**2.
  @Test(arguments: [
    ("asin", "inf", "-inf", "0.769800358919501"), ("acos", "-inf", "inf", "-0.769800358919501"),
    ("atanh", "inf", "-inf", "1.7777777777777777"),
  ]) func secondDerivativesAtTheEdge(
    _ name: String, _ right: String, _ left: String, _ inside: String
  ) throws {
    let code = """
      f = grad(grad(\(name)))
      float(f(constant(1., float64))) == \(right) and float(f(constant(-1., float64))) == \(left)
      abs(float(f(constant(0.5, float64))) - (\(inside))) < 1e-14
      """
    #expect(try shown(code) == "True\nTrue")
  }
}
