import Tensors
import Testing

struct JoiningTests {
  @Test func concatenationFollowsNumPy() throws {
    let (x, y) = (try counting([2, 2]), try counting([2, 1]))
    #expect(try Tensor.concatenated([x, y], axis: 1).doubles() == [0, 1, 0, 2, 3, 1])
    #expect(
      try Tensor.concatenated([x, x.transposed()], axis: 0).doubles() == [0, 1, 2, 3, 0, 2, 1, 3])
    #expect(
      try Tensor.concatenated([x, Tensor.zeros([2, 0], .float64), y], axis: -1).shape == [2, 3])
    #expect(try Tensor.concatenated([Tensor.zeros([0], .bool)], axis: 0).shape == [0])
  }

  @Test func stackingMakesAnAxis() throws {
    let x = try counting([2, 2])
    let y = try x.transposed()
    #expect(try Tensor.stacked([x, y], axis: 0).doubles() == [0, 1, 2, 3, 0, 2, 1, 3])
    #expect(try Tensor.stacked([x, y], axis: 1).doubles() == [0, 1, 0, 2, 2, 3, 1, 3])
    #expect(try Tensor.stacked([x, y], axis: -1).doubles() == [0, 0, 1, 2, 2, 1, 3, 3])
    #expect(try Tensor.stacked([Tensor(1.0), Tensor(2.0)], axis: 0).doubles() == [1, 2])
  }

  @Test func operandsMustFit() throws {
    let x = try counting([2, 2])
    #expect(throws: TensorError.noOperands(operation: "concat")) {
      try Tensor.concatenated([], axis: 0)
    }
    #expect(throws: TensorError.noOperands(operation: "stack")) { try Tensor.stacked([], axis: 0) }
    #expect(throws: TensorError.wrongRank(operation: "concat", rank: 0, expected: "1 or more")) {
      try Tensor.concatenated([Tensor(1.0)], axis: 0)
    }
    #expect(throws: TensorError.concatShapes([2, 2], [3, 1], axis: 0)) {
      try Tensor.concatenated([x, counting([3, 1])], axis: 0)
    }
    #expect(throws: TensorError.concatShapes([2, 2], [2], axis: 0)) {
      try Tensor.concatenated([x, counting([2])], axis: 0)
    }
    #expect(throws: TensorError.dtypeMismatch(.float64, .int32)) {
      try Tensor.concatenated([x, counting([2, 2], .int32)], axis: 0)
    }
    #expect(throws: TensorError.shapesDiffer([2, 2], [2, 3])) {
      try Tensor.stacked([x, counting([2, 3])], axis: 0)
    }
    #expect(throws: TensorError.axisOutOfRange(axis: 3, rank: 3)) {
      try Tensor.stacked([x], axis: 3)
    }
    let huge = try Tensor(1.0).broadcast(to: [1 << 47])
    #expect(throws: TensorError.self) { try Tensor.concatenated([huge, huge, huge], axis: 0) }
  }
}
