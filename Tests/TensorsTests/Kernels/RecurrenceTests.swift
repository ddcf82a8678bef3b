import Tensors
import Testing

struct RecurrenceTests {
  @Test func eachPlaceFollowsFromTheOneBefore() throws {
    let a = try doubles([2, 3], [.nan, 2, 3, .nan, -1, 0.5])
    let b = try doubles([2, 3], [1, 1, 1, 4, 2, 1])
    let rows = try Tensor.recurrence(a, b, axis: 1, reversed: false)
    #expect(try rows.doubles() == [1, 3, 10, 4, -2, 0])
    let columns = try Tensor.recurrence(
      doubles([2, 2], [.nan, .nan, 2, 3]), doubles([2, 2], [1, 2, 3, 4]), axis: 0, reversed: false)
    #expect(try columns.doubles() == [1, 2, 5, 10])
    let back = try Tensor.recurrence(
      doubles([3], [2, 3, .nan]), doubles([3], [1, 1, 1]), axis: 0, reversed: true)
    #expect(try back.doubles() == [9, 4, 1])
    #expect(throws: TensorError.shapesDiffer([2], [3])) {
      try Tensor.recurrence(
        Tensor.zeros([2], .float32), Tensor.zeros([3], .float32), axis: 0, reversed: false)
    }
  }

  @Test func extremaRunAlongTheAxis() throws {
    let x = try doubles([5], [1, 3, 2, .nan, 5])
    let largest = try x.cumulativeExtremum(isMaximum: true, axis: 0, reversed: false).doubles()
    #expect(largest[..<3] == [1, 3, 3] && largest[3].isNaN && largest[4].isNaN)
    let y = try integers([2, 2], [4, 1, 2, 3])
    #expect(
      try y.cumulativeExtremum(isMaximum: false, axis: 0, reversed: true).ints() == [2, 1, 2, 3])
  }

  @Test func segmentsHaveTheirExtrema() throws {
    let x = try doubles([3, 2], [1, 9, 5, 2, 3, 4])
    let segments = try integers([3], [2, 0, 2])
    let largest = try x.segmentExtremum(isMaximum: true, segments, count: 3)
    #expect(try largest.doubles() == [5, 2, -.infinity, -.infinity, 3, 9])
    #expect(throws: TensorError.indexOutOfRange(index: 2, axis: 0, extent: 2)) {
      try x.segmentExtremum(isMaximum: true, segments, count: 2)
    }
  }
}
