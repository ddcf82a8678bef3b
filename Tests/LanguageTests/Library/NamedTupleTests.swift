import Language
import Testing

/// Results of several parts have the names that TensorFlow 2.21.0 and NumPy 2.4.6 give them.
@Suite struct NamedTupleTests {
  @Test(arguments: [
    ("tf.math.top_k([1., 3., 2.], 2).values", "[3.0, 2.0]"),
    ("tf.math.top_k([1., 3., 2.], k=2).indices", "[1, 2]"),
    ("tf.unique([5, 7, 5]).y", "[5, 7]"), ("tf.unique([5, 7, 5]).idx", "[0, 1, 0]"),
    ("tf.unique_with_counts([5, 7, 5]).count", "[2, 1]"),
    ("tf.linalg.slogdet([[0., 2.], [1., 0.]]).sign", "-1.0"),
    ("tf.exp(tf.linalg.slogdet([[0., 2.], [1., 0.]]).log_abs_determinant)", "2.0"),
    ("np.linalg.slogdet([[0., 1.], [1., 0.]]).logabsdet", "0.0"),
    ("tf.linalg.qr([[3.], [0.]]).r ** 2", "[[9.0]]"),
    ("np.linalg.qr([[3.], [0.]]).R ** 2", "[[9.0]]"),
    ("np.linalg.svd([[3., 0.], [0., 4.]]).S", "[4.0, 3.0]"),
    ("np.linalg.eigh([[3., 0.], [0., 4.]]).eigenvalues", "[3.0, 4.0]"),
  ]) func aPartIsFoundByItsName(_ expression: String, _ expected: String) throws {
    var script = Script()
    _ = try script.run("import numpy as np\nimport tensorflow as tf")
    #expect(try script.run("print((\(expression)).numpy().tolist())") == expected)
  }

  @Test func theNamesSurviveAMapOverRows() throws {
    var script = Script()
    #expect(
      try script.run(
        "print(vmap(lambda r: top_k(r, 1))(constant([[1., 2.], [4., 3.]])).values.numpy().tolist())"
      )
        == "[[2.0], [4.0]]")
  }

  @Test func anotherNameIsNoPart() throws {
    var script = Script()
    _ = try script.run("t = top_k([1., 2.], 1)\nu = (1, 2)")
    #expect(script.failure(of: "t.index_")?.hint == "did you mean 'index'?")
    #expect(script.failure(of: "t.valuse")?.hint == "did you mean 'values'?")
    #expect(script.failure(of: "u.values")?.type == "AttributeError")
    // The tuple is one like any other.
    #expect(
      try script.run("v, i = t\nprint(v[0].item(), i.numpy().tolist(), len(t))") == "2.0 [1] 2")
  }

  @Test func aTupleThatIsGoneLeavesNoNames() throws {
    var script = Script()
    _ = try script.run("for i in range(3): t = top_k([1., 2.], 1)\ndel t")
    #expect(script.session.heap.count == 0)
    _ = try script.run("shape = ones(2, 3).shape.as_list()")
    #expect(try script.run("print(shape)") == "[2, 3]")
  }
}
