import Autodiff
import HashTreeCollections
import Tensors

extension Session {
  /// Removes dead objects from the heap, and the records of tapes that nobody can name any more.
  mutating func collect() {
    retire(heap.collect())
  }

  /// Removes what only unreachable cycles hold, once there may be much of it.
  ///
  /// Copies of a session keep what it lets go of alive, one layer after another; here that ends
  /// too. To be called between entries, when nothing but the session holds objects.
  mutating func collectCyclesIfGrown() {
    let count = heap.count
    let isGrown = count > 1000 && count > 2 * heapCountAfterCollection
    let pool = BufferPool.shared
    let bytes = pool.bytesInUse
    guard isGrown || bytes - bytesAfterCollection > pool.limit / 8 else { return }
    var roots = Array(globals.values)
    if let lastValue { roots.append(lastValue) }
    roots += recorder.customOperations.flatMap(\.objects)
    retire(heap.collectCycles(roots: roots))
    heapCountAfterCollection = heap.count
    bytesAfterCollection = pool.bytesInUse
  }

  /// Keeps the records of the last few unnamed tapes, for the commands that explain.
  private mutating func retire(_ tapes: [TapeID]) {
    guard !tapes.isEmpty else { return }
    retiredTapes += tapes
    let surplus = retiredTapes.count - 8
    guard surplus > 0 else { return }
    for id in retiredTapes.prefix(surplus) { recorder.dropTape(id) }
    retiredTapes.removeFirst(surplus)
  }
}
