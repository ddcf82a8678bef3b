/// The three faces of one contraction of images, filters and results: each is linear in two of
/// them and gives the derivative by the third.
///
/// Images are batch, rows, columns, channels; filters are rows, columns, channels of a group,
/// channels of the result. Filters with fewer channels than the images are applied in groups, as
/// TensorFlow does.
extension Tensor {
  /// The windows' sums of products with filters: the cross-correlation that neural networks call a
  /// convolution.
  ///
  /// - Precondition: the shapes fit the windows, both ranks are 4, and the types are one
  ///   floating-point type.
  /// - Throws: the errors of allocation, `interrupted`.
  /// - Complexity: O(w·k·f) for w windows of k elements and f filters; memory for the result and
  ///   some megabytes.
  public static func convolution(
    of images: Tensor, with filters: Tensor, _ windows: Windows
  ) throws(TensorError) -> Tensor {
    images.dtype == .float32
      ? try convolution(images, filters, windows, Float.self)
      : try convolution(images, filters, windows, Double.self)
  }

  private static func convolution<T: FloatElement>(
    _ images: Tensor, _ filters: Tensor, _ windows: Windows, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let columns = WindowColumns(images, filters.shape, windows)
    let (groups, depth) = (columns.groups, filters.shape[3] / columns.groups)
    let shape = [images.shape[0], windows.rows.count, windows.columns.count, filters.shape[3]]
    guard try Shape.checkedCount(shape) > 0, columns.width > 0 else {
      return try .zeros(shape, images.dtype)
    }
    let weights = try columns.weights(filters)
    if windows.isIdentity, groups == 1 {
      let pixels = try images.reshaped(to: [columns.count, columns.channels])
      return try matmul(pixels, weights.reshaped(to: [columns.width, depth])).reshaped(to: shape)
    }
    let images = try images.contiguous()
    return try Tensor(shape: shape, of: T.self) { output throws(TensorError) in
      guard let output = output.baseAddress else { return }
      for block in columns.blocks {
        let product = try matmul(columns.lowered(images, block, type), weights)
        let source = try product.contiguous()
        source.withBase(as: type) { source in
          for (index, window) in block.enumerated() {
            for group in 0..<groups {
              let to = (window &* groups &+ group) &* depth
              let from = (group &* block.count &+ index) &* depth
              (output + to).update(from: source + from, count: depth)
            }
          }
        }
      }
    }
  }

  /// The derivative of a convolution by its images: each result's share is added to what its
  /// window covered.
  ///
  /// - Precondition: `results` has the shape that a convolution of images of `shape` has.
  /// - Throws: the errors of allocation, `interrupted`.
  /// - Complexity: that of the convolution.
  public static func convolutionImages(
    of results: Tensor, with filters: Tensor, shape: [Int], _ windows: Windows
  ) throws(TensorError) -> Tensor {
    results.dtype == .float32
      ? try convolutionImages(results, filters, shape, windows, Float.self)
      : try convolutionImages(results, filters, shape, windows, Double.self)
  }

  private static func convolutionImages<T: FloatElement>(
    _ results: Tensor, _ filters: Tensor, _ shape: [Int], _ windows: Windows, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    var images = try Tensor(repeating: T.zero, shape: shape)
    let columns = WindowColumns(images, filters.shape, windows)
    guard images.count > 0, results.count > 0, columns.width > 0 else { return images }
    let weights = try columns.weights(filters).transposed([0, 2, 1])
    let rows = try columns.rows(of: results)
    if windows.isIdentity, columns.groups == 1 {
      return try matmul(rows, weights).reshaped(to: shape)
    }
    for block in columns.blocks {
      let lowered = try matmul(rows.part(block), weights).contiguous()
      try images.mutate(as: type) { images in
        guard let images = images.baseAddress else { return }
        lowered.withBase(as: type) { columns.scatter($0, addingTo: images, block) }
      }
    }
    return images
  }

  /// The derivative of a convolution by its filters.
  ///
  /// - Precondition: `results` has the shape that a convolution with filters of `shape` has.
  /// - Throws: the errors of allocation, `interrupted`.
  /// - Complexity: that of the convolution.
  public static func convolutionFilters(
    of images: Tensor, and results: Tensor, shape: [Int], _ windows: Windows
  ) throws(TensorError) -> Tensor {
    images.dtype == .float32
      ? try convolutionFilters(images, results, shape, windows, Float.self)
      : try convolutionFilters(images, results, shape, windows, Double.self)
  }

  private static func convolutionFilters<T: FloatElement>(
    _ images: Tensor, _ results: Tensor, _ shape: [Int], _ windows: Windows, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let columns = WindowColumns(images, shape, windows)
    guard try Shape.checkedCount(shape) > 0, results.count > 0 else {
      return try .zeros(shape, images.dtype)
    }
    let rows = try columns.rows(of: results)
    let images = try images.contiguous()
    var sum: Tensor?
    for block in columns.blocks {
      let lowered = try columns.lowered(images, block, type).transposed([0, 2, 1])
      let part = try matmul(lowered, rows.part(block))
      sum = try sum.map { sum throws(TensorError) in try binary(.add, sum, part) } ?? part
    }
    guard let sum else { return try .zeros(shape, images.dtype) }
    return try sum.transposed([1, 0, 2]).contiguous().reshaped(to: shape)
  }

  /// The rows of some windows.
  fileprivate func part(_ block: Range<Int>) throws(TensorError) -> Tensor {
    try sliced([
      .range(start: nil, stop: nil, step: 1),
      .range(start: block.lowerBound, stop: block.upperBound, step: 1),
    ])
  }
}

extension WindowColumns {
  /// The lowering of images for filters of a shape.
  fileprivate init(_ images: Tensor, _ filters: [Int], _ windows: Windows) {
    let channels = images.shape[3]
    self.init(
      windows: windows, images: images.shape[0], channels: channels,
      groups: filters[2] == 0 ? 1 : max(channels / filters[2], 1))
  }

  /// The rows of some windows as matrices: groups, windows, elements below a window.
  fileprivate func lowered<T: FloatElement>(
    _ images: Tensor, _ block: Range<Int>, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    try Tensor.written([groups, block.count, width]) { (output: UnsafeMutablePointer<T>) in
      images.withBase(as: type) { gather(output, from: $0, block) }
    }
  }

  /// Filters as matrices: groups, elements below a window, channels of the result.
  fileprivate func weights(_ filters: Tensor) throws(TensorError) -> Tensor {
    try filters.reshaped(to: [width, groups, filters.shape[3] / groups]).transposed([1, 0, 2])
  }

  /// A convolution's results as matrices: groups, windows, channels of a group.
  fileprivate func rows(of results: Tensor) throws(TensorError) -> Tensor {
    try results.reshaped(to: [count, groups, results.shape[3] / groups]).transposed([1, 0, 2])
  }
}
