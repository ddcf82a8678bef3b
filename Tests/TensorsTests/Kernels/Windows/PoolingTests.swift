import Testing

@testable import Tensors

/// Windows over images against lists of the elements below them.
struct PoolingTests {
  struct Case: Sendable {
    let shape: [Int]
    let sizes: [Int]
    let strides: [Int]
    let padding: WindowPadding
  }

  static let cases = [
    Case(shape: [2, 4, 6, 3], sizes: [2, 3], strides: [2, 3], padding: .valid),
    Case(shape: [1, 5, 4, 2], sizes: [3, 2], strides: [1, 3], padding: .same),
    Case(
      shape: [1, 3, 3, 1], sizes: [2, 2], strides: [1, 1],
      padding: .explicit(rows: [1, 1], columns: [1, 0])),
    Case(shape: [1, 2, 3, 2], sizes: [9, 9], strides: [4, 1], padding: .same),
    Case(shape: [0, 4, 4, 1], sizes: [2, 2], strides: [2, 2], padding: .valid),
  ]

  /// The places below each window of each channel, in row-major order of the results.
  private func cells(_ given: Case, _ windows: Windows) -> [[Int]] {
    let shape = given.shape
    return positions([shape[0], windows.rows.count, windows.columns.count, shape[3]]).map { y in
      positions(given.sizes).compactMap { place in
        let row = y[1] * given.strides[0] - windows.rows.before + place[0]
        let column = y[2] * given.strides[1] - windows.columns.before + place[1]
        guard row >= 0, row < shape[1], column >= 0, column < shape[2] else { return nil }
        return ((y[0] * shape[1] + row) * shape[2] + column) * shape[3] + y[3]
      }
    }
  }

  private func windows(_ given: Case) throws(TensorError) -> Windows {
    try Windows(
      "max_pool", extents: (given.shape[1], given.shape[2]), sizes: given.sizes,
      strides: given.strides, padding: given.padding)
  }

  @Test(arguments: cases) func extremaAndTheirPlacesAreThoseOfTheElementsBelow(
    _ given: Case
  ) throws {
    var generator = PhiloxGenerator(seed: 8)
    let windows = try windows(given)
    let cells = cells(given, windows)
    // So few numbers that many windows have equal ones.
    let x = try generator.integers(shape: given.shape, dtype: .int64, low: 0, high: 4)
    let numbers = try x.ints()
    let largest = cells.map { $0.map { numbers[$0] }.max() ?? -1 }
    let places = zip(cells, largest).map { cells, largest in
      cells.first { numbers[$0] == largest } ?? -1
    }
    for dtype in DType.floatingPoint {
      #expect(try x.cast(to: dtype).maximumPooled(windows).ints() == largest)
      #expect(try x.cast(to: dtype).maximumPositions(windows).ints() == places)
    }
  }

  @Test(arguments: cases) func meansAreOfTheElementsThatAreThere(_ given: Case) throws {
    let windows = try windows(given)
    let cells = cells(given, windows)
    let x = try counting(given.shape)
    let means = cells.map { cells in
      Double(cells.reduce(0, +)) / Double(cells.count)
    }
    let found = try x.meanPooled(windows)
    let values = try found.doubles()
    #expect(zip(values, means).allSatisfy { agrees($0, $1, units: 4) })
    #expect(values.count == means.count)
    var spread = [Double](repeating: 0, count: x.count)
    for (y, cells) in cells.enumerated() {
      for cell in cells { spread[cell] += Double(y) / Double(cells.count) }
    }
    let back = try counting(found.shape).meanSpread(to: given.shape, windows).doubles()
    #expect(back.count == spread.count)
    #expect(zip(back, spread).allSatisfy { abs($0 - $1) <= 1e-13 * max(1, abs($1)) })
  }

  @Test func nothingIsLargerThanNaN() throws {
    let x = try doubles([1, 1, 6, 1], [1, .nan, 3, .nan, -.infinity, .nan])
    let windows = try Windows(
      "max_pool", extents: (1, 6), sizes: [1, 3], strides: [1, 3], padding: .valid)
    #expect(try x.maximumPooled(windows).doubles().allSatisfy(\.isNaN))
    #expect(try x.maximumPositions(windows).ints() == [1, 3])
  }
}
