import Tensors

/// Steps of training, in the notebook's language.
extension Workload {
  static let networks = [
    perceptron(isCompiled: false), perceptron(isCompiled: true), convolution, productWithVector,
  ]

  /// Numbers without a pattern, of which sines are taken: i² modulo 1009.
  ///
  /// sin(i) in rows and columns is a matrix of rank 2, through which a deep network's values vanish,
  /// and with them the sense of its time: arithmetic with denormal numbers is slow.
  static let residues = """
    def residues(count):
        i = floormod(arange(count), 1009)
        return cast(floormod(i * i, 1009), float32)
    """

  // MARK: A perceptron

  /// One SGD step of a perceptron with 784, 256 and 10 units, batch 128, float32.
  private static func perceptron(isCompiled: Bool) -> Workload {
    let forward = [
      Product(rows: 128, columns: 256, inner: 784), Product(rows: 128, columns: 10, inner: 256),
    ]
    let backward = [
      Product(rows: 784, columns: 256, inner: 128), Product(rows: 256, columns: 10, inner: 128),
      Product(rows: 128, columns: 256, inner: 10),
    ]
    let way = isCompiled ? "by a function that grad(f) has made" : "on a new tape"
    return Workload(
      name: isCompiled ? "mlp-compiled" : "mlp",
      summary: "SGD step of a 784-256-10 network, batch 128, float32, \(way)",
      limit: .products(forward + backward, .float32)
    ) {
      let gradients =
        isCompiled
        ? "g1, h1, g2, h2 = gradient(x, w1, b1, w2, b2)"
        : """
        with GradientTape() as tape:
            tape.watch([w1, b1, w2, b2])
            cost = loss(x, w1, b1, w2, b2)
        g1, h1, g2, h2 = tape.gradient(cost, [w1, b1, w2, b2])
        """
      return try Work(
        definitions: perceptronDefinitions,
        statement: gradients + "\n" + """
          w1 = w1 - 0.1 * g1
          b1 = b1 - 0.1 * h1
          w2 = w2 - 0.1 * g2
          b2 = b2 - 0.1 * h2
          """,
        check: gradients + "\n"
          + slopeAssertion("loss", "x", ["w1", "b1", "w2", "b2"], ["g1", "h1", "g2", "h2"]))
    }
  }

  private static let perceptronDefinitions = """
    \(residues)
    x = reshape(sin(residues(100352)), [128, 784])
    labels = floormod(arange(128), 10)
    w1 = 0.05 * reshape(sin(residues(200704)), [784, 256])
    b1 = zeros([256])
    w2 = 0.05 * reshape(sin(residues(2560)), [256, 10])
    b2 = zeros([10])
    def loss(x, w1, b1, w2, b2):
        hidden = relu(x @ w1 + b1)
        return mean(sparse_softmax_cross_entropy(labels, hidden @ w2 + b2))
    gradient = grad(loss, argnums=(1, 2, 3, 4))
    """

  // MARK: Convolutions

  /// One SGD step of two convolutions of 3×3, 1 to 16 to 10 channels, 28×28, batch 32, float32.
  private static let convolution = Workload(
    name: "convolution-28", summary: "SGD step of two 3×3 convolutions, 28×28, batch 32, float32",
    limit: .products(
      [
        // A convolution is a product with the pixels' neighbourhoods; the kernel's derivative and
        // the input's, which only the second has, are as large.
        Product(rows: 25_088, columns: 16, inner: 9), Product(rows: 9, columns: 16, inner: 25_088),
        Product(rows: 25_088, columns: 10, inner: 144),
        Product(rows: 144, columns: 10, inner: 25_088),
        Product(rows: 25_088, columns: 144, inner: 10),
      ], .float32)
  ) {
    let gradients = "g1, g2 = gradient(x, k1, k2)\n"
    return try Work(
      definitions: """
        \(residues)
        x = reshape(sin(residues(25088)), [32, 28, 28, 1])
        labels = floormod(arange(32), 10)
        k1 = 0.3 * reshape(sin(residues(144)), [3, 3, 1, 16])
        k2 = 0.1 * reshape(sin(residues(1440)), [3, 3, 16, 10])
        def loss(x, k1, k2):
            hidden = relu(conv2d(x, k1, 1, 'SAME'))
            channels = mean(relu(conv2d(hidden, k2, 1, 'SAME')), axis=[1, 2])
            return mean(sparse_softmax_cross_entropy(labels, channels))
        gradient = grad(loss, argnums=(1, 2))
        """, statement: gradients + "k1 = k1 - 0.1 * g1\nk2 = k2 - 0.1 * g2",
      check: gradients + slopeAssertion("loss", "x", ["k1", "k2"], ["g1", "g2"]))
  }

  // MARK: Second derivatives

  /// The Hessian of a network of ten layers with 128 units, batch 64, times a vector, float32.
  private static let productWithVector = Workload(
    name: "hvp-mlp-10", summary: "Hessian of a ten-layer network, 128 wide, batch 64, by a vector",
    limit: .products(
      // Once forward, twice backward, and the tangents of each product are two.
      [Product(rows: 64, columns: 128, inner: 128, count: 90)], .float32)
  ) {
    try Work(
      definitions: """
        \(residues)
        x = reshape(cos(residues(8192)), [64, 128])
        w = 0.15 * reshape(sin(residues(163840)), [10, 128, 128])
        v = reshape(cos(residues(163840)), [10, 128, 128])
        def loss(w, x):
            h = x
            for i in range(10):
                h = tanh(h @ w[i])
            return mean(h ** 2)
        def product(w, v):
            return hvp(lambda w: loss(w, x), w, v)
        """, statement: "float(product(w, v)[-1, -1, -1])",
      check: """
        slope = grad(lambda w: loss(w, cast(x, float64)))
        w64, v64 = cast(w, float64), cast(v, float64)
        expected = (slope(w64 + 1e-5 * v64) - slope(w64 - 1e-5 * v64)) / 2e-5
        largest = max(abs(expected - cast(product(w, v), float64)))
        assert largest <= 1e-3 * max(abs(expected)), f"{largest} of {max(abs(expected))}"
        """)
  }

  /// Assertions that finite differences in float64, in the direction of float32 gradients, find
  /// their length.
  ///
  /// - Parameters:
  ///   - function: takes the data, then the parameters.
  private static func slopeAssertion(
    _ function: String, _ data: String, _ parameters: [String], _ gradients: [String]
  ) -> String {
    """
    points = [cast(p, float64) for p in (\(parameters.joined(separator: ", ")),)]
    ways = [cast(g, float64) for g in (\(gradients.joined(separator: ", ")),)]
    def at(e):
        return \(function)(cast(\(data), float64), *[p + e * g for p, g in zip(points, ways)])
    slope = float((at(1e-6) - at(-1e-6)) / 2e-6)
    length = 0.
    for g in ways:
        length = length + float(sum(g * g))
    assert abs(slope - length) <= 1e-4 * length, f"{slope} {length}"
    """
  }
}
