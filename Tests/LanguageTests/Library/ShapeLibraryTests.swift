import Language
import Tensors
import Testing

/// Shapes, indices and reductions give what TensorFlow and NumPy give.
@Suite struct ShapeLibraryTests {
  @Test(arguments: LibraryCase.tensorflowShapes)
  func aTensorFlowFunctionGivesTensorFlowsValue(_ item: LibraryCase) {
    #expect(item.outcome == item.expected)
  }

  @Test(arguments: LibraryCase.numpyShapes)
  func aNumPyFunctionGivesNumPysValue(_ item: LibraryCase) {
    #expect(item.outcome == item.expected)
  }

  private func shown(_ code: String) throws -> String {
    var script = Script()
    return try script.run("import tensorflow as tf\nimport numpy as np\n" + code)
  }

  @Test func listsOfPartsAreThoseOfTensorFlowAndNumPy() throws {
    #expect(try shown("tf.split(tf.range(6), 3)") == "[[0 1], [2 3], [4 5]]")
    #expect(try shown("tf.split(tf.range(6), [1, 2, -1])") == "[[0], [1 2], [3 4 5]]")
    #expect(try shown("np.split(np.arange(6), [2, 4])") == "[[0 1], [2 3], [4 5]]")
    #expect(try shown("np.array_split(np.arange(7), 3)") == "[[0 1 2], [3 4], [5 6]]")
    #expect(try shown("tf.unstack([[1, 2], [3, 4]], axis=1)") == "[[1 3], [2 4]]")
    #expect(
      try shown("values, indices = tf.math.top_k([1., 3., 2.], k=2)\nvalues\nindices")
        == "[3. 2.]\n[1 2]")
    #expect(try shown("np.where([1, 0, 2])") == "([0 2],)")
    #expect(try shown("tf.unique([3, 1, 3])") == "([3 1], [0 1 0])")
  }

  @Test func aMaskIsASubscript() throws {
    #expect(try shown("x = constant([1., -2., 3.])\nx[x > 0]") == "[1. 3.]")
    #expect(try shown("constant([[1, 2], [3, 4]])[[False, True]]") == "[[3 4]]")
    #expect(
      try shown(
        """
        x = constant([1., -2., 3.])
        with tf.GradientTape() as t:
          t.watch(x)
          y = sum(x[x > 0] ** 2.)

        t.gradient(y, x)
        """) == "[2. 0. 6.]")
    var script = Script()
    _ = try script.run("x = constant([1., 2.])")
    let failure = script.failure(of: "x[[True]]")
    #expect(failure?.type == "ShapeError")
    #expect(failure?.message.contains("does not fit a tensor of shape (2,)") == true)
  }

  /// What is read decides the shape, so that each row of a `vmap` has its own.
  @Test func indicesThatDependOnARowAreReadRowByRow() throws {
    #expect(
      try shown("vmap(lambda x: sum(x[x > 0.]))(constant([[1., -2.], [3., 4.]]))") == "[1. 7.]")
    #expect(
      try shown(
        "vmap(lambda x, i: take(x, i))(constant([[1., 2.], [3., 4.]]), constant([1, 0]))")
        == "[2. 3.]")
  }

  @Test func numpysFunctionsLeaveTheTape() throws {
    for call in ["np.flip(x)", "np.tile(x, 2)", "np.sort(x)", "np.var(x)", "np.pad(x, 1)"] {
      #expect(
        try shown(
          """
          x = constant([3., 1., 2.])
          with tf.GradientTape() as t:
            t.watch(x)
            y = \(call)

          print(t.gradient(y, x))
          """) == "None", "\(call)")
    }
  }
}
