extension ConventionTableTests {
  private static let nan = Double.nan
  private static let inf = Double.infinity

  /// Elementary functions, activations and functions of two numbers.
  static let functions = singularFunctions + activations + pairs

  private static let singularFunctions: [Row] = [
    .same("0.", "cbrt(x)", [[inf]]),
    .same("1.", "acosh(x)", [[inf]]),
    .same("1.", "atanh(x)", [[inf]]),
    .same("-1000.", "log_sigmoid(x)", [[1]]),
    .at("0.", "sinc(x)", tensorflow: [[nan]], torch: [[0]], jax: [[0]], tapebook: [[0]]),
    .at("1.5", "trunc(x)", tensorflow: [nil], torch: [[0]], jax: [[0]], tapebook: [nil]),
  ]

  private static let activations: [Row] = [
    .same("0.", "relu6(x)", [[0]]),
    .same("6.", "relu6(x)", [[0]]),
    .at("1.", "hardtanh(x)", tensorflow: [[1]], torch: [[0]], jax: [[1]], tapebook: [[0]]),
    .at("-1.", "hardtanh(x)", tensorflow: [[1]], torch: [[0]], jax: [[1]], tapebook: [[0]]),
    .same("3.", "hard_sigmoid(x)", [[0]]),
    .at(
      "0.", "leaky_relu(x, 0.1)", tensorflow: [[0.1]], torch: [[0.1]], jax: [[1]],
      tapebook: [[0.1]]),
    // Between slopes of two signs there is the slope 0.
    .at(
      "0.", "leaky_relu(x, -0.5)", tensorflow: [[-0.5]], torch: [[-0.5]], jax: [[1]],
      tapebook: [[0]]),
    .same("0.", "elu(x)", [[1]]),
    .at("0.", "elu(x, 2.)", tensorflow: [[2]], torch: [[2]], jax: [[2]], tapebook: [[1]]),
    .at(
      "0.", "selu(x)", tensorflow: [[1.0507009873554805]], torch: [[1.7580993408473766]],
      jax: [[1.7580993408473766]], tapebook: [[1.0507009873554805]]),
  ]

  private static let pairs: [Row] = [
    .at(
      "0.", "hypot(x, y)", y: "0.", tensorflow: [[nan], [nan]], torch: [[nan], [nan]],
      jax: [[0.5], [0.5]], tapebook: [[0], [0]]),
    .same("-inf", "logaddexp(x, y)", y: "-inf", [[nan], [nan]]),
    .at(
      "0.", "xlogy(x, y)", y: "0.", tensorflow: [[0], [0]], torch: [[0], [nan]],
      jax: [[-inf], [nan]], tapebook: [[0], [0]]),
    // TensorFlow's 0 by x is wrong.
    .same("0.", "xlogy(x, y)", y: "2.", [[0.6931471805599453], [0]]),
    .same("0.", "xlog1py(x, y)", y: "1.", [[0.6931471805599453], [0]]),
    .same("0.", "xdivy(x, y)", y: "4.", [[0.25], [0]]),
    .same("5.", "fmod(x, y)", y: "-3.", [[1], [1]]),
    .same("1.", "divide_no_nan(x, y)", y: "0.", [[0], [0]]),
    .same("3.", "multiply_no_nan(x, y)", y: "0.", [[0], [3]]),
  ]
}
