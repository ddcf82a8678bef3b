import Autodiff
import RealModule
import Tensors

extension Workload {
  static let products = [
    product(256, .float32), product(256, .float64), product(1024, .float32),
    product(1024, .float64), product(1024, .float32, isSquared: false),
  ]

  /// sum((A·B)²), or sum(A·B), and its derivatives by A and B, square matrices, on a new tape.
  private static func product(_ size: Int, _ dtype: DType, isSquared: Bool = true) -> Workload {
    let name = (isSquared ? "product-" : "product-sum-") + "\(size)-\(dtype.name)"
    let function = isSquared ? "sum((A·B)²)" : "sum(A·B)"
    return Workload(
      name: name, summary: "d/dA and d/dB of \(function), \(size)², \(dtype.name)",
      limit: .products([Product(rows: size, columns: size, inner: size, count: 3)], dtype)
    ) {
      let count = size * size
      func matrix(_ function: (Double) -> Double) throws -> Tensor {
        try Tensor(shape: [size, size], values: (0..<count).map { function(Double($0)) })
          .cast(to: dtype)
      }
      let (a, b) = (try matrix { Double.sin($0) }, try matrix { Double.cos($0) })
      let (matmul, square, sum) = (
        Primitive.named("matmul"), Primitive.named("square"), Primitive.named("sum")
      )
      func gradients() throws -> [Gradient] {
        var recorder = Recorder()
        let tape = recorder.openTape(kind: .explicit, isPersistent: false)
        let x = try recorder.watch(Value(a), on: tape)
        let y = try recorder.watch(Value(b), on: tape)
        let product = try recorder.apply(matmul, x, y)
        let z = try recorder.apply(sum, [isSquared ? recorder.apply(square, product) : product])
        return try recorder.gradient(of: [Target(z)], by: [Source(x), Source(y)], on: tape)
      }
      return Work(
        once: {
          // An element is asked for, so that nothing of it can be put off.
          for gradient in try gradients() { _ = try element(count - 1, of: gradient, name) }
        },
        check: {
          let (row, column) = (size / 2, size / 3)
          let expected = partials(size, row, column, isSquared: isSquared)
          let found = try gradients()
          let place = row * size + column
          let tolerance = dtype == .float32 ? 1e-3 : 1e-9
          try WrongResult.check(
            element(place, of: found[0], name), expected.left, within: tolerance, name)
          try WrongResult.check(
            element(place, of: found[1], name), expected.right, within: tolerance, name)
        })
    }
  }

  /// An element of the derivatives by hand: with G = 2AB, or all ones, they are G·Bᵀ and Aᵀ·G.
  private static func partials(
    _ size: Int, _ row: Int, _ column: Int, isSquared: Bool
  ) -> (left: Double, right: Double) {
    let a = (0..<size * size).map { Double.sin(Double($0)) }
    let b = (0..<size * size).map { Double.cos(Double($0)) }
    func outer(_ i: Int, _ j: Int) -> Double {
      guard isSquared else { return 1 }
      return 2 * (0..<size).reduce(0) { $0 + a[i * size + $1] * b[$1 * size + j] }
    }
    var (left, right) = (0.0, 0.0)
    for k in 0..<size {
      left += outer(row, k) * b[column * size + k]
      right += a[k * size + row] * outer(k, column)
    }
    return (left, right)
  }

  /// One element of a derivative.
  static func element(_ place: Int, of gradient: Gradient, _ name: String) throws -> Double {
    guard case .value(let value) = gradient else {
      throw WrongResult(workload: name, found: .nan, expected: 0)
    }
    let flat = try value.tensor.reshaped(to: [value.tensor.count])
    return try flat.sliced([.index(place)]).cast(to: .float64).scalar(as: Double.self)
  }
}
