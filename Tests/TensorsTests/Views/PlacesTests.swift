import Tensors
import Testing

struct PlacesTests {
  @Test func batchesHaveTheirOwnIndices() throws {
    let x = try counting([2, 3, 2])
    let indices = try integers([2, 2], [2, 0, 1, 1])
    let taken = try x.gathered(indices, axis: 1, batchDimensions: 1)
    #expect(taken.shape == [2, 2, 2])
    #expect(try taken.ints() == [4, 5, 0, 1, 8, 9, 8, 9])
    let back = try taken.scatterAdded(indices, axis: 1, extent: 3, batchDimensions: 1)
    #expect(try back.ints() == [0, 1, 0, 0, 4, 5, 0, 0, 16, 18, 0, 0])
    #expect(throws: TensorError.shapesDiffer([2, 3, 2], [1, 2])) {
      try x.gathered(integers([1, 2], [0, 0]), axis: 1, batchDimensions: 1)
    }
  }

  @Test func placesAreRowsOfIndices() throws {
    let x = try counting([2, 3])
    let places = try integers([3, 2], [1, 2, 0, 0, 1, 2])
    #expect(try x.gathered(places: places, batchDimensions: 0).ints() == [5, 0, 5])
    let updates = try doubles([3], [1, 10, 100])
    let sums = try updates.scatterAdded(places: places, shape: [2, 3], batchDimensions: 0)
    #expect(try sums.ints() == [10, 0, 0, 0, 0, 101])
    let written = try x.updated(places: places, with: updates, batchDimensions: 0)
    #expect(try written.ints() == [10, 1, 2, 3, 4, 100])
    #expect(throws: TensorError.indexOutOfRange(index: 3, axis: 1, extent: 3)) {
      try x.gathered(places: integers([1, 2], [0, 3]), batchDimensions: 0)
    }
    #expect(throws: TensorError.tooManyIndices(count: 3, rank: 2)) {
      try x.gathered(places: integers([1, 3], [0, 0, 0]), batchDimensions: 0)
    }
    // No index names the whole.
    let whole = try x.gathered(places: Tensor.zeros([2, 0], .int64), batchDimensions: 0)
    #expect(whole.shape == [2, 2, 3])
    let scalar = try Tensor(7.0).updated(
      places: Tensor.zeros([2, 0], .int64), with: doubles([2], [1, 2]), batchDimensions: 0)
    #expect(try scalar.doubles() == [2])
  }

  @Test func anIndexForEachElement() throws {
    let x = try counting([2, 3])
    let indices = try integers([2, 2], [2, 0, 1, 1])
    #expect(try x.gatheredAlong(indices, axis: 1).ints() == [2, 0, 4, 4])
    let added = try doubles([2, 2], [1, 2, 3, 4]).scatterAddedAlong(indices, axis: 1, extent: 3)
    #expect(try added.ints() == [2, 0, 1, 0, 7, 0])
    let columns = try x.gatheredAlong(integers([1, 3], [1, 0, 1]), axis: 0)
    #expect(try columns.ints() == [3, 1, 5])
  }

  @Test func diagonalsAndTriangles() throws {
    let x = try counting([2, 3])
    #expect(try x.diagonal(offset: 1).ints() == [1, 5])
    #expect(try x.diagonal(offset: -1).ints() == [3])
    #expect(try x.diagonal(offset: .max).count == 0)
    #expect(try x.diagonal(offset: .min).count == 0)
    #expect(try doubles([2], [1, 2]).onDiagonal(offset: -1).ints() == [0, 0, 0, 1, 0, 0, 0, 2, 0])
    #expect(try x.triangle(isUpper: true, offset: 1).ints() == [0, 1, 2, 0, 0, 5])
    #expect(try x.triangle(isUpper: false, offset: .max).ints() == [0, 1, 2, 3, 4, 5])
    #expect(try x.triangle(isUpper: false, offset: .min).ints() == [0, 0, 0, 0, 0, 0])
    #expect(throws: TensorError.wrongRank(operation: "diag_part", rank: 1, expected: "2 or more")) {
      try Tensor.zeros([2], .float32).diagonal(offset: 0)
    }
  }

  @Test func paddingSurroundsATensor() throws {
    let x = try counting([2, 2]).transposed()
    #expect(
      try x.padded([[1, 0], [0, 1]], with: 9).ints() == [9, 9, 9, 0, 2, 9, 1, 3, 9])
    #expect(throws: TensorError.shapesDiffer([1, 2], [2, 2])) { try x.padded([[1, 1]], with: 0) }
    #expect(throws: TensorError.negativeExtent(shape: [-1, 0])) {
      try x.padded([[-1, 0], [0, 0]], with: 0)
    }
  }
}
