extension Tensor {
  /// One part of an index, as Python writes it between brackets.
  public enum SliceItem: Sendable, Hashable {
    /// One position, counted from the end where negative; the axis goes.
    case index(Int)
    /// The positions from `start` up to `stop`, each `step`-th; out-of-range bounds are clipped.
    case range(start: Int?, stop: Int?, step: Int)
    /// A new axis of extent 1.
    case newAxis
    /// As many whole axes as there is room for.
    case ellipsis
  }

  /// Where a slice's elements lie: a layout over that of the sliced tensor.
  private struct Layout {
    var shape: [Int] = []
    var strides: [Int] = []
    var offset = 0
  }

  /// Applies index items to a layout.
  ///
  /// - Throws: `severalEllipses`, `tooManyIndices`, `indexOutOfRange`, `zeroStep`.
  private static func layout(
    _ shape: [Int], _ strides: [Int], _ items: [SliceItem]
  ) throws(TensorError) -> Layout {
    let indices = items.count { $0 != .newAxis && $0 != .ellipsis }
    guard items.count(where: { $0 == .ellipsis }) <= 1 else { throw .severalEllipses }
    guard indices <= shape.count else { throw .tooManyIndices(count: indices, rank: shape.count) }
    var result = Layout()
    var axis = 0
    func keep(_ axes: Range<Int>) {
      result.shape += shape[axes]
      result.strides += strides[axes]
    }
    for item in items {
      switch item {
      case .newAxis:
        result.shape.append(1)
        result.strides.append(0)
      case .ellipsis:
        let whole = shape.count - indices
        keep(axis..<axis + whole)
        axis += whole
      case .index(let index):
        let extent = shape[axis]
        guard index >= -extent, index < extent else {
          throw .indexOutOfRange(index: index, axis: axis, extent: extent)
        }
        result.offset &+= (index < 0 ? index + extent : index) &* strides[axis]
        axis += 1
      case .range(let start, let stop, let step):
        guard step != 0 else { throw .zeroStep }
        let (first, count) = positions(start, stop, step, extent: shape[axis])
        result.shape.append(count)
        // A step that is never taken may be too long to multiply.
        result.strides.append(count > 1 ? strides[axis] &* step : 0)
        if count > 0 { result.offset &+= first &* strides[axis] }
        axis += 1
      }
    }
    keep(axis..<shape.count)
    if result.shape.contains(0) { result.offset = 0 }
    return result
  }

  /// The first position and the number of positions of a range, by Python's `slice.indices`.
  private static func positions(
    _ start: Int?, _ stop: Int?, _ step: Int, extent: Int
  ) -> (first: Int, count: Int) {
    let (low, high) = step > 0 ? (0, extent) : (-1, extent - 1)
    func clipped(_ bound: Int) -> Int { min(max(bound < 0 ? bound + extent : bound, low), high) }
    let first = start.map(clipped) ?? (step > 0 ? low : high)
    let end = stop.map(clipped) ?? (step > 0 ? high : low)
    let distance = step > 0 ? end - first : first - end
    guard distance > 0 else { return (first, 0) }
    return (first, Int((UInt(distance) - 1) / step.magnitude) + 1)
  }

  /// The shape that a slice of a tensor of the given shape has.
  ///
  /// - Throws: `severalEllipses`, `tooManyIndices`, `indexOutOfRange`, `zeroStep`, and what
  ///   `Shape.checkedCount` throws for a shape that no tensor has.
  public static func sliceShape(
    _ shape: [Int], _ items: [SliceItem]
  ) throws(TensorError) -> [Int] {
    _ = try Shape.checkedCount(shape)
    return try layout(shape, Shape.rowMajorStrides(shape), items).shape
  }

  /// The elements that an index selects, with NumPy's meaning: a view.
  ///
  /// - Throws: `severalEllipses`, `tooManyIndices`, `indexOutOfRange`, `zeroStep`.
  /// - Complexity: O(rank + items).
  public func sliced(_ items: [SliceItem]) throws(TensorError) -> Tensor {
    guard let array else {
      let shape = try Tensor.layout([], [], items).shape
      return try reshaped(to: shape)
    }
    let layout = try Tensor.layout(array.shape, array.strides, items)
    let offset = layout.shape.contains(0) ? 0 : array.offset + layout.offset
    guard !layout.shape.isEmpty else { return element(at: offset) }
    return Tensor(
      dtype: dtype,
      array: array.view(shape: layout.shape, strides: layout.strides, offset: offset))
  }

  /// Zeros of the given shape with this tensor at the place of a slice: the transpose of `sliced`.
  ///
  /// - Throws: `shapesDiffer` when this tensor has not the slice's shape, what `sliced` throws,
  ///   and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public func scattered(
    into shape: [Int], at items: [SliceItem]
  ) throws(TensorError) -> Tensor {
    _ = try Shape.checkedCount(shape)
    let strides = Shape.rowMajorStrides(shape)
    let layout = try Tensor.layout(shape, strides, items)
    guard layout.shape == self.shape else { throw .shapesDiffer(self.shape, layout.shape) }
    if shape.isEmpty { return try reshaped(to: []) }
    let zeros = try Tensor.zeros(shape, dtype)
    guard let array = zeros.array else { return zeros }
    try copy(into: array.view(shape: layout.shape, strides: layout.strides, offset: layout.offset))
    return zeros
  }
}
