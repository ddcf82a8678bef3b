import Glibc

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
