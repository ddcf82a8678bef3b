extension ConventionTableTests {
  private static let nan = Double.nan

  /// The rows of layers of neural networks.
  static let networks: [Row] = [
    // The first of equals below a window.
    .same("[2., 2.]", "sum(max_pool(reshape(x, (1, 1, 2, 1)), (1, 2)))", [[1, 0]]),
    .same("[2., 2., 2.]", "sum(max_pool1d(reshape(x, (1, 3, 1)), 2, 1))", [[1, 1, 0]]),
    // TensorFlow's function has epsilon inside of the root, PyTorch's beside it.
    .same("[0., 0.]", "sum(l2_normalize(x))", [[1e6, 1e6]]),
    .at(
      "[0., 0.]", "sum(x / maximum(norm(x), 1e-12))", tensorflow: [[1e12, 1e12]],
      torch: [[1e12, 1e12]], jax: [[nan, nan]], tapebook: [[1e12, 1e12]]),
    .same("0.", "sigmoid_cross_entropy_with_logits(1., x)", [[-0.5]]),
    .same("[0., 0.]", "sum(clip_by_norm(x, 1.))", [[1, 1]]),
  ]
}
