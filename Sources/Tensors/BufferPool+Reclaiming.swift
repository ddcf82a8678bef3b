import Synchronization

/// Somebody who holds tensors that can be done without, such as what undo goes back to.
public protocol MemoryReclaimer: AnyObject, Sendable {
  /// Lets go of some memory, the least wanted first.
  ///
  /// Called from the thread that needs memory, in the middle of a tensor operation.
  ///
  /// - Returns: false where nothing is left to let go of.
  func reclaim() -> Bool
}

/// A reclaimer that is asked as long as somebody else holds it.
struct WeakReclaimer: Sendable {
  private(set) weak var reclaimer: (any MemoryReclaimer)?

  init(_ reclaimer: any MemoryReclaimer) { self.reclaimer = reclaimer }
}

extension BufferPool {
  /// Asks somebody for memory from now on, when an allocation would pass the limit.
  ///
  /// The pool does not keep the reclaimer alive.
  public func add(_ reclaimer: any MemoryReclaimer) {
    reclaimers.withLock { reclaimers in
      reclaimers.removeAll { $0.reclaimer == nil }
      reclaimers.append(WeakReclaimer(reclaimer))
    }
  }

  /// Asks every reclaimer once.
  ///
  /// - Returns: whether one of them let go of something.
  func reclaim() -> Bool {
    // No lock is held meanwhile: what is let go of comes back through `give`.
    let asked = reclaimers.withLock { $0.compactMap(\.reclaimer) }
    return asked.reduce(false) { $1.reclaim() || $0 }
  }
}
