import Tensors

/// What the rules of reductions have in common.
extension Linearization {
  /// The reduced axes, ascending.
  var reducedAxes: [Int] {
    let rank = x[0].rank
    guard let axes = attributes.axes(0) else { return Array(0..<rank) }
    return axes.map { $0 < 0 ? $0 + rank : $0 }.sorted()
  }

  /// How many elements went into each element of the result.
  var reducedCount: Int {
    let shape = x[0].shape
    return reducedAxes.reduce(1) { $0 &* shape[$1] }
  }

  /// A tensor of the result's shape, repeated along the reduced axes to the operand's shape.
  func alongInput(_ term: Term) -> Term {
    if term.rank == 0 { return term.broadcast(to: x[0].shape) }
    let kept = Shape.reduced(x[0].shape, axes: reducedAxes, keepingDimensions: true)
    return term.reshaped(to: kept).broadcast(to: x[0].shape)
  }

  /// One at each extremum, divided among equals; 0 elsewhere.
  ///
  /// A NaN equals nothing, so that its count is 0 and the share 0/0: NaN, as everywhere.
  var shareOfExtremum: Term {
    isExtremum / countOfExtrema
  }

  /// One at each extremum, 0 elsewhere.
  private var isExtremum: Term { x[0].isEqual(to: alongInput(y)).cast(to: x[0].dtype) }

  /// How many elements have the extremum, with the reduced axes kept.
  var countOfExtrema: Term { isExtremum.sum(axes: reducedAxes, keepingDimensions: true) }

  /// For each element, the product of all the others that it is reduced with.
  ///
  /// A product tree is built up and walked down: O(n) work, exact with zeros, and made of
  /// multiplications only, so that it can be differentiated again.
  var productsOfOthers: Term {
    let shape = x[0].shape
    let axes = reducedAxes
    let others = shape.indices.filter { !axes.contains($0) }
    let permutation = others + axes
    let outer = others.reduce(1) { $0 * shape[$1] }
    guard outer > 0, reducedCount > 0 else { return x[0] }
    let rows = x[0].transposed(permutation).reshaped(to: [outer, reducedCount])
    let products = rows.productsOfOthersInRows()
    var inverse = [Int](repeating: 0, count: permutation.count)
    for (place, axis) in permutation.enumerated() { inverse[axis] = place }
    return products.reshaped(to: permutation.map { shape[$0] }).transposed(inverse)
  }
}

extension Term {
  /// For each element of a matrix, the product of the others in its row.
  fileprivate func productsOfOthersInRows() -> Term {
    let (rows, columns) = (shape[0], shape[1])
    var levels: [Term] = [self]
    while let level = levels.last, level.shape[1] > 1 {
      let pairs = level.shape[1] / 2
      var next = level.column(from: 0, step: 2, pairs) * level.column(from: 1, step: 2, pairs)
      if level.shape[1] % 2 == 1 { next = next.joined(level.lastColumn) }
      levels.append(next)
    }
    var others = constant(1).broadcast(to: [rows, 1])
    for level in levels.dropLast().reversed() {
      let pairs = level.shape[1] / 2
      let above = others.column(from: 0, step: 1, pairs)
      let left = above * level.column(from: 1, step: 2, pairs)
      let right = above * level.column(from: 0, step: 2, pairs)
      var next = call("stack", [left, right], [.integer(2)]).reshaped(to: [rows, pairs * 2])
      if level.shape[1] % 2 == 1 { next = next.joined(others.lastColumn) }
      others = next
    }
    return others.reshaped(to: [rows, columns])
  }

  private func column(from start: Int, step: Int, _ count: Int) -> Term {
    sliced([.ellipsis, .range(start: start, stop: start + step * (count - 1) + 1, step: step)])
  }

  private var lastColumn: Term { sliced([.ellipsis, .range(start: -1, stop: nil, step: 1)]) }

  private func joined(_ column: Term) -> Term { call("concat", [self, column], [.integer(1)]) }
}
