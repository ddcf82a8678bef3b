import Testing

@testable import Tensors

/// The three faces of a convolution against sums that are written as the formula has them.
struct ConvolutionTests {
  /// Shapes and numbers of one convolution.
  struct Case: Sendable {
    let images: [Int]
    let filters: [Int]
    var strides = [1, 1]
    var dilations = [1, 1]
    var padding = WindowPadding.valid

    func windows() throws(TensorError) -> Windows {
      try Windows(
        "conv2d", extents: (images[1], images[2]), sizes: [filters[0], filters[1]],
        strides: strides, dilations: dilations, padding: padding)
    }
  }

  static let cases = [
    Case(images: [2, 5, 4, 3], filters: [3, 2, 3, 4]),
    Case(images: [1, 5, 6, 2], filters: [3, 3, 2, 3], strides: [2, 3], padding: .same),
    Case(images: [2, 6, 7, 1], filters: [2, 3, 1, 2], dilations: [3, 2]),
    Case(
      images: [1, 4, 3, 4], filters: [3, 2, 2, 6], strides: [1, 2], dilations: [2, 1],
      padding: .explicit(rows: [2, 1], columns: [0, 3])),
    Case(images: [3, 4, 5, 6], filters: [2, 2, 1, 6], padding: .same),
    Case(images: [2, 3, 4, 5], filters: [1, 1, 5, 2]),
    Case(images: [1, 2, 2, 2], filters: [5, 4, 2, 1], padding: .same),
    // 576 windows of 576 elements: some are lowered after the others.
    Case(images: [1, 24, 24, 64], filters: [3, 3, 64, 1], padding: .same),
    Case(images: [0, 4, 4, 1], filters: [2, 2, 1, 3]),
    Case(images: [1, 3, 3, 0], filters: [2, 2, 0, 3]),
    Case(images: [1, 3, 3, 2], filters: [2, 2, 2, 0]),
  ]

  /// Calls `body` with the places of each image's element, filter's element and result's element
  /// whose product is a term.
  private func forEachTerm(
    _ given: Case, _ windows: Windows, _ body: (_ x: Int, _ w: Int, _ y: Int) -> Void
  ) {
    let (images, filters) = (given.images, given.filters)
    let groups = filters[2] == 0 ? 1 : images[3] / filters[2]
    let depth = filters[3] / max(groups, 1)
    let (rows, columns) = (windows.rows, windows.columns)
    for y in positions([images[0], rows.count, columns.count, filters[3]]) {
      for w in positions(Array(filters[..<3])) {
        let row = y[1] * given.strides[0] - rows.before + w[0] * given.dilations[0]
        let column = y[2] * given.strides[1] - columns.before + w[1] * given.dilations[1]
        guard row >= 0, row < images[1], column >= 0, column < images[2] else { continue }
        let channel = depth == 0 ? 0 : y[3] / depth * filters[2] + w[2]
        body(
          ((y[0] * images[1] + row) * images[2] + column) * images[3] + channel,
          ((w[0] * filters[1] + w[1]) * filters[2] + w[2]) * filters[3] + y[3],
          ((y[0] * rows.count + y[1]) * columns.count + y[2]) * filters[3] + y[3])
      }
    }
  }

  @Test(arguments: cases) func theFacesAreSumsOfProducts(_ given: Case) throws {
    var generator = PhiloxGenerator(seed: 5)
    let windows = try given.windows()
    let shape = [given.images[0], windows.rows.count, windows.columns.count, given.filters[3]]
    // Small integers are exact in both types.
    let drawn = try [given.images, given.filters, shape].map {
      try generator.integers(shape: $0, dtype: .int64, low: -3, high: 4)
    }
    let numbers = try drawn.map { try $0.ints() }
    var (results, images, filters) = (
      [Int](repeating: 0, count: numbers[2].count), [Int](repeating: 0, count: numbers[0].count),
      [Int](repeating: 0, count: numbers[1].count)
    )
    forEachTerm(given, windows) { x, w, y in
      results[y] += numbers[0][x] * numbers[1][w]
      images[x] += numbers[2][y] * numbers[1][w]
      filters[w] += numbers[0][x] * numbers[2][y]
    }
    for dtype in DType.floatingPoint {
      let (x, w, y) = (
        try drawn[0].cast(to: dtype), try drawn[1].cast(to: dtype), try drawn[2].cast(to: dtype)
      )
      #expect(try Tensor.convolution(of: x, with: w, windows).ints() == results)
      #expect(
        try Tensor.convolutionImages(of: y, with: w, shape: given.images, windows).ints()
          == images)
      #expect(
        try Tensor.convolutionFilters(of: x, and: y, shape: given.filters, windows).ints()
          == filters)
    }
  }

  @Test func viewsAreConvolvedLikeTheirCopies() throws {
    let images = try counting([2, 3, 5, 4]).transposed([1, 2, 3, 0])
    let filters = try counting([3, 2, 2, 2]).transposed([3, 2, 1, 0])
    let windows = try Windows(
      "conv2d", extents: (5, 4), sizes: [2, 2], strides: [1, 1], padding: .same)
    #expect(
      try Tensor.convolution(of: images, with: filters, windows).ints()
        == Tensor.convolution(of: images.copied(), with: filters.copied(), windows).ints())
  }

  @Test func numbersThatAreNoWindowsAreRefused() throws {
    func windows(
      size: Int = 2, stride: Int = 1, dilation: Int = 1, padding: WindowPadding = .valid
    ) throws(TensorError) -> Windows {
      try Windows(
        "conv2d", extents: (4, 4), sizes: [size, size], strides: [stride, stride],
        dilations: [dilation, dilation], padding: padding)
    }
    for number in [0, -1, Int.min, Int.max] {
      #expect(throws: TensorError.self) { try windows(size: number) }
      #expect(throws: TensorError.self) { try windows(stride: number) }
      #expect(throws: TensorError.self) { try windows(dilation: number) }
    }
    #expect(throws: TensorError.self) {
      try windows(padding: .explicit(rows: [-1, 0], columns: [0, 0]))
    }
    #expect(throws: TensorError.self) {
      try windows(padding: .explicit(rows: [0, Int.max], columns: [0, 0]))
    }
    #expect(throws: TensorError.windowTooLarge(operation: "conv2d", window: 5, extent: 4)) {
      try windows(size: 3, dilation: 2)
    }
  }
}
