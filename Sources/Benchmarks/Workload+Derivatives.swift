import Autodiff
import RealModule
import Tensors

/// Derivatives with more than one row.
extension Workload {
  static let derivatives = [
    jacobian(256), compiledJacobian(256), hessian(100), compiledHessian(100),
  ]

  // MARK: tanh(W·x)

  /// The Jacobian of tanh(W·x) for a square matrix W, float32: all rows in one pass; by hand the
  /// matrix with its rows scaled by 1 - y².
  private static func jacobian(_ size: Int) -> Workload {
    let name = "jacobian-\(size)"
    return Workload(
      name: name, summary: "Jacobian of tanh(W·x), \(size)², float32, on a new tape",
      limit: .byHand
    ) {
      let (weights, point) = weightsAndPoint(size)
      let w = try Tensor(shape: [size, size], values: weights)
      let start = try Tensor(shape: [size], values: point)
      let (matmul, tanh) = (Primitive.named("matmul"), Primitive.named("tanh"))
      let last = size * size - 1
      func lastElement() throws -> Double {
        var recorder = Recorder()
        let tape = recorder.openTape(kind: .explicit, isPersistent: false)
        let x = try recorder.watch(Value(start), on: tape)
        let y = try recorder.apply(tanh, recorder.apply(matmul, Value(w), x))
        return try element(
          last, of: recorder.jacobian(of: y, by: [Source(x)], on: tape)[0], name)
      }
      return Work(
        once: { _ = try lastElement() },
        check: {
          let expected = Double(scaledRows(weights, point, size)[last])
          try WrongResult.check(lastElement(), expected, within: 1e-4, name)
        }, limit: { try jacobianByHand(weights, point, size) })
    }
  }

  private static func compiledJacobian(_ size: Int) -> Workload {
    Workload(
      name: "jacobian-\(size)-compiled",
      summary: "Jacobian of tanh(W·x), \(size)², float32, by a function that jacobian(f) has made",
      limit: .byHand
    ) {
      let (weights, point) = weightsAndPoint(size)
      let last = size * size - 1
      let expected = scaledRows(weights, point, size)[last]
      return try Work(
        definitions: """
          W = reshape(sin(arange(\(size * size).)), [\(size), \(size)]) / \(size).
          x = cos(arange(\(size).))
          j = jacobian(lambda x: tanh(matmul(W, x)))
          """, statement: "float(j(x)[-1, -1])",
        check: "assert abs(float(j(x)[-1, -1]) - (\(expected))) <= 1e-4 * abs(\(expected))",
        limit: { try jacobianByHand(weights, point, size) })
    }
  }

  private static func weightsAndPoint(_ size: Int) -> (weights: [Float], point: [Float]) {
    let weights = (0..<size * size).map { Float.sin(Float($0)) / Float(size) }
    return (weights, (0..<size).map { Float.cos(Float($0)) })
  }

  private static func jacobianByHand(_ w: [Float], _ x: [Float], _ size: Int) throws {
    // The compiler is not to find that nobody needs the numbers.
    guard scaledRows(w, x, size)[size + 1].isFinite else {
      throw WrongResult(workload: "Jacobian by hand", found: .nan, expected: 0)
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
}
