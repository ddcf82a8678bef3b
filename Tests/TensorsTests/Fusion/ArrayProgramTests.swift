import Testing

@testable import Tensors

/// Programs on small arrays against the same operations on tensors, bit for bit.
@Suite struct ArrayProgramTests {
  private static let shapes: [[Int]] = [
    [], [1], [5], [3, 1], [1, 3, 5], [4, 1, 1], [3, 5], [4, 3, 5], [4, 1, 5], [4, 3, 1], [1, 3, 1],
  ]
  private static let unary: [UnaryOperation] = [
    .negative, .abs, .square, .exp, .sin, .tanh, .relu, .floor, .reciprocal, .sigmoid, .sign,
  ]
  private static let binary: [BinaryOperation] = [
    .add, .subtract, .multiply, .divide, .maximum, .minimum, .power, .atan2, .hypot,
  ]

  @Test(arguments: 0..<40) func randomProgramsGiveTheBitsOfTensors(_ batch: Int) throws {
    for number in 0..<10 {
      let seed = UInt64(batch * 10 + number)
      if seed % 2 == 0 { try compare(seed, Float.self) } else { try compare(seed, Double.self) }
    }
  }

  private func compare<T: FloatElement>(_ seed: UInt64, _ type: T.Type) throws {
    var generator = SeededGenerator(state: seed)
    var builder = ArrayProgram.Builder(T.dtype)
    var slots: [Tensor] = []
    var known: [(register: ArrayProgram.Register, tensor: Tensor)] = []
    for _ in 0..<4 {
      let shape = Self.shapes.randomElement(using: &generator) ?? []
      let numbers = (0..<shape.reduce(1, *)).map { _ in
        T(Int.random(in: -8...8, using: &generator)) / 4
      }
      var tensor = try Tensor(shape: shape, values: numbers)
      // Some are views whose elements are not neighbours.
      if shape.count == 3, Bool.random(using: &generator) {
        tensor = try Tensor(shape: shape.reversed(), values: numbers).permuted([2, 1, 0])
      }
      slots.append(tensor)
      known.append((builder.load(Int32(slots.count - 1), shape: shape, isTruth: false), tensor))
    }
    // The exponents that are no powers.
    for exponent in [1, 2] {
      slots.append(Tensor(T(exponent)))
      known.append(
        (builder.load(Int32(slots.count - 1), shape: [], isTruth: false), slots[slots.count - 1]))
    }
    for _ in 0..<30 { try append(&builder, &known, &generator) }
    let first = slots.count
    for (register, tensor) in known {
      builder.store(register, in: Int32(slots.count), shape: tensor.shape)
      slots.append(Tensor(false))
    }
    let program = builder.finished()
    try slots.withUnsafeMutableBufferPointer { try program.run($0) }
    for (index, (_, expected)) in known.enumerated() {
      let found = slots[first + index]
      #expect(found.shape == expected.shape, "seed \(seed)")
      let (own, others) = (try bits(found, type), try bits(expected, type))
      #expect(own == others, "seed \(seed), register \(index) of \(program.steps)")
    }
  }

  /// The bits of the elements; those of one NaN for all, since nobody can tell them apart.
  private func bits<T: FloatElement>(_ tensor: Tensor, _ type: T.Type) throws -> [UInt64] {
    try tensor.values(as: T.self).map { ($0.isNaN ? T.nan : $0).scalarBits }
  }

  private func append(
    _ builder: inout ArrayProgram.Builder,
    _ known: inout [(register: ArrayProgram.Register, tensor: Tensor)],
    _ generator: inout SeededGenerator
  ) throws {
    let (x, y) = (
      known[Int.random(in: 0..<known.count, using: &generator)],
      known[Int.random(in: 0..<known.count, using: &generator)]
    )
    guard (try? Shape.broadcast(x.tensor.shape, y.tensor.shape)) != nil else { return }
    let operands = [(register: x.register, shape: x.tensor.shape), (y.register, y.tensor.shape)]
    switch Int.random(in: 0..<6, using: &generator) {
    case 0:
      let operation = Self.unary.randomElement(using: &generator) ?? .negative
      let result = try x.tensor.unary(operation)
      known.append(
        (builder.append(.unary(operation), [operands[0]], shape: result.shape), result))
    case 1, 2:
      let operation = Self.binary.randomElement(using: &generator) ?? .add
      let result = try Tensor.binary(operation, x.tensor, y.tensor)
      known.append((builder.append(.binary(operation), operands, shape: result.shape), result))
    case 3:
      let truth = try Tensor.compare(.less, x.tensor, y.tensor)
      let result = try Tensor.select(truth, x.tensor, y.tensor)
      let condition = builder.append(.compare(.less), operands, shape: truth.shape)
      known.append(
        (
          builder.append(
            .select, [(condition, truth.shape)] + operands, shape: result.shape), result
        ))
    case 4:
      // The sums along some neighbouring axes.
      let shape = x.tensor.shape
      guard !shape.isEmpty else { return }
      let low = Int.random(in: 0..<shape.count, using: &generator)
      let high = Int.random(in: low..<shape.count, using: &generator)
      let result = try x.tensor.reduce(
        .sum, axes: Array(low...high), keepingDimensions: Bool.random(using: &generator))
      let operation = ArrayProgram.Operation.sum(
        outer: Int32(shape[..<low].reduce(1, *)), extent: Int32(shape[low...high].reduce(1, *)),
        inner: Int32(shape[(high + 1)...].reduce(1, *)))
      known.append((builder.append(operation, [operands[0]], shape: result.shape), result))
    default:
      guard let shape = try? Shape.broadcast(x.tensor.shape, [4, 3, 5]) else { return }
      let result = try x.tensor.broadcast(to: shape)
      known.append(
        (builder.spread(x.register, x.tensor.shape, to: shape), result))
    }
  }
}

/// A small generator with a seed: splitmix64.
///
/// Source: G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number generators", 2014.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
