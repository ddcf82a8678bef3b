import Tensors
import Testing

struct CreationTests {
  @Test func arraysOfOneValue() throws {
    for dtype in DType.allCases {
      #expect(try Tensor.zeros([2, 2], dtype).doubles() == [0, 0, 0, 0])
      #expect(try Tensor.ones([3], dtype).doubles() == [1, 1, 1])
      #expect(try Tensor.ones([], dtype).isScalar)
      #expect(try Tensor.ones([0, 4], dtype).shape == [0, 4])
    }
    #expect(try Tensor.full([2], 0.1, .float32).values(as: Float.self) == [0.1, 0.1])
    #expect(
      try Tensor.full([2], like: Tensor.ones([1, 1], .bool)).values(as: Bool.self) == [true, true])
    #expect(throws: TensorError.notAScalar(shape: [2])) {
      try Tensor.full([2], like: Tensor.ones([2], .bool))
    }
  }

  @Test func theIdentityMatrixNeedNotBeSquare() throws {
    #expect(try Tensor.eye(2, 3, .int32).ints() == [1, 0, 0, 0, 1, 0])
    #expect(try Tensor.eye(3, 2, .float32).ints() == [1, 0, 0, 1, 0, 0])
    #expect(try Tensor.eye(0, 2, .bool).shape == [0, 2])
    #expect(throws: TensorError.negativeExtent(shape: [-1, 2])) { try Tensor.eye(-1, 2, .bool) }
    #expect(throws: TensorError.self) { try Tensor.eye(.max, .max, .bool) }
  }

  @Test func numbersFitTheirTypeOrAreRefused() throws {
    #expect(try Tensor(0.1, dtype: .float32).scalar(as: Float.self) == 0.1)
    #expect(try Tensor(16_777_217, dtype: .float32).doubleValue == 16_777_216)
    #expect(try Tensor(-3.0, dtype: .int32).intValue == -3)
    #expect(try Tensor(1, dtype: .bool).scalar(as: Bool.self))
    #expect(throws: TensorError.notRepresentable(value: "1.5", dtype: .int64)) {
      try Tensor(1.5, dtype: .int64)
    }
    for value in [Double.nan, .infinity, 0x1p63, -1e300] {
      #expect(throws: TensorError.notRepresentable(value: "\(value)", dtype: .int64)) {
        try Tensor(value, dtype: .int64)
      }
    }
    #expect(throws: TensorError.notRepresentable(value: "2147483648", dtype: .int32)) {
      try Tensor(2_147_483_648, dtype: .int32)
    }
    #expect(throws: TensorError.notRepresentable(value: "2", dtype: .bool)) {
      try Tensor(2, dtype: .bool)
    }
  }

  @Test func oneElementReadsAsANumber() throws {
    #expect(try Tensor(7, dtype: .int32).reshaped(to: [1, 1]).doubleValue == 7)
    #expect(try counting([3]).sliced([.range(start: 1, stop: 2, step: 1)]).intValue == 1)
    #expect(Tensor(1.5).intValue == nil)
    #expect(Tensor(Double.nan).intValue == nil)
    #expect(Tensor(true).intValue == 1)
    #expect(try counting([2]).doubleValue == nil)
    #expect(try Tensor.zeros([0], .float32).intValue == nil)
  }
}
