import Synchronization

/// A handle of a compound object in the heap.
///
/// It holds no object, only an identity; the last handle's release marks the object as dead.
public struct Reference: Sendable, Hashable {
  @usableFromInline let token: ReferenceToken

  /// The object's identity, never reused.
  public var id: UInt64 { token.id }

  /// What kind of object it is.
  public var kind: HeapKind { token.kind }

  /// Whether both stand for one object.
  public static func == (a: Reference, b: Reference) -> Bool { a.token === b.token }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(token.id) }
}

/// The counted identity behind references.
@usableFromInline
final class ReferenceToken: Sendable {
  let id: UInt64
  let kind: HeapKind
  private let graveyard: Graveyard

  init(kind: HeapKind, graveyard: Graveyard) {
    self.id = graveyard.nextID()
    self.kind = kind
    self.graveyard = graveyard
  }

  // The object itself is released later, in a loop: a chain of a million lists must not recurse.
  deinit { graveyard.bury(id) }
}

/// The identities of dead objects, shared by a heap and its copies.
final class Graveyard: Sendable {
  private let dead = Mutex<[UInt64]>([])
  private let counter = Atomic<UInt64>(0)
  private let waiting = Atomic<Bool>(false)

  /// Whether `exhume` would give anything; cheap to ask at every statement.
  var hasDead: Bool { waiting.load(ordering: .relaxed) }

  /// The identity given last.
  var newestID: UInt64 { counter.load(ordering: .relaxed) }

  func nextID() -> UInt64 {
    counter.add(1, ordering: .relaxed).newValue
  }

  func bury(_ id: UInt64) {
    dead.withLock { $0.append(id) }
    waiting.store(true, ordering: .relaxed)
  }

  /// The identities buried since the last call.
  func exhume() -> [UInt64] {
    waiting.store(false, ordering: .relaxed)
    return dead.withLock { ids in
      guard !ids.isEmpty else { return [] }
      let taken = ids
      ids.removeAll(keepingCapacity: taken.count <= 64)
      return taken
    }
  }
}
