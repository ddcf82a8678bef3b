import Testing

@testable import Tensors

/// Deferred operations against the same arithmetic of one number after the other.
struct DeferralTests {
  /// Not a multiple of a block, nor of a vector.
  private static let count = 40_003
  private static let numbers = (0..<count).map { 0.01 + 0.9 * Double($0 % 977) / 977 }

  @Test(arguments: UnaryOperation.allCases.filter { $0 != .logicalNot })
  func eachUnaryOperationGivesTheBitsOfTheScalar(_ operation: UnaryOperation) throws {
    // Within the domain of every function; acosh takes its reciprocals.
    let numbers =
      operation == .acosh ? DeferralTests.numbers.map { 1 / $0 } : DeferralTests.numbers
    try expectScalarBits(numbers, of: Double.self, operation)
    try expectScalarBits(numbers.map(Float.init), of: Float.self, operation)
  }

  private func expectScalarBits<T: FloatElement>(
    _ numbers: [T], of type: T.Type, _ operation: UnaryOperation
  ) throws {
    let x = try Tensor(shape: [numbers.count], values: numbers)
    let y = try x.unary(operation)
    #expect(y.isDeferred)
    let bits = try y.values(as: T.self).map(\.scalarBits)
    #expect(bits == numbers.map { operation($0).scalarBits })
    #expect(!y.isDeferred)
  }

  @Test(
    arguments: BinaryOperation.allCases.filter {
      !$0.isLogical && $0 != .polygamma && $0 != .sincDerivative
    })
  func eachBinaryOperationGivesTheBitsOfTheScalar(_ operation: BinaryOperation) throws {
    let (x, y) = (DeferralTests.numbers, Array(DeferralTests.numbers.reversed()))
    let left = try Tensor(shape: [x.count], values: x)
    let right = try Tensor(shape: [y.count], values: y)
    let z = try Tensor.binary(operation, left, right)
    #expect(z.isDeferred)
    #expect(
      try z.values(as: Double.self).map(\.bitPattern)
        == zip(x, y).map { operation($0, $1).bitPattern })
    let half = try Tensor.binary(operation, left, Tensor(0.5))
    #expect(
      try half.values(as: Double.self).map(\.bitPattern) == x.map { operation($0, 0.5).bitPattern })
    let third = try Tensor.binary(operation, Tensor(0.3), right)
    #expect(
      try third.values(as: Double.self).map(\.bitPattern)
        == y.map { operation(0.3, $0).bitPattern })
  }

  @Test func aChainIsComputedAtOnceWithoutItsParts() throws {
    let x = try Tensor(shape: [DeferralTests.count], values: DeferralTests.numbers)
    let inner = try Tensor.binary(.multiply, x, Tensor(1.5)).unary(.sin)
    let outer = try Tensor.binary(.add, inner.unary(.square), inner)
    let values = try outer.values(as: Double.self)
    #expect(
      values
        == DeferralTests.numbers.map {
          let sine = Double.elementary(.sin, $0 * 1.5)
          return sine * sine + sine
        })
    #expect(!outer.isDeferred)
  }

  /// Rows shorter and longer than a block, down to single elements; the same numbers laid down first
  /// and folded then give the bits.
  @Test(arguments: [1, 7, 128, 1_000, 2_048, 2_049, 5_000, 20_011])
  func rowsAreFoldedTogetherWithWhatTheyAreMadeOf(_ length: Int) throws {
    let rows = 60_033 / length
    let numbers = (0..<(rows * length)).map { 0.9 + 0.2 * Double($0 % 977) / 977 }
    // Numbers whose sums are rounded, so that another order would show.
    for dtype in [DType.float32, .float64, .int32] {
      let x = try Tensor(shape: [rows, length], values: numbers).cast(to: dtype)
      for operation in [ReductionOperation.sum, .product, .maximum, .minimum] {
        func chain() throws -> Tensor {
          dtype == .int32
            ? try Tensor(shape: [rows, length], values: numbers.map { $0 * 9 }).cast(to: .int32)
            // Enough work for all threads.
            : try Tensor.binary(.multiply, x, x).unary(.tanh)
        }
        let (deferred, computed) = (try chain(), try chain())
        try computed.compute()
        #expect(deferred.isDeferred && !computed.isDeferred)
        let found = try deferred.reduce(operation, axes: [-1])
        #expect(deferred.isDeferred || dtype == .int32)
        #expect(found.shape == [rows])
        let expected = try computed.reduce(operation, axes: [1])
        // A product of many numbers may be infinite, or NaN.
        #expect(
          try found.doubles().map(\.bitPattern) == expected.doubles().map(\.bitPattern))
      }
    }
  }

  @Test func severalLastAxesAreARow() throws {
    let (n, m, k) = (37, 41, 29)
    let numbers = (0..<(n * m * k)).map { Double($0 % 977) }
    let whole = try Tensor(shape: [n, m, k], values: numbers)
    let square = try whole.unary(.square)
    let sums = try square.reduce(.sum, axes: [2, 1], keepingDimensions: true)
    #expect(square.isDeferred)
    #expect(sums.shape == [n, 1, 1])
    // Sums of whole numbers are exact.
    let expected = (0..<n).map { row in
      numbers[(row * m * k)..<((row + 1) * m * k)].reduce(0) { $0 + $1 * $1 }
    }
    #expect(try sums.doubles() == expected)
    // Of other axes the elements are laid down.
    let columns = try square.reduce(.sum, axes: [0])
    #expect(!square.isDeferred)
    #expect(try columns.doubles().reduce(0, +) == expected.reduce(0, +))
  }

  @Test func broadcastOperandsMeetTheElementsThatTheyStandFor() throws {
    let (n, m, k) = (37, 41, 29)
    let whole = try Tensor(shape: [n, m, k], values: (0..<(n * m * k)).map { Double($0) })
    func place(_ shape: [Int], _ i: Int, _ j: Int, _ l: Int) -> Int {
      let index = [i, j, l].suffix(shape.count)
      return zip(shape, index).reduce(0) { $0 * $1.0 + ($1.0 == 1 ? 0 : $1.1) }
    }
    for shape in [
      [1], [k], [m, k], [m, 1], [1, k], [n, 1, 1], [1, m, 1], [n, 1, k], [1, m, k],
    ] {
      let count = shape.reduce(1, *)
      let values = (0..<count).map { 0.5 + Double($0) }
      let other = try Tensor(shape: shape, values: values)
      let sum = try Tensor.binary(.add, whole, other)
      var expected: [Double] = []
      for i in 0..<n {
        for j in 0..<m {
          for l in 0..<k {
            expected.append(Double((i * m + j) * k + l) + values[place(shape, i, j, l)])
          }
        }
      }
      #expect(try sum.values(as: Double.self) == expected, "\(shape)")
    }
    // Two small operands whose result is large.
    let column = try Tensor(shape: [200, 1], values: (0..<200).map { Double($0) })
    let row = try Tensor(shape: [150], values: (0..<150).map { Double($0) })
    #expect(
      try Tensor.binary(.multiply, column, row).values(as: Double.self)
        == (0..<30_000).map { Double($0 / 150 * ($0 % 150)) })
  }

  @Test func choicesComparisonsAndCastsAreDeferredToo() throws {
    let x = try Tensor(shape: [DeferralTests.count], values: DeferralTests.numbers)
    let isSmall = try Tensor.compare(.less, x, Tensor(0.4))
    let chosen = try Tensor.select(isSmall, x.unary(.negative), x)
    let rounded = try chosen.cast(to: .float32).cast(to: .float64)
    #expect(isSmall.isDeferred && chosen.isDeferred && rounded.isDeferred)
    #expect(
      try rounded.values(as: Double.self)
        == DeferralTests.numbers.map { Double(Float($0 < 0.4 ? -$0 : $0)) })
    #expect(try isSmall.values(as: Bool.self) == DeferralTests.numbers.map { $0 < 0.4 })
    let counted = try isSmall.cast(to: .float64).reduce(.sum, axes: nil)
    #expect(
      counted.scalar(as: Double.self) == Double(DeferralTests.numbers.count { $0 < 0.4 }))
  }

  @Test(arguments: [16_384, 16_385, 18_431, 18_432, 18_433, 40_003, 65_536, 100_000])
  func sumsHaveTheBitsOfTheirParts(_ count: Int) throws {
    let x = try Tensor(
      shape: [count], values: (0..<count).map { Float.elementary(.sin, Float($0)) })
    let square = try x.unary(.square)
    let sum = try square.reduce(.sum, axes: nil)
    #expect(square.isDeferred)
    let values = try square.values(as: Float.self)
    #expect(
      sum.scalar(as: Float.self)
        == values.withUnsafeBufferPointer {
          SumFold<Float>.row($0.baseAddress.unsafelyUnwrapped, count)
        })
    let maximum = try x.unary(.abs).reduce(.maximum, axes: nil)
    #expect(
      maximum.scalar(as: Float.self)
        == (0..<count).map { abs(Float.elementary(.sin, Float($0))) }.max())
  }

  @Test func aLongChainOfSharedOperandsEnds() throws {
    var x = try Tensor(shape: [20_000], values: [Double](repeating: 1.25, count: 20_000))
    var expected = 1.25
    for _ in 0..<2000 {
      // Every step meets the one before on two ways.
      x = try Tensor.binary(.divide, Tensor.binary(.add, x, x.unary(.square)), Tensor(2.0))
      expected = (expected + expected * expected) / 2
      if expected > 2 || expected < 0.5 {
        x = try x.unary(.sqrt).unary(.reciprocal)
        expected = 1 / expected.squareRoot()
      }
    }
    #expect(try x.values(as: Double.self) == [Double](repeating: expected, count: 20_000))
  }

  @Test func whatIsWrittenLaterDoesNotReachWhatWasDeferredBefore() throws {
    var x = try Tensor(shape: [20_000], values: [Double](repeating: 3, count: 20_000))
    var y = try x.unary(.square)
    let z = try Tensor.binary(.add, y, x)
    try x.mutate(as: Double.self) { $0.update(repeating: 100) }
    try y.mutate(as: Double.self) { $0.update(repeating: 200) }
    #expect(try z.values(as: Double.self) == [Double](repeating: 12, count: 20_000))
    #expect(try y.values(as: Double.self)[7] == 200)
    let sum = try Tensor.sum(of: y, adding: x)
    #expect(try sum.values(as: Double.self)[7] == 300)
    #expect(try y.values(as: Double.self)[7] == 200)
  }

  @Test func anInterruptedPassIsComputedAgain() throws {
    let x = try Tensor(shape: [DeferralTests.count], values: DeferralTests.numbers)
    let y = try x.unary(.exp)
    #expect(throws: TensorError.interrupted) {
      try InterruptionCheck.perform(asking: { true }) {
        _ = try y.values(as: Double.self)
      }
    }
    #expect(try y.values(as: Double.self) == DeferralTests.numbers.map { .elementary(.exp, $0) })
  }

  @Test func viewsOfDeferredElementsShowThem() throws {
    let x = try Tensor(shape: [200, 100], values: (0..<20_000).map { Double($0) })
    let y = try x.unary(.square)
    #expect(try y.transposed().values(as: Double.self)[1] == 10_000)
    let flat = try x.unary(.negative).reshaped(to: [20_000])
    let sum = try Tensor.binary(.add, flat, Tensor(1.0))
    #expect(sum.isDeferred)
    #expect(try sum.values(as: Double.self) == (0..<20_000).map { 1 - Double($0) })
  }

  @Test func chainsThroughViewsDoNotGrow() throws {
    var x = try Tensor(shape: [40_000], values: [Double](repeating: 1, count: 40_000))
    for _ in 0..<3000 {
      x = try Tensor.binary(
        .add, x.sliced([.range(start: 1, stop: nil, step: 1)]), Tensor(1.0))
    }
    #expect(try x.values(as: Double.self) == [Double](repeating: 3001, count: 37_000))
  }

  @Test func manyReadersOfOneValueGetTheSame() throws {
    let x = try Tensor(shape: [DeferralTests.count], values: DeferralTests.numbers)
    let shared = try x.unary(.exp)
    let exact = DeferralTests.numbers.map { Double.elementary(.exp, $0) }
    for factor in [1.0, 2.0, 3.0, 4.0, 5.0] {
      let product = try Tensor.binary(.multiply, shared, Tensor(factor))
      #expect(try product.values(as: Double.self) == exact.map { $0 * factor })
    }
    // What was computed twice for others is laid down.
    #expect(!shared.isDeferred)
  }

  @Test func threadsMayComputeTheSameElementsAtOnce() async throws {
    for round in 0..<50 {
      let x = try Tensor(shape: [20_000], values: (0..<20_000).map { Double($0 + round) })
      let inner = try x.unary(.sqrt)
      let outer = try Tensor.binary(.add, inner.unary(.square), inner)
      let tensors = [inner, outer, inner, outer]
      let found = await withTaskGroup(of: [Double]?.self) { group in
        for tensor in tensors { group.addTask { try? tensor.values(as: Double.self) } }
        return await group.reduce(into: [Double]()) { $0.append($1?.last ?? .nan) }
      }
      let root = Double(19_999 + round).squareRoot()
      #expect(found.sorted() == [root, root, root * root + root, root * root + root])
    }
  }

  @Test func deferredElementsCountAsMemoryAtOnce() throws {
    let x = try Tensor(shape: [1 << 20], values: [Double](repeating: 1, count: 1 << 20))
    #expect(throws: TensorError.self) {
      var kept: [Tensor] = []
      // Far beyond any machine's memory.
      while true { kept.append(try x.broadcast(to: [1 << 30, 1 << 20]).unary(.exp)) }
    }
  }
}

extension Tensor {
  /// Whether the elements are still to be computed.
  fileprivate var isDeferred: Bool { array?.wholeDeferred != nil }
}
