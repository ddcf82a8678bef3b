import Synchronization
import Testing

@testable import Tensors

struct BufferPoolReclaimingTests {
  /// Holds buffers of a pool, and gives back one at a time.
  private final class Holder: MemoryReclaimer {
    private let pool: BufferPool
    private let held = Mutex<[(address: UInt, capacity: Int)]>([])

    init(_ pool: BufferPool, _ sizes: [Int]) throws {
      self.pool = pool
      for size in sizes {
        let (pointer, capacity) = try pool.take(bytes: size)
        held.withLock { $0.append((UInt(bitPattern: pointer), capacity)) }
      }
      pool.add(self)
    }

    var count: Int { held.withLock { $0.count } }

    func reclaim() -> Bool {
      let first = held.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      guard let first, let pointer = UnsafeMutableRawPointer(bitPattern: first.address) else {
        return false
      }
      pool.give(pointer, capacity: first.capacity)
      return true
    }

    deinit { while reclaim() {} }
  }

  private static let mebibyte = 1 << 20

  @Test func onlyAsMuchIsReclaimedAsIsNeeded() throws {
    let pool = BufferPool(limit: 8 * Self.mebibyte)
    let holder = try Holder(pool, Array(repeating: Self.mebibyte, count: 8))
    let (pointer, capacity) = try pool.take(bytes: 3 * Self.mebibyte)
    #expect(holder.count == 5)
    #expect(pool.bytesInUse == 8 * Self.mebibyte)
    pool.give(pointer, capacity: capacity)
    let (again, _) = try pool.take(bytes: 3 * Self.mebibyte)
    #expect(holder.count == 5)
    pool.give(again, capacity: capacity)
  }

  @Test func whereNothingIsLeftTheAllocationFails() throws {
    let pool = BufferPool(limit: 4 * Self.mebibyte)
    let holder = try Holder(pool, [Self.mebibyte, Self.mebibyte])
    let (pointer, capacity) = try pool.take(bytes: 2 * Self.mebibyte)
    #expect(throws: TensorError.self) { try pool.take(bytes: 3 * Self.mebibyte) }
    #expect(holder.count == 0)
    pool.give(pointer, capacity: capacity)
  }

  @Test func whatCanNeverFitReclaimsNothing() throws {
    let pool = BufferPool(limit: 4 * Self.mebibyte)
    let holder = try Holder(pool, [Self.mebibyte])
    #expect(throws: TensorError.self) { try pool.take(bytes: 5 * Self.mebibyte) }
    #expect(holder.count == 1)
  }

  @Test func reclaimersAreNotKeptAlive() throws {
    let pool = BufferPool(limit: 4 * Self.mebibyte)
    var holder: Holder? = try Holder(pool, [Self.mebibyte])
    weak let watched = holder
    holder = nil
    #expect(watched == nil)
    #expect(pool.bytesInUse == 0)
    #expect(!pool.reclaim())
  }
}
