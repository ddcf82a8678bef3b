import Autodiff
import RealModule
import Tensors

/// What costs little to compute, so that recording it is what takes the time.
extension Workload {
  static let scalars = [seed, compiledSeed, chain(500), chain(50_000), compiledChain(500)]

  /// x = ones(2, 2); y = sum(x); z = y·y; dz/dx, eagerly on a tape that is used once.
  private static let seed = Workload(
    name: "seed", summary: "dz/dx of z = y², y = sum(x), x = ones(2, 2), on a new tape",
    limit: .byHand
  ) {
    let (sum, multiply) = (Primitive.named("sum"), Primitive.named("multiply"))
    return Work(
      once: {
        var recorder = Recorder()
        let tape = recorder.openTape(kind: .explicit, isPersistent: false)
        let x = try recorder.watch(Value(Tensor.ones([2, 2], .float32)), on: tape)
        let y = try recorder.apply(sum, [x])
        let z = try recorder.apply(multiply, y, y)
        let gradients = try recorder.gradient(of: [Target(z)], by: [Source(x)], on: tape)
        try expect(gradients, 8, "seed")
      }, check: {}, limit: seedByHand)
  }

  /// The same by a function of the language, which may keep a plan of it.
  private static let compiledSeed = Workload(
    name: "seed-compiled", summary: "the seed by a function that grad(f) has made",
    limit: .byHand
  ) {
    try Work(
      definitions: """
        def f(x):
            y = sum(x)
            return y * y
        g = grad(f)
        x = ones([2, 2])
        """, statement: "g(x)", check: "assert g(x).tolist() == [[8., 8.], [8., 8.]]",
      limit: seedByHand)
  }

  private static func seedByHand() throws {
    let x = [Float](repeating: 1, count: 4)
    let y = x.reduce(0, +)
    let gradient = [Float](repeating: 2 * y, count: 4)
    try WrongResult.check(Double(gradient[3]), 8, within: 0, "seed by hand")
  }

  /// `length` times y = sin(y)·x from y = x = 1.1, float32, eagerly on a tape that is used once.
  private static func chain(_ length: Int) -> Workload {
    let name = "chain-\(length)"
    return Workload(
      name: name, summary: "\(length) times y = sin(y)·x, a scalar, on a new tape",
      limit: .byHand, scalarOperations: 2 * length
    ) {
      let (sine, multiply) = (Primitive.named("sin"), Primitive.named("multiply"))
      let start: Float = 1.1
      let expected = DualChain(length, from: Double(start)).derivative
      return Work(
        once: {
          var recorder = Recorder()
          let tape = recorder.openTape(kind: .explicit, isPersistent: false)
          let x = try recorder.watch(Value(Tensor(start)), on: tape)
          var y = x
          for _ in 0..<length { y = try recorder.apply(multiply, recorder.apply(sine, y), x) }
          let gradients = try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)
          try Workload.expect(gradients, expected, name)
        }, check: {}, limit: { try chainByHand(length, expected) })
    }
  }

  /// The same as a loop in a function of the language, which may keep a plan of it.
  private static func compiledChain(_ length: Int) -> Workload {
    Workload(
      name: "chain-\(length)-compiled",
      summary: "the chain of \(length) by a function that grad(f) has made", limit: .byHand,
      scalarOperations: 2 * length
    ) {
      let expected = DualChain(length, from: Double(Float(1.1))).derivative
      return try Work(
        definitions: """
          def f(x):
              y = x
              for i in range(\(length)):
                  y = sin(y) * x
              return y
          g = grad(f)
          x = constant(1.1)
          """, statement: "g(x)",
        check: "assert abs(float(g(x)) - \(expected)) <= 1e-4 * abs(\(expected)), float(g(x))",
        limit: { try chainByHand(length, expected) })
    }
  }

  private static func chainByHand(_ length: Int, _ expected: Double) throws {
    let list = WengertList(chainOf: length, from: 1.1)
    try WrongResult.check(list.gradient, expected, within: 1e-4, "chain by hand")
  }

  private static func expect(
    _ gradients: [Gradient], _ expected: Double, _ name: String
  ) throws {
    var found = Double.nan
    if case .value(let value) = gradients[0] {
      found =
        try value.tensor.withElements(
          as: Float.self, { elements throws(TensorError) in elements.first.map(Double.init) })
        ?? .nan
    }
    try WrongResult.check(found, expected, within: 1e-4, name)
  }
}

/// The chain in forward mode and double precision, a way of its own to its derivative.
private struct DualChain {
  let derivative: Double

  init(_ length: Int, from x: Double) {
    var (y, tangent) = (x, 1.0)
    for _ in 0..<length {
      tangent = Double.cos(y) * tangent * x + Double.sin(y)
      y = Double.sin(y) * x
    }
    derivative = tangent
  }
}

/// The chain by hand: a flat list of values and two loops, as fast as plain Swift goes.
private struct WengertList {
  /// The derivative of the last value by the start.
  let gradient: Double

  init(chainOf length: Int, from start: Float) {
    var values: [(operand: Float, sine: Float)] = []
    values.reserveCapacity(length)
    var y = start
    for _ in 0..<length {
      let sine = Float.sin(y)
      values.append((y, sine))
      y = sine * start
    }
    var cotangent: Float = 1
    var gradient: Float = 0
    for (operand, sine) in values.reversed() {
      gradient += cotangent * sine
      cotangent = cotangent * start * Float.cos(operand)
    }
    self.gradient = Double(gradient + cotangent)
  }
}
