import Tensors
import Testing

@testable import Autodiff

/// What holds for the derivatives of every program, whatever it computes.
@Suite struct RandomProgramTests {
  /// 1,000 programs and more, in batches that run side by side.
  static let batches = 0..<20
  static let programsPerBatch: UInt64 = 51

  @Test(arguments: batches) func derivativesOfEveryProgramAreLinearAdjointAndSymmetric(
    _ batch: Int
  ) throws {
    for number in 0..<Self.programsPerBatch {
      let seed = UInt64(batch) * Self.programsPerBatch + number
      var program = try RandomProgram(seed: seed)
      #expect((5...30).contains(program.steps.count))
      let failures = try Self.failures(of: &program)
      #expect(failures.isEmpty, "seed \(seed): \(failures), \(program.steps)")
    }
  }

  /// The properties that do not hold.
  static func failures(of program: inout RandomProgram) throws -> [String] {
    var failures: [String] = []
    func compare(_ x: Double, _ y: Double, scale: Double, _ property: String) {
      // A comparison that NaN cannot pass.
      if !(abs(x - y) <= 1e-10 * max(1, scale)) { failures.append("\(property): \(x), \(y)") }
    }
    let u = try program.directions(like: [program.result])[0]
    let w = try program.directions(like: [program.result])[0]
    let v = try program.directions(like: program.sources)

    // Jᵀ(2u - 3w) = 2 Jᵀu - 3 Jᵀw
    let (first, second) = (try program.pulledBack(u), try program.pulledBack(w))
    let mixed = try Tensor.binary(
      .subtract, Tensor.binary(.multiply, Tensor(2.0), u), Tensor.binary(.multiply, Tensor(3.0), w))
    for (index, together) in try program.pulledBack(mixed).enumerated() {
      let parts = zip(try numbers(first[index]), try numbers(second[index])).map { 2 * $0 - 3 * $1 }
      let scale = parts.map(abs).max() ?? 0
      for (x, y) in zip(try numbers(together), parts) {
        compare(x, y, scale: scale, "linearity in the cotangent")
      }
    }
    // ⟨u, Jv⟩ = ⟨Jᵀu, v⟩
    let (forward, forwardScale) = try inner([u], [program.pushedForward(v)])
    let (reverse, reverseScale) = try inner(first, v)
    compare(forward, reverse, scale: max(forwardScale, reverseScale), "adjointness")
    // ⟨v, Hv'⟩ = ⟨v', Hv⟩ by each source
    for source in program.sources {
      let pair = try program.directions(like: [source, source])
      let products = try pair.map { direction in
        try program.recorder.hessianProduct(
          of: Target(program.result, seed: Value(u)), by: Source(source), along: Value(direction),
          on: program.tape)
      }.map { $0.value?.tensor }
      guard let one = products[0], let other = products[1] else { continue }
      let (left, leftScale) = try inner([pair[1]], [one])
      let (right, rightScale) = try inner([pair[0]], [other])
      compare(left, right, scale: max(leftScale, rightScale), "symmetry of the Hessian")
    }
    return failures
  }

  /// An inner product over several tensors, and the same of the magnitudes.
  private static func inner(_ x: [Tensor], _ y: [Tensor]) throws -> (Double, scale: Double) {
    var (sum, scale) = (0.0, 0.0)
    for (x, y) in zip(x, y) {
      for (x, y) in zip(try numbers(x), try numbers(y)) {
        sum += x * y
        scale += abs(x * y)
      }
    }
    return (sum, scale)
  }

  @Test func aProgramIsDrawnFromTheWholeTable() throws {
    var drawn: Set<String> = []
    for seed in 0..<200 { drawn.formUnion(try RandomProgram(seed: UInt64(seed)).steps) }
    #expect(drawn == Set(Primitive.all.filter(\.hasDerivative).map(\.name)))
  }

  /// A check that cannot fail is worth nothing.
  @Test func aBrokenTransposeIsSeen() throws {
    let broken = DerivativeTable.standard.replacing(
      .named("multiply"),
      by: .custom(
        pullback: { at, g, operand in g * at.x[1 - operand] + g },
        pushforward: { at, t in
          switch (t[0], t[1]) {
          case (let x?, let y?): x * at.x[1] + at.x[0] * y
          case (let x?, nil): x * at.x[1]
          case (nil, let y?): at.x[0] * y
          case (nil, nil): at.y
          }
        }))
    var seen = false
    for seed in 0..<3 {
      var program = try RandomProgram(seed: UInt64(seed), derivatives: broken)
      seen = try seen || !Self.failures(of: &program).isEmpty
    }
    #expect(seen)
  }
}
