import Language
import Testing

/// NumPy's arrays beside each other, beside Python's numbers and beside tensors: element type and
/// elements as NumPy 2.4.6 and TensorFlow 2.21.0 give them.
@Suite struct ArrayTests {
  private static let names = """
    import numpy as np
    import tensorflow as tf
    x = tf.constant([1., 2.]); xi = tf.constant([1, 2])
    x64 = tf.constant([1., 2.], tf.float64); xb = tf.constant([True, False])
    f64 = np.array([3., 4.]); f32 = f64.astype(np.float32); b = np.array([True, False])
    i64 = np.arange(1, 3); i32 = i64.astype(np.int32)
    v = tf.Variable([1., 2.])
    """

  private static func table(_ text: String) -> [LibraryCase] { LibraryCase.table(text) }

  private func check(_ example: LibraryCase) throws {
    var script = Script()
    _ = try script.run(Self.names)
    let shown = try script.run("r = \(example.expression)\nprint(r.dtype.name, r.numpy().tolist())")
    #expect(shown == example.expected, "\(example.expression)")
  }

  @Test(arguments: besideTensors) func anArrayTakesTheTensorsElementType(
    _ example: LibraryCase
  ) throws {
    try check(example)
  }

  @Test(arguments: amongThemselves) func arraysArePromoted(_ example: LibraryCase) throws {
    try check(example)
  }

  @Test(arguments: functionsAndMethods) func functionsAndMethodsOfArraysAreNumPys(
    _ example: LibraryCase
  ) throws {
    try check(example)
  }

  @Test(arguments: [
    "x * x64", "xi * f64", "f32 + xi", "tf.constant([1., 2.]) * np.array([1., 2.]) * x64",
    "b - b", "tf.add(xi, f64)",
  ]) func whatWouldLoseItsMeaningIsRefused(_ expression: String) throws {
    var script = Script()
    _ = try script.run(Self.names)
    #expect(script.failure(of: expression)?.type == "DTypeError")
  }

  @Test(arguments: ["np.random.default_rng(0).normal(size=2)", "rng.uniform(size=2)"])
  func whatAGeneratorOfNumPysDrawsIsAnArray(_ draw: String) throws {
    var script = Script()
    _ = try script.run(Self.names + "\nrng = np.random.default_rng(1)")
    #expect(
      try script.run("(v * \(draw)).dtype.name, (\(draw)).dtype.name") == "('float32', 'float64')")
  }

  /// Watching the tensor of an array leaves the array a constant, as in TensorFlow 2.21.
  @Test(arguments: ["tf.constant(a)", "tf.convert_to_tensor(a)", "tf.constant(a, tf.float64)"])
  func aTensorOfAnArrayIsNotTheArray(_ tensor: String) throws {
    var script = Script()
    let shown = try script.run(
      """
      import numpy as np
      import tensorflow as tf
      a = np.array([1., 2.])
      t = \(tensor)
      with tf.GradientTape() as tape:
          tape.watch(t)
          s = tf.reduce_sum(t * a)
      print(tape.gradient(s, t), t is a)
      """)
    #expect(shown == "[1. 2.] False")
  }

  /// What lists of arrays, of NumPy's numbers and of Python's become.
  @Test(arguments: [
    ("np.array([i64.sum(), i64.mean()])", "float64 [3.0, 1.5]"),
    ("np.array([i64.max(), 1.5])", "float64 [2.0, 1.5]"),
    ("np.array([np.int64(1), np.float64(2.5)])", "float64 [1.0, 2.5]"),
    ("np.array([np.float32(1), 2])", "float64 [1.0, 2.0]"),
    ("np.array([np.array([True]), [2]])", "int64 [[1], [2]]"),
    ("np.array([i64[0], True])", "int64 [1, 1]"), ("np.sum([i64, i64 * 0.5])", "float64 4.5"),
    ("np.stack([i64, f32])", "float64 [[1.0, 2.0], [3.0, 4.0]]"),
    ("np.hstack((f64, i64))", "float64 [3.0, 4.0, 1.0, 2.0]"),
    ("np.column_stack(([1, 2], [3., 4.]))", "float64 [[1.0, 3.0], [2.0, 4.0]]"),
    ("np.append(np.array([1, 2], dtype=np.int32), 4)", "int64 [1, 2, 4]"),
    ("np.array([True, False]) < True", "bool [False, True]"), ("b >= b", "bool [True, True]"),
    ("v.numpy() * x64", "float64 [1.0, 4.0]"),
    ("tf.Variable([1, 2]).numpy() * 0.5", "float64 [0.5, 1.0]"),
    ("np.round(np.mean([1.234, 2.]), 1)", "float64 1.6"),
    ("np.array(round(np.mean([1.234, 2.]), 1))", "float64 1.6"),
    (
      "np.array([i64.dtype == int, f64.dtype == float, b.dtype == bool, int == f64.dtype])",
      "bool [True, True, True, False]"
    ),
  ]) func listsAndNumbersArePromoted(_ expression: String, _ expected: String) throws {
    try check(LibraryCase(expression: expression, expected: expected))
  }

  @Test(arguments: [
    "constant(3.) & constant(2.)", "constant(1.) | 2", "~constant(3.)", "~np.float64(2.)",
    "np.array(True) & 1.", "i64 & 3", "Variable(3.) & Variable(2.)",
  ]) func operatorsOfTruthRefuseNumbers(_ expression: String) throws {
    var script = Script()
    _ = try script.run(Self.names)
    #expect(script.failure(of: expression)?.type == "DTypeError", "\(expression)")
  }

  @Test func anIndexPicksTheItem() throws {
    var script = Script()
    _ = try script.run(Self.names)
    #expect(try script.run("[f64.item(1), np.array([[1, 2], [3, 4]]).item(1, 0)]") == "[4.0, 3]")
    #expect(try script.run("np.array([[1, 2], [3, 4]]).item(-1)") == "4")
    #expect(script.failure(of: "f64.item(2)")?.type == "IndexError")
    #expect(script.failure(of: "f64.item(0, 0)")?.type == "TypeError")
  }

  /// A gradient by what went through an array and back is that of the cast.
  @Test func derivativesFlowThroughTheTensorBesideAnArray() throws {
    var script = Script()
    let shown = try script.run(
      """
      import numpy as np
      import tensorflow as tf
      x = tf.Variable([1., 2.])
      with tf.GradientTape() as t:
        z = tf.reduce_sum(np.array([3., 4.]) * x ** np.arange(1, 3))
      print(t.gradient(z, x).numpy().tolist())
      """)
    // 3 and 8x.
    #expect(shown == "[3.0, 16.0]")
  }

  private static let besideTensors = table(
    #"""
    x * f64 → float32 [3.0, 8.0]
    f64 * x → float32 [3.0, 8.0]
    x * i64 → float32 [1.0, 4.0]
    i64 * x → float32 [1.0, 4.0]
    x * b → float32 [1.0, 0.0]
    b - x → float32 [0.0, -2.0]
    xi * i64 → int32 [1, 4]
    i64 * xi → int32 [1, 4]
    xi * b → int32 [1, 0]
    x64 * f32 → float64 [3.0, 8.0]
    f32 * x64 → float64 [3.0, 8.0]
    x64 + i64 → float64 [2.0, 4.0]
    xi / i64 → float64 [1.0, 1.0]
    i64 / xi → float64 [1.0, 1.0]
    x > f64 → bool [False, False]
    f64 > x → bool [True, True]
    x == i64 → bool [True, True]
    x ** i64 → float32 [1.0, 4.0]
    i64 ** x → float32 [1.0, 4.0]
    tf.reshape(x, (1, 2)) @ f64.reshape(2, 1) → float32 [[11.0]]
    tf.add(x, f64) → float32 [4.0, 6.0]
    tf.multiply(x, i64) → float32 [1.0, 4.0]
    tf.maximum(f64, x) → float32 [3.0, 4.0]
    tf.where(b, x, f64) → float32 [1.0, 4.0]
    tf.where(b, f64, x) → float32 [3.0, 2.0]
    tf.concat([x, f64], 0) → float32 [1.0, 2.0, 3.0, 4.0]
    tf.concat([f64, x], 0) → float32 [3.0, 4.0, 1.0, 2.0]
    tf.stack([f64, x]) → float32 [[3.0, 4.0], [1.0, 2.0]]
    tf.einsum('i,i->', x, f64) → float32 11.0
    v * f64 → float32 [3.0, 8.0]
    f64 * v → float32 [3.0, 8.0]
    tf.square(x - f64) → float32 [4.0, 4.0]
    tf.math.squared_difference(f64, x) → float32 [4.0, 4.0]
    np.float64(2.) * x → float32 [2.0, 4.0]
    x * np.float64(2.) → float32 [2.0, 4.0]
    np.float32(2.) * x64 → float64 [2.0, 4.0]
    np.int64(2) * x → float32 [2.0, 4.0]
    np.sqrt(2) * x → float32 [1.4142135381698608, 2.8284270763397217]
    xb & b → bool [True, False]
    xb ^ xb → bool [False, False]
    xi % i64 → int32 [0, 0]
    i64 // xi → int32 [1, 1]
    v.assign(f64) → float32 [3.0, 4.0]
    v.assign(i64) → float32 [1.0, 2.0]
    v.assign_add(f64) → float32 [4.0, 6.0]
    x.numpy() * x64 → float64 [1.0, 4.0]
    x * f64[0] → float32 [3.0, 6.0]
    x + f64.sum() → float32 [8.0, 9.0]
    tf.add(f64, f32) → float64 [6.0, 8.0]
    tf.sin(f64) → float64 [0.1411200080598672, -0.7568024953079282]
    tf.zeros_like(f64) → float64 [0.0, 0.0]
    tf.constant(3000000000) → int64 3000000000
    tf.constant([1, 3000000000]) → int64 [1, 3000000000]
    """#)

  private static let amongThemselves = table(
    #"""
    f64 + True → float64 [4.0, 5.0]
    b + 1 → int64 [2, 1]
    b + b → bool [True, False]
    b * b → bool [True, False]
    b * 0.5 → float64 [0.5, 0.0]
    b ^ b → bool [False, False]
    i64 + 0.5 → float64 [1.5, 2.5]
    i64 ** 2 → int64 [1, 4]
    i64 ** 0.5 → float64 [1.0, 1.4142135623730951]
    f32 * 0.5 → float32 [1.5, 2.0]
    f32 * f64 → float64 [9.0, 16.0]
    i32 * i64 → int64 [1, 4]
    i32 * f32 → float64 [3.0, 8.0]
    i64 * f32 → float64 [3.0, 8.0]
    i64 / i64 → float64 [1.0, 1.0]
    i64 % 2.5 → float64 [1.0, 2.0]
    i64 > 0.5 → bool [True, True]
    i64 == 1.0 → bool [True, False]
    [1, 2] * i64 → int64 [1, 4]
    i64 * [0.5, 1.] → float64 [0.5, 2.0]
    i64 // 2 → int64 [0, 1]
    f64 // 0 → float64 [inf, inf]
    b / 2 → float64 [0.5, 0.0]
    np.arange(3) * 0.1 → float64 [0.0, 0.1, 0.2]
    0.1 * np.arange(3) → float64 [0.0, 0.1, 0.2]
    np.arange(4)[1:] * 0.5 → float64 [0.5, 1.0, 1.5]
    np.arange(4)[[0, 2]] * 0.5 → float64 [0.0, 1.0]
    np.arange(4)[np.arange(4) > 1] * 0.5 → float64 [1.0, 1.5]
    np.arange(4).reshape(2, 2).T * 0.5 → float64 [[0.0, 1.0], [0.5, 1.5]]
    -i64 * 0.5 → float64 [-0.5, -1.0]
    abs(-i64) * 0.5 → float64 [0.5, 1.0]
    sum(i64) * 0.5 → float64 1.5
    x.numpy() * 0.5 → float32 [0.5, 1.0]
    xi.numpy() * 0.5 → float64 [0.5, 1.0]
    xi.numpy() + i64 → int64 [2, 4]
    1 / i64 → float64 [1.0, 0.5]
    2 ** i64 → int64 [2, 4]
    np.arange(3) ** 2 / 2 → float64 [0.0, 0.5, 2.0]
    i64 - f64 * 2 → float64 [-5.0, -6.0]
    np.square(i64) * 0.5 → float64 [0.5, 2.0]
    np.float64(2) * i64 → float64 [2.0, 4.0]
    """#)

  private static let functionsAndMethods = table(
    #"""
    i64.mean() → float64 1.5
    i64.std() → float64 0.5
    f64.var() → float64 0.25
    b.sum() → int64 1
    i32.sum() → int64 3
    f32.sum() → float32 7.0
    f32.mean() → float32 3.5
    i32.cumsum() → int64 [1, 3]
    i32.prod() → int64 2
    b.any() → bool True
    i64.any() → bool True
    i64.all() → bool True
    f64.round() → float64 [3.0, 4.0]
    np.array([1.256]).round(2) → float64 [1.26]
    f64.argsort() → int64 [0, 1]
    f64.astype(int) → int64 [3, 4]
    i64.clip(0, 1) → int64 [1, 1]
    i64.repeat(2) → int64 [1, 1, 2, 2]
    i64.max() → int64 2
    b.max() → bool True
    i64.dot(i64) → int64 5
    f64.dot(i64) → float64 11.0
    np.any(i64) → bool True
    np.all(f64) → bool True
    np.sum(b) → int64 1
    np.sum(i32) → int64 3
    np.prod(i32) → int64 2
    np.cumsum(i32) → int64 [1, 3]
    np.cumsum(b) → int64 [1, 1]
    np.max(b) → bool True
    np.min(b) → bool False
    np.abs(b) → bool [True, False]
    np.maximum(b, b) → bool [True, False]
    np.mean(b) → float64 0.5
    np.mean(i32) → float64 1.5
    np.argmax(b) → int64 0
    np.sqrt(i32) → float64 [1.0, 1.4142135623730951]
    np.floor(i64) → int64 [1, 2]
    np.sign(i64) → int64 [1, 1]
    np.maximum(i64, 0.5) → float64 [1.0, 2.0]
    np.power(i64, 2) → int64 [1, 4]
    np.dot(i64, f32) → float64 11.0
    np.where(b, i64, 0.5) → float64 [1.0, 0.5]
    np.where(b, 1, 0.5) → float64 [1.0, 0.5]
    np.clip(i64, 0.5, 1.5) → float64 [1.0, 1.5]
    np.logical_and(i64, b) → bool [True, False]
    np.logical_not(i64) → bool [False, False]
    np.mod(i64, 2) → int64 [1, 0]
    np.var(i64) → float64 0.25
    np.linalg.norm(i64) → float64 2.23606797749979
    """#)
}
