import Tensors
import Testing

/// Values by NumPy 2.4.6.
struct RangesTests {
  static let ranges: [(start: Double, stop: Double, step: Double, values: [Double])] = [
    (
      0.0, 1.0, 0.1,
      [
        0.0, 0.1, 0.2, 0.30000000000000004, 0.4, 0.5, 0.6000000000000001, 0.7000000000000001, 0.8,
        0.9,
      ]
    ),
    (1.0, 1.3, 0.1, [1.0, 1.1, 1.2000000000000002, 1.3000000000000003]),
    (5.0, 0.0, -1.5, [5.0, 3.5, 2.0, 0.5]),
    (0.0, 3.0, 1.0, [0.0, 1.0, 2.0]),
    (0.0, -1.0, 1.0, []),
    (0.5, 2.6, 0.7, [0.5, 1.2, 1.9, 2.5999999999999996]),
    (1e+16, 1.0000000000000006e+16, 2.0, [1e+16, 1.0000000000000002e+16, 1.0000000000000004e+16]),
  ]

  @Test(arguments: 0..<ranges.count)
  func arangeFollowsNumPy(_ index: Int) throws {
    let (start, stop, step, values) = Self.ranges[index]
    let result = try Tensor.arange(start: start, stop: stop, step: step, dtype: .float64)
    #expect(try result.doubles() == values)
    let narrow = try Tensor.arange(start: start, stop: stop, step: step, dtype: .float32)
    #expect(try narrow.values(as: Float.self) == values.map(Float.init))
  }

  static let spaces: [(start: Double, stop: Double, count: Int, values: [Double])] = [
    (0.0, 1.0, 5, [0.0, 0.25, 0.5, 0.75, 1.0]),
    (1.0, -1.0, 4, [1.0, 0.33333333333333337, -0.33333333333333326, -1.0]),
    (2.0, 3.0, 1, [2.0]),
    (0.0, 1.0, 0, []),
    (0.1, 0.7, 7, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]),
    (1e+300, -1e+300, 3, [1e+300, 0.0, -1e+300]),
    (0.0, 0x1p-1074, 4, [0.0, 0.0, 0x1p-1074, 0x1p-1074]),
  ]

  @Test(arguments: 0..<spaces.count)
  func linspaceFollowsNumPy(_ index: Int) throws {
    let (start, stop, count, values) = Self.spaces[index]
    #expect(try Tensor.linspace(start, stop, count, .float64).doubles() == values)
    let narrow = try Tensor.linspace(start, stop, count, .float32)
    #expect(try narrow.values(as: Float.self) == values.map(Float.init))
  }

  @Test func integersAreCountedWithoutOverflow() throws {
    #expect(try Tensor.arange(start: 5, stop: 0, step: -2, dtype: .int32).ints() == [5, 3, 1])
    #expect(try Tensor.arange(start: 0, stop: 5, step: 2, dtype: .float32).doubles() == [0, 2, 4])
    #expect(try Tensor.arange(start: 0, stop: 5, step: -1, dtype: .int64).count == 0)
    #expect(
      try Tensor.arange(start: .min, stop: .max, step: .max, dtype: .int64).ints() == [
        .min, -1, .max - 1,
      ])
    #expect(
      try Tensor.arange(start: .max, stop: .min, step: .min, dtype: .int64).ints() == [.max, -1])
    #expect(try Tensor.arange(start: 1.0, stop: 4, step: 1, dtype: .int32).ints() == [1, 2, 3])
  }

  @Test func hostileRangesAreRefused() throws {
    #expect(throws: TensorError.tooManyElements(shape: [.max])) {
      try Tensor.arange(start: .min, stop: .max, step: 1, dtype: .int64)
    }
    #expect(throws: TensorError.tooManyElements(shape: [.max])) {
      try Tensor.arange(start: 0.0, stop: .infinity, step: 1, dtype: .float64)
    }
    #expect(throws: TensorError.self) {
      try Tensor.arange(start: 0.0, stop: 1, step: 1e-14, dtype: .float64)
    }
    #expect(try Tensor.arange(start: 0.0, stop: -.infinity, step: 1, dtype: .float64).count == 0)
    #expect(throws: TensorError.zeroStep) {
      try Tensor.arange(start: 0.0, stop: 1, step: 0, dtype: .float64)
    }
    #expect(throws: TensorError.zeroStep) {
      try Tensor.arange(start: 0, stop: 1, step: 0, dtype: .int64)
    }
    #expect(throws: TensorError.notRepresentable(value: "nan", dtype: .int64)) {
      try Tensor.arange(start: .nan, stop: 1, step: 1, dtype: .float64)
    }
    #expect(throws: TensorError.notRepresentable(value: "0.5", dtype: .int32)) {
      try Tensor.arange(start: 0.5, stop: 3, step: 1, dtype: .int32)
    }
    #expect(throws: TensorError.notRepresentable(value: "2147483648", dtype: .int32)) {
      try Tensor.arange(start: 2_147_483_646, stop: 2_147_483_649, step: 1, dtype: .int32)
    }
    #expect(throws: TensorError.negativeExtent(shape: [-1])) {
      try Tensor.linspace(0, 1, -1, .float64)
    }
    #expect(throws: TensorError.self) { try Tensor.linspace(0, 1, .max, .float64) }
    #expect(
      throws: TensorError.unsupportedDType(
        operation: "linspace", dtype: .int32, expected: "a floating-point dtype")
    ) { try Tensor.linspace(0, 1, 3, .int32) }
  }
}
