import Autodiff
import RealModule
import Tensors

extension Workload {
  /// The Jacobian of tanh(W·x) for a square matrix W, float32: all rows in one pass; by hand the
  /// matrix with its rows scaled by 1 - y².
  static func jacobian(_ size: Int) -> Workload {
    let name = "jacobian-\(size)"
    return Workload(name: name) {
      let weights = (0..<(size * size)).map { Float.sin(Float($0)) / Float(size) }
      let point = (0..<size).map { Float.cos(Float($0)) }
      let w = try Tensor(shape: [size, size], values: weights)
      let start = try Tensor(shape: [size], values: point)
      let (matmul, tanh) = (Primitive.named("matmul"), Primitive.named("tanh"))
      let expected = scaledRows(weights, point, size)
      return Work(
        run: {
          var recorder = Recorder()
          let tape = recorder.openTape(kind: .explicit, isPersistent: false)
          let x = try recorder.watch(Value(start), on: tape)
          let y = try recorder.apply(tanh, recorder.apply(matmul, Value(w), x))
          let jacobian = try recorder.jacobian(of: y, by: [Source(x)], on: tape)[0]
          try expect(jacobian, size * size - 1, Double(expected[size * size - 1]), name)
        },
        limit: {
          let rows = scaledRows(weights, point, size)
          guard rows[0] == expected[0] else {
            throw WrongResult(
              workload: name, found: Double(rows[0]), expected: Double(expected[0]))
          }
        })
    }
  }

  private static func scaledRows(_ w: [Float], _ x: [Float], _ size: Int) -> [Float] {
    var rows = w
    for row in 0..<size {
      var sum: Float = 0
      for column in 0..<size { sum += w[row * size + column] * x[column] }
      let y = Float.tanh(sum)
      for column in 0..<size { rows[row * size + column] *= 1 - y * y }
    }
    return rows
  }

  /// The Hessian of Rosenbrock's function, float64, forward over reverse in one pass; by hand its
  /// three diagonals in a matrix of zeros.
  static func hessian(_ size: Int) -> Workload {
    let name = "hessian-\(size)"
    return Workload(name: name) {
      let point = (0..<size).map { 1 + 0.5 * Double.sin(Double($0)) }
      let start = try Tensor(shape: [size], values: point)
      let expected = rosenbrockHessian(point)
      return Work(
        run: {
          var recorder = Recorder()
          let tape = recorder.openTape(kind: .explicit, isPersistent: true)
          let x = try recorder.watch(Value(start), on: tape)
          let z = try rosenbrock(x, &recorder)
          let hessian = try recorder.hessian(of: Target(z), by: [Source(x)], on: tape)[0][0]
          try expect(hessian, size + 1, expected[size + 1], name)
        },
        limit: {
          let matrix = rosenbrockHessian(point)
          guard matrix[0] == expected[0] else {
            throw WrongResult(workload: name, found: matrix[0], expected: expected[0])
          }
        })
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

  /// Compares one element of a derivative.
  private static func expect(
    _ derivative: Gradient, _ index: Int, _ expected: Double, _ name: String
  ) throws {
    guard case .value(let value) = derivative else {
      throw WrongResult(workload: name, found: .nan, expected: expected)
    }
    let found = try value.tensor.cast(to: .float64).values(as: Double.self)[index]
    guard abs(found - expected) <= 1e-4 * max(1e-3, abs(expected)) else {
      throw WrongResult(workload: name, found: found, expected: expected)
    }
  }
}
