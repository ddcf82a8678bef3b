import Tensors
import Testing

struct ShapeTests {
  @Test func countsAreCheckedForOverflow() {
    #expect(Shape.count([]) == 1)
    #expect(Shape.count([2, 3]) == 6)
    #expect(Shape.count([.max, .max, 0]) == 0)
    #expect(Shape.count([.max, 2]) == nil)
    #expect(Shape.count([1 << 48]) == 1 << 48)
    #expect(Shape.count([(1 << 48) + 1]) == nil)
    #expect(Shape.count([-1, 2]) == nil)
    #expect(Shape.count([.max, .max, -1, 0]) == nil)
  }

  @Test(arguments: [
    ([2, 3], [3], [2, 3]), ([2, 1], [1, 3], [2, 3]), ([], [4], [4]), ([], [], []), ([0], [1], [0]),
    ([5, 1, 1], [2, 1], [5, 2, 1]),
  ])
  func shapesBroadcastFromTheEnd(_ x: [Int], _ y: [Int], _ result: [Int]) throws {
    #expect(try Shape.broadcast(x, y) == result)
    #expect(try Shape.broadcast(y, x) == result)
  }

  @Test func shapesThatDifferDoNotBroadcast() {
    #expect(throws: TensorError.notBroadcastable([2], [3])) { try Shape.broadcast([2], [3]) }
    #expect(throws: TensorError.notBroadcastable([0], [3])) { try Shape.broadcast([0], [3]) }
  }

  @Test func axesCountFromEitherEnd() throws {
    #expect(try Shape.normalized(axes: [-1, 0], rank: 3) == [0, 2])
    #expect(throws: TensorError.axisOutOfRange(axis: -4, rank: 3)) {
      try Shape.normalized(axis: -4, rank: 3)
    }
    #expect(throws: TensorError.repeatedAxis(axis: -1)) {
      try Shape.normalized(axes: [2, -1], rank: 3)
    }
  }

  @Test func shapesReadAsPythonTuples() {
    #expect(Shape.text([]) == "()")
    #expect(Shape.text([2]) == "(2,)")
    #expect(Shape.text([2, 3]) == "(2, 3)")
  }
}
