import Testing

@testable import Language

/// TensorFlow's loops, counts and checks, against TensorFlow 2.21.
@Suite struct TensorFlowPiecesTests {
  /// A call, and TensorFlow's value as nested lists.
  private static let values: [(call: String, value: String)] = [
    ("tf.while_loop(lambda i: i < 3, lambda i: (i + 1,), [0])[0]", "3"),
    ("tf.while_loop(lambda i, j: i < 3, lambda i, j: (i + 1, j * 2), [0, 1.])[1]", "8.0"),
    ("tf.while_loop(lambda i: True, lambda i: [i + 1], (0,), maximum_iterations=4)[0]", "4"),
    ("tf.scan(lambda a, x: a + x, tf.constant([1., 2., 3.]))", "[1.0, 3.0, 6.0]"),
    (
      "tf.scan(lambda a, x: a + x, tf.constant([1., 2., 3.]), initializer=10.)",
      "[11.0, 13.0, 16.0]"
    ),
    ("tf.scan(lambda a, x: a + x, tf.constant([1., 2., 3.]), reverse=True)", "[6.0, 5.0, 3.0]"),
    ("tf.foldl(lambda a, x: a * 2 + x, tf.constant([1., 2., 3.]))", "11.0"),
    ("tf.foldr(lambda a, x: a * 2 + x, tf.constant([1., 2., 3.]))", "17.0"),
    (
      "tf.map_fn(lambda t: (t[0] + t[1], t[0] * t[1]), (tf.constant([1., 2.]), "
        + "tf.constant([3., 4.])), fn_output_signature=(tf.float32, tf.float32))[1]", "[3.0, 8.0]"
    ),
    ("tf.cond(tf.constant(False), lambda: 1., lambda: tf.constant(2.))", "2.0"),
    ("tf.nn.crelu([[1., -2.]])", "[[1.0, 0.0, 0.0, 2.0]]"),
    (
      "tf.math.confusion_matrix([0, 1], [1, 1], num_classes=3, weights=[.5, 2.], dtype=tf.float32)",
      "[[0.0, 0.5, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 0.0]]"
    ),
    ("tf.math.confusion_matrix([1, 0, 2], [2, 2, 2])", "[[0, 0, 1], [0, 0, 1], [0, 0, 1]]"),
    ("tf.truncatediv([7, -7, -8], [2, 2, 2])", "[3, -3, -4]"),
    ("tf.saturate_cast([1e10, -3.7], tf.int32)", "[2147483520, -3]"),
    ("tf.unravel_index([2, 5, 7], [3, 3])", "[[0, 1, 2], [2, 2, 1]]"),
    ("tf.math.invert_permutation([3, 4, 0, 2, 1])", "[2, 4, 3, 0, 1]"),
    (
      "tf.constant(tf.keras.utils.to_categorical([0, 2, 1]))",
      "[[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]"
    ),
    ("tf.dynamic_partition([10., 20., 30.], [1, 0, 1], 3)[1]", "[10.0, 30.0]"),
    ("tf.math.reduce_euclidean_norm([[3., 4.], [6., 8.]], axis=1)", "[5.0, 10.0]"),
    ("tf.identity_n([1., 2.])[1]", "2.0"), ("tf.dtypes.cast(1.5, tf.int32)", "1"),
    ("tf.math.accumulate_n([[1., 2.], [3., 4.]])", "[4.0, 6.0]"),
    ("tf.math.scalar_mul(2., [1., 3.])", "[2.0, 6.0]"),
    ("tf.ensure_shape([[1., 2.]], [None, 2])", "[[1.0, 2.0]]"),
    ("tf.debugging.check_numerics([1., 2.], 'checked')", "[1.0, 2.0]"),
  ]

  @Test(arguments: values) func theValueIsTensorFlows(_ call: String, _ value: String) throws {
    var script = Script()
    _ = try script.run("import tensorflow as tf\nresult = \(call)")
    #expect(try script.run("print(result.numpy().tolist())") == value, "\(call)")
  }

  /// The gradient by a variable of [3, 0].
  private static let gradients: [(call: String, gradient: String)] = [
    ("tf.foldl(lambda a, e: a * e + 1., x)", "[0.0, 3.0]"),
    ("tf.scan(lambda a, e: a * e + 1., x)", "[1.0, 3.0]"),
    ("tf.map_fn(lambda v: v * v * v, x)", "[27.0, 0.0]"),
    ("tf.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, v * v), [0, x])[1]", "[17496.0, 0.0]"),
    ("tf.math.reduce_euclidean_norm(x)", "[1.0, 0.0]"),
    ("tf.dynamic_partition(x, [1, 0], 2)[1]", "[1.0, 0.0]"),
    ("tf.ensure_shape(x, [2]) * 2.", "[2.0, 2.0]"),
  ]

  @Test(arguments: gradients) func theGradientIsTensorFlows(
    _ call: String, _ gradient: String
  ) throws {
    var script = Script()
    _ = try script.run(
      """
      import tensorflow as tf
      x = tf.Variable([3., 0.])
      with tf.GradientTape() as tape:
        y = \(call)

      """)
    #expect(try script.run("print(tape.gradient(y, x).numpy().tolist())") == gradient, "\(call)")
  }

  @Test func structuresAreKept() throws {
    var script = Script()
    _ = try script.run("import tensorflow as tf")
    #expect(try script.run("tf.nest.flatten([1, (2, [3])])") == "[1, 2, 3]")
    #expect(
      try script.run("tf.nest.map_structure(lambda x, y: x + y, [1, (2,)], [3, (4,)])")
        == "[4, (6,)]")
    #expect(try script.run("tf.keras.backend.epsilon()") == "1e-07")
  }

  private static let refused: [(call: String, message: String)] = [
    ("tf.debugging.check_numerics([1., float('nan')], 'bad')", "bad : Tensor had NaN values"),
    ("tf.debugging.check_numerics([1., float('inf')], 'bad')", "bad : Tensor had Inf values"),
    ("tf.ensure_shape(zeros(2, 3), [None, 2])", "expected shape (?, 2)"),
    ("tf.math.invert_permutation([0, 0])", "0 is duplicated in the input."),
    ("tf.math.invert_permutation([0, 5])", "5 is not between"),
    ("tf.math.confusion_matrix([0, 9223372036854775807], [0, 0])", ""),
    ("tf.math.confusion_matrix([-1], [0])", "the classes are"),
    ("tf.keras.utils.to_categorical([3], 2)", "the classes are"),
    ("tf.unravel_index([9], [3, 3])", "out of bound"),
    ("tf.dynamic_partition([1., 2.], [0, 2], 2)", "is not in [0, 2)"),
    ("tf.dynamic_partition([1., 2.], [0], 2)", ""),
    ("tf.while_loop(lambda i: i < 3, lambda i: [i, i], [0])", "1 variables"),
    ("tf.map_fn(lambda x: x, 3.)", "first axis"),
    ("tf.foldl(lambda a, x: a, zeros(0))", "one element or more"),
    ("tf.scan(lambda a, x: a, zeros(0))", "one element or more"),
    ("tf.nest.map_structure(lambda x, y: x, [1], [1, 2])", "not nested alike"),
    ("tf.math.scalar_mul([1.], [2.])", "Only scalar multiply works"),
    ("tf.truncatediv([1], [0])", ""),
  ]

  @Test(arguments: refused) func whatIsWrongIsRefused(_ call: String, _ message: String) throws {
    var script = Script()
    _ = try script.run("import tensorflow as tf")
    let refusal = script.failure(of: call)
    let failure = try #require(refusal, "\(call)")
    #expect(failure.message.contains(message), "\(call): \(failure.message)")
  }
}
