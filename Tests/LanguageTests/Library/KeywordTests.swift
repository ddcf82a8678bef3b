import Testing

@testable import Language

/// Keywords of TensorFlow's and NumPy's that change little or nothing are taken, and checked.
@Suite struct KeywordTests {
  /// Each is the same as the call without the keyword.
  private static let accepted: [(call: String, plain: String)] = [
    ("tf.transpose([[1., 2.]], conjugate=True)", "tf.transpose([[1., 2.]])"),
    ("tf.gather([1., 2.], [1], validate_indices=None)", "tf.gather([1., 2.], [1])"),
    ("tf.gather_nd([1., 2.], [[1]], bad_indices_policy='ERROR')", "tf.gather_nd([1., 2.], [[1]])"),
    (
      "tf.scatter_nd([[1]], [5.], [2], bad_indices_policy='DEFAULT')",
      "tf.scatter_nd([[1]], [5.], [2])"
    ),
    (
      "tf.tensor_scatter_nd_add([1., 2.], [[1]], [5.], bad_indices_policy='')",
      "tf.constant([1., 7.])"
    ),
    (
      "tf.matmul([[1., 2.]], [[1., 2.]], adjoint_b=True, a_is_sparse=False, b_is_sparse=False)",
      "tf.constant([[5.]])"
    ),
    ("tf.linalg.matvec([[1., 2.]], [1., 2.], a_is_sparse=False)", "tf.constant([5.])"),
    ("tf.linalg.matrix_rank([[1., 2.]], validate_args=True)", "tf.constant(1)"),
    ("tf.linalg.pinv([[2.]], validate_args=True)", "tf.constant([[0.5]])"),
    ("tf.zeros((1, 2), layout=None)", "tf.constant([[0., 0.]])"),
    ("tf.fill([2], 3., layout=None)", "tf.constant([3., 3.])"),
    ("tf.ones_like([1, 2], layout=None)", "tf.constant([1, 1])"),
    ("np.linalg.svd([[3., 0.], [0., 2.]], hermitian=True)[1]", "np.array([3., 2.])"),
    // Keras 3 with TensorFlow 2.21: [0.6931472, 0.] for the classes 2 and 0.
    (
      "tf.keras.losses.sparse_categorical_crossentropy([2, 0], [[.2, .3, .5], [.6, .3, .1]], "
        + "ignore_class=0, axis=-1)",
      "tf.constant([0.6931472, 0.])"
    ),
    (
      "tf.keras.losses.sparse_categorical_crossentropy([2, -1], [[.2, .3, .5], [.6, .3, .1]], "
        + "ignore_class=-1)",
      "tf.constant([0.6931472, 0.])"
    ),
    (
      "tf.linalg.diag_part([[1, 2], [3, 4]], k=(0, 1), padding_value=9)",
      "tf.constant([[9, 2], [1, 4]])"
    ),
  ]

  @Test(arguments: accepted) func theKeywordIsTaken(_ call: String, _ plain: String) throws {
    var script = Script()
    _ = try script.run("import numpy as np\nimport tensorflow as tf")
    #expect(
      try script.run("np.allclose(np.array(\(call)), np.array(\(plain)), atol=1e-6)") == "True",
      "\(call)")
  }

  private static let refused: [(call: String, type: String, message: String)] = [
    ("tf.transpose([[1.]], conjugate='yes')", "TypeError", "conjugate is True or False"),
    (
      "tf.gather_nd([1., 2.], [[1]], bad_indices_policy='IGNORE')", "ValueError",
      "bad_indices_policy 'IGNORE'"
    ),
    ("np.max([1, 2], where=[True, False])", "ValueError", "does not have an identity"),
    ("np.sum([1, 2], where=[1, 0])", "TypeError", "where is a tensor of truth values"),
    (
      "tf.linalg.diag_part(tf.eye(3), k=(-1, 2 ** 62))", "ValueError", "at most 32 bits"
    ),
    ("tf.linalg.set_diag(tf.eye(3), [1.], k=2 ** 62)", "ValueError", "at most 32 bits"),
    ("tf.linalg.diag([1., 2.], k=-2 ** 62)", "ValueError", "at most 32 bits"),
    (
      "tf.linalg.set_diag(tf.eye(3), [1.], k=7)", "ValueError",
      "have the diagonals from -2 to 2, not 7"
    ),
    (
      "tf.linalg.diag_part([[1, 2], [3, 4]], k=(0, 1), padding_value=2 ** 40)", "ValueError",
      "padding_value"
    ),
  ]

  @Test(arguments: refused) func whatTheKeywordCannotBeIsRefused(
    _ call: String, _ type: String, _ message: String
  ) throws {
    var script = Script()
    _ = try script.run("import numpy as np\nimport tensorflow as tf")
    let refusal = script.failure(of: call)
    let failure = try #require(refusal, "\(call)")
    #expect(failure.type == type, "\(call): \(failure.message)")
    #expect(failure.message.contains(message), "\(call): \(failure.message)")
  }
}
