/// A walk over the rows of what is shown, in row-major order.
///
/// It keeps positions instead of calling itself, so that no rank is too high for it.
struct RowCursor {
  private let outer: ArraySlice<ShownAxis>
  private var positions: [Int]
  /// The distance of the row's first element from the array's, in elements.
  private(set) var offset = 0

  /// The first row.
  ///
  /// - Precondition: there is at least one axis, and none of the outer ones is empty.
  init(_ axes: [ShownAxis]) {
    outer = axes.dropLast()
    positions = [Int](repeating: 0, count: outer.count)
  }

  /// The position on an outer axis.
  func position(on axis: Int) -> Int { positions[axis] }

  /// Goes to the next row; gives the outermost axis that moved, or nil after the last row.
  mutating func advance() -> Int? {
    for (number, axis) in zip(outer.indices, outer).reversed() {
      let old = axis.index(at: positions[number])
      if positions[number] + 1 < axis.shown {
        positions[number] += 1
        offset += axis.stride * (axis.index(at: positions[number]) - old)
        return number
      }
      positions[number] = 0
      offset -= axis.stride * old
    }
    return nil
  }
}
