import Tensors

/// The positions that the rules of sorting move derivatives by.
extension Linearization {
  /// Where the elements of a sorted tensor come from.
  var sortingOrder: Term { order(axis: scanAxis, attributes[1]) }

  /// The same, with equals of a descending order in the reverse of theirs.
  var flippedSortingOrder: Term {
    guard attributes[1] == .string("DESCENDING") else { return sortingOrder }
    let whole = Tensor.SliceItem.range(start: nil, stop: nil, step: 1)
    return order(axis: scanAxis, .string("ASCENDING")).sliced(
      Array(repeating: whole, count: scanAxis) + [.range(start: nil, stop: nil, step: -1)])
  }

  /// Where the k largest elements come from.
  var topKOrder: Term {
    order(axis: x[0].rank - 1, .string("DESCENDING"))
      .sliced([.ellipsis, .range(start: 0, stop: attributes.integer(0), step: 1)])
  }

  /// The same, with the last of those that equal the smallest that is taken.
  ///
  /// In the whole order these stand further behind, by as many places as there are equals that are
  /// not taken.
  var lastTopKOrder: Term {
    let k = attributes.integer(0)
    guard k > 0, let places = try? Tensor.arange(start: 0, stop: k, step: 1, dtype: .int64) else {
      return topKOrder
    }
    let axis = x[0].rank - 1
    let smallest = y.sliced([.ellipsis, .range(start: -1, stop: nil, step: 1)])
    let reaching = x[0].isAtLeast(smallest).cast(to: .int64)
      .sum(axes: [axis], keepingDimensions: true)
    let isSmallest = y.isEqual(to: smallest).cast(to: .int64)
    let moved = isSmallest * (reaching - Double(k)) + x[0].scope.term(places)
    return moved.call(
      "take_along_axis", [order(axis: axis, .string("DESCENDING")), moved], [.integer(axis)])
  }

  private func order(axis: Int, _ direction: Attribute) -> Term {
    x[0].call(
      "argsort", [x[0]], [.integer(axis), direction, .flag(true), .dtype(.int64)])
  }
}
