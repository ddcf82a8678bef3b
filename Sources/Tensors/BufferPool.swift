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
    /// The first kept buffer of each small size class, or 0.
    ///
    /// A kept small buffer's first word is the address of the next, so that keeping one and
    /// taking it out again is two memory accesses.
    var small = [UInt](repeating: 0, count: BufferPool.smallClasses)
    /// The kept buffers of each large size class.
    var large: [Int: [UInt]] = [:]
    var bytesInUse = 0
    var bytesKept = 0
    var limit: Int
    /// A quarter of `limit`: beyond it freed memory goes back to the system.
    var keptLimit: Int { limit / 4 }
  }

  private let state: Mutex<State>
  /// Who can let go of memory.
  let reclaimers = Mutex<[WeakReclaimer]>([])
  /// Buffers start on a cache line.
  private static let alignment = 64
  /// Buffers of up to this size are rounded up to a power of two, larger ones to a multiple of it.
  private static let powerOfTwoLimit = 1 << 20
  private static let smallClasses =
    powerOfTwoLimit.trailingZeroBitCount - alignment.trailingZeroBitCount + 1

  /// A pool with a limit; what tensors hold comes from the shared one.
  init(limit: Int = BufferPool.defaultLimit) {
    state = Mutex(State(limit: limit))
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
    set {
      state.withLock { state in
        state.limit = max(newValue, 0)
        if state.bytesKept > state.keptLimit { BufferPool.release(&state) }
      }
    }
  }

  /// The bytes that tensors hold now.
  public var bytesInUse: Int { state.withLock { $0.bytesInUse } }

  /// The bytes of freed buffers kept for reuse.
  public var bytesKept: Int { state.withLock { $0.bytesKept } }

  /// Checks that a pass over so many bytes is one that memory could hold.
  ///
  /// A broadcast view shows any number of elements; to walk through more of them than memory
  /// holds takes hours, so it is refused like the allocation.
  public func checkExtent(bytes: Int) throws(TensorError) {
    let (limit, inUse) = state.withLock { ($0.limit, $0.bytesInUse) }
    guard bytes <= limit else {
      throw .memoryLimit(requested: bytes, inUse: inUse, limit: limit)
    }
  }

  /// The bytes that are set aside for a buffer of `bytes` bytes.
  private static func sizeClass(_ bytes: Int) -> Int {
    if bytes <= alignment { return alignment }
    if bytes <= powerOfTwoLimit { return 1 << (Int.bitWidth - (bytes - 1).leadingZeroBitCount) }
    return (bytes + powerOfTwoLimit - 1) / powerOfTwoLimit * powerOfTwoLimit
  }

  /// The position in `State.small` of a capacity of at most `powerOfTwoLimit`.
  private static func smallClass(_ capacity: Int) -> Int {
    capacity.trailingZeroBitCount - alignment.trailingZeroBitCount
  }

  /// Memory of at least `bytes` bytes; where there is too little, reclaimers are asked for more.
  ///
  /// - Throws: `memoryLimit`, `outOfMemory`.
  func take(bytes: Int) throws(TensorError) -> (UnsafeMutableRawPointer, capacity: Int) {
    let capacity = BufferPool.sizeClass(bytes)
    while true {
      do throws(TensorError) {
        return (try take(capacity: capacity), capacity)
      } catch {
        // What is beyond the limit by itself is refused at any rate.
        guard capacity <= limit, reclaim() else { throw error }
      }
    }
  }

  /// Counts the bytes of a buffer that is taken later, by `takeReserved`.
  ///
  /// - Returns: the buffer's capacity.
  /// - Throws: `memoryLimit`.
  func reserve(bytes: Int) throws(TensorError) -> Int {
    let capacity = BufferPool.sizeClass(bytes)
    while true {
      do throws(TensorError) {
        try state.withLock { state throws(TensorError) in
          try BufferPool.count(capacity, &state)
        }
        return capacity
      } catch {
        guard capacity <= limit, reclaim() else { throw error }
      }
    }
  }

  /// Counts the bytes of a reserved buffer no more.
  func cancelReservation(_ capacity: Int) { state.withLock { $0.bytesInUse -= capacity } }

  /// Memory whose bytes are counted already.
  ///
  /// - Throws: `outOfMemory`.
  func takeReserved(_ capacity: Int) throws(TensorError) -> UnsafeMutableRawPointer {
    do throws(TensorError) {
      return try take(capacity: capacity, isReserved: true)
    } catch {
      // What is kept for others may be what is missing.
      releaseKept()
      return try take(capacity: capacity, isReserved: true)
    }
  }

  /// Gives memory back whose bytes stay counted.
  func giveBack(_ pointer: UnsafeMutableRawPointer, _ capacity: Int) {
    give(pointer, capacity: capacity, isCounted: false)
  }

  private static func count(_ capacity: Int, _ state: inout State) throws(TensorError) {
    guard capacity <= state.limit - state.bytesInUse else {
      throw .memoryLimit(requested: capacity, inUse: state.bytesInUse, limit: state.limit)
    }
    state.bytesInUse += capacity
  }

  private func take(
    capacity: Int, isReserved: Bool = false
  ) throws(TensorError) -> UnsafeMutableRawPointer {
    let reused = try state.withLock { state throws(TensorError) -> UInt in
      if !isReserved { try BufferPool.count(capacity, &state) }
      let address = BufferPool.takeKept(capacity, &state)
      // Kept buffers of other sizes must not push the process over its limit.
      if address == 0, state.bytesInUse + state.bytesKept > state.limit {
        BufferPool.release(&state)
      }
      return address
    }
    if let pointer = UnsafeMutableRawPointer(bitPattern: reused) { return pointer }
    var fresh: UnsafeMutableRawPointer?
    guard posix_memalign(&fresh, BufferPool.alignment, capacity) == 0, let fresh else {
      if !isReserved { state.withLock { $0.bytesInUse -= capacity } }
      throw .outOfMemory(requested: capacity)
    }
    return fresh
  }

  /// The address of a kept buffer of exactly this capacity, or 0.
  private static func takeKept(_ capacity: Int, _ state: inout State) -> UInt {
    var address: UInt = 0
    if capacity <= powerOfTwoLimit {
      let position = smallClass(capacity)
      address = state.small[position]
      guard let first = UnsafeRawPointer(bitPattern: address) else { return 0 }
      state.small[position] = first.load(as: UInt.self)
    } else {
      guard let last = state.large[capacity]?.popLast() else { return 0 }
      address = last
    }
    state.bytesKept -= capacity
    return address
  }

  func give(_ pointer: UnsafeMutableRawPointer, capacity: Int, isCounted: Bool = true) {
    let address = UInt(bitPattern: pointer)
    let isKept = state.withLock { state in
      if isCounted { state.bytesInUse -= capacity }
      guard capacity <= state.keptLimit else { return false }
      // What has been kept longest is wanted least: a workload that changes its sizes must not
      // find the pool full of the old ones.
      if state.bytesKept + capacity > state.keptLimit { BufferPool.release(&state) }
      state.bytesKept += capacity
      if capacity <= BufferPool.powerOfTwoLimit {
        let position = BufferPool.smallClass(capacity)
        UnsafeMutableRawPointer(bitPattern: address)?
          .storeBytes(of: state.small[position], as: UInt.self)
        state.small[position] = address
      } else {
        state.large[capacity, default: []].append(address)
      }
      return true
    }
    if !isKept { free(pointer) }
  }

  /// Gives the kept buffers back to the system.
  public func releaseKept() { state.withLock { BufferPool.release(&$0) } }

  private static func release(_ state: inout State) {
    for position in state.small.indices {
      while let first = UnsafeMutableRawPointer(bitPattern: state.small[position]) {
        state.small[position] = first.load(as: UInt.self)
        free(first)
      }
    }
    for address in state.large.values.joined() {
      free(UnsafeMutableRawPointer(bitPattern: address))
    }
    state.large = [:]
    state.bytesKept = 0
  }
}
