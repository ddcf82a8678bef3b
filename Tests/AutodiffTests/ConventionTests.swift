import Tensors
import Testing

@testable import Autodiff

/// Derivatives at kinks, ties and singular points: TensorFlow 2.21's column of the conventions.
@Suite struct ConventionTests {
  private func gradient(
    _ name: String, _ operands: [[Double]], _ attributes: [Attribute] = []
  ) throws -> [[Double]?] {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let values = try operands.map { numbers in
      let tensor =
        numbers.count == 1 ? Tensor(numbers[0]) : try vector(numbers, .float64)
      return try recorder.watch(Value(tensor), on: tape)
    }
    let y = try recorder.apply(.named(name), values, attributes)
    return try recorder.gradient(
      of: [Target(y)], by: values.map { Source($0) }, on: tape
    ).map { try $0.elements }
  }

  /// NaN equals NaN here.
  private func expect(
    _ name: String, _ operands: [[Double]], _ expected: [[Double]],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try gradient(name, operands)
    let agrees = zip(found, expected).allSatisfy { found, expected in
      guard let found, found.count == expected.count else { return false }
      return zip(found, expected).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
    #expect(
      agrees && found.count == expected.count, "\(name) at \(operands): \(found)",
      sourceLocation: sourceLocation)
  }

  @Test func kinks() throws {
    try expect("abs", [[0]], [[0]])
    try expect("sign", [[0]], [[0]])
    try expect("relu", [[0]], [[0]])
    try expect("maximum", [[0], [0]], [[1], [0]])
    try expect("maximum", [[3], [3]], [[1], [0]])
    try expect("minimum", [[3], [3]], [[1], [0]])
    try expect("maximum", [[.nan], [2]], [[0], [1]])
  }

  @Test func ties() throws {
    try expect("max", [[1, 3, 3]], [[0, 0.5, 0.5]])
    try expect("min", [[1, 1, 3]], [[0.5, 0.5, 0]])
    try expect("max", [[1, .nan, 3]], [[.nan, .nan, .nan]])
  }

  @Test func singularPoints() throws {
    try expect("sqrt", [[0]], [[.infinity]])
    try expect("rsqrt", [[0]], [[-.infinity]])
    try expect("log", [[0]], [[.infinity]])
    try expect("reciprocal", [[0]], [[-.infinity]])
    try expect("acos", [[1]], [[-.infinity]])
    try expect("asin", [[1]], [[.infinity]])
    try expect("softplus", [[1000]], [[1]])
    try expect("exp", [[1000]], [[.infinity]])
    try expect("atan2", [[0], [0]], [[.nan], [.nan]])
  }

  /// e^-20 from mpmath 1.3.0; a rule by the result, y + 1, would lose every digit.
  @Test func theDerivativeOfExpm1KeepsItsDigitsFarBelowZero() throws {
    let found = try #require(try gradient("expm1", [[-20]])[0]?[0])
    #expect(abs(found - 2.061153622438558e-09) < 1e-23)
  }

  /// TensorFlow 2.21 gives zeros, not None, for the second derivative.
  @Test func theSecondDerivativeOfReluIsZero() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let x = try recorder.watch(Value(vector([-1, 2], .float64)), on: tape)
    let y = try recorder.apply(.named("relu"), x)
    let first = try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)
    #expect(try first[0].elements == [0, 1])
    let second = try recorder.gradient(
      of: [Target(#require(first[0].value))], by: [Source(x)], on: tape)
    #expect(try second[0].elements == [0, 0])
  }

  @Test func powers() throws {
    try expect("power", [[0], [0]], [[.nan], [0]])
    try expect("power", [[0], [2]], [[0], [0]])
    try expect("power", [[0], [1]], [[1], [0]])
    try expect("power", [[0], [-1]], [[-.infinity], [.nan]])
    try expect("power", [[-2], [3]], [[12], [0]])
    try expect("power", [[0], [0.5]], [[.infinity], [0]])
  }

  @Test func products() throws {
    try expect("prod", [[0, 2, 3]], [[6, 0, 0]])
    try expect("prod", [[0, 0, 3]], [[0, 0, 0]])
    try expect("prod", [[2, 3, 5, 7, 11]], [[1155, 770, 462, 330, 210]])
  }

  @Test func remainders() throws {
    try expect("mod", [[5], [3]], [[1], [-1]])
    try expect("mod", [[6], [3]], [[1], [-2]])
  }

  @Test func discreteResultsGiveNone() throws {
    for name in ["floor", "ceil", "round"] { #expect(try gradient(name, [[1.5]])[0] == nil) }
    #expect(try gradient("floor_divide", [[5], [3]]).allSatisfy { $0 == nil })
  }

  /// where(x > 0, f(x), 0) at a point where f' is infinite: TensorFlow's SqrtGrad gives 0, the
  /// others the trap's NaN.
  @Test func theBranchThatIsNotTaken() throws {
    func guarded(_ name: String, at point: Double) throws -> Double? {
      var recorder = Recorder()
      let tape = recorder.openTape(kind: .explicit, isPersistent: false)
      let x = try recorder.watch(Value(Tensor(point)), on: tape)
      let inside = try recorder.apply(.named(name), x)
      let isPositive = try recorder.apply(.named("greater"), x, Value(Tensor(0.0)))
      let y = try recorder.apply(.named("where"), [isPositive, inside, Value(Tensor(0.0))])
      return try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)[0].elements?[0]
    }
    #expect(try guarded("sqrt", at: 0) == 0)
    #expect(try guarded("log", at: 0)?.isNaN == true)
    #expect(try guarded("reciprocal", at: 0)?.isNaN == true)
  }

  @Test func anIndexNamedTwiceReceivesBoth() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: false)
    let x = try recorder.watch(Value(vector([5, 7])), on: tape)
    let indices = try Value(Tensor(shape: [2], values: [Int32(0), 0]))
    let gathered = try recorder.apply(.named("gather"), x, indices)
    let gradient = try recorder.gradient(
      of: [Target(gathered, seed: Value(vector([1, 10])))], by: [Source(x)], on: tape)
    #expect(try gradient[0].elements == [11, 0])
  }
}
