import Language
import Tensors
import Testing

/// Random numbers: seeded, in NumPy's and TensorFlow's spellings, and differentiated by their bounds.
@Suite struct RandomLibraryTests {
  private func shown(_ code: String) throws -> String {
    var script = Script()
    return try script.run("import tensorflow as tf\nimport numpy as np\n" + code)
  }

  @Test(arguments: [
    "np.random.default_rng(3).normal(size=3)", "tf.random.Generator.from_seed(3).uniform((2,))",
    "tf.random.stateless_normal((2,), seed=(1, 2))",
  ])
  func aSeedGivesTheSameNumbersAgain(_ call: String) throws {
    let both = try shown("\(call)\nnormal((2,))\n\(call)").split(separator: "\n")
    #expect(both.first == both.last)
    #expect(try shown(call) == String(both[0]))
  }

  /// TensorFlow 2.21: an operation's seed starts a sequence, and each call goes on with it;
  /// `tf.random.set_seed` starts all of them again, and is part of them.
  @Test(arguments: [
    "tf.random.normal((6,), seed=3)", "tf.random.uniform((6,), seed=3)",
    "tf.random.truncated_normal((6,), seed=1)", "permutation(60, seed=2)",
    "tf.random.shuffle(tf.range(60), seed=2)", "bernoulli((90,), 0.5, seed=2)",
    "tf.random.categorical([[0., 1., 2.]], 90, seed=3)", "randint(0, 100000, (6,), seed=4)",
    "tf.nn.dropout(ones(90), 0.5, seed=3)",
  ])
  func anOperationsSeedStartsASequence(_ call: String) throws {
    let lines = try shown(
      """
      a = \(call)
      b = \(call)
      np.array_equal(a, b)
      tf.random.set_seed(0)
      np.array_equal(\(call), a)
      c = normal((2,))
      np.array_equal(\(call), b)
      tf.random.set_seed(1)
      np.array_equal(\(call), a)
      """)
    #expect(lines == "False\nTrue\nTrue\nFalse")
    // The sequence of a new session is the same.
    #expect(try shown("a = \(call)\n\(call)") == shown("a = \(call)\n\(call)"))
  }

  /// TensorFlow 2.21: normal and uniform numbers of one seed are two sequences.
  @Test func operationsOfOneSeedDoNotDisturbEachOther() throws {
    let code = """
      a = [normal((2,), seed=3), normal((2,), seed=3)]
      tf.random.set_seed(0)
      b = [normal((2,), seed=3), uniform((2,), seed=3), normal((2,), seed=3)]
      np.array_equal(a[0], b[0]) and np.array_equal(a[1], b[2])
      """
    #expect(try shown(code) == "True")
  }

  @Test func eachRowDrawsItsOwnNumbers() throws {
    let code = """
      rows = vmap(lambda x: tf.nn.dropout(x, 0.5, seed=1))(ones(3, 60))
      np.array_equal(rows[0], rows[1]) or np.array_equal(rows[1], rows[2])
      """
    #expect(try shown(code) == "False")
  }

  /// The mask of the call is that of its gradient: 2 where an element is kept.
  @Test func recomputingDrawsTheSameNumbersAgain() throws {
    for seed in ["", ", seed=3"] {
      let code = """
        f = tf.recompute_grad(lambda x: tf.nn.dropout(x, 0.5\(seed)))
        x = ones(100)
        with tf.GradientTape() as t:
          t.watch(x)
          y = f(x)

        before = y
        np.array_equal(t.gradient(y, x), y)
        np.array_equal(f(x), y)
        """
      #expect(try shown(code) == "True\nFalse")
    }
  }

  @Test func aGeneratorGoesOnAndTheSessionsDoesNot() throws {
    let lines = try shown(
      """
      rng = np.random.default_rng(0)
      a = rng.normal(size=2)
      b = rng.normal(size=2)
      np.array_equal(a, b)
      np.array_equal(np.random.default_rng(0).normal(size=2), a)
      np.random.seed(5)
      c = np.random.rand(2)
      np.random.seed(5)
      rng.normal(size=10)[0] < 100.
      np.array_equal(np.random.rand(2), c)
      """)
    #expect(lines == "False\nTrue\nTrue\nTrue")
  }

  /// TensorFlow 2.21: d sum(uniform)/d minval is n less the sum of the units, by maxval their sum.
  @Test func boundsAreDifferentiated() throws {
    let code = """
      a = constant(1., dtype=float64)
      b = constant(3., dtype=float64)
      with tf.GradientTape(persistent=True) as t:
        t.watch([a, b])
        u = tf.reduce_sum(tf.random.uniform((3,), a, b, dtype=tf.float64, seed=1))
        n = tf.reduce_sum(tf.random.truncated_normal((3,), a, b, dtype=tf.float64, seed=1))

      units = (u - 3. * a) / (b - a)
      allclose(t.gradient(u, a), 3. - units, rtol=1e-12)
      allclose(t.gradient(u, b), units, rtol=1e-12)
      t.gradient(n, a)
      allclose(t.gradient(n, b), (n - 3. * a) / b, rtol=1e-12)
      """
    #expect(try shown(code) == "True\nTrue\n3.0\nTrue")
  }

  /// The mean and deviation of a normal number cut off at two deviations are 0 and 0.8796 (Johnson,
  /// Kotz and Balakrishnan, *Continuous Univariate Distributions*, 13.10).
  @Test func distributionsHaveTheirMoments() throws {
    let code = """
      x = tf.random.truncated_normal((100000,), seed=1, dtype=tf.float64)
      abs(float(mean(x))) < 0.01
      abs(float(std(x)) - 0.8796) < 0.01
      float(max(abs(x))) < 2.
      abs(float(mean(bernoulli((100000,), 0.3, seed=4))) - 0.3) < 0.01
      abs(np.random.default_rng(1).exponential(2., 100000).mean() - 2.) < 0.05
      abs(np.mean(np.random.default_rng(1).binomial(10, 0.3, 10000)) - 3.) < 0.05
      c = tf.random.categorical([[0., log(3.)]], 100000, seed=5)
      abs(float(mean(cast(c, 'float64'))) - 0.75) < 0.01
      d = np.random.default_rng(2).choice(3, 100000, p=[0.5, 0., 0.5])
      np.bincount(d)[1]
      """
    #expect(try shown(code).split(separator: "\n") == Array(repeating: "True", count: 7) + ["0"])
  }

  /// Bounds of several numbers shift and scale what the same seed draws without them.
  @Test func boundsMayBeArrays() throws {
    let lines = try shown(
      """
      def again(draw):
        np.random.seed(4)
        return draw()
      n = again(lambda: np.random.normal(size=(2, 2)))
      u = again(lambda: np.random.uniform(size=2))
      np.array_equal(again(lambda: np.random.normal([0., 5.], [1., 2.], size=(2, 2))), n * [1., 2.] + [0., 5.])
      np.array_equal(again(lambda: np.random.uniform(low=np.array([1., 2.]), high=[3., 6.])), 1. + u * [2., 4.] + [0., 1.])
      np.allclose(again(lambda: np.random.exponential([1., 3.])), -np.log(1 - u) * [1., 3.])
      set_seed(4)
      a = tf.random.normal((3,))
      set_seed(4)
      np.allclose(tf.random.normal((3,), mean=[0., 1., 2.]), a + [0., 1., 2.])
      k = tf.random.Generator.from_seed(1).uniform((100,), 2, 5, dtype=tf.int64)
      print(k.dtype.name, min(k).item(), max(k).item())
      """)
    #expect(lines == "True\nTrue\nTrue\nTrue\nint64 2 4")
    for call in [
      "np.random.normal([0., 1.], 1., size=3)", "np.random.normal(0., [1., -1.])",
      "np.random.normal('a')",
    ] {
      #expect(throws: Diagnostic.self, "\(call)") { try shown(call) }
    }
  }

  @Test func aPermutationHoldsEveryRowOnce() throws {
    #expect(try shown("sort(permutation(7))") == "[0 1 2 3 4 5 6]")
    #expect(
      try shown("np.sort(np.random.default_rng(0).choice(5, 5, replace=False))") == "[0 1 2 3 4]")
    #expect(try shown("l = [1, 2, 3, 4]\nnp.random.shuffle(l)\nsorted(l)") == "[1, 2, 3, 4]")
    #expect(try shown("sort(tf.random.shuffle([3., 1., 2.]))") == "[1. 2. 3.]")
  }

  @Test func wrongNumbersAreRefused() throws {
    var script = Script()
    _ = try script.run("import tensorflow as tf\nimport numpy as np")
    for call in [
      "bernoulli((2,), 1.5)", "np.random.choice(3, p=[0.5, 0.6, 0.1])", "permutation(-1)",
      "np.random.choice(3, 4, replace=False)", "np.random.binomial(-1, 0.5)",
      "np.random.binomial(2 ** 62, 0.5)", "tf.random.stateless_uniform((2,), seed=1)",
      "np.random.shuffle(constant([1., 2.]))", "np.random.default_rng(0.5)",
      "tf.random.categorical([1.], 2)", "np.random.default_rng(0).integers(5, 5)",
      "tf.random.normal((2 ** 40, 2 ** 40))",
    ] {
      #expect(script.failure(of: call) != nil, "\(call)")
    }
  }
}
