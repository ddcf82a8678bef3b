import Synchronization
import Tensors

/// The steps that can be undone and redone.
///
/// It is a value: copies share their steps until one of them changes. What is shared is dropped
/// for all when memory is short.
struct UndoHistory: Sendable {
  private var storage: Storage

  /// A history of at most so many steps.
  init(depth: Int) {
    storage = Storage(Steps(depth: depth))
    BufferPool.shared.add(storage)
  }

  /// The steps that can be undone, oldest first.
  var undoable: [UndoStep] { storage.steps.withLock { $0.undoable } }

  /// The steps that can be redone, the one undone first at the front.
  var redoable: [UndoStep] { storage.steps.withLock { $0.redoable } }

  /// Whether older steps were dropped because memory was short.
  var wasReclaimed: Bool { storage.steps.withLock { $0.wasReclaimed } }

  /// Adds the step of a new entry, after which nothing can be redone.
  mutating func push(_ step: UndoStep) {
    change { steps in
      steps.redoable = []
      steps.push(step)
    }
  }

  /// Takes the newest step out, which is to be undone.
  mutating func popUndo() -> UndoStep? { change { $0.undoable.popLast() } }

  /// Takes the step out that was undone last.
  mutating func popRedo() -> UndoStep? { change { $0.redoable.popLast() } }

  /// Keeps an undone step for redoing it.
  mutating func pushRedo(_ step: UndoStep) { change { $0.redoable.append(step) } }

  /// Keeps a redone step for undoing it again.
  mutating func pushRedone(_ step: UndoStep) { change { $0.push(step) } }

  /// Lets go of the oldest step.
  ///
  /// - Returns: false where there is none.
  func reclaim() -> Bool { storage.reclaim() }

  private mutating func change<R: Sendable>(_ body: (inout Steps) -> R) -> R {
    if !isKnownUniquelyReferenced(&storage) {
      storage = Storage(storage.steps.withLock { $0 })
      BufferPool.shared.add(storage)
    }
    return storage.steps.withLock { body(&$0) }
  }
}

extension UndoHistory {
  /// The steps themselves.
  fileprivate struct Steps: Sendable {
    let depth: Int
    var undoable: [UndoStep] = []
    var redoable: [UndoStep] = []
    var wasReclaimed = false

    init(depth: Int) { self.depth = depth }

    mutating func push(_ step: UndoStep) {
      undoable.append(step)
      if undoable.count > depth { undoable.removeFirst() }
    }

    /// Takes out what is least wanted: the oldest step to undo, then the last to redo.
    mutating func dropOldest() -> UndoStep? {
      guard !undoable.isEmpty || !redoable.isEmpty else { return nil }
      wasReclaimed = true
      return undoable.isEmpty ? redoable.removeFirst() : undoable.removeFirst()
    }
  }

  /// Where the pool finds the steps when memory is short, maybe from another thread.
  fileprivate final class Storage: MemoryReclaimer {
    let steps: Mutex<Steps>

    init(_ steps: Steps) { self.steps = Mutex(steps) }

    func reclaim() -> Bool {
      // The step is released after the lock is.
      let dropped = steps.withLock { $0.dropOldest() }
      return dropped != nil
    }
  }
}
