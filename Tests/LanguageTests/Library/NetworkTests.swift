import Autodiff
import HashTreeCollections
import Language
import Tensors
import Testing

/// Layers and losses have TensorFlow 2.21.0's values and gradients, in float64.
@Suite struct NetworkTests {
  /// A call, and the gradients of the sum of its elements times 1, 2, 3, ….
  struct Row: Sendable, CustomTestStringConvertible {
    let call: String
    let value: [Double]
    let gradients: [String: [Double]]

    init(_ call: String, _ value: [Double], _ gradients: KeyValuePairs<String, [Double]>) {
      self.call = call
      self.value = value
      self.gradients = Dictionary(uniqueKeysWithValues: gradients.map { ($0.key, $0.value) })
    }

    var testDescription: String { call }
  }

  private static let setup = """
    import tensorflow as tf
    x = constant([[1., 2., 4.], [0.5, -1., 3.]])
    p = constant([[0.2, 0.5, 0.3], [0.1, 0.1, 0.8]])
    q = constant([[0.3, 0.3, 0.4], [1., 0., 0.5]])
    s = constant([[0., -30., 30.], [1., -2., 3.]])
    def weighted(y, m):
      factors = cast(reshape(arange(1, y.numpy().size + 1) % m, y.shape), 'float64')
      return sum(y * factors)
    def filled(step, modulus, less, divisor, shape):
      count = 1
      for extent in shape:
        count = count * extent
      return reshape(constant([((i * step) % modulus - less) / divisor for i in range(count)]), shape)
    images = filled(7, 11, 3, 4, (2, 4, 5, 2))
    filters = filled(5, 13, 6, 8, (3, 2, 2, 3))
    results = filled(3, 7, 2, 4, (2, 2, 5, 3))
    line = filled(7, 11, 3, 4, (2, 6, 2))
    short = filled(5, 13, 6, 8, (3, 2, 3))
    points = filled(1, 5, 2, 4, (1, 1, 6, 2))
    """

  /// The elements of a value of the listing.
  private func elements(_ script: Script, _ name: String) throws -> [Double] {
    guard case .tensor(let value)? = script.session.globals[name] else { return [] }
    return try value.tensor.cast(to: .float64).values(as: Double.self)
  }

  private func isClose(_ x: [Double], _ y: [Double]) -> Bool {
    x.count == y.count && zip(x, y).allSatisfy { abs($0 - $1) <= 2e-14 * max(1, abs($1)) }
  }

  private func script(_ call: String, modulus: Int, by sources: [String]) throws -> Script {
    var script = Script(echo: .never, hasSessionTape: false)
    script.session.options.floatDType = .float64
    _ = try script.run(Self.setup)
    let watching = sources.map { "  t.watch(\($0))\n" }.joined()
    _ = try script.run(
      "with tf.GradientTape(persistent=True) as t:\n\(watching)  y = \(call)\n"
        + "  z = weighted(y, \(modulus))\n")
    for source in sources { _ = try script.run("by_\(source) = t.gradient(z, \(source))") }
    return script
  }

  @Test(arguments: losses + layers) func valuesAndGradientsAreTensorFlows(_ row: Row) throws {
    let script = try script(row.call, modulus: 1_000_000, by: row.gradients.keys.sorted())
    let value = try elements(script, "y")
    #expect(isClose(value, row.value), "\(value)")
    for (source, expected) in row.gradients {
      let found = try elements(script, "by_\(source)")
      #expect(isClose(found, expected), "by \(source): \(found)")
    }
  }

  /// Of many elements, sums with the weights 1, 2, …, 6, 0, 1, … tell of value and gradients.
  @Test(arguments: windows) func sumsOfValuesAndGradientsAreTensorFlows(_ row: Row) throws {
    let sources = row.gradients.keys.sorted()
    var script = try script(row.call, modulus: 7, by: sources)
    let sum = try elements(script, "z")
    #expect(isClose(sum, row.value), "\(sum)")
    for source in sources {
      _ = try script.run("total = weighted(by_\(source), 7)")
      let found = try elements(script, "total")
      #expect(isClose(found, row.gradients[source] ?? []), "by \(source): \(found)")
    }
  }

  private func shown(_ code: String) throws -> String {
    var script = Script()
    return try script.run(Self.setup + "\n" + code)
  }

  @Test func severalResultsAreTuples() throws {
    #expect(
      try shown("tf.nn.moments(constant([[1., 2.], [3., 6.]]), [0])") == "([2. 4.], [1. 4.])")
    #expect(
      try shown("tf.nn.max_pool_with_argmax(images, 2, 2, 'VALID')[1].numpy().ravel()")
        == "[12  3 14 17 20 31 36 25 10 13 16  7 32 21 24 35]")
    #expect(
      try shown("g, n = tf.clip_by_global_norm([[3., 0.], None, [4.]], 1.)\nprint(g, n)")
        == "[[0.6 0. ], None, [0.8]] 5.0")
    #expect(
      try shown("embedding_lookup([[3., 4.], [0.3, 0.4]], [0, 1, 0], max_norm=1.)")
        == "[[0.6 0.8]\n [0.3 0.4]\n [0.6 0.8]]")
  }

  @Test func normalizedLayersHaveMeanZeroAndVarianceOne() throws {
    // (x - mean)/sqrt(var + epsilon), by NumPy 2: of [1, 2, 4] and epsilon 1e-5.
    #expect(
      try shown(
        "allclose(layer_norm([1., 2., 4.]), [-1.069041532, -0.267260383, 1.336301915], 1e-6)")
        == "True")
    // Of each column: (x - mean)/sqrt(1 + 1e-3).
    #expect(
      try shown("batch_norm([[1., 3.], [3., 5.]], [1., 2.], [0., 1.])")
        == "[[-0.9995004 -0.9990008]\n [ 0.9995004  2.9990008]]")
    // Groups of 0, 1, 4, 5 and of 2, 3, 6, 7: a mean of 2.5 and a variance of 4.25.
    #expect(
      try shown(
        "m = moments(group_norm(reshape(arange(8.), (1, 2, 4)), 2, epsilon=0.), [1])[0]\n"
          + "print(allclose(m, [[-0.24253563, 0.24253563, -0.24253563, 0.24253563]], 1e-6))")
        == "True")
  }

  @Test func dropoutKeepsTheMeanAndItsDrawHolds() throws {
    let mean = try shown("abs(mean(dropout(ones(100000), 0.3, seed=5)) - 1.) < 0.01")
    #expect(mean == "True")
    #expect(try shown("dropout(ones(3), 0.)") == "[1. 1. 1.]")
    // What is left out has no derivative, what is kept 1/(1 - rate).
    let code = """
      a = ones(6)
      set_seed(2)
      with tf.GradientTape() as t:
        t.watch(a)
        b = dropout(a, 0.5)

      print(allclose(t.gradient(b, a), b))
      set_seed(2)
      print(allclose(dropout(a, 0.5), b), allclose(dropout(a, 0.5), b))
      """
    #expect(try shown(code) == "True\nTrue False")
  }

  @Test func aSoftmaxIsOneRowOfTheTape() throws {
    var script = Script(echo: .never, hasSessionTape: false)
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let watched = try recorder.watch(Value(Tensor(shape: [2], values: [1.0, 2])), on: tape)
    script.session.recorder = recorder
    script.session.globals["x"] = .tensor(watched)
    _ = try script.run("y = softmax(x)\nz = log_softmax(x)")
    #expect(script.session.recorder.tape(tape)?.count == 3)
  }
}
