/// Arithmetic on shapes: lists of extents, outermost axis first.
public enum Shape {
  /// The most elements a tensor may have: their bytes, at eight each, stay countable.
  public static let elementLimit = 1 << 48

  /// The number of elements, or nil when it is not countable or an extent is negative.
  @inlinable public static func count(_ shape: [Int]) -> Int? {
    guard shape.allSatisfy({ $0 >= 0 }) else { return nil }
    var product = 1
    for extent in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      guard !overflow else { return shape.contains(0) ? 0 : nil }
      product = next
    }
    return product <= elementLimit ? product : nil
  }

  /// The number of elements of a shape that a tensor is about to have.
  ///
  /// - Throws: `negativeExtent`, `tooManyElements`.
  public static func checkedCount(_ shape: [Int]) throws(TensorError) -> Int {
    guard shape.allSatisfy({ $0 >= 0 }) else { throw .negativeExtent(shape: shape) }
    guard let count = count(shape) else { throw .tooManyElements(shape: shape) }
    return count
  }

  /// The strides, in elements, of a row-major layout.
  @inlinable public static func rowMajorStrides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    var stride = 1
    for axis in shape.indices.reversed() {
      strides[axis] = stride
      stride = stride &* max(shape[axis], 1)
    }
    return strides
  }

  /// The shape that two broadcast to, by NumPy's rule.
  ///
  /// - Throws: `notBroadcastable`.
  public static func broadcast(_ x: [Int], _ y: [Int]) throws(TensorError) -> [Int] {
    if x == y { return x }
    let rank = max(x.count, y.count)
    var result = [Int](repeating: 1, count: rank)
    for back in 1...max(rank, 1) where back <= rank {
      let a = back <= x.count ? x[x.count - back] : 1
      let b = back <= y.count ? y[y.count - back] : 1
      guard a == b || a == 1 || b == 1 else { throw .notBroadcastable(x, y) }
      result[rank - back] = a == 1 ? b : a
    }
    return result
  }

  /// The axes, counted from the end where negative, in ascending order and without repeats.
  ///
  /// - Throws: `axisOutOfRange`, `repeatedAxis`.
  public static func normalized(axes: [Int], rank: Int) throws(TensorError) -> [Int] {
    var seen = Set<Int>()
    for axis in axes {
      let positive = try normalized(axis: axis, rank: rank)
      guard seen.insert(positive).inserted else { throw .repeatedAxis(axis: axis) }
    }
    return seen.sorted()
  }

  /// One axis, counted from the end where negative.
  ///
  /// - Throws: `axisOutOfRange`.
  public static func normalized(axis: Int, rank: Int) throws(TensorError) -> Int {
    guard axis >= -rank, axis < rank else { throw .axisOutOfRange(axis: axis, rank: rank) }
    return axis < 0 ? axis + rank : axis
  }

  /// The shape after the axes, ascending and normalised, are reduced.
  public static func reduced(_ shape: [Int], axes: [Int], keepingDimensions: Bool) -> [Int] {
    var result: [Int] = []
    var next = axes.makeIterator()
    var reduced = next.next()
    for axis in shape.indices {
      if axis == reduced {
        if keepingDimensions { result.append(1) }
        reduced = next.next()
      } else {
        result.append(shape[axis])
      }
    }
    return result
  }

  /// A shape as Python writes a tuple: `()`, `(2,)`, `(2, 3)`.
  public static func text(_ shape: [Int]) -> String {
    shape.count == 1 ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }
}
