import Tensors
import Testing

struct CompareTests {
  @Test(arguments: [
    (ComparisonOperation.equal, [false, true, false, false]),
    (.notEqual, [true, false, true, true]),
    (.less, [true, false, false, false]),
    (.lessEqual, [true, true, false, false]),
    (.greater, [false, false, true, false]),
    (.greaterEqual, [false, true, true, false]),
  ])
  func numbersCompareAsIEEESays(_ operation: ComparisonOperation, _ expected: [Bool]) throws {
    let x = try doubles([4], [1, 2, 3, .nan])
    let result = try Tensor.compare(operation, x, Tensor(2.0))
    #expect(result.dtype == .bool)
    #expect(try result.values(as: Bool.self) == expected)
  }

  @Test func negativeZeroEqualsZero() throws {
    #expect(try Tensor.compare(.equal, Tensor(-0.0), Tensor(0.0)).scalar(as: Bool.self))
  }

  @Test func booleansHaveNoOrder() throws {
    let (yes, no) = (Tensor(true), Tensor(false))
    #expect(try Tensor.compare(.notEqual, yes, no).scalar(as: Bool.self))
    #expect(try Tensor.compare(.equal, yes, no).scalar(as: Bool.self) == false)
    #expect(
      throws: TensorError.unsupportedDType(operation: "less", dtype: .bool, expected: "numbers")
    ) { try Tensor.compare(.less, yes, no) }
    #expect(throws: TensorError.dtypeMismatch(.bool, .int32)) {
      try Tensor.compare(.equal, yes, Tensor(Int32(1)))
    }
  }

  @Test func selectBroadcastsAllThree() throws {
    let condition = try Tensor(shape: [2, 1], values: [true, false])
    let result = try Tensor.select(condition, counting([3]), Tensor(9.0))
    #expect(result.shape == [2, 3])
    #expect(try result.doubles() == [0, 1, 2, 9, 9, 9])
    #expect(throws: TensorError.notBroadcastable([2, 1], [3, 2])) {
      try Tensor.select(condition, counting([3, 1]), counting([2]))
    }
    #expect(
      throws: TensorError.unsupportedDType(
        operation: "where", dtype: .float64, expected: "booleans")
    ) { try Tensor.select(Tensor(1.0), Tensor(1.0), Tensor(1.0)) }
    #expect(try Tensor.select(Tensor(false), Tensor(1.0), Tensor(2.0)).doubleValue == 2)
  }

  @Test func identityIsBitForBitButForNaN() throws {
    let payload = Double(nan: 5, signaling: false)
    #expect(Tensor(Double.nan).isIdentical(to: Tensor(-payload)))
    #expect(!Tensor(0.0).isIdentical(to: Tensor(-0.0)))
    #expect(!Tensor(1.0).isIdentical(to: Tensor(Float(1))))
    #expect(try !counting([2, 3]).isIdentical(to: counting([3, 2])))
    #expect(try !Tensor(1.0).isIdentical(to: Tensor(1.0).reshaped(to: [1])))
    let x = try counting([3, 4])
    #expect(try x.transposed().isIdentical(to: x.transposed().copied()))
    #expect(try !x.transposed().isIdentical(to: x.reshaped(to: [4, 3])))
  }

  @Test func hugeViewsCompareAtOnce() throws {
    let one = try Tensor(1.0).broadcast(to: [1 << 24, 1 << 24])
    #expect(one.isIdentical(to: try Tensor(1.0).broadcast(to: [1 << 24, 1 << 24])))
    #expect(!one.isIdentical(to: try Tensor(2.0).broadcast(to: [1 << 24, 1 << 24])))
  }
}
