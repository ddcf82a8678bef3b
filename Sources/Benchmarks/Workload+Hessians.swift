import Autodiff
import RealModule
import Tensors

/// The Hessian of Rosenbrock's function, float64; by hand its three diagonals in a matrix of zeros.
extension Workload {
  /// Forward over reverse in one pass, on a new tape.
  static func hessian(_ size: Int) -> Workload {
    let name = "hessian-\(size)"
    return Workload(
      name: name, summary: "Hessian of Rosenbrock's function, n = \(size), float64, on a new tape",
      limit: .byHand
    ) {
      let point = (0..<size).map { 1 + 0.5 * Double.sin(Double($0)) }
      let start = try Tensor(shape: [size], values: point)
      func matrix() throws -> Gradient {
        var recorder = Recorder()
        let tape = recorder.openTape(kind: .explicit, isPersistent: true)
        let x = try recorder.watch(Value(start), on: tape)
        let z = try rosenbrock(x, &recorder)
        return try recorder.hessian(of: Target(z), by: [Source(x)], on: tape)[0][0]
      }
      return Work(
        once: { _ = try element(size + 1, of: matrix(), name) },
        check: {
          let expected = rosenbrockHessian(point)
          let found = try matrix()
          for place in [0, 1, size, size + 1, size * size - 2, size * size - 1] {
            try WrongResult.check(
              element(place, of: found, name), expected[place], within: 1e-9, name)
          }
        }, limit: { try hessianByHand(point) })
    }
  }

  /// By a function of the language, which may keep a plan of it.
  static func compiledHessian(_ size: Int) -> Workload {
    Workload(
      name: "hessian-\(size)-compiled",
      summary: "Hessian of Rosenbrock's function, n = \(size), float64, by a function that "
        + "hessian(f) has made",
      limit: .byHand
    ) {
      let point = (0..<size).map { 1 + 0.5 * Double.sin(Double($0)) }
      let expected = rosenbrockHessian(point)
      let lines = [(0, 0), (0, 1), (1, 1), (size - 1, size - 2), (size - 1, size - 1)].map {
        row, column in
        let number = expected[row * size + column]
        return "assert abs(float(m[\(row), \(column)]) - (\(number))) <= 1e-9 * abs(\(number))"
      }
      return try Work(
        definitions: """
          def rosenbrock(x):
              gap = x[1:] - x[:-1] ** 2
              return sum(100. * gap ** 2 + (1. - x[:-1]) ** 2)
          h = hessian(rosenbrock)
          x = 1. + 0.5 * sin(cast(arange(\(size)), float64))
          """, statement: "float(h(x)[1, 1])",
        check: (["m = h(x)"] + lines).joined(separator: "\n"),
        limit: { try hessianByHand(point) })
    }
  }

  /// sum(100(x[1:] - x[:-1]²)² + (1 - x[:-1])²).
  private static func rosenbrock(_ x: Value, _ recorder: inout Recorder) throws -> Value {
    func part(_ start: Int?, _ stop: Int?) throws -> Value {
      try recorder.apply(
        .named("slice"), [x], [.slices([.range(start: start, stop: stop, step: 1)])])
    }
    let (head, tail) = (try part(nil, -1), try part(1, nil))
    let square = Primitive.named("square")
    let (subtract, multiply) = (Primitive.named("subtract"), Primitive.named("multiply"))
    let gap = try recorder.apply(subtract, tail, recorder.apply(square, head))
    let valley = try recorder.apply(
      multiply, Value(Tensor(100.0)), recorder.apply(square, gap))
    let slope = try recorder.apply(
      square, recorder.apply(subtract, Value(Tensor(1.0)), head))
    return try recorder.apply(.named("sum"), [recorder.apply(.named("add"), valley, slope)])
  }

  private static func hessianByHand(_ x: [Double]) throws {
    // The compiler is not to find that nobody needs the numbers.
    guard rosenbrockHessian(x)[x.count + 1].isFinite else {
      throw WrongResult(workload: "Hessian by hand", found: .nan, expected: 0)
    }
  }

  private static func rosenbrockHessian(_ x: [Double]) -> [Double] {
    let size = x.count
    var matrix = [Double](repeating: 0, count: size * size)
    for i in 0..<(size - 1) {
      matrix[i * size + i] += 1200 * x[i] * x[i] - 400 * x[i + 1] + 2
      matrix[(i + 1) * size + i + 1] += 200
      matrix[i * size + i + 1] -= 400 * x[i]
      matrix[(i + 1) * size + i] -= 400 * x[i]
    }
    return matrix
  }
}
