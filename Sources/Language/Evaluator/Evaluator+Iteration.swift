import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// An iterator over an object's items; an iterator is its own.
  ///
  /// - Throws: `TypeError` for an object without items.
  public func iterator(over object: Object) throws -> Reference {
    switch object {
    case .range(let range):
      return session.heap.insert(.iterator(.range(range, position: 0)))
    case .string(let text):
      let items = text.unicodeScalars.map { Object.string(String($0)) }
      return session.heap.insert(.iterator(.items(items, position: 0)))
    case .tensor(let value):
      guard value.tensor.rank > 0 else {
        throw EvaluationError.type("iteration over a 0-d tensor")
      }
      return session.heap.insert(.iterator(.rows(value, position: 0)))
    case .reference(let reference):
      switch session.heap[reference] {
      case .iterator: return reference
      case .list, .tuple:
        return session.heap.insert(.iterator(.sequence(reference, position: 0)))
      case .dict(let entries):
        return session.heap.insert(
          .iterator(.keys(reference, position: 0, count: entries.count)))
      case .variable(let variable):
        return try iterator(over: .tensor(read(variable, reference)))
      default: break
      }
    default: break
    }
    throw EvaluationError.type("'\(typeName(of: object).name)' object is not iterable")
  }

  /// All items of an iterable.
  ///
  /// - Throws: `TypeError` for an object without items, and what taking an item throws.
  public func items(of iterable: Object) throws -> [Object] {
    if let items = listItems(iterable) { return items }
    if case .range(let range) = iterable { try checkLength(range.count) }
    if case .tensor(let value) = iterable { try checkLength(value.tensor.shape.first ?? 0) }
    let iterator = try iterator(over: iterable)
    var items: [Object] = []
    while let item = try next(iterator) {
      try pollInterruption()
      try append(item, to: &items)
    }
    return items
  }

  /// Adds an item to a list that grows step by step.
  ///
  /// - Throws: `MemoryError` where the list would not fit in memory.
  @inline(__always)
  func append(_ item: Object, to items: inout [Object]) throws {
    if items.count & 0xFFFF == 0xFFFF { try checkLength(items.count + 1) }
    items.append(item)
  }

  /// The next item of an iterator, or nil at its end.
  public func next(_ iterator: Reference) throws -> Object? {
    guard case .iterator(let state) = session.heap[iterator] else {
      throw EvaluationError.type(
        "'\(typeName(of: .reference(iterator)).name)' object is not an iterator")
    }
    switch state {
    case .exhausted: return nil
    case .sequence(let sequence, let position):
      return advance(iterator, element(of: sequence, at: position)) {
        .sequence(sequence, position: position + 1)
      }
    case .items(let items, let position):
      return advance(iterator, position < items.count ? items[position] : nil) {
        .items(items, position: position + 1)
      }
    case .range(let range, let position):
      return advance(iterator, position < range.count ? .int(range[position]) : nil) {
        .range(range, position: position + 1)
      }
    case .rows(let value, let position):
      let row = position < value.tensor.shape[0] ? try self.row(position, of: value) : nil
      return advance(iterator, row) { .rows(value, position: position + 1) }
    case .keys(let reference, let position, let count):
      return try nextKey(iterator, reference, position, count)
    case .zip(let iterators, let isStrict):
      return try nextZipped(iterator, iterators, isStrict: isStrict)
    case .enumerate(let inner, let index):
      guard let item = try deeper({ try next(inner) }) else {
        return advance(iterator, nil) { .exhausted }
      }
      let (following, overflow) = index.addingReportingOverflow(1)
      if overflow { throw EvaluationError.overflow("the index of enumerate") }
      return advance(iterator, makeTuple([.int(index), item])) {
        .enumerate(inner, next: following)
      }
    case .map(let function, let iterators):
      var arguments: [Object] = []
      for inner in iterators {
        guard let item = try deeper({ try next(inner) }) else {
          return advance(iterator, nil) { .exhausted }
        }
        arguments.append(item)
      }
      return try deeper { try call(function, CallArguments(arguments)) }
    case .filter(let function, let inner):
      while let item = try deeper({ try next(inner) }) {
        try poll()
        let verdict = function.isNone ? item : try call(function, CallArguments([item]))
        if try isTrue(verdict) { return item }
      }
      return advance(iterator, nil) { .exhausted }
    }
  }

  /// Iterators may be nested by a program without end; the stack is not.
  private func deeper<R>(_ body: () throws -> R) throws -> R {
    try checkStack()
    return try body()
  }

  private func advance(
    _ iterator: Reference, _ item: Object?, _ state: () -> IteratorState
  ) -> Object? {
    session.heap[iterator] = .iterator(item == nil ? .exhausted : state())
    return item
  }

  /// A row of a tensor, recorded as a subscript.
  private func row(_ index: Int, of value: Value) throws -> Object {
    .tensor(try apply(Operators.slice, [value], [.slices([.index(index)])]))
  }

  private func nextKey(
    _ iterator: Reference, _ reference: Reference, _ position: Int, _ count: Int
  ) throws -> Object? {
    guard case .dict(let entries) = session.heap[reference] else { return nil }
    guard entries.count == count else {
      throw EvaluationError(.runtimeError, "dictionary changed size during iteration")
    }
    let key = position < count ? entries.values[position].key : nil
    return advance(iterator, key) { .keys(reference, position: position + 1, count: count) }
  }

  private func nextZipped(
    _ iterator: Reference, _ iterators: [Reference], isStrict: Bool
  ) throws -> Object? {
    var items: [Object] = []
    for (index, inner) in iterators.enumerated() {
      if let item = try deeper({ try next(inner) }) {
        items.append(item)
        continue
      }
      if isStrict { try checkLengths(iterators, shortest: index) }
      return advance(iterator, nil) { .exhausted }
    }
    return items.isEmpty ? advance(iterator, nil) { .exhausted } : makeTuple(items)
  }

  private func checkLengths(_ iterators: [Reference], shortest index: Int) throws {
    if index > 0 {
      throw EvaluationError.value(
        "zip() argument \(index + 1) is shorter than argument"
          + (index == 1 ? " 1" : "s 1-\(index)"))
    }
    for (other, inner) in iterators.enumerated().dropFirst() where try next(inner) != nil {
      throw EvaluationError.value(
        "zip() argument \(other + 1) is longer than argument\(other == 1 ? " 1" : "s 1-\(other)")")
    }
  }
}
