import Autodiff
import RealModule
import Tensors

/// Something that is timed, and the least that it could take.
struct Workload: Sendable {
  let name: String
  /// Sets up what is measured.
  let prepared: @Sendable () throws -> Work

  static let all =
    [
      seed, chain(500), chain(50_000), jacobian(256), hessian(100),
      product(256, .float32), product(256, .float64), product(1024, .float32),
      product(1024, .float64), promptStart, keystroke,
    ] + elementwise

  /// A workload that needs nothing set up: one forward and gradient, through the public tape API
  /// and by hand.
  private init(
    name: String, run: @escaping @Sendable () throws -> Void,
    limit: @escaping @Sendable () throws -> Void
  ) {
    self.init(name: name) { Work(run: run, limit: limit) }
  }

  init(name: String, prepared: @escaping @Sendable () throws -> Work) {
    self.name = name
    self.prepared = prepared
  }

  /// A result that was not what it has to be.
  struct WrongResult: Error {
    let workload: String
    let found: Double
    let expected: Double
  }

  /// x = ones(2, 2); y = sum(x); z = y·y; dz/dx, eagerly on a tape that is used once.
  private static var seed: Workload {
    let sum = Primitive.named("sum")
    let multiply = Primitive.named("multiply")
    return Workload(
      name: "seed",
      run: {
        var recorder = Recorder()
        let tape = recorder.openTape(kind: .explicit, isPersistent: false)
        let x = try recorder.watch(Value(Tensor.ones([2, 2], .float32)), on: tape)
        let y = try recorder.apply(sum, [x])
        let z = try recorder.apply(multiply, y, y)
        let gradients = try recorder.gradient(of: [Target(z)], by: [Source(x)], on: tape)
        try expect(gradients, 8, "seed")
      },
      limit: {
        let x = [Float](repeating: 1, count: 4)
        let y = x.reduce(0, +)
        let gradient = [Float](repeating: 2 * y, count: 4)
        guard gradient[3] == 8 else {
          throw WrongResult(workload: "seed", found: Double(gradient[3]), expected: 8)
        }
      })
  }

  /// `length` times y = sin(y)·x from y = x = 1.1, float32, eagerly on a tape that is used once.
  private static func chain(_ length: Int) -> Workload {
    let sine = Primitive.named("sin")
    let multiply = Primitive.named("multiply")
    let start = Float(1.1)
    let expected = WengertList(chainOf: length, from: start)
    let name = "chain-\(length)"
    return Workload(
      name: name,
      run: {
        var recorder = Recorder()
        let tape = recorder.openTape(kind: .explicit, isPersistent: false)
        let x = try recorder.watch(Value(Tensor(start)), on: tape)
        var y = x
        for _ in 0..<length { y = try recorder.apply(multiply, recorder.apply(sine, y), x) }
        let gradients = try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)
        try Workload.expect(gradients, expected.gradient, name)
      },
      limit: {
        let list = WengertList(chainOf: length, from: start)
        guard list.gradient == expected.gradient else {
          throw WrongResult(workload: name, found: list.gradient, expected: expected.gradient)
        }
      })
  }

  private static func expect(
    _ gradients: [Gradient], _ expected: Double, _ name: String
  ) throws {
    guard case .value(let value) = gradients[0],
      let found = try value.tensor.withElements(
        as: Float.self, { elements throws(TensorError) in elements.first.map(Double.init) }),
      abs(found - expected) <= 1e-5 * max(1e-3, abs(expected))
    else { throw WrongResult(workload: name, found: .nan, expected: expected) }
  }
}

/// What is timed.
struct Work {
  /// The work by way of Tapebook.
  let run: () throws -> Void
  /// The same by hand, or the least that the system takes for it.
  let limit: () throws -> Void
}

/// The chain by hand: a flat list of values and two loops, as fast as plain Swift goes.
struct WengertList: Sendable {
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
