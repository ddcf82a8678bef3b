import Tensors
import Testing

/// Values by NumPy 2.4.6.
struct ReduceTests {
  static let operand: [Double] = [
    3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 3.0, 5.0, 8.0, 9.0, 7.0, 9.0, 3.0, 2.0, 3.0, 8.0,
    4.0, 6.0, 2.0, 6.0, 4.0,
  ]

  static let expected: [(ReductionOperation, [Int]?, [Int], [Double])] = [
    (.sum, nil, [], [115.0]),
    (.sum, [0], [3, 4], [12.0, 8.0, 13.0, 4.0, 7.0, 12.0, 10.0, 10.0, 11.0, 5.0, 11.0, 12.0]),
    (.sum, [1], [2, 4], [13.0, 13.0, 11.0, 15.0, 17.0, 12.0, 23.0, 11.0]),
    (.sum, [2], [2, 3], [9.0, 22.0, 21.0, 28.0, 17.0, 18.0]),
    (.sum, [0, 1], [4], [30.0, 25.0, 34.0, 26.0]),
    (.sum, [0, 2], [3], [37.0, 39.0, 39.0]),
    (.sum, [1, 2], [2], [52.0, 63.0]),
    (.product, nil, [], [365699432448000.0]),
    (
      .product, [0], [3, 4], [27.0, 7.0, 36.0, 3.0, 10.0, 27.0, 16.0, 24.0, 30.0, 6.0, 30.0, 32.0]
    ),
    (.product, [1], [2, 4], [75.0, 27.0, 40.0, 48.0, 108.0, 42.0, 432.0, 48.0]),
    (.product, [2], [2, 3], [12.0, 540.0, 600.0, 1701.0, 192.0, 288.0]),
    (.product, [0, 1], [4], [8100.0, 1134.0, 17280.0, 2304.0]),
    (.product, [0, 2], [3], [20412.0, 103680.0, 172800.0]),
    (.product, [1, 2], [2], [3888000.0, 94058496.0]),
    (.maximum, nil, [], [9.0]),
    (.maximum, [0], [3, 4], [9.0, 7.0, 9.0, 3.0, 5.0, 9.0, 8.0, 6.0, 6.0, 3.0, 6.0, 8.0]),
    (.maximum, [1], [2, 4], [5.0, 9.0, 5.0, 8.0, 9.0, 7.0, 9.0, 4.0]),
    (.maximum, [2], [2, 3], [4.0, 9.0, 8.0, 9.0, 8.0, 6.0]),
    (.maximum, [0, 1], [4], [9.0, 9.0, 9.0, 8.0]),
    (.maximum, [0, 2], [3], [9.0, 9.0, 8.0]),
    (.maximum, [1, 2], [2], [9.0, 9.0]),
    (.minimum, nil, [], [1.0]),
    (.minimum, [0], [3, 4], [3.0, 1.0, 4.0, 1.0, 2.0, 3.0, 2.0, 4.0, 5.0, 2.0, 5.0, 4.0]),
    (.minimum, [1], [2, 4], [3.0, 1.0, 2.0, 1.0, 2.0, 2.0, 6.0, 3.0]),
    (.minimum, [2], [2, 3], [1.0, 2.0, 3.0, 3.0, 2.0, 2.0]),
    (.minimum, [0, 1], [4], [2.0, 1.0, 2.0, 1.0]),
    (.minimum, [0, 2], [3], [1.0, 2.0, 2.0]),
    (.minimum, [1, 2], [2], [1.0, 2.0]),
    (.argmax, nil, [], [5.0]),
    (.argmax, [0], [3, 4], [1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0]),
    (.argmax, [1], [2, 4], [1.0, 1.0, 2.0, 2.0, 0.0, 0.0, 0.0, 1.0]),
    (.argmax, [2], [2, 3], [2.0, 1.0, 3.0, 0.0, 2.0, 0.0]),
    (.argmin, nil, [], [1.0]),
    (.argmin, [0], [3, 4], [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0]),
    (.argmin, [1], [2, 4], [0.0, 0.0, 1.0, 0.0, 1.0, 2.0, 2.0, 0.0]),
    (.argmin, [2], [2, 3], [1.0, 2.0, 1.0, 3.0, 0.0, 1.0]),
  ]

  @Test(arguments: expected)
  func reductionsAgreeWithNumPy(
    _ operation: ReductionOperation, _ axes: [Int]?, _ shape: [Int], _ values: [Double]
  ) throws {
    let x = try doubles([2, 3, 4], Self.operand)
    for dtype in [DType.float32, .float64, .int64] {
      let result = try x.cast(to: dtype).reduce(operation, axes: axes)
      #expect(result.shape == shape)
      #expect(result.dtype == (operation == .argmax || operation == .argmin ? .int64 : dtype))
      // The product of all elements has more digits than a float32.
      for (element, value) in zip(try result.doubles(), values) {
        #expect(agrees(element, dtype == .float32 ? Double(Float(value)) : value, units: 0x1p31))
      }
    }
    #expect(try x.reduce(operation, axes: axes).doubles() == values)
    // The layout of the operand changes nothing.
    let turned = try x.transposed([2, 0, 1]).copied().transposed([1, 2, 0])
    #expect(
      try turned.reduce(operation, axes: axes).isIdentical(to: x.reduce(operation, axes: axes)))
  }

  @Test func extentsOfOneStayWhenAskedFor() throws {
    let x = try doubles([2, 3, 4], Self.operand)
    #expect(try x.reduce(.sum, axes: [-1, 0], keepingDimensions: true).shape == [1, 3, 1])
    #expect(try x.reduce(.argmax, axes: nil, keepingDimensions: true).shape == [1, 1, 1])
    #expect(try x.reduce(.maximum, axes: nil, keepingDimensions: true).shape == [1, 1, 1])
    #expect(try x.reduce(.sum, axes: []).isIdentical(to: x))
    #expect(try Tensor(3.0).reduce(.sum, axes: nil).doubleValue == 3)
    #expect(try Tensor(3.0).reduce(.argmax, axes: nil).intValue == 0)
  }

  @Test func nanIsTheExtremumAndTheFirstOneCounts() throws {
    let x = try doubles([5], [1, .nan, 7, .nan, -3])
    #expect(try x.reduce(.maximum, axes: nil).doubleValue?.isNaN == true)
    #expect(try x.reduce(.minimum, axes: nil).doubleValue?.isNaN == true)
    #expect(try x.reduce(.argmax, axes: nil).intValue == 1)
    #expect(try x.reduce(.argmin, axes: nil).intValue == 1)
    let ties = try doubles([4], [2, 5, 5, 2])
    #expect(try ties.reduce(.argmax, axes: nil).intValue == 1)
    #expect(try ties.reduce(.argmin, axes: nil).intValue == 0)
    let long = try Tensor.ones([300], .float32).copied()
    let spoilt = try Tensor.concatenated(
      [long, Tensor(.nan, dtype: .float32).reshaped(to: [1])], axis: 0)
    #expect(try spoilt.reduce(.maximum, axes: nil).doubleValue?.isNaN == true)
  }

  @Test func nothingHasASumButNoExtremum() throws {
    let x = try Tensor.zeros([0, 3], .float32)
    #expect(try x.reduce(.sum, axes: [0]).doubles() == [0, 0, 0])
    #expect(try x.reduce(.product, axes: [0]).doubles() == [1, 1, 1])
    #expect(try x.reduce(.maximum, axes: [1]).shape == [0])
    #expect(try x.reduce(.argmax, axes: [1]).dtype == .int64)
    #expect(throws: TensorError.emptyReduction(operation: "maximum", shape: [0, 3])) {
      try x.reduce(.maximum, axes: [0])
    }
    #expect(throws: TensorError.emptyReduction(operation: "argmin", shape: [0, 3])) {
      try x.reduce(.argmin, axes: nil)
    }
  }

  @Test func booleansHaveAnyAndAll() throws {
    let x = try Tensor(shape: [2, 2], values: [true, false, true, true])
    #expect(try x.reduce(.any, axes: [0]).values(as: Bool.self) == [true, true])
    #expect(try x.reduce(.all, axes: [0]).values(as: Bool.self) == [true, false])
    #expect(try x.reduce(.all, axes: nil).scalar(as: Bool.self) == false)
    let empty = try Tensor.zeros([0], .bool)
    #expect(try empty.reduce(.any, axes: nil).scalar(as: Bool.self) == false)
    #expect(try empty.reduce(.all, axes: nil).scalar(as: Bool.self))
    #expect(
      throws: TensorError.unsupportedDType(operation: "sum", dtype: .bool, expected: "numbers")
    ) { try x.reduce(.sum, axes: nil) }
    #expect(
      throws: TensorError.unsupportedDType(operation: "any", dtype: .int32, expected: "booleans")
    ) { try Tensor(Int32(1)).reduce(.any, axes: nil) }
  }

  @Test func integerSumsWrapAround() throws {
    let x = try Tensor(shape: [3], values: [Int32.max, 1, 1])
    #expect(try x.reduce(.sum, axes: nil).intValue == -2_147_483_647)
  }

  @Test func axesMustExistAndDiffer() throws {
    let x = try counting([2, 3])
    #expect(throws: TensorError.axisOutOfRange(axis: 2, rank: 2)) { try x.reduce(.sum, axes: [2]) }
    #expect(throws: TensorError.repeatedAxis(axis: -1)) { try x.reduce(.sum, axes: [1, -1]) }
    #expect(throws: TensorError.axisOutOfRange(axis: .min, rank: 2)) {
      try x.reduce(.sum, axes: [.min])
    }
  }

  @Test func aSumOfManyTermsKeepsItsDigits() throws {
    // Added in order in float32, ten million tenths come to 1087937.
    let x = try Tensor.full([10_000_000], 0.1, .float32)
    let sum = try #require(try x.reduce(.sum, axes: nil).doubleValue)
    #expect(abs(sum - 1e6) <= 0.25)
  }

  @Test(arguments: [1, 7, 8, 15, 16, 17, 127, 128, 129, 1000, 4096, 5001])
  func theOrderOfASumDependsOnItsSizeAlone(_ count: Int) throws {
    var generator = PhiloxGenerator(seed: 5)
    let x = try generator.normal(shape: [count, 70], dtype: .float32)
    let byColumns = try x.reduce(.sum, axes: [0])
    let byRows = try x.transposed().copied().reduce(.sum, axes: [1])
    #expect(byColumns.isIdentical(to: byRows))
    let strided = try x.sliced([.ellipsis, .range(start: 0, stop: 3, step: 2)])
    let expected = try byRows.sliced([.range(start: 0, stop: 3, step: 2)])
    #expect(try strided.reduce(.sum, axes: [0]).isIdentical(to: expected))
  }

  @Test func aHugeBroadcastViewIsNotWalkedThrough() throws {
    let view = try Tensor(1.0).broadcast(to: [1 << 40])
    #expect(throws: TensorError.self) { try view.reduce(.sum, axes: nil) }
    #expect(throws: TensorError.self) {
      try Tensor.zeros([1 << 40, 1 << 40, 0], .bool).reduce(.any, axes: [2])
    }
    #expect(
      try Tensor.zeros([0, 1 << 40, 1 << 40], .float32).reduce(.sum, axes: [1, 2]).shape == [0])
  }
}
