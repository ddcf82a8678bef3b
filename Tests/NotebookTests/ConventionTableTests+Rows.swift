extension ConventionTableTests {
  private static let nan = Double.nan
  private static let inf = Double.infinity

  /// The rows of the operations that there are.
  static let rows =
    kinks + powers + singularPoints + branches + discreteResults + functions + orderRows
    + networks + matrices

  private static let kinks: [Row] = [
    .at("0.", "abs(x)", tensorflow: [[0]], torch: [[0]], jax: [[1]], tapebook: [[0]]),
    .same("0.", "sign(x)", [[0]]),
    .same("0.", "relu(x)", [[0]]),
    .at(
      "0.", "maximum(x, 0.)", tensorflow: [[1]], torch: [[0.5]], jax: [[0.5]], tapebook: [[0.5]]),
    .at(
      "3.", "maximum(x, y)", y: "3.", tensorflow: [[1], [0]], torch: [[0.5], [0.5]],
      jax: [[0.5], [0.5]], tapebook: [[0.5], [0.5]]),
    .at(
      "3.", "minimum(x, y)", y: "3.", tensorflow: [[1], [0]], torch: [[0.5], [0.5]],
      jax: [[0.5], [0.5]], tapebook: [[0.5], [0.5]]),
    .at(
      "nan", "maximum(x, y)", y: "2.", tensorflow: [[0], [1]], torch: [[1], [1]], jax: [[0], [0]],
      tapebook: [[nan], [nan]]),
    .same("[1., 3., 3.]", "max(x)", [[0, 0.5, 0.5]]),
    .same("[1., 1., 3.]", "min(x)", [[0.5, 0.5, 0]]),
    .same("[1., nan, 3.]", "max(x)", [[nan, nan, nan]]),
    .at(
      "0.", "clip(x, 0., 1.)", tensorflow: [[1]], torch: [[0]], jax: [[0.5]], tapebook: [[0]]),
    .at(
      "1.", "clip(x, 0., 1.)", tensorflow: [[1]], torch: [[0]], jax: [[0.5]], tapebook: [[0]]),
    .at(
      "1.", "clip_by_value(x, 1., 1.)", tensorflow: [[1]], torch: [[0]], jax: [[0.25]],
      tapebook: [[0]]),
    .same("[-1., 0.5, 2.]", "clip(x, 0., 1.)", [[0, 1, 0]]),
    .at(
      "[0., 0.]", "norm(x)", tensorflow: [[nan, nan]], torch: [[0, 0]], jax: [[nan, nan]],
      tapebook: [[0, 0]]),
    .at(
      "[0., 0.]", "sqrt(sum(x ** 2.))", tensorflow: [[nan, nan]], torch: [[nan, nan]],
      jax: [[nan, nan]], tapebook: [[nan, nan]]),
    .at(
      "[0., 1.]", "norm(x, 1)", tensorflow: [[0, 1]], torch: [[0, 1]], jax: [[1, 1]],
      tapebook: [[0, 1]]),
    .same("[2., -2.]", "norm(x, inf)", [[0.5, -0.5]]),
    .at(
      "[2., 2., 2.]", "std(x)", tensorflow: [[nan, nan, nan]], torch: [[0, 0, 0]],
      jax: [[nan, nan, nan]], tapebook: [[0, 0, 0]]),
    .same("[2., 2., 2.]", "var(x)", [[0, 0, 0]]),
    .at(
      "0.", "atan2(x, y)", y: "0.", tensorflow: [[nan], [nan]], torch: [[0], [0]],
      jax: [[nan], [nan]], tapebook: [[0], [0]]),
  ]

  private static let powers: [Row] = [
    .at(
      "0.", "x ** y", y: "0.", tensorflow: [[nan], [0]], torch: [[0], [0]], jax: [[nan], [0]],
      tapebook: [[0], [0]]),
    .same("0.", "x ** y", y: "1.", [[1], [0]]),
    .same("0.", "x ** y", y: "2.", [[0], [0]]),
    .same("0.", "x ** y", y: "0.5", [[inf], [0]]),
    .at(
      "0.", "x ** y", y: "-1.", tensorflow: [[-inf], [nan]], torch: [[-inf], [-inf]],
      jax: [[-inf], [nan]], tapebook: [[-inf], [-inf]]),
    .at(
      "-2.", "x ** y", y: "3.", tensorflow: [[12], [0]], torch: [[12], [nan]], jax: [[12], [nan]],
      tapebook: [[12], [nan]]),
    .same("-8.", "x ** y", y: "1. / 3.", [[nan], [nan]]),
    .same("0.", "x ** (1. / 3.)", [[inf]]),
    .same("[0., 2., 3.]", "prod(x)", [[6, 0, 0]]),
    .same("[0., 0., 3.]", "prod(x)", [[0, 0, 0]]),
  ]

  private static let singularPoints: [Row] = [
    .same("0.", "sqrt(x)", [[inf]]),
    .same("0.", "rsqrt(x)", [[-inf]]),
    .same("0.", "log(x)", [[inf]]),
    .same("0.", "1. / x", [[-inf]]),
    .same("1.", "acos(x)", [[-inf]]),
    .same("1.", "asin(x)", [[inf]]),
    .same("1000.", "softplus(x)", [[1]]),
    .same("1000.", "exp(x)", [[inf]]),
    .same("-1000.", "log(sigmoid(x))", [[nan]]),
    .same("[-inf, -inf]", "logsumexp(x)", [[nan, nan]]),
    .same("[1000., 0.]", "logsumexp(x)", [[1, 0]]),
    .same("[-1000., 0.]", "sum(log(softmax(x)))", [[nan, nan]]),
    .same("[-1000., 0.]", "sum(log_softmax(x))", [[1, -1]]),
    .same("inf", "x * 0.", [[0]]),
    .same("[5., 7.]", "sum(gather(x, [0, 0]) * constant([1., 10.]))", [[11, 0]]),
  ]

  /// A zero cotangent times an infinite derivative.
  private static let branches: [Row] = [
    .at(
      "0.", "where(x > 0., log(x), 0.)", tensorflow: [[nan]], torch: [[nan]], jax: [[nan]],
      tapebook: [[0]]),
    .at(
      "0.", "where(x > 0., sqrt(x), 0.)", tensorflow: [[0]], torch: [[nan]], jax: [[nan]],
      tapebook: [[0]]),
    .at(
      "-1.", "where(x > 0., sqrt(x), 0.)", tensorflow: [[0]], torch: [[nan]], jax: [[nan]],
      tapebook: [[0]]),
    .at(
      "0.", "where(x > 0., 1. / x, 0.)", tensorflow: [[nan]], torch: [[nan]], jax: [[nan]],
      tapebook: [[0]]),
    .at(
      "0.", "where(x != 0., sin(x) / x, 1.)", tensorflow: [[nan]], torch: [[nan]], jax: [[nan]],
      tapebook: [[0]]),
    .at(
      "0.", "sqrt(x) * 0.", tensorflow: [[0]], torch: [[nan]], jax: [[nan]], tapebook: [[0]]),
    // log(x) + 1 goes to -inf.
    .at(
      "0.", "x * log(x)", tensorflow: [[nan]], torch: [[nan]], jax: [[nan]], tapebook: [[-inf]]),
  ]

  private static let discreteResults: [Row] = [
    .at("1.5", "floor(x)", tensorflow: [nil], torch: [[0]], jax: [[0]], tapebook: [nil]),
    .at("1.5", "round(x)", tensorflow: [nil], torch: [[0]], jax: [[0]], tapebook: [nil]),
    .at(
      "5.", "x // y", y: "3.", tensorflow: [nil, nil], torch: [nil, nil], jax: [[0], [0]],
      tapebook: [nil, nil]),
    .same("5.", "x % y", y: "3.", [[1], [-1]]),
    .same("6.", "x % y", y: "3.", [[1], [-2]]),
    .at(
      "1.", "cast(x == 1., 'float64')", tensorflow: [nil], torch: [nil], jax: [[0]],
      tapebook: [nil]),
  ]
  private static let matrices: [Row] = [
    .at(
      "[[1., 2.], [2., 4.]]", "det(x)", tensorflow: [[4, -2, -2, 1]], torch: [[0, 0, 0, 0]],
      jax: [[4, -2, -2, 1]], tapebook: [[4, -2, -2, 1]]),
    // 1/(2√2): PyTorch 2.15, JAX 0.10.2 and TensorFlow 2.21.
    .same(
      "[[2., 1.], [1., 2.]]", "cholesky(x)[1, 0]",
      [[-0.17677669529663687, 0.35355339059327373, 0.35355339059327373, 0]]),
    .same("[[1., 0.], [0., 1.]]", "sum(eigvalsh(x) * [1., 2.])", [[1, 0, 0, 2]]),
    .at(
      "[[1., 0.], [0., 1.]]", "eigh(x)[1][0, 1]", tensorflow: [[0, 0, 0, 0]],
      torch: [[nan, nan, nan, nan]], jax: [[nan, nan, nan, nan]], tapebook: [[0, 0, 0, 0]]),
    .at(
      "[[1., 0.], [0., 1.]]", "svd(x)[1][0, 1]", tensorflow: [[0, 0, 0, 0]],
      torch: [[nan, nan, nan, nan]], jax: [[nan, nan, nan, nan]], tapebook: [[0, 0, 0, 0]]),
    .at(
      "[[0., 0.], [0., 0.]]", "norm(x)", tensorflow: [[nan, nan, nan, nan]],
      torch: [[0, 0, 0, 0]], jax: [[nan, nan, nan, nan]], tapebook: [[0, 0, 0, 0]]),
  ]
}
