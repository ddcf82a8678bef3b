import Language
import Testing

/// `x -= …` of arrays keeps what NumPy keeps, and is refused where values cannot follow NumPy.
@Suite struct AugmentedAssignmentTests {
  private static let setUp = """
    import numpy as np
    import tensorflow as tf
    i = np.array([1, 2])
    f = np.ones((2, 1), np.float32)
    params = [np.ones(2), np.zeros(2)]
    w = tf.Variable([1., 2.])
    """

  /// Element type and elements, after NumPy 2.4.6.
  @Test(arguments: [
    ("f -= np.array([[0.5], [0.25]])", "f", "float32 [[0.5], [0.75]]"),
    ("f *= 2", "f", "float32 [[2.0], [2.0]]"),
    ("i += np.array([True, False])", "i", "int64 [2, 2]"),
    ("i //= 2", "i", "int64 [0, 1]"),
    ("b = np.array([True, False])\nb |= True", "b", "bool [True, True]"),
    ("s = f.sum()\ns += 0.5", "s", "float32 2.5"),
    ("for v in np.arange(3.): v *= 2", "v", "float64 4.0"),
    ("a = i\na = a + 0.5", "a", "float64 [1.5, 2.5]"),
  ]) func anArrayKeepsItsElementType(_ code: String, _ name: String, _ expected: String) throws {
    var script = Script(echo: .never)
    _ = try script.run(Self.setUp)
    _ = try script.run(code)
    let shown = try script.run("print(\(name).dtype.name, np.array(\(name)).tolist())")
    #expect(shown == expected)
  }

  @Test(arguments: [
    ("i += 0.5", "DTypeError"), ("i /= 2", "DTypeError"), ("f += np.ones((2, 3))", "ShapeError"),
    ("for p in params: p -= 0.1", "TypeError"),
    ("for p, g in zip(params, [1., 2.]): p -= 0.1 * g", "TypeError"),
    ("def step(ps):\n  for p in ps:\n    p *= 2\nstep(params)", "TypeError"),
    ("w -= 1.", "RuntimeError"), ("w *= 2.", "RuntimeError"),
  ]) func whatCannotChangeInPlaceIsRefused(_ code: String, _ type: String) throws {
    var script = Script(echo: .never)
    _ = try script.run(Self.setUp)
    let before = script.session
    #expect(script.failure(of: code)?.type == type)
    #expect(
      try script.run("print(params[0].tolist(), i.tolist(), w.numpy().tolist())")
        == "[1.0, 1.0] [1, 2] [1.0, 2.0]")
    script.session = before
  }

  @Test func aVariableIsToldHowItIsAssigned() throws {
    var script = Script(echo: .never)
    _ = try script.run(Self.setUp)
    #expect(script.failure(of: "w -= 0.5")?.hint == "write w.assign_sub(0.5)")
    #expect(script.failure(of: "w **= 2.")?.hint == "write w.assign(w ** (2.))")
  }

  /// A copy is no item of the loop any more, and tensors were never changed in place.
  @Test func copiesAndTensorsMayBeChanged() throws {
    var script = Script(echo: .never)
    _ = try script.run(Self.setUp)
    #expect(
      try script.run(
        """
        out = []
        for p in params:
          p = p.copy()
          p += 1
          out.append(p.tolist())
        for x in [constant([1.]), constant([2.])]:
          x *= 2
          out.append(x.numpy().tolist())
        print(out)
        """) == "[[2.0, 2.0], [1.0, 1.0], [2.0], [4.0]]")
  }
}
