import Autodiff
import HashTreeCollections
public import OrderedCollections

extension Heap {
  /// Changes a list in place.
  ///
  /// - Precondition: the reference is a list's, and `body` does not touch the heap.
  public mutating func withList<R>(
    _ reference: Reference, _ body: (inout [Object]) throws -> R
  ) rethrows -> R {
    try Self.withList(of: &self[reference], body)
  }

  private static func withList<R>(
    of object: inout HeapObject, _ body: (inout [Object]) throws -> R
  ) rethrows -> R {
    guard case .list(var items) = object else {
      preconditionFailure("the reference is a list's")
    }
    // The items are moved out and back, so that they are changed without a copy.
    object = .cell(nil)
    defer { object = .list(items) }
    return try body(&items)
  }

  /// Changes a dict in place.
  ///
  /// - Precondition: the reference is a dict's, and `body` does not touch the heap.
  public mutating func withDictionary<R>(
    _ reference: Reference, _ body: (inout ObjectDictionary) throws -> R
  ) rethrows -> R {
    try Self.withDictionary(of: &self[reference], body)
  }

  private static func withDictionary<R>(
    of object: inout HeapObject, _ body: (inout ObjectDictionary) throws -> R
  ) rethrows -> R {
    guard case .dict(var entries) = object else {
      preconditionFailure("the reference is a dict's")
    }
    object = .cell(nil)
    defer { object = .dict(entries) }
    return try body(&entries)
  }

  /// The elements of a list or a tuple.
  func items(_ reference: Reference) -> [Object]? {
    switch self[reference] {
    case .list(let items), .tuple(let items): items
    default: nil
    }
  }
}

extension HeapObject {
  /// What kind of object this is.
  public var kind: HeapKind {
    switch self {
    case .list: .list
    case .tuple: .tuple
    case .dict: .dict
    case .function: .function
    case .method: .method
    case .variable: .variable
    case .tape: .tape
    case .exception: .exception
    case .iterator: .iterator
    case .slice: .slice
    case .cell: .cell
    case .transformed: .transformed
    case .context: .context
    case .accumulator: .accumulator
    case .generator: .generator
    }
  }

  /// Calls `body` with each reference that the object holds directly.
  func forEachReference(_ body: (Reference) -> Void) {
    func visit(_ object: Object) {
      if case .reference(let reference) = object { body(reference) }
    }
    switch self {
    case .list(let items), .tuple(let items):
      items.forEach(visit)
    case .dict(let entries):
      for entry in entries.values {
        visit(entry.key)
        visit(entry.value)
      }
    case .function(let function):
      function.defaults.forEach { if let value = $0 { visit(value) } }
      function.cells.values.forEach(body)
    case .method(let receiver, _): visit(receiver)
    case .variable: break
    case .tape(let tape): tape.variables.forEach(body)
    case .exception(let exception):
      exception.arguments.forEach(visit)
      if let object = exception.failure?.exception { visit(object) }
    case .iterator(let state): state.forEachReference(body)
    case .slice(let start, let stop, let step): [start, stop, step].forEach(visit)
    case .cell(let object): if let object { visit(object) }
    case .transformed(let function): function.captured.forEach(visit)
    case .context(let context):
      if case .stopRecording(let tape) = context.kind { body(tape) }
    case .accumulator(let accumulator): accumulator.primals.forEach(visit)
    case .generator: break
    }
  }
}

extension IteratorState {
  func forEachReference(_ body: (Reference) -> Void) {
    func visit(_ object: Object) {
      if case .reference(let reference) = object { body(reference) }
    }
    switch self {
    case .exhausted, .range, .rows: break
    case .sequence(let reference, _), .keys(let reference, _, _), .enumerate(let reference, _):
      body(reference)
    case .items(let items, _): items.forEach(visit)
    case .zip(let references, _): references.forEach(body)
    case .map(let function, let references):
      visit(function)
      references.forEach(body)
    case .filter(let function, let reference):
      visit(function)
      body(reference)
    }
  }
}
