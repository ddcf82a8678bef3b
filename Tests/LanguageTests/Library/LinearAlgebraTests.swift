import Language
import Testing

/// Functions of matrices under their names, with the values of NumPy 2.4.6 and TensorFlow 2.21.
@Suite struct LinearAlgebraTests {
  private static let setup = """
    import tensorflow as tf
    import numpy as np
    a = constant([[2., 0.5, -0.3], [0.4, 1.5, 0.7], [-0.2, 0.6, -1.8]], dtype=float64)
    p = constant([[4., 2.], [2., 3.]], dtype=float64)

    """

  @Test(arguments: [
    ("dot([1., 2.], [3., 4.])", "11.0"), ("dot(2., [3., 4.])", "[6. 8.]"),
    ("np.dot(np.ones((2, 3)), np.ones((4, 3, 5))).shape", "(2, 4, 5)"),
    ("np.vdot([[1, 2], [3, 4]], [[1, 2], [3, 4]])", "30"),
    ("np.inner(np.ones((2, 3)), np.ones((4, 3))).shape", "(2, 4)"),
    ("np.outer([1, 2], [3, 4])", "[[3 4]\n [6 8]]"),
    ("tf.linalg.cross([1., 2., 3.], [4., 5., 6.])", "[-3.  6. -3.]"),
    ("np.kron([1, 10], [5, 6, 7])", "[ 5  6  7 50 60 70]"),
    ("kron([[1., 2.]], [[1.], [3.]])", "[[1. 2.]\n [3. 6.]]"),
    ("tf.linalg.matvec([[1., 2.], [3., 4.]], [1., 1.])", "[3. 7.]"),
    ("tf.linalg.matvec([[1., 2.], [3., 4.]], [1., 1.], transpose_a=True)", "[4. 6.]"),
    ("tf.tensordot([[1., 2.], [3., 4.]], [[1., 2.], [3., 4.]], 2)", "30.0"),
    ("tf.tensordot([[1., 2.]], [[1.], [3.]], [[1], [0]])", "[[7.]]"),
    ("tf.tensordot([1., 2.], [1., 3.], axes=0)", "[[1. 3.]\n [2. 6.]]"),
    ("tf.matmul([[1., 2.]], [[3., 4.]], transpose_b=True)", "[[11.]]"),
    ("tf.linalg.matmul([[1.], [2.]], [[3.], [4.]], adjoint_a=True)", "[[11.]]"),
    ("tf.linalg.matrix_transpose([[1., 2.]])", "[[1.]\n [2.]]"),
    ("tf.einsum('ij,jk->ik', [[1., 2.]], [[3.], [4.]])", "[[11.]]"),
    ("np.einsum('ii', [[1, 2], [3, 4]])", "5"),
    ("tf.linalg.inv([[2., 0.], [0., 4.]])", "[[0.5  0.  ]\n [0.   0.25]]"),
    ("tf.linalg.solve([[2., 0.], [0., 4.]], [[2.], [2.]])", "[[1. ]\n [0.5]]"),
    ("np.linalg.solve([[2, 0], [0, 4]], [2, 2])", "[1.  0.5]"),
    ("tf.linalg.triangular_solve([[2., 7.], [1., 4.]], [[2.], [5.]])", "[[1.]\n [1.]]"),
    ("cholesky_solve(cholesky(p), [[8.], [7.]])", "[[1.25]\n [1.5 ]]"),
    ("allclose(tf.linalg.logdet(p), np.log(8.), 1e-14)", "True"), ("slogdet(-p)[0]", "1.0"),
    ("allclose(det(p), 8.)", "True"), ("matrix_power([[1, 1], [0, 1]], 5)", "[[1 5]\n [0 1]]"),
    ("matrix_power([[2., 0.], [0., 4.]], -2)", "[[0.25   0.    ]\n [0.     0.0625]]"),
    ("np.linalg.matrix_power([[1, 1], [0, 1]], 0)", "[[1 0]\n [0 1]]"),
    ("matrix_rank([[1., 2.], [2., 4.]])", "1"), ("np.linalg.matrix_rank(np.eye(3))", "3"),
    ("len(tf.linalg.svd(a))", "3"), ("tf.linalg.svd(a, compute_uv=False).shape", "(3,)"),
    ("[t.shape for t in np.linalg.svd(np.ones((2, 3)))]", "[(2, 2), (2,), (3, 3)]"),
    ("[t.shape for t in tf.linalg.svd(ones(2, 3), full_matrices=True)]", "[(2,), (2, 2), (3, 3)]"),
    ("[t.shape for t in np.linalg.qr(np.ones((3, 2)), 'complete')]", "[(3, 3), (3, 2)]"),
    ("[t.shape for t in qr(ones(2, 3))]", "[(2, 2), (2, 3)]"),
    ("np.linalg.qr(np.ones((3, 2)), mode='r').shape", "(2, 2)"),
    ("q, r = qr(a)\nallclose(q @ r, a, 1e-14)", "True"),
    ("q, r = qr(a[:2])\nallclose(q @ r, a[:2], 1e-14)", "True"),
    ("s, u, v = svd(a[:2])\nallclose(u @ tf.linalg.diag(s) @ v.T, a[:2], 1e-14)", "True"),
    ("w, v = eigh(p)\nallclose(p @ v, v * w, 1e-14)", "True"),
    (
      "allclose(lstsq([[1., 0.], [1., 1.], [1., 2.]], [[1.], [2.], [4.]]), [[5/6], [1.5]], 1e-5)",
      "True"
    ),
    ("allclose(lstsq(2 * eye(2), [[1.], [1.]], 1.), [[0.4], [0.4]], 1e-6)", "True"),
    ("np.linalg.lstsq([[1., 0.], [1., 1.], [1., 2.]], [1., 2., 4.])[2]", "2"),
    (
      "[x.shape for x in np.linalg.lstsq([[1., 0.], [1., 1.], [1., 2.]], [1., 2., 4.])]",
      "[(2,), (1,), (), (2,)]"
    ),
    ("allclose(expm(zeros(2, 2)), eye(2))", "True"),
  ]) func namesOfNumPyAndTensorFlow(_ code: String, _ shown: String) throws {
    var script = Script()
    let code = code.replacing("tf.linalg.diag(s)", with: "einsum('i->ii', s)")
    #expect(try script.run(Self.setup + code) == shown)
  }

  /// np.linalg.norm(a, ord).
  @Test(arguments: [
    ("None", 3.2984845004941286), ("'fro'", 3.2984845004941286), ("'nuc'", 5.6034461443325565),
    ("1", 2.8), ("-1", 2.6), ("2", 2.2710505804282075), ("-2", 1.3747366662162883),
    ("inf", 2.8), ("-inf", 2.5999999999999996),
  ]) func normsOfMatrices(_ order: String, _ value: Double) throws {
    var script = Script()
    let code = "allclose([norm(a, \(order)), np.linalg.norm(a, \(order))], [\(value)] * 2, 1e-14)"
    #expect(try script.run(Self.setup + code) == "True")
    let pair = "allclose(norm(stack([a, a]), \(order), axis=(1, 2)), [\(value)] * 2, 1e-14)"
    #expect(try script.run(pair) == "True")
    let kept = "norm(stack([a, a]), \(order), axis=(-2, -1), keepdims=True).shape"
    #expect(try script.run(kept) == "(2, 1, 1)")
  }

  /// np.linalg.norm(a[0], ord).
  @Test(arguments: [
    ("0", 3), ("1", 2.8), ("3", 2.0125872806558336), ("-2", 0.25514595333753737),
    ("0.5", 7.12379000772445), ("inf", 2), ("-inf", 0.3),
  ]) func normsOfVectors(_ order: String, _ value: Double) throws {
    var script = Script()
    let code = "allclose([norm(a[0], \(order)), tf.norm(a[0], \(order))], [\(value)] * 2, 1e-14)"
    #expect(try script.run(Self.setup + code) == "True")
  }

  /// TensorFlow takes all elements as one vector where no axis is named; NumPy takes the matrix.
  @Test func anOrderWithoutAnAxisIsTheFrameworksOwn() throws {
    var script = Script()
    #expect(try script.run(Self.setup + "tf.norm([[1., -2.], [3., 4.]], 1)") == "10.0")
    #expect(try script.run("np.linalg.norm([[1., -2.], [3., 4.]], 1)") == "6.0")
    #expect(try script.run("tf.norm([[1., -2.], [3., 4.]], 1, axis=[0, 1])") == "6.0")
    #expect(try script.run("y, n = tf.linalg.normalize([3., 4.])\nn") == "[5.]")
  }

  @Test(arguments: [
    ("inv([[1., 2.], [2., 4.]])", "ValueError", "singular"),
    ("inv([[1., 2., 3.]])", "ShapeError", "(1, 3)"),
    ("solve(eye(2), [1., 2., 3.])", "ShapeError", "2 rows"),
    ("cholesky([[1., 2.], [2., 1.]])", "ValueError", "leading minor of order 2"),
    ("einsum('ij,jk->ik', eye(2), eye(3))", "ValueError", "the axis j has extent 2 and extent 3"),
    ("einsum('ij->k', eye(2))", "ValueError", "axis k"),
    ("einsum(1, eye(2))", "TypeError", "string"),
    ("einsum('i')", "TypeError", "operands"), ("det(1.)", "ShapeError", "rank"),
    ("norm(ones(2, 2, 2), 1)", "ShapeError", "(2, 2, 2)"),
    ("norm([1.], 'no')", "ValueError", "order"), ("cross([1.], [1.])", "ShapeError", "three"),
    ("tensordot([1.], [1.], 2)", "ValueError", "2 axes"),
  ]) func whatDoesNotFitIsAnError(_ code: String, _ type: String, _ words: String) throws {
    var script = Script()
    let found = script.failure(of: code)
    let failure = try #require(found)
    #expect(failure.type == type)
    #expect(failure.message.contains(words), "\(failure.message)")
  }

  @Test func theGradientOfALogarithmicDeterminantIsTheInverse() throws {
    var script = Script()
    let code = """
      with tf.GradientTape(persistent=True) as t:
        t.watch(a)
        t.watch(p)
        y = tf.linalg.slogdet(a)[1]
        z = tf.linalg.logdet(p)
        n = norm(a, 'nuc')

      allclose(t.gradient(y, a), inv(a).T, 1e-14)
      allclose(t.gradient(z, p), inv(p), 1e-14)
      """
    #expect(try script.run(Self.setup + code) == "True\nTrue")
  }

  /// The third derivative of the determinant of a 3×3 matrix is 1 or -1 for the permutations.
  @Test func theDeterminantHasEveryDerivative() throws {
    var script = Script()
    let code = """
      x = zeros(3, 3)
      g = lambda f: grad(lambda x: f(x))
      first = grad(det)
      second = grad(lambda x: first(x)[0, 0])
      third = grad(lambda x: second(x)[1, 1])
      third(x)
      """
    #expect(try script.run(code) == "[[0. 0. 0.]\n [0. 0. 0.]\n [0. 0. 1.]]")
  }
}
