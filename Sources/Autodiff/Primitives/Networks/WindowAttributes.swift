import Tensors

/// The numbers of windows over images as calls give them, in TensorFlow's spellings.
public enum WindowAttributes {
  /// The names of paddings.
  public static let paddings = ["SAME", "VALID"]

  /// Two numbers, for rows and columns: of one number, of two, or of four with those of batch and
  /// channels, which are 1.
  static func pair(
    _ operation: String, _ what: String, _ numbers: [Int], default standard: [Int] = [1, 1]
  ) throws(TensorError) -> [Int] {
    switch numbers.count {
    case 0: return standard
    case 1: return [numbers[0], numbers[0]]
    case 2: return numbers
    case 4 where numbers[0] == 1 && numbers[3] == 1: return Array(numbers[1...2])
    default: throw .windowNumbers(operation: operation, what: what, numbers)
    }
  }

  /// The padding at an index: a name, or pairs for rows and columns, or these between those of
  /// batch and channels, which are 0.
  static func padding(
    _ operation: String, _ attribute: Attribute
  ) throws(TensorError) -> WindowPadding {
    switch attribute {
    case .string("SAME"): return .same
    case .string("VALID"): return .valid
    case .rows(let rows) where rows.allSatisfy({ $0.count == 2 }):
      if rows.count == 2 { return .explicit(rows: rows[0], columns: rows[1]) }
      if rows.count == 4, rows[0] == [0, 0], rows[3] == [0, 0] {
        return .explicit(rows: rows[1], columns: rows[2])
      }
      throw .windowNumbers(operation: operation, what: "padding", rows.flatMap { $0 })
    case .rows(let rows):
      throw .windowNumbers(operation: operation, what: "padding", rows.flatMap { $0 })
    default: throw .windowNumbers(operation: operation, what: "padding", [])
    }
  }

  /// The windows of a convolution, from strides, padding, data format and dilations.
  ///
  /// - Throws: the error that the shapes or the numbers make.
  static func convolution(
    _ operation: String, images: [Int], filters: [Int], _ attributes: [Attribute]
  ) throws(TensorError) -> Windows {
    for shape in [images, filters] {
      guard shape.count == 4 else {
        throw .wrongRank(operation: operation, rank: shape.count, expected: "4")
      }
      _ = try Shape.checkedCount(shape)
    }
    let (channels, depth, results) = (images[3], filters[2], filters[3])
    let isGrouped =
      depth > 0 && channels > 0 && channels % depth == 0 && results % (channels / depth) == 0
    guard channels == depth || isGrouped else {
      throw .filterChannels(operation: operation, images: images, filters: filters)
    }
    return try Windows(
      operation, extents: (images[1], images[2]), sizes: Array(filters[..<2]),
      strides: pair(operation, "strides", attributes.integers(0)),
      dilations: pair(operation, "dilations", attributes.integers(3)),
      padding: padding(operation, attributes[1]))
  }

  /// The windows of a pooling, from their size, strides and padding.
  ///
  /// - Throws: the error that the shape or the numbers make.
  static func pooling(
    _ operation: String, images: [Int], _ attributes: [Attribute]
  ) throws(TensorError) -> Windows {
    guard images.count == 4 else {
      throw .wrongRank(operation: operation, rank: images.count, expected: "4")
    }
    _ = try Shape.checkedCount(images)
    let sizes = try pair(operation, "a window", attributes.integers(0), default: [0, 0])
    let padding = try padding(operation, attributes[2])
    if case .explicit(let rows, let columns) = padding {
      // Every window is to cover an element.
      for (size, pair) in zip(sizes, [rows, columns]) where pair.contains(where: { $0 >= size }) {
        throw .windowNumbers(operation: operation, what: "padding", rows + columns)
      }
      guard images[1] > 0, images[2] > 0 else {
        throw .windowTooLarge(operation: operation, window: sizes[0], extent: 0)
      }
    }
    return try Windows(
      operation, extents: (images[1], images[2]), sizes: sizes,
      strides: pair(operation, "strides", attributes.integers(1), default: sizes),
      padding: padding)
  }
}

extension Windows {
  /// The shape of what windows over images give.
  ///
  /// - Throws: `tooManyElements`.
  func resultShape(images: [Int], channels: Int) throws(TensorError) -> [Int] {
    let shape = [images[0], rows.count, columns.count, channels]
    _ = try Shape.checkedCount(shape)
    return shape
  }
}
