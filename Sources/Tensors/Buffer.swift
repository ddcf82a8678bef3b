import Synchronization

/// The memory of a tensor's elements: aligned, from the pool, back to the pool when released.
///
/// Elements may be deferred: then the memory is reserved, and taken and written when somebody asks
/// where it is.
@usableFromInline
final class Buffer: Sendable {
  /// Where the memory is, or 0 as long as the elements are deferred.
  private let address: Atomic<UInt>
  /// The bytes behind `pointer`: a size class of the pool.
  let capacity: Int
  /// Whether a deferred operation reads this memory, which must not change then.
  private let isRead = Atomic(false)
  /// What computes the elements.
  private let origin: Mutex<Origin>

  private struct Origin {
    var deferred: Deferred?
    /// Where memory is whose elements were left unfinished, because the work was to stop; or 0.
    var unfinished: UInt = 0
  }

  private init(address: UInt, capacity: Int, _ deferred: Deferred? = nil) {
    self.address = Atomic(address)
    self.capacity = capacity
    origin = Mutex(Origin(deferred: deferred))
  }

  /// A buffer of at least `bytes` bytes with arbitrary content.
  ///
  /// - Throws: `memoryLimit`, `outOfMemory`.
  static func uninitialized(bytes: Int) throws(TensorError) -> Buffer {
    let (pointer, capacity) = try BufferPool.shared.take(bytes: bytes)
    return Buffer(address: UInt(bitPattern: pointer), capacity: capacity)
  }

  /// A buffer whose elements are deferred.
  ///
  /// - Throws: `memoryLimit`.
  static func deferred(_ deferred: Deferred, bytes: Int) throws(TensorError) -> Buffer {
    let capacity = try BufferPool.shared.reserve(bytes: bytes)
    let buffer = Buffer(address: 0, capacity: capacity, deferred)
    deferred.aim(at: buffer)
    return buffer
  }

  /// The first byte; deferred elements are computed first.
  ///
  /// The compiler cannot prove a pointer safe to send. This one is: memory is written only through
  /// a tensor that holds its single reference (`Tensor.mutate` checks it) and is read-only from
  /// the moment it is shared.
  @inline(__always) var pointer: UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(bitPattern: address.load(ordering: .acquiring)) ?? computed()
  }

  /// What computes the elements; nil where they lie in memory.
  var deferred: Deferred? {
    address.load(ordering: .acquiring) != 0 ? nil : origin.withLock { $0.deferred }
  }

  /// Whether its memory may be written by its only owner.
  var isWritable: Bool { !isRead.load(ordering: .acquiring) }

  /// Notes that a deferred operation reads the elements later.
  func noteReading() { isRead.store(true, ordering: .releasing) }

  @inline(never) private func computed() -> UnsafeMutableRawPointer {
    do {
      try compute()
    } catch {
      // The bytes were counted within the limit, and the system has not got them.
      fatalError("out of memory: \(capacity) bytes")
    }
    let known = UnsafeMutableRawPointer(bitPattern: address.load(ordering: .acquiring))
    guard let pointer = known ?? unfinished else {
      preconditionFailure("deferred elements were computed")
    }
    return pointer
  }

  /// Computes deferred elements; where the work is to stop, they are left unfinished.
  ///
  /// - Throws: `outOfMemory`.
  func compute() throws(TensorError) {
    guard let deferred else { return }
    try FusedProgram(deferred).run()
  }

  /// Takes memory with the elements in; false where there is some already.
  func settle(_ pointer: UnsafeMutableRawPointer) -> Bool {
    let (isFirst, _) = address.compareExchange(
      expected: 0, desired: UInt(bitPattern: pointer), ordering: .acquiringAndReleasing)
    guard isFirst else { return false }
    let deferred = origin.withLock { origin in
      defer { origin.deferred = nil }
      return origin.deferred
    }
    deferred?.settle(in: self)
    return true
  }

  /// Keeps memory whose elements are unfinished, for whoever reads it before the work has stopped.
  ///
  /// It stays as long as the buffer does: somebody may read it still while others compute anew.
  func keepUnfinished(_ pointer: UnsafeMutableRawPointer) {
    let new = UInt(bitPattern: pointer)
    let isFirst = origin.withLock { origin in
      guard origin.unfinished == 0 else { return false }
      origin.unfinished = new
      return true
    }
    if !isFirst { BufferPool.shared.giveBack(pointer, capacity) }
  }

  private var unfinished: UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: origin.withLock { $0.unfinished })
  }

  deinit {
    if let unfinished { BufferPool.shared.giveBack(unfinished, capacity) }
    if let pointer = UnsafeMutableRawPointer(bitPattern: address.load(ordering: .acquiring)) {
      BufferPool.shared.give(pointer, capacity: capacity)
    } else {
      BufferPool.shared.cancelReservation(capacity)
    }
  }
}
