import Language
import Testing

/// `vmap` gives what the rows give one by one; the numbers are closed forms.
@Suite struct VectorizedTests {
  private static let rows = "xs = constant([[1., 2.], [3., 4.], [5., 6.]])\n"

  @Test(arguments: [
    ("vmap(lambda x: sum(x * x))(xs)", "[ 5. 25. 61.]"),
    ("vmap(lambda x, y: dot(x, y), in_axes=(0, None))(xs, constant([1., 10.]))", "[21. 43. 65.]"),
    ("vmap(lambda x: x + 1., in_axes=1, out_axes=1)(xs)", "[[2. 3.]\n [4. 5.]\n [6. 7.]]"),
    ("vmap(lambda x: x, out_axes=1)(xs)", "[[1. 3. 5.]\n [2. 4. 6.]]"),
    ("vmap(vmap(lambda x: x ** 2))(xs)", "[[ 1.  4.]\n [ 9. 16.]\n [25. 36.]]"),
    (
      "vmap(grad(lambda x: sum(x ** 3)))(xs)",
      "[[  3.  12.]\n [ 27.  48.]\n [ 75. 108.]]"
    ),
    ("vmap(lambda x: (sum(x), {'a': x[0]}))(xs)", "([ 3.  7. 11.], {'a': [1. 3. 5.]})"),
    ("D(vmap(lambda x: x ** 3))(constant([1., 2.]))", "[ 3. 12.]"),
    ("vmap(lambda i: xs[i, 0])(constant([2, 0]))", "[5. 1.]"),
    ("vmap(lambda x: 7.)(xs)", "[7. 7. 7.]"),
  ])
  func rowsAreComputedAtOnce(_ call: String, _ expected: String) throws {
    var script = Script()
    #expect(try script.run(Self.rows + call) == expected)
  }

  /// What a row's numbers decide, the rows decide each for itself.
  @Test(arguments: [
    ("lambda x: x if x[0] > 2. else -x", "[[-1. -2.]\n [ 3.  4.]\n [ 5.  6.]]"),
    // The first and the last row go the same way, and the second does not.
    (
      "lambda x: -x if x[0] == 3. else x", "[[ 1.  2.]\n [-3. -4.]\n [ 5.  6.]]"
    ),
    ("lambda x: float(x[0]) * x", "[[ 1.  2.]\n [ 9. 12.]\n [25. 30.]]"),
    ("lambda x: x * x[0].numpy()", "[[ 1.  2.]\n [ 9. 12.]\n [25. 30.]]"),
    ("lambda x: x * len(f'{x[1]:.0f}' + 'a' * int(x[0]))", "[[ 2.  4.]\n [12. 16.]\n [30. 36.]]"),
  ])
  func whatReadsNumbersRunsRowByRow(_ function: String, _ expected: String) throws {
    var script = Script()
    #expect(try script.run(Self.rows + "vmap(\(function))(xs)") == expected)
  }

  /// The first and the last row are equal, so that only the reading itself tells.
  @Test(arguments: [
    ("constant(x.numpy()) * x", "[1.   6.25 1.  ]"), ("x.numpy()", "[ 1.  -2.5  1. ]"),
    ("x * Variable(x)", "[1.   6.25 1.  ]"), ("x * np.array(x)", "[1.   6.25 1.  ]"),
    ("x * np.square(x)", "[  1.    -15.625   1.   ]"), ("x * float(x)", "[1.   6.25 1.  ]"),
    ("x * constant([float(x)])[0]", "[1.   6.25 1.  ]"),
    ("x if x > 0. else 0. * x", "[ 1. -0.  1.]"),
    ("x * int(x)", "[1. 5. 1.]"), ("x * len(str(x))", "[ 3.  -10.   3.]"),
  ])
  func whatLeavesTheTapeIsTakenForEachRow(_ body: String, _ expected: String) throws {
    var script = Script()
    let shown = try script.run(
      "import numpy as np\nvmap(lambda x: \(body))(constant([1., -2.5, 1.]))")
    #expect(shown.filter { $0 != " " } == expected.filter { $0 != " " })
  }

  @Test func sideEffectsHappenOnceForAProgramAndOnceForARow() throws {
    var script = Script()
    let shown = try script.run(
      Self.rows + """
        def f(x):
          print('once')
          return x * 2.
        y = vmap(f)(xs)
        n = 0
        def g(x):
          global n
          n = n + 1
          return sum(x) * n
        vmap(g)(xs)
        n
        """)
    #expect(shown == "once\n[ 3. 14. 33.]\n3")
  }

  @Test func tapesSeeOneOperationForAllRows() throws {
    var script = Script()
    let shown = try script.run(
      Self.rows + """
        w = Variable([10., 100.])
        with GradientTape() as t:
          t.watch(xs)
          y = vmap(lambda x: sum(x * w))(xs)
        t
        t.gradient(y, [xs, w])
        """)
    #expect(shown.contains("5 entries"))
    // By xs the weights, and by w the sum of the rows.
    #expect(
      shown.hasSuffix("[[[ 10. 100.] [ 10. 100.] [ 10. 100.]], [ 9. 12.]]"), "\(shown)")
  }

  @Test func randomNumbersAreDrawnForEachRow() throws {
    var script = Script(seed: 3)
    var other = Script(seed: 3)
    let setUp = "import tensorflow as tf\n"
    let together = try script.run(
      setUp + "vmap(lambda x: x * tf.random.normal([]))(ones(3))")
    let apart = try other.run(setUp + "stack([tf.random.normal([]) for i in range(3)])")
    #expect(together == apart)
  }

  @Test(arguments: [
    ("vmap(lambda x: x)(1.)", "IndexError", "vmap: a tensor of shape () has no axis 0"),
    (
      "vmap(lambda x: x, in_axes=2)(xs)", "IndexError",
      "vmap: a tensor of shape (3, 2) has no axis 2"
    ),
    (
      "vmap(lambda x, y: x)(xs, ones(2))", "ShapeError", "vmap: the arguments have 3 and 2 rows"
    ),
    ("vmap(lambda x: x, in_axes=None)(xs)", "ValueError", "vmap: no argument has an axis of rows"),
    (
      "vmap(lambda x: x, in_axes=(0, 0))(xs)", "ValueError",
      "in_axes names 2 axes for 1 arguments"
    ),
    (
      "vmap(lambda x: x)(zeros(0, 2))", "ValueError",
      "vmap: there are no rows, so nothing says what the result is"
    ),
  ])
  func whatDoesNotFitIsAnError(_ call: String, _ type: String, _ message: String) {
    var script = Script()
    let failure = script.failure(of: Self.rows + call)
    #expect(failure?.type == type)
    #expect(failure?.message == message)
  }
}
