import Notebook
import RealModule
import Tensors

/// Fitting, in the notebook's language.
extension Workload {
  static let regressions = [
    regression(isCompiled: false), regression(isCompiled: true), logistic,
  ]

  // MARK: A loop at the prompt

  /// 1,000 steps of gradient descent on y = a + bt + ct², typed as a loop at the prompt.
  private static func regression(isCompiled: Bool) -> Workload {
    let way = isCompiled ? "by a function that grad(f) has made" : "each on a new tape"
    return Workload(
      name: isCompiled ? "regression-1000-compiled" : "regression-1000",
      summary: "1,000 steps of a regression with 3 parameters, a loop at the prompt, \(way)",
      limit: .byHand
    ) {
      let gradients =
        isCompiled
        ? "    da, db, dc = gradient(a, b, c)"
        : """
            with GradientTape() as tape:
                tape.watch([a, b, c])
                cost = loss(a, b, c)
            da, db, dc = tape.gradient(cost, [a, b, c])
        """
      let entry = """
        a, b, c = constant(0.), constant(0.), constant(0.)
        for i in range(1000):
        \(gradients)
            a = a - 0.1 * da
            b = b - 0.1 * db
            c = c - 0.1 * dc

        """
      let expected = fitted(1000)
      let lines = zip(["a", "b", "c"], expected).map { name, number in
        "assert abs(float(\(name)) - (\(number))) <= 1e-4, float(\(name))"
      }
      let notebook = try NotebookWork(
        """
        t = linspace(-1., 1., 100)
        y = sin(3. * t)
        def loss(a, b, c):
            return mean((a + b * t + c * t ** 2 - y) ** 2)
        gradient = grad(loss, argnums=(0, 1, 2))
        """, kind: .prompt)
      return Work(
        once: { try notebook.run(entry) },
        check: { try notebook.run(entry + lines.joined(separator: "\n")) },
        limit: { try WrongResult.check(fitted(1000)[1], expected[1], within: 0, "by hand") })
    }
  }

  /// The same descent by hand, in double precision.
  private static func fitted(_ steps: Int) -> [Double] {
    let count = 100
    let t = (0..<count).map { -1 + 2 * Double($0) / Double(count - 1) }
    let y = t.map { Double.sin(3 * $0) }
    var (a, b, c) = (0.0, 0.0, 0.0)
    for _ in 0..<steps {
      var (da, db, dc) = (0.0, 0.0, 0.0)
      for i in 0..<count {
        let residual = 2 * (a + b * t[i] + c * t[i] * t[i] - y[i]) / Double(count)
        da += residual
        db += residual * t[i]
        dc += residual * t[i] * t[i]
      }
      a -= 0.1 * da
      b -= 0.1 * db
      c -= 0.1 * dc
    }
    return [a, b, c]
  }

  // MARK: Many examples

  /// One gradient of logistic regression with 100,000 examples of 100 numbers, float32.
  private static let logistic = Workload(
    name: "logistic-100000x100",
    summary: "gradient of logistic regression, 100,000 × 100, float32",
    limit: .copy(bytes: 100_000 * 100 * MemoryLayout<Float>.size)
  ) {
    let (rows, columns) = (100_000, 100)
    return try Work(
      definitions: """
        \(residues)
        x = reshape(sin(residues(10000000)), [\(rows), \(columns)])
        labels = cast(cos(residues(\(rows))) > 0., float32)
        w = 0.01 * cos(residues(\(columns)))
        def loss(w):
            return mean(sigmoid_cross_entropy(labels, matvec(x, w)))
        gradient = grad(loss)
        """, statement: "float(gradient(w)[-1])", check: logisticAssertions(rows, columns))
  }

  /// Assertions about the gradient, from the closed form Xᵀ(σ(X·w) - labels)/n in double precision.
  private static func logisticAssertions(_ rows: Int, _ columns: Int) -> String {
    var gradient = [Double](repeating: 0, count: columns)
    let residue = { (index: Int) in Double((index % 1009) * (index % 1009) % 1009) }
    let w = (0..<columns).map { 0.01 * Double.cos(residue($0)) }
    for row in 0..<rows {
      let x = (0..<columns).map { Double.sin(residue(row * columns + $0)) }
      let score = zip(x, w).reduce(0) { $0 + $1.0 * $1.1 }
      let label = Double.cos(residue(row)) > 0 ? 1.0 : 0.0
      let residual = (1 / (1 + Double.exp(-score)) - label) / Double(rows)
      for column in 0..<columns { gradient[column] += residual * x[column] }
    }
    let lines = [0, 50, columns - 1].map { column in
      "assert abs(float(g[\(column)]) - (\(gradient[column]))) <= 1e-6, float(g[\(column)])"
    }
    return (["g = gradient(w)"] + lines).joined(separator: "\n")
  }
}
