import Tensors
import Testing

/// Values by NumPy 2.4.6's `take`.
struct GatheringTests {
  @Test(arguments: [
    (0, [2, 2, 2], [3.0, 4, 5, 0, 1, 2, 0, 1, 2, 3, 4, 5]),
    (1, [2, 2, 2], [1.0, 0, 0, 1, 4, 3, 3, 4]),
  ])
  func indicesTakeTheAxisPlace(_ axis: Int, _ shape: [Int], _ values: [Double]) throws {
    let indices = try integers([2, 2], [1, 0, 0, 1])
    let x = try counting([2, 3])
    let result = try x.gathered(indices, axis: axis)
    #expect(try result.doubles() == values)
    #expect(
      try x.transposed().copied().transposed().gathered(indices.cast(to: .int32), axis: axis - 2)
        .isIdentical(to: result))
  }

  @Test func aScalarIndexTakesTheAxisAway() throws {
    #expect(try counting([2, 3]).gathered(Tensor(Int64(2)), axis: 1).doubles() == [2, 5])
    let element = try counting([3]).gathered(Tensor(Int32(1)), axis: 0)
    #expect(element.isScalar && element.doubleValue == 1)
    let none = try counting([3, 2]).gathered(integers([0], []), axis: 0)
    #expect(none.shape == [0, 2])
  }

  @Test func scatteringAddsWhereIndicesRepeat() throws {
    let x = try doubles([3, 2], [1, 2, 3, 4, 5, 6])
    let indices = try integers([3], [2, 0, 2])
    #expect(try x.scatterAdded(indices, axis: 0, extent: 4).doubles() == [3, 4, 0, 0, 6, 8, 0, 0])
    let columns = try x.transposed().scatterAdded(indices, axis: 1, extent: 3)
    #expect(try columns.doubles() == [3, 0, 6, 4, 0, 8])
    #expect(
      try Tensor(5.0).scatterAdded(Tensor(Int32(1)), axis: 0, extent: 3).doubles() == [0, 5, 0])
    let none = try Tensor.zeros([0, 2], .int32).scatterAdded(integers([0], []), axis: 0, extent: 2)
    #expect(try none.ints() == [0, 0, 0, 0])
  }

  @Test func gatheringAndScatteringAreTransposes() throws {
    // ⟨gather(x), g⟩ = ⟨x, scatter(g)⟩, exactly, in integers.
    var generator = PhiloxGenerator(seed: 11)
    let x = try generator.integers(shape: [3, 5, 4], dtype: .int64, low: -50, high: 50)
    let indices = try generator.integers(shape: [2, 6], dtype: .int64, low: 0, high: 5)
    let g = try generator.integers(shape: [3, 2, 6, 4], dtype: .int64, low: -50, high: 50)
    let left = try Tensor.binary(.multiply, x.gathered(indices, axis: 1), g)
    let right = try Tensor.binary(.multiply, x, g.scatterAdded(indices, axis: 1, extent: 5))
    #expect(try left.reduce(.sum, axes: nil).intValue == right.reduce(.sum, axes: nil).intValue)
  }

  @Test func wrongIndicesAreRefused() throws {
    let x = try counting([2, 3])
    for index in [-1, 3, Int64.max, .min] {
      #expect(throws: TensorError.indexOutOfRange(index: Int(index), axis: 1, extent: 3)) {
        try x.gathered(Tensor(index), axis: 1)
      }
      #expect(throws: TensorError.indexOutOfRange(index: Int(index), axis: 1, extent: 3)) {
        try counting([2]).scatterAdded(Tensor(index), axis: 1, extent: 3)
      }
    }
    #expect(
      throws: TensorError.unsupportedDType(
        operation: "gather", dtype: .float64, expected: "integers as indices")
    ) { try x.gathered(Tensor(1.0), axis: 0) }
    #expect(throws: TensorError.axisOutOfRange(axis: 0, rank: 0)) {
      try Tensor(1.0).gathered(Tensor(Int32(0)), axis: 0)
    }
    #expect(throws: TensorError.shapesDiffer([3], [2])) {
      try x.scatterAdded(integers([3], [0, 0, 0]), axis: 0, extent: 2)
    }
    #expect(throws: TensorError.negativeExtent(shape: [-1, 3])) {
      try x.scatterAdded(integers([2], [0, 0]), axis: 0, extent: -1)
    }
  }
}
