import RealModule
import Tensors

extension Workload {
  // MARK: Chains

  /// sum(tanh(1.5x + .25)²·exp(-x²)) and its gradient, of three sizes.
  static let elementwiseChains = [1_000, 100_000, 10_000_000].map(elementwiseChain)

  private static func elementwiseChain(_ count: Int) -> Workload {
    Workload(
      name: "elementwise-\(count)",
      summary: "gradient of sum(tanh(1.5x + .25)²·exp(-x²)), \(count) elements, float32",
      limit: .copy(bytes: count * MemoryLayout<Float>.size)
    ) {
      try Work(
        definitions: """
          def f(x):
              return sum(tanh(1.5 * x + 0.25) ** 2 * exp(-x ** 2))
          g = grad(f)
          x = linspace(-2., 2., \(count))
          """,
        // An element is asked for, so that nothing of it can be put off.
        statement: "float(g(x)[-1])", check: derivativeAssertions(count))
    }
  }

  /// Assertions about a few elements, from the derivative's closed form.
  private static func derivativeAssertions(_ count: Int) -> String {
    let places = [0, count / 3, count / 2, count - 2, count - 1]
    let lines = places.map { place in
      let x = -2 + 4 * Double(place) / Double(count - 1)
      let t = Double.tanh(1.5 * x + 0.25)
      let expected = (3 * t * (1 - t * t) - 2 * x * t * t) * Double.exp(-x * x)
      return "assert abs(float(d[\(place)]) - (\(expected))) < 1e-5, \"\(place)\""
    }
    return (["d = g(x)"] + lines).joined(separator: "\n")
  }

  // MARK: One function

  /// Elementary functions of a million elements.
  static let elementaryFunctions: [Workload] = [UnaryOperation.exp, .log, .sin, .tanh].flatMap {
    function in [elementwise(function, Float.self), elementwise(function, Double.self)]
  }

  private static func elementwise<T: FloatElement>(
    _ function: UnaryOperation, _ type: T.Type
  ) -> Workload {
    let name = "\(function)-\(T.dtype.name)"
    let count = 1_000_000
    return Workload(
      name: name, summary: "\(function) of \(count) elements, \(T.dtype.name), no gradient",
      limit: .copy(bytes: count * MemoryLayout<T>.size)
    ) {
      let number = { (index: Int) in T(0.1) + T(index) / T(count) }
      let x = try Tensor(shape: [count], values: (0..<count).map(number))
      func last() throws -> T {
        try x.unary(function).sliced([.index(count - 1)]).scalar(as: T.self)
      }
      return Work(
        once: { _ = try last() },
        check: {
          try WrongResult.check(
            Double(last()), Double(function(number(count - 1))), within: 1e-6, name)
        })
    }
  }
}
