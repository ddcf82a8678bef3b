import RealModule
import Tensors

/// A tape of 10,000 operations on tensors of 1 MB, in the notebook's language.
extension Workload {
  static let longTapes = [longTape(isRecomputed: false), longTape(isRecomputed: true)]

  private static func longTape(isRecomputed: Bool) -> Workload {
    // √n parts: each keeps its input, and one at a time all of its values.
    let (length, part, count) = (10_000, 100, 262_144)
    let bytes = count * MemoryLayout<Float>.size
    let way = isRecomputed ? "with recompute_grad on parts of \(part)" : "all kept"
    return Workload(
      name: isRecomputed ? "tape-10000-recomputed" : "tape-10000",
      summary: "\(length) times y = sin(y) of 1 MB and the gradient, \(way)",
      limit: .copy(bytes: bytes * length), isHeavy: true
    ) {
      let needed = isRecomputed ? 3 * part * bytes : length * bytes + length * bytes / 4
      if let available = ResidentMemory.available, available < needed {
        throw Unmeasurable(
          description: "it needs \(needed >> 20) MB of memory, and \(available >> 20) MB are there")
      }
      let step =
        isRecomputed
        ? """
            for i in range(\(length / part)):
                y = block(y)
        """
        : """
            for i in range(\(length)):
                y = sin(y)
        """
      let run = """
        with GradientTape() as tape:
            tape.watch(x)
            y = x
        \(step)
            z = sum(y)
        d = tape.gradient(z, x)
        float(d[-1])

        """
      let places = [0, count / 2, count - 1]
      let lines = places.map { place in
        let expected = derivative(
          length, at: 0.5 + Double(place) / Double(count - 1))
        return "assert abs(float(d[\(place)]) - (\(expected))) <= 1e-3 * abs(\(expected)), \(place)"
      }
      return try Work(
        definitions: """
          x = linspace(0.5, 1.5, \(count))
          @recompute_grad
          def block(y):
              for i in range(\(part)):
                  y = sin(y)
              return y
          """, statement: run + "del tape, y, z, d", check: run + lines.joined(separator: "\n"))
    }
  }

  /// The derivative of sin applied so many times: the product of the cosines.
  private static func derivative(_ length: Int, at x: Double) -> Double {
    var (y, product) = (x, 1.0)
    for _ in 0..<length {
      product *= Double.cos(y)
      y = Double.sin(y)
    }
    return product
  }
}
