import Tensors
import Testing

struct SlicingTests {
  typealias Item = Tensor.SliceItem

  /// What Python's `range(*slice(start, stop, step).indices(extent))` gives.
  static let ranges: [(start: Int?, stop: Int?, step: Int, positions: [Int])] = [
    (-4, -6, 1, []),
    (-5, 7, 7, [0]),
    (7, 4, -1, []),
    (-5, 7, -7, []),
    (4, 5, -7, []),
    (6, 0, -1, [4, 3, 2, 1]),
    (-5, 2, -7, []),
    (nil, nil, -7, [4]),
    (4, -2, 3, []),
    (nil, -1, 7, [0]),
    (7, -1, 2, []),
    (-1, -1, 7, []),
    (1, nil, 3, [1, 4]),
    (-5, -3, 1, [0, 1]),
    (-5, 2, 3, [0]),
    (-2, 1, 1, []),
    (7, 4, -7, []),
    (7, -1, 3, []),
    (5, -3, 2, []),
    (3, -6, 7, []),
    (-5, -3, 3, [0]),
    (3, 7, -7, []),
    (7, -7, 1, []),
    (4, -3, -2, [4]),
    (-1, nil, -1, [4, 3, 2, 1, 0]),
    (-1, 4, 2, []),
    (3, 6, 1, [3, 4]),
    (nil, 4, -2, []),
  ]

  @Test(arguments: 0..<ranges.count)
  func rangesFollowPython(_ index: Int) throws {
    let (start, stop, step, expected) = Self.ranges[index]
    let result = try counting([5]).sliced([.range(start: start, stop: stop, step: step)])
    #expect(try result.ints() == expected)
    #expect(
      try Tensor.sliceShape([5], [.range(start: start, stop: stop, step: step)]) == [expected.count]
    )
  }

  /// Items, and the shape and elements that NumPy 2.4.6 gives for them on `arange(24)` as (2, 3, 4).
  static let expected: [(items: [Item], shape: [Int], values: [Int])] = [
    ([.index(1)], [3, 4], Array(12..<24)),
    ([.index(-1), .index(-3), .index(0)], [], [12]),
    ([.ellipsis, .index(1)], [2, 3], [1, 5, 9, 13, 17, 21]),
    (
      [.index(0), .ellipsis, .range(start: nil, stop: nil, step: -2)], [3, 2], [3, 1, 7, 5, 11, 9]
    ),
    ([.newAxis, .ellipsis, .newAxis], [1, 2, 3, 4, 1], Array(0..<24)),
    (
      [.range(start: nil, stop: nil, step: 1), .newAxis, .index(2)], [2, 1, 4],
      [8, 9, 10, 11, 20, 21, 22, 23]
    ),
    ([.index(1), .range(start: 5, stop: nil, step: 1)], [0, 4], []),
    ([.index(0), .index(1), .index(2), .ellipsis], [], [6]),
    ([], [2, 3, 4], Array(0..<24)),
  ]

  @Test(arguments: 0..<expected.count)
  func indicesFollowNumPy(_ index: Int) throws {
    let (items, shape, values) = Self.expected[index]
    let x = try counting([2, 3, 4], .int64)
    let result = try x.sliced(items)
    #expect(result.shape == shape)
    #expect(try result.ints() == values)
    #expect(try Tensor.sliceShape([2, 3, 4], items) == shape)
    // The same of a view of another layout.
    let turned = try x.transposed([1, 2, 0]).copied().transposed([2, 0, 1])
    #expect(try turned.sliced(items).ints() == values)
    // Scattering is the transpose: what is written is found again, and nothing else is there.
    let back = try result.scattered(into: [2, 3, 4], at: items)
    #expect(try back.sliced(items).isIdentical(to: result))
    #expect(try back.reduce(.sum, axes: nil).intValue == values.reduce(0, +))
  }

  @Test func hostileBoundsAreClipped() throws {
    let x = try counting([5])
    for bound in [Int.max, .min, 1_000_000_000_000_000_000, -1_000_000_000_000_000_000] {
      for step in [Int.max, .min, 1, -1] {
        let up = try x.sliced([.range(start: bound, stop: nil, step: step)])
        let down = try x.sliced([.range(start: nil, stop: bound, step: step)])
        #expect(up.count <= 5 && down.count <= 5)
      }
      #expect(throws: TensorError.indexOutOfRange(index: bound, axis: 0, extent: 5)) {
        try x.sliced([.index(bound)])
      }
    }
    #expect(try x.sliced([.range(start: nil, stop: nil, step: .min)]).doubles() == [4])
    #expect(try x.sliced([.range(start: nil, stop: nil, step: .max)]).doubles() == [0])
  }

  @Test func wrongIndicesAreRefused() throws {
    let x = try counting([2, 3])
    #expect(throws: TensorError.tooManyIndices(count: 3, rank: 2)) {
      try x.sliced([.index(0), .index(0), .index(0)])
    }
    #expect(throws: TensorError.tooManyIndices(count: 1, rank: 0)) {
      try Tensor(1.0).sliced([.index(0)])
    }
    #expect(throws: TensorError.zeroStep) {
      try x.sliced([.range(start: nil, stop: nil, step: 0)])
    }
    #expect(throws: TensorError.severalEllipses) { try x.sliced([.ellipsis, .ellipsis]) }
    #expect(throws: TensorError.indexOutOfRange(index: 2, axis: 0, extent: 2)) {
      try x.sliced([.index(2)])
    }
    #expect(throws: TensorError.indexOutOfRange(index: 0, axis: 1, extent: 0)) {
      try Tensor.zeros([2, 0], .bool).sliced([.ellipsis, .index(0)])
    }
    #expect(throws: TensorError.shapesDiffer([2, 3], [3])) {
      try x.scattered(into: [2, 3], at: [.index(0)])
    }
    #expect(throws: TensorError.negativeExtent(shape: [-2])) {
      try Tensor.zeros([0], .float64)
        .scattered(into: [-2], at: [.range(start: nil, stop: 0, step: 1)])
    }
    #expect(throws: TensorError.negativeExtent(shape: [-1])) {
      try Tensor(1.0).scattered(into: [-1], at: [.index(0)])
    }
  }

  @Test func scalarsTakeNewAxesOnly() throws {
    #expect(try Tensor(4.0).sliced([.ellipsis]).isIdentical(to: Tensor(4.0)))
    #expect(try Tensor(4.0).sliced([.newAxis, .newAxis]).shape == [1, 1])
    #expect(try Tensor(4.0).scattered(into: [], at: []).isIdentical(to: Tensor(4.0)))
    #expect(try Tensor(4.0).scattered(into: [3], at: [.index(-1)]).doubles() == [0, 0, 4])
  }
}
