/// The windows that slide along one axis: those of a convolution or of a pooling.
public struct WindowAxis: Sendable, Hashable {
  /// The elements of the axis.
  public let extent: Int
  /// The elements of a window.
  public let size: Int
  /// The distance of neighbouring windows.
  public let stride: Int
  /// The distance of neighbouring elements of a window.
  public let dilation: Int
  /// The elements that are taken to stand before the first one.
  public let before: Int
  /// How many windows there are.
  public let count: Int

  /// The largest number that an attribute may have, so that products of two stay countable.
  static let limit = Int(Int32.max)

  /// The windows along an axis.
  ///
  /// - Throws: `windowNumbers` for a size, stride or dilation below 1 or beyond 2³¹ - 1,
  ///   `windowTooLarge` where not even one window fits.
  public init(
    _ operation: String, extent: Int, size: Int, stride: Int, dilation: Int = 1,
    padding: WindowPadding.Axis
  ) throws(TensorError) {
    for (what, number) in [("a window", size), ("strides", stride), ("dilations", dilation)] {
      guard number >= 1, number <= WindowAxis.limit else {
        throw .windowNumbers(operation: operation, what: what, [number])
      }
    }
    let reach = (size - 1) * dilation + 1
    switch padding {
    case .same:
      count = (extent + stride - 1) / stride
      // What is missing at the last window is divided, the larger half behind.
      before = max((count - 1) * stride + reach - extent, 0) / 2
    case .given(let first, let last):
      for number in [first, last] where number < 0 || number > WindowAxis.limit {
        throw .windowNumbers(operation: operation, what: "padding", [first, last])
      }
      let padded = extent + first + last
      guard reach <= padded else {
        throw .windowTooLarge(operation: operation, window: reach, extent: padded)
      }
      before = first
      count = (padded - reach) / stride + 1
    }
    self.extent = extent
    self.size = size
    self.stride = stride
    self.dilation = dilation
  }

  /// The elements of a window that lie on the axis, as places in the window.
  @inline(__always)
  func inside(_ window: Int) -> Range<Int> {
    let start = window &* stride &- before
    // The first place that is not before the axis, and the first that is behind it.
    let first = start >= 0 ? 0 : (dilation &- 1 &- start) / dilation
    let room = extent &- start
    let end = room <= 0 ? 0 : min(size, (room &+ dilation &- 1) / dilation)
    return min(first, end)..<end
  }

  /// Where a place of a window lies on the axis.
  @inline(__always)
  func position(_ window: Int, _ place: Int) -> Int {
    window &* stride &- before &+ place &* dilation
  }
}

/// What is taken to lie around a tensor's elements where windows reach beyond them.
public enum WindowPadding: Sendable, Hashable {
  /// So much that one window begins in every stride.
  case same
  /// Nothing.
  case valid
  /// So many elements before and behind the rows, and before and behind the columns.
  case explicit(rows: [Int], columns: [Int])

  /// The padding of one axis.
  public enum Axis: Sendable, Hashable {
    case same
    case given(before: Int, behind: Int)
  }

  /// The padding along the rows' axis.
  var rows: Axis {
    switch self {
    case .same: .same
    case .valid: .given(before: 0, behind: 0)
    case .explicit(let rows, _): .given(before: rows[0], behind: rows[1])
    }
  }

  /// The padding along the columns' axis.
  var columns: Axis {
    switch self {
    case .same: .same
    case .valid: .given(before: 0, behind: 0)
    case .explicit(_, let columns): .given(before: columns[0], behind: columns[1])
    }
  }
}

/// The windows that slide over images: batch, rows, columns and channels, in this order.
public struct Windows: Sendable, Hashable {
  /// The windows along the axis of rows.
  public let rows: WindowAxis
  /// The windows along the axis of columns.
  public let columns: WindowAxis

  /// Windows over an image of rows and columns.
  ///
  /// - Throws: `windowNumbers`, `windowTooLarge`.
  public init(
    _ operation: String, extents: (rows: Int, columns: Int), sizes: [Int], strides: [Int],
    dilations: [Int] = [1, 1], padding: WindowPadding
  ) throws(TensorError) {
    rows = try WindowAxis(
      operation, extent: extents.rows, size: sizes[0], stride: strides[0], dilation: dilations[0],
      padding: padding.rows)
    columns = try WindowAxis(
      operation, extent: extents.columns, size: sizes[1], stride: strides[1],
      dilation: dilations[1], padding: padding.columns)
  }

  /// How many windows lie over each image.
  var count: Int { rows.count &* columns.count }

  /// Whether each window is one element and all are taken, so that nothing needs to be gathered.
  var isIdentity: Bool {
    [rows, columns].allSatisfy {
      $0.size == 1 && $0.stride == 1 && $0.before == 0 && $0.count == $0.extent
    }
  }
}
