import Glibc
import Synchronization

/// Freed buffers, kept for reuse, and the count of the bytes that tensors hold.
///
/// Touching fresh memory costs several times the arithmetic of an elementwise pass, so a freed
/// buffer is kept by its size class and handed out again. The pool is process-wide because memory
/// is; the limit guards the process, not one session.
public final class BufferPool: Sendable {
  /// The process's pool.
  public static let shared = BufferPool()

  private struct State {
    var free: [Int: [UInt]] = [:]
    var bytesInUse = 0
    var bytesKept = 0
    var limit: Int
  }

  private let state: Mutex<State>
  private static let alignment = 64
  /// Buffers of up to this size are rounded up to a power of two, larger ones to a multiple of it.
  private static let powerOfTwoLimit = 1 << 20

  private init() {
    state = Mutex(State(limit: BufferPool.defaultLimit))
  }

  /// Three quarters of the machine's memory.
  public static var defaultLimit: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let pageSize = sysconf(Int32(_SC_PAGESIZE))
    guard pages > 0, pageSize > 0 else { return 4 << 30 }
    return pages * pageSize / 4 * 3
  }

  /// The most bytes that tensors may hold at once.
  public var limit: Int {
    get { state.withLock { $0.limit } }
    set { state.withLock { $0.limit = newValue } }
  }

  /// The bytes that tensors hold now.
  public var bytesInUse: Int { state.withLock { $0.bytesInUse } }

  /// The bytes of freed buffers kept for reuse.
  public var bytesKept: Int { state.withLock { $0.bytesKept } }

  private static func sizeClass(_ bytes: Int) -> Int {
    if bytes <= alignment { return alignment }
    if bytes <= powerOfTwoLimit { return 1 << (Int.bitWidth - (bytes - 1).leadingZeroBitCount) }
    return (bytes + powerOfTwoLimit - 1) / powerOfTwoLimit * powerOfTwoLimit
  }

  func take(bytes: Int) throws(TensorError) -> (UnsafeMutableRawPointer, capacity: Int) {
    let capacity = BufferPool.sizeClass(bytes)
    let reused = try state.withLock { state throws(TensorError) -> UInt? in
      guard capacity <= state.limit - state.bytesInUse else {
        throw .memoryLimit(requested: capacity, inUse: state.bytesInUse, limit: state.limit)
      }
      state.bytesInUse += capacity
      if let address = state.free[capacity]?.popLast() {
        state.bytesKept -= capacity
        return address
      }
      // Kept buffers of other sizes must not push the process over its limit.
      if state.bytesInUse + state.bytesKept > state.limit { BufferPool.release(&state) }
      return nil
    }
    if let reused, let pointer = UnsafeMutableRawPointer(bitPattern: reused) {
      return (pointer, capacity)
    }
    var fresh: UnsafeMutableRawPointer?
    guard posix_memalign(&fresh, BufferPool.alignment, capacity) == 0, let fresh else {
      state.withLock { $0.bytesInUse -= capacity }
      throw .outOfMemory(requested: capacity)
    }
    return (fresh, capacity)
  }

  func give(_ pointer: UnsafeMutableRawPointer, capacity: Int) {
    state.withLock { state in
      state.bytesInUse -= capacity
      state.bytesKept += capacity
      state.free[capacity, default: []].append(UInt(bitPattern: pointer))
    }
  }

  /// Gives the kept buffers back to the system.
  public func releaseKept() { state.withLock { BufferPool.release(&$0) } }

  private static func release(_ state: inout State) {
    for address in state.free.values.joined() {
      free(UnsafeMutableRawPointer(bitPattern: address))
    }
    state.free = [:]
    state.bytesKept = 0
  }
}
