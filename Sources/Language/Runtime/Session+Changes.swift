import Autodiff
import HashTreeCollections
import Tensors

extension Session {
  /// Whether the last entry, which began on another session and ended on this one, changed more
  /// than `_`: names, objects, tapes, the generator or options.
  ///
  /// - Complexity: O(names + tapes).
  public func isChanged(from before: Session) -> Bool {
    heap.hasChanged || options != before.options || random != before.random
      || figure.revision != before.figure.revision || sessionTape != before.sessionTape
      || !recorder.isSame(as: before.recorder)
      || !hasSameNames(as: before)
  }

  private func hasSameNames(as other: Session) -> Bool {
    guard globals.count == other.globals.count else { return false }
    return globals.allSatisfy { name, object in
      other.globals[name].map(object.isSame) ?? false
    }
  }
}

extension Object {
  /// Whether nobody could tell two objects apart.
  ///
  /// - Complexity: O(1), but of a string O(length).
  func isSame(as other: Object) -> Bool {
    switch (self, other) {
    case (.none, .none), (.ellipsis, .ellipsis): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.tensor(let a), .tensor(let b)): a.identity == b.identity
    case (.range(let a), .range(let b)): a == b
    case (.dtype(let a), .dtype(let b)): a == b
    case (.type(let a), .type(let b)): a == b
    case (.builtin(let a), .builtin(let b)): a === b
    case (.primitive(let a), .primitive(let b)):
      a.primitive.name == b.primitive.name && a.namespace == b.namespace
    case (.module(let a), .module(let b)): a == b
    case (.reference(let a), .reference(let b)): a == b
    default: false
    }
  }
}
