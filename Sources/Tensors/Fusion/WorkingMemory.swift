import Glibc
import Synchronization

/// Memory that an evaluation works in, which is none of the bytes that tensors hold: it is little,
/// and what was within the limit when it was asked for is computed within it.
final class WorkingMemory: Sendable {
  private let address: UInt

  /// - Throws: `outOfMemory`.
  init(bytes: Int) throws(TensorError) {
    var fresh: UnsafeMutableRawPointer?
    guard posix_memalign(&fresh, 64, max(bytes, 64)) == 0, let fresh else {
      throw .outOfMemory(requested: bytes)
    }
    address = UInt(bitPattern: fresh)
  }

  /// The first byte, on a cache line.
  var pointer: UnsafeMutableRawPointer {
    guard let pointer = UnsafeMutableRawPointer(bitPattern: address) else {
      preconditionFailure("memory has an address")
    }
    return pointer
  }

  deinit { free(UnsafeMutableRawPointer(bitPattern: address)) }
}

/// Working memory of one size that is kept from run to run.
final class KeptMemory: Sendable {
  private let memory = Mutex<WorkingMemory?>(nil)

  /// What was kept, or new memory where another run has it.
  ///
  /// - Throws: `outOfMemory`.
  func take(bytes: Int) throws(TensorError) -> WorkingMemory {
    let kept = memory.withLock { memory in
      defer { memory = nil }
      return memory
    }
    if let kept { return kept }
    return try WorkingMemory(bytes: bytes)
  }

  func give(_ used: WorkingMemory) { memory.withLock { $0 = used } }
}
