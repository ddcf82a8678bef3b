import Tensors
import Testing

@testable import Autodiff

/// What a primitive does to rows is what it does to each row.
@Suite struct BatchingTests {
  /// Tries each primitive with rows in one of its operands, in several and in all.
  @Test(arguments: Primitive.all) func rowsAreComputedAsOneByOne(_ primitive: Primitive) throws {
    var generator = PhiloxGenerator(seed: 11)
    for sample in primitive.samples {
      let draws = try (0..<3).map { _ in
        try sample.tensors(dtype: .float64, using: &generator)
      }
      let count = draws[0].count
      for chosen in 1..<(1 << min(count, 3)) {
        let scope = Scope(Recorder())
        let operands = (0..<count).map { slot in
          guard chosen & (1 << min(slot, 2)) != 0 else { return scope.term(draws[0][slot]) }
          let rows = draws.map { scope.term($0[slot]) }
          return scope.apply(.named("stack"), rows, [.integer(0)]).asRows
        }
        let call = RowCall(primitive, operands, sample.attributes, scope)
        let (together, apart) = (call.result(), call.rowByRow())
        try scope.checkFailure()
        #expect(together.hasRows)
        #expect(TensorType(together.value.tensor) == TensorType(apart.value.tensor))
        let values = try [together, apart].map { try numbers($0.value.tensor) }
        #expect(isClose(values[0], values[1]), "\(primitive.name) \(sample.attributes)")
      }
    }
  }

  /// Each row of a Jacobian, carried with the others, is the gradient that one seed gives; and the
  /// columns that forward mode carries say the same.
  @Test(arguments: Primitive.all.filter(\.hasDerivative)) func jacobiansAgreeInAllWays(
    _ primitive: Primitive
  ) throws {
    var generator = PhiloxGenerator(seed: 12)
    for sample in primitive.samples {
      var recorder = Recorder()
      let tape = recorder.openTape(kind: .explicit, isPersistent: true)
      let operands = try sample.tensors(dtype: .float64, using: &generator).map { tensor in
        tensor.dtype.isFloatingPoint
          ? try recorder.watch(Value(tensor), on: tape) : Value(tensor)
      }
      let y = try recorder.apply(primitive, operands, sample.attributes)
      guard y.tensor.dtype == .float64 else { continue }
      recorder.closeTape(tape)
      let sources = operands.filter { $0.tensor.dtype.isFloatingPoint }.map { Source($0) }
      let reverse = try recorder.jacobian(
        of: y, by: sources, on: tape, mode: .reverse, zeroForUnconnected: true)
      let forward = try recorder.jacobian(
        of: y, by: sources, on: tape, mode: .forward, zeroForUnconnected: true)
      for (index, source) in sources.enumerated() {
        guard case .value(let back) = reverse[index], case .value(let ahead) = forward[index]
        else {
          Issue.record("\(primitive.name) has no Jacobian")
          continue
        }
        #expect(back.tensor.shape == y.tensor.shape + source.type.shape)
        #expect(isClose(try numbers(back.tensor), try numbers(ahead.tensor)), "\(primitive.name)")
        let rows = try (0..<y.tensor.count).flatMap { element in
          var seed = [Double](repeating: 0, count: y.tensor.count)
          seed[element] = 1
          let seeded = Target(y, seed: Value(try Tensor(shape: y.tensor.shape, values: seed)))
          let gradients = try recorder.gradient(
            of: [seeded], by: [source], on: tape, zeroForUnconnected: true)
          guard case .value(let gradient) = gradients[0] else { return [Double]() }
          return try numbers(gradient.tensor)
        }
        #expect(isClose(try numbers(back.tensor), rows), "\(primitive.name)")
      }
    }
  }

  /// A larger product adds in another order; what is not finite is the same.
  private func isClose(_ x: [Double], _ y: [Double]) -> Bool {
    x.count == y.count
      && zip(x, y).allSatisfy { x, y in
        x.bitPattern == y.bitPattern || abs(x - y) <= 1e-13 * max(1, abs(y))
      }
  }
}
