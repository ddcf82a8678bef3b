import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// The part of a tensor that a subscript names, recorded.
  ///
  /// - Throws: `IndexError`, `TypeError`.
  func subscripted(_ value: Value, _ index: Object) throws -> Value {
    if let indices = try gatherIndices(index) {
      if indices.tensor.dtype == .bool {
        return try masked(value, by: indices.tensor, axis: 0)
      }
      // What counts from the end is counted from the start, as for several axes.
      if try hasNegative(indices.tensor), let part = try picked(value, [index]) { return part }
      return try apply(Operators.gather, [value, indices], [.integer(0)])
    }
    if case .reference(let reference) = index, case .tuple(let items) = session.heap[reference],
      let part = try picked(value, items)
    {
      return part
    }
    if let part = try picked(value, [index]) { return part }
    return try apply(Operators.slice, [value], [.slices(try sliceItems(index))])
  }

  private func hasNegative(_ indices: Tensor) throws -> Bool {
    let zero = try Tensor(0, dtype: indices.dtype)
    return try Tensor.compare(.less, indices, zero).values(as: Bool.self).contains(true)
  }

  /// What stands between the brackets of a tensor's subscript.
  func sliceItems(_ index: Object) throws -> [Tensor.SliceItem] {
    if case .reference(let reference) = index, case .tuple(let items) = session.heap[reference] {
      return try items.map(sliceItem)
    }
    return [try sliceItem(index)]
  }

  /// A list, or a tensor of rank 1 or more, that picks rows.
  private func gatherIndices(_ index: Object) throws -> Value? {
    switch index {
    case .tensor(let value):
      if value.tensor.rank == 0, !value.tensor.dtype.isFloatingPoint { return nil }
      guard value.tensor.dtype.isInteger || value.tensor.dtype == .bool else {
        throw EvaluationError.type(
          "tensor indices must be integers, not \(value.tensor.dtype.name)",
          hint: "write cast(i, int32)")
      }
      return value
    case .reference(let reference) where reference.kind == .list:
      let indices = try value(of: index)
      guard indices.tensor.dtype.isInteger || indices.tensor.dtype == .bool else {
        if indices.tensor.count == 0 { return Value(try indices.tensor.cast(to: .int32)) }
        throw EvaluationError.type("tensor indices must be integers or slices")
      }
      return indices
    default: return nil
    }
  }

  func sliceItem(_ part: Object) throws -> Tensor.SliceItem {
    if let slice = sliceParts(part) {
      return .range(
        start: try sliceBound(slice.start), stop: try sliceBound(slice.stop),
        step: try sliceBound(slice.step) ?? 1)
    }
    switch part {
    case .none: return .newAxis
    case .ellipsis: return .ellipsis
    case .reference(let reference) where reference.kind == .tuple:
      throw EvaluationError(
        .indexError, "a tuple cannot stand inside of a subscript",
        hint: "write a list: x[:, [0, 2]]")
    default: break
    }
    guard let position = try? integer(part, "") else {
      throw EvaluationError.type(
        "tensor indices must be integers, slices, None or ..., not \(typeName(of: part).name)")
    }
    return .index(position)
  }
}
