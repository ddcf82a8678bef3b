import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// The item of a container at an index, a key or a slice.
  public func item(of container: Object, at index: Object) throws -> Object {
    switch container {
    case .string(let text):
      let scalars = Array(text.unicodeScalars)
      if let slice = sliceParts(index) {
        var part = String.UnicodeScalarView()
        for position in try positions(slice, count: scalars.count) {
          part.append(scalars[position])
        }
        return .string(String(part))
      }
      return .string(String(scalars[try position(index, count: scalars.count, "string")]))
    case .range(let range):
      if let slice = sliceParts(index) { return try sliced(range, slice) }
      let position = try position(index, count: range.count, "range object")
      return .int(range[position])
    case .tensor(let value):
      return .tensor(try subscripted(value, index).asArray(value.isArray))
    case .reference(let reference):
      if let result = try item(of: reference, at: index) { return result }
    default: break
    }
    throw EvaluationError.type("'\(typeName(of: container).name)' object is not subscriptable")
  }

  private func item(of reference: Reference, at index: Object) throws -> Object? {
    switch session.heap[reference] {
    case .list(let items):
      if let slice = sliceParts(index) {
        return makeList(try positions(slice, count: items.count).map { items[$0] })
      }
      return items[try position(index, count: items.count, "list")]
    case .tuple(let items):
      if let slice = sliceParts(index) {
        return makeTuple(try positions(slice, count: items.count).map { items[$0] })
      }
      return items[try position(index, count: items.count, "tuple")]
    case .dict(let entries):
      guard let entry = entries[try key(for: index)] else { throw try keyError(index) }
      return entry.value
    case .variable(let variable):
      return .tensor(try subscripted(read(variable, reference), index))
    default:
      return nil
    }
  }

  /// Replaces an item or a slice.
  func setItem(of container: Object, at index: Object, to value: Object) throws {
    if case .reference(let reference) = container {
      switch session.heap[reference] {
      case .list(let items):
        if let slice = sliceParts(index) {
          return try setSlice(slice, of: reference, count: items.count, to: value)
        }
        let position = try position(index, count: items.count, "list assignment")
        return session.heap.withList(reference) { $0[position] = value }
      case .dict:
        let key = try key(for: index)
        return session.heap.withDictionary(reference) { $0.set(value, for: key, index) }
      default: break
      }
    }
    let hint =
      isTensorLike(container)
      ? "tensors are values; build a new one with where(…), concat([…], axis=0) or stack([…])"
      : nil
    throw EvaluationError.type(
      "'\(typeName(of: container).name)' object does not support item assignment", hint: hint)
  }

  private func setSlice(
    _ slice: SliceParts, of reference: Reference, count: Int, to value: Object
  ) throws {
    let new: [Object]
    do {
      new = try items(of: value)
    } catch let error as EvaluationError where error.type == .typeError {
      throw EvaluationError.type("can only assign an iterable")
    }
    // Taking the items may have changed the list.
    let count = session.heap.items(reference)?.count ?? count
    let bounds = try bounds(slice, count: count)
    if bounds.step == 1 {
      let stop = max(bounds.start, bounds.stop)
      try checkLength(count - (stop - bounds.start) + new.count)
      return session.heap.withList(reference) {
        $0.replaceSubrange(bounds.start..<stop, with: new)
      }
    }
    let positions = try positions(slice, count: count)
    guard positions.count == new.count else {
      throw EvaluationError.value(
        "attempt to assign sequence of size \(new.count) to extended slice of size "
          + "\(positions.count)")
    }
    session.heap.withList(reference) { items in
      for (position, item) in zip(positions, new) { items[position] = item }
    }
  }

  /// Removes an item or a slice.
  func deleteItem(of container: Object, at index: Object) throws {
    if case .reference(let reference) = container {
      switch session.heap[reference] {
      case .list(let items):
        if let slice = sliceParts(index) {
          let dead = Set(try positions(slice, count: items.count))
          let kept = items.enumerated().filter { !dead.contains($0.offset) }.map(\.element)
          session.heap[reference] = .list(kept)
          return
        }
        let position = try position(index, count: items.count, "list assignment")
        return session.heap.withList(reference) { _ = $0.remove(at: position) }
      case .dict(let entries):
        let key = try key(for: index)
        guard entries[key] != nil else { throw try keyError(index) }
        return session.heap.withDictionary(reference) { _ = $0.removeValue(forKey: key) }
      default: break
      }
    }
    throw EvaluationError.type(
      "'\(typeName(of: container).name)' object doesn't support item deletion")
  }

  /// An index as a position from the start.
  ///
  /// - Throws: `TypeError`, `IndexError`.
  func position(_ index: Object, count: Int, _ what: String) throws -> Int {
    guard let value = try? integer(index, "") else {
      let noun = what.split(separator: " ").first.map(String.init) ?? what
      throw EvaluationError.type(
        "\(noun) indices must be integers or slices, not \(typeName(of: index).name)")
    }
    let position = value < 0 ? value + count : value
    guard position >= 0, position < count else {
      throw EvaluationError.index("\(what) index out of range")
    }
    return position
  }
}
