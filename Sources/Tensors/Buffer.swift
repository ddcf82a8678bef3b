/// The memory of a tensor's elements: aligned, from the pool, back to the pool when released.
@usableFromInline
final class Buffer: Sendable {
  /// The first byte.
  ///
  /// The compiler cannot prove a pointer safe to send. This one is: memory is written only through
  /// a tensor that holds its single reference (`Tensor.mutate` checks it) and is read-only from
  /// the moment it is shared.
  nonisolated(unsafe) let pointer: UnsafeMutableRawPointer
  /// The bytes behind `pointer`: a size class of the pool.
  let capacity: Int

  private init(pointer: UnsafeMutableRawPointer, capacity: Int) {
    self.pointer = pointer
    self.capacity = capacity
  }

  /// A buffer of at least `bytes` bytes with arbitrary content.
  ///
  /// - Throws: `memoryLimit`, `outOfMemory`.
  static func uninitialized(bytes: Int) throws(TensorError) -> Buffer {
    let (pointer, capacity) = try BufferPool.shared.take(bytes: bytes)
    return Buffer(pointer: pointer, capacity: capacity)
  }

  deinit { BufferPool.shared.give(pointer, capacity: capacity) }
}
