extension ConventionTableTests {
  /// Rows of sorting, scans and indices; weights tell the results' elements apart.
  static let orderRows: [Row] = [
    weighted("[2., 2., 1.]", "sort(x)", same: [10, 100, 1]),
    weighted(
      "[2., 2., 1.]", "sort(x, direction='DESCENDING')", tensorflow: [1, 10, 100],
      torch: [1, 10, 100], jax: [10, 1, 100], tapebook: [1, 10, 100]),
    weighted(
      "[1., 3., 3., 3.]", "top_k(x, 2)[0]", count: 2, tensorflow: [0, 1, 10, 0],
      torch: [0, 0, 1, 10], jax: [0, 1, 10, 0], tapebook: [0, 1, 10, 0]),
    // TensorFlow has no such operation; its scan with tf.maximum gives this column.
    weighted(
      "[1., 1.]", "cummax(x)", count: 2, tensorflow: [11, 0], torch: [1, 10], jax: [6, 5],
      tapebook: [6, 5]),
    weighted(
      "[1., 1., 1., 1.]", "cummax(x)", count: 4, tensorflow: [1111, 0, 0, 0],
      torch: [1, 10, 100, 1000], jax: [281, 280, 300, 250],
      tapebook: [
        1 + 5 + 100 / 3 + 250, 5 + 100 / 3 + 250, 100 / 3 + 250, 250,
      ]),
    weighted(
      "[1., 2., 2., 1., 2., 3., 3.]", "cummax(x)", count: 7,
      tensorflow: [1, 11110, 0, 0, 0, 1_100_000, 0],
      torch: [1, 10, 1100, 0, 10000, 100_000, 1_000_000],
      jax: [1, 3060, 3050, 0, 5000, 600_000, 500_000],
      tapebook: [
        1, 10 + 550 + 10000 / 3, 550 + 10000 / 3, 0, 10000 / 3, 600_000, 500_000,
      ]),
    .same("[1., 1., 3.]", "sum(segment_max(x, [0, 0, 1]))", [[0.5, 0.5, 1]]),
    // TensorFlow 2.21 has [1, 0, 0]; the true derivative is taken instead.
    .same("[2., 0., 3.]", "sum(cumprod(x))", [[1, 8, 0]]),
    .same("[0., 0., 3.]", "sum(cumprod(x))", [[1, 0, 0]]),
    .same("[5., 7.]", "sum(take(x, [0, 0]) * constant([1., 10.]))", [[11, 0]]),
    .same("[1., 3., 3.]", "max(x, axis=0)", [[0, 0.5, 0.5]]),
  ]

  private static func weighted(
    _ x: String, _ y: String, same: [Double]
  ) -> Row {
    weighted(x, y, tensorflow: same, torch: same, jax: same, tapebook: same)
  }

  /// A row of the sum of a result's elements, times 1, 10, 100 and so on.
  private static func weighted(
    _ x: String, _ y: String, count: Int = 3, tensorflow: [Double], torch: [Double],
    jax: [Double], tapebook: [Double]
  ) -> Row {
    .at(
      x, "sum(\(y) * logspace(0, \(count - 1), \(count)))", tensorflow: [tensorflow],
      torch: [torch], jax: [jax], tapebook: [tapebook])
  }
}
