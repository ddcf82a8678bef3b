extension Library {
  /// Functions of a group with what the table below states of each.
  static func stated(_ functions: [BuiltinFunction]) -> [BuiltinFunction] {
    functions.map { function in
      creationFacts[function.name].map { BuiltinFunction(function, stating: $0) } ?? function
    }
  }

  /// What makes tensors and makes them of no primitive: NumPy's functions of a name have its facts.
  private static let creationFacts: [String: FunctionFacts] = [
    // Creation.
    "zeros": constant("x[i] = 0"), "ones": constant("x[i] = 1"),
    "zeros_like": constant("y[i] = 0 for each i of x"),
    "ones_like": constant("y[i] = 1 for each i of x"),
    "full": FunctionFacts(
      formula: "x[i] = value", derivative: "by value: the sum over i", convention: "linear"),
    "full_like": constant("y[i] = value for each i of x"), "empty": constant("x[i] = 0"),
    "eye": constant("x[i, j] = 1 where j - i = k, else 0"),
    "arange": constant("x[i] = start + i*step, for i < ceil((stop - start)/step)"),
    "linspace": FunctionFacts(
      formula: "x[i] = start + i*(stop - start)/(num - 1)",
      derivative: "by start: 1 - i/(num - 1); by stop: i/(num - 1)",
      convention: "linear; the last is stop itself"),
    "logspace": constant("x[i] = base**(start + i*(stop - start)/(num - 1))"),
    "geomspace": constant("x[i] = start*(stop/start)**(i/(num - 1))"),
    "constant": constant("x[i, j] = value[i][j]"),
    "array": constant("x[i, j] = object[i][j]"),
    "convert_to_tensor": FunctionFacts(
      formula: "x[i, j] = value[i][j]", derivative: "1 by each tensor that value holds",
      convention: "linear"),
    // Random numbers.
    "normal": drawn(
      "mean + stddev*n, n = sqrt(-2*log(1 - u))*cos(2*pi*v), the next with sin (Box and Muller)",
      "by mean: 1; by stddev: n"),
    "truncated_normal": drawn(
      "mean + stddev*n, n a standard normal number, drawn again while |n| > 2",
      "by mean: 1; by stddev: n"),
    "uniform": drawn(
      "minval + (maxval - minval)*u, u a multiple of 2**-24 (float32) or 2**-53 (float64) in [0, 1)",
      "by minval: 1 - u; by maxval: u"),
    "bernoulli": drawn("1 where u < probs, else 0", nil),
    "binomial": drawn("the number of k < n with u[k] < p", nil),
    "poisson": drawn(
      "k with probability lam**k*exp(-lam)/k! (by products of u, or Hörmann's rejection)", nil),
    "multivariate_normal": drawn(
      "mean + V @ (sqrt(w)*n), n standard normal, cov = V @ diag(w) @ transpose(V)", nil),
    "categorical": drawn("each column as likely as softmax(logits) says", nil),
    "randint": drawn("low + k, each k < high - low as likely", nil),
    "permutation": drawn("x[p], each order p as likely (Fisher and Yates)", "by x: its transpose"),
    "shuffle": drawn("x[p], each order p as likely (Fisher and Yates)", "by x: its transpose"),
    "choice": drawn("a[k], each k as likely, or by p", nil),
    "randn": drawn("n = sqrt(-2*log(1 - u))*cos(2*pi*v), the next with sin (Box and Muller)", nil),
    "standard_normal": drawn(
      "n = sqrt(-2*log(1 - u))*cos(2*pi*v), the next with sin (Box and Muller)", nil),
    "exponential": drawn("-scale*log(1 - u)", nil),
    "rand": drawn("u, a multiple of 2**-53 in [0, 1)", nil),
    "random": drawn("u, a multiple of 2**-53 in [0, 1)", nil),
    "integers": drawn("low + k, each k < high - low as likely", nil),
  ]
  .merging(
    ["normal", "truncated_normal", "uniform"].map { name in
      ("stateless_\(name)", stateless(name))
    }
  ) { first, _ in first }

  private static func constant(_ formula: String) -> FunctionFacts {
    FunctionFacts(
      formula: formula, derivative: "none: the numbers are constants",
      convention: "a new tensor, which no tape has recorded")
  }

  private static func drawn(_ formula: String, _ derivative: String?) -> FunctionFacts {
    FunctionFacts(
      formula: formula,
      derivative: derivative ?? "none: the numbers are constants",
      convention: "u of Philox4x32-10: a seed draws the same on every machine; "
        + (derivative == nil ? "draws are constants" : "the draw itself is a constant"))
  }

  private static func stateless(_ name: String) -> FunctionFacts {
    FunctionFacts(
      formula: "as \(name), u of the generator of the pair of seeds",
      derivative: "that of \(name)",
      convention: "the same seeds draw the same numbers at each call")
  }
}
