public import Autodiff
import HashTreeCollections

extension Heap {
  /// Removes the objects whose last reference is gone, and what only they held.
  ///
  /// - Returns: the tapes among the removed objects.
  /// - Complexity: O(removed objects).
  @discardableResult
  public mutating func collect() -> [TapeID] {
    var tapes: [TapeID] = []
    var dead = graveyard.exhume()
    while !dead.isEmpty {
      for id in dead {
        if let tape = remove(id)?.tapeID { tapes.append(tape) }
      }
      // Removing an object released its references; theirs may have died now.
      dead = graveyard.exhume()
    }
    return tapes
  }

  /// Removes what cannot be reached from the roots: lists that hold themselves, functions that
  /// call themselves.
  ///
  /// - Returns: the tapes among the removed objects.
  /// - Complexity: O(`count`).
  mutating func collectCycles(roots: some Sequence<Object>) -> [TapeID] {
    var reached = Set<UInt64>(minimumCapacity: objects.count)
    var pending: [Reference] = []
    for case .reference(let reference) in roots { pending.append(reference) }
    while let reference = pending.popLast() {
      guard reached.insert(reference.id).inserted, let object = objects[reference.id] else {
        continue
      }
      object.forEachReference { if !reached.contains($0.id) { pending.append($0) } }
    }
    var tapes: [TapeID] = []
    for id in objects.keys.filter({ !reached.contains($0) }) {
      if let tape = remove(id)?.tapeID { tapes.append(tape) }
    }
    return tapes + collect()
  }
}

extension HeapObject {
  /// The tape that the object stands for.
  fileprivate var tapeID: TapeID? {
    switch self {
    case .tape(let tape): tape.id
    case .accumulator(let accumulator): accumulator.id
    default: nil
    }
  }
}
