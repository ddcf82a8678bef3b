import Testing

@testable import Language

/// NumPy's draws with arrays as bounds have the laws of their distributions.
@Suite struct ArrayDrawTests {
  private func holds(_ code: String, _ condition: String) throws {
    var script = Script()
    _ = try script.run("import numpy as np\nnp.random.seed(3)\n\(code)")
    #expect(try script.run(condition) == "True", "\(code)")
  }

  @Test func integersStayBetweenTheirOwnBounds() throws {
    for call in [
      "np.random.randint([1, 5], [3, 9], size=(400, 2))",
      "np.random.default_rng(1).integers([1, 5], [2, 8], size=(400, 2), endpoint=True)",
    ] {
      try holds(
        "r = \(call)", "r.min(axis=0).tolist() == [1, 5] and r.max(axis=0).tolist() == [2, 8]")
    }
    try holds(
      "r = np.random.randint([1, 2, 3])", "r.shape == (3,) and r[0] == 0 and all(r < [1, 2, 3])")
    try holds("r = np.random.randint(0, [5, 2])", "r.shape == (2,) and r.dtype == np.int64")
  }

  /// Means lie within five standard errors of the law's.
  @Test func countsHaveTheirMeansAndVariances() throws {
    try holds(
      "r = np.random.binomial(10, [.1, .9], size=(2000, 2)).mean(axis=0)",
      "all(abs(r - [1., 9.]) < 5 * np.sqrt(.9 / 2000))")
    for rate in ["3.", "25."] {
      try holds(
        "r = np.random.poisson(\(rate), 4000)",
        "abs(r.mean() - \(rate)) < 5 * np.sqrt(\(rate) / 4000) and abs(r.var() / \(rate) - 1) < .2")
    }
    try holds("r = np.random.poisson([0., 1e6])", "r[0] == 0 and abs(r[1] - 1e6) < 6e3")
  }

  @Test func normalVectorsHaveTheirCovariances() throws {
    try holds(
      "r = np.random.multivariate_normal([1., -2.], [[2., .6], [.6, 1.]], 4000)",
      "r.shape == (4000, 2) and np.allclose(np.cov(r.T), [[2., .6], [.6, 1.]], atol=.2) "
        + "and np.allclose(r.mean(axis=0), [1., -2.], atol=.12)")
    try holds(
      "r = np.random.multivariate_normal([0., 0.], [[1., 1.], [1., 1.]])", "abs(r[0] - r[1]) < 1e-6"
    )
  }

  private static let refused: [(call: String, type: String, message: String)] = [
    ("np.random.randint(0, [0, 2])", "ValueError", "low >= high"),
    ("np.random.randint([1, 2], [3, 4], size=3)", "ShapeError", ""),
    ("np.random.randint([1.5], [3, 4])", "TypeError", "integers"),
    ("np.random.binomial([3, 10], [.1, 1.9])", "ValueError", "probability"),
    ("np.random.binomial([-1], .5)", "ValueError", "n < 0"),
    ("np.random.uniform([-1e308], [1e308])", "OverflowError", "Range exceeds valid bounds"),
    ("np.random.uniform(-1e308, 1e308)", "OverflowError", "Range exceeds valid bounds"),
    ("np.random.uniform(0, np.inf)", "OverflowError", "Range exceeds valid bounds"),
    ("np.random.poisson([-3.])", "ValueError", "lam < 0"),
    ("np.random.poisson(1e20)", "ValueError", "too large"),
    ("np.random.multivariate_normal([0., 1.], [[1.]])", "ValueError", "cov must be"),
    ("np.random.multivariate_normal([0., 1.], [[1., 2.], [2., 1.]])", "ValueError", "semidefinite"),
    (
      "tf.random.uniform([2], minval=tf.constant([0, 1]), maxval=tf.constant([1, 2]))",
      "DTypeError", "minval is a tensor of int32 where float32 is drawn"
    ),
    (
      "tf.random.normal([2], stddev=tf.constant([1., 2.], tf.float64))", "DTypeError",
      "stddev is a tensor of float64"
    ),
  ]

  @Test(arguments: refused) func whatHasNoLawIsRefused(
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
