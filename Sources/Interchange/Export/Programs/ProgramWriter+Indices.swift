import Language

/// Lists of indices, which TensorFlow and JAX do not take as they are.
extension ProgramWriter {
  /// The list that an index is, written out or by a name.
  func listIndex(_ item: SubscriptItem) -> Expression? {
    guard case .index(let value) = item else { return nil }
    switch value.kind {
    case .list: return value
    case .name(let name):
      guard !isLocal(name), kind(of: value).isNumbers,
        case .reference(let reference)? = global(name)
      else { return nil }
      let session = entry.owner(of: name)
      if case .list = session.heap[reference] { return value }
      return nil
    default: return nil
    }
  }

  /// A subscript that TensorFlow has a function for; nil for others.
  ///
  /// - Throws: for a list of indices beside other indices.
  func gathered(_ base: Expression, _ items: [SubscriptItem]) throws(ExportProblem) -> Code? {
    if items.count == 1, case .index(let index) = items[0], case .comparison = index.kind {
      return Code("tf.boolean_mask(\(try text(base)), \(try text(index)))")
    }
    guard let axis = items.firstIndex(where: { listIndex($0) != nil }),
      let list = listIndex(items[axis])
    else { return nil }
    let others = items[..<axis] + items[(axis + 1)...]
    let areWhole = others.allSatisfy { item in
      if case .slice(nil, nil, nil, _) = item { return true }
      return false
    }
    guard areWhole else {
      throw ExportProblem(
        "TensorFlow has no list of indices beside others",
        hint: "take one axis after the other", at: list.range)
    }
    let suffix = axis == 0 ? "" : ", axis=\(axis)"
    return Code("tf.gather(\(try text(base)), \(try text(list))\(suffix))")
  }

  /// Whether numbers are integers for certain, alone or in lists.
  func areIntegers(_ value: Expression) -> Bool {
    switch value.kind {
    case .int: return true
    case .list(let items), .tuple(let items): return !items.isEmpty && items.allSatisfy(areIntegers)
    case .unary(_, let operand): return areIntegers(operand)
    case .binary(let binary, let left, let right):
      return binary != .divide && areIntegers(left) && areIntegers(right)
    case .name(let name):
      guard !isLocal(name), let object = global(name) else { return false }
      return areIntegers(object, named: name)
    default: return false
    }
  }

  private func areIntegers(_ object: Object, named name: String) -> Bool {
    switch object {
    case .int: return true
    case .reference(let reference):
      let session = entry.owner(of: name)
      switch session.heap[reference] {
      case .list(let items), .tuple(let items):
        return !items.isEmpty && items.allSatisfy { areIntegers($0, named: name) }
      default: return false
      }
    default: return false
    }
  }
}
