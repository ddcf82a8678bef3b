import Autodiff
import Tensors

/// Lists, tensors and masks among the parts of a tensor's subscript.
///
/// The rules are those of NumPy's "advanced indexing": the indices are broadcast together, integers
/// beside them are indices as well, and their axes stand where the indices stood if these are
/// neighbours, else in front. Each part is recorded, so that derivatives flow to what was picked.
extension Evaluator {
  /// What stands at one place of a subscript.
  private enum Part {
    /// A slice, a new axis or an ellipsis.
    case slice(Tensor.SliceItem)
    /// Positions along an axis.
    case positions(Tensor)
    /// Truth values for as many axes as they have.
    case mask(Tensor)

    var isSlice: Bool {
      if case .slice = self { return true }
      return false
    }

    /// How many of the tensor's axes it stands for; none for an ellipsis, which takes the rest.
    var axes: Int {
      switch self {
      case .slice(.newAxis), .slice(.ellipsis): 0
      case .slice, .positions: 1
      case .mask(let mask): mask.rank
      }
    }
  }

  /// The part of a tensor that several indices pick; nil where each is an integer or a slice.
  ///
  /// - Throws: `IndexError`, `ShapeError`, `TypeError`.
  func picked(_ value: Value, _ items: [Object]) throws -> Value? {
    guard items.contains(where: isPicking) else { return nil }
    var parts: [Part] = []
    for item in items { parts.append(try part(item)) }
    let rank = value.tensor.rank
    let consumed = parts.reduce(0) { $0 + $1.axes }
    guard consumed <= rank else {
      throw TensorError.tooManyIndices(count: consumed, rank: rank)
    }
    let ellipses = items.count {
      if case .ellipsis = $0 { true } else { false }
    }
    if ellipses > 1 { throw TensorError.severalEllipses }
    var rest = rank - consumed
    var slices: [Tensor.SliceItem] = []
    var picks: [(axis: Int, positions: Tensor)] = []
    // Indices are neighbours where nothing stands between the first and the last.
    let places = parts.indices.filter { !parts[$0].isSlice }
    let areNeighbours = places.count == (places.last ?? 0) - (places.first ?? 0) + 1
    var source = 0
    for part in parts {
      let extents = value.tensor.shape[source...]
      source += part.axes
      switch part {
      case .slice(.ellipsis):
        slices += Array(repeating: Self.whole, count: rest)
        source += rest
        rest = 0
      case .slice(let slice): slices.append(slice)
      case .positions(let positions):
        picks.append((slices.count, positions))
        slices.append(Self.whole)
      case .mask(let mask) where mask.rank == 0:
        // One truth value takes all or nothing, along a new axis.
        let count = mask.scalar(as: Bool.self) ? 1 : 0
        picks.append((slices.count, try Tensor.zeros([count], .int64)))
        slices.append(.newAxis)
      case .mask(let mask):
        guard Array(extents.prefix(mask.rank)) == mask.shape else {
          throw misfit(mask, value.tensor, axis: source - mask.rank)
        }
        let found = try self.places(in: mask)
        for axis in mask.shape.indices {
          picks.append((slices.count, try found.sliced([.ellipsis, .index(axis)]).contiguous()))
          slices.append(Self.whole)
        }
      }
    }
    let sliced = try apply(Operators.slice, [value], [.slices(slices)])
    return try picked(sliced, picks, areNeighbours: areNeighbours)
  }

  private static let whole = Tensor.SliceItem.range(start: nil, stop: nil, step: 1)

  private func isPicking(_ item: Object) -> Bool {
    if case .bool = item { return true }
    if case .tensor(let value) = item {
      return value.tensor.rank > 0 || value.tensor.dtype == .bool
    }
    guard case .reference(let reference) = item else { return false }
    return reference.kind == .list
  }

  private func part(_ item: Object) throws -> Part {
    if isPicking(item) {
      var tensor = try value(of: item).tensor
      if tensor.count == 0, tensor.dtype != .bool { tensor = try tensor.cast(to: .int64) }
      if tensor.dtype == .bool { return .mask(tensor) }
      guard tensor.dtype.isInteger else {
        throw EvaluationError.type(
          "tensor indices must be integers, not \(tensor.dtype.name)",
          hint: "write cast(i, int32)")
      }
      return .positions(try tensor.cast(to: .int64))
    }
    let slice = try sliceItem(item)
    guard case .index(let position) = slice else { return .slice(slice) }
    return .positions(Tensor(Int64(position)))
  }

  /// What indices into several axes pick.
  private func picked(
    _ x: Value, _ picks: [(axis: Int, positions: Tensor)], areNeighbours: Bool
  ) throws -> Value {
    valueReads &+= 1
    var shape: [Int] = []
    var columns: [[Int64]] = []
    for pick in picks {
      shape = try Shape.broadcast(shape, pick.positions.shape)
    }
    let count = try Shape.checkedCount(shape + [picks.count])
    try BufferPool.shared.checkExtent(bytes: Shape.checkedCount([count, 2 * Int64.bitWidth / 8]))
    for pick in picks {
      let extent = x.tensor.shape[pick.axis]
      let positions = try pick.positions.broadcast(to: shape).values(as: Int64.self)
      columns.append(
        try positions.map { position in
          let counted = position < 0 ? position + Int64(extent) : position
          guard counted >= 0, counted < extent else {
            throw TensorError.indexOutOfRange(
              index: Int(position), axis: pick.axis, extent: extent)
          }
          return counted
        })
    }
    let at = Composer(evaluator: self, namespace: .bare)
    if picks.count == 1, let only = picks.first {
      let indices = Value(try Tensor(shape: shape, values: columns[0]))
      return try at.gathered(x, indices, axis: only.axis)
    }
    var places: [Int64] = []
    places.reserveCapacity(count)
    for row in 0..<(count / picks.count) {
      try pollInterruption()
      for column in columns { places.append(column[row]) }
    }
    let axes = picks.map(\.axis)
    let others = x.tensor.shape.indices.filter { !axes.contains($0) }
    let front = try at.transposed(x, axes + others)
    let indices = Value(try Tensor(shape: shape + [picks.count], values: places))
    let result = try apply(.named("gather_nd"), [front, indices], [.integer(0)])
    guard areNeighbours, let first = axes.first else { return result }
    // The picked axes go back to where the indices stood.
    let before = others.prefix { $0 < first }.count
    let own = Array(shape.indices)
    let moved = others.indices.map { shape.count + $0 }
    return try at.transposed(result, moved[..<before] + own + moved[before...])
  }
}
