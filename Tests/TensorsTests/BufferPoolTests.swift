import Tensors
import Testing

/// The pool is the process's and other tests use it at the same time, so what is checked here is
/// what they cannot disturb.
struct BufferPoolTests {
  private func address(_ tensor: Tensor) throws -> UInt {
    try tensor.withElements(as: Float.self) { elements throws(TensorError) in
      UInt(bitPattern: elements.baseAddress)
    }
  }

  @Test func aFreedBufferIsUsedAgain() throws {
    // A size that no other test uses.
    let shape = [37_748_736 / 4]
    let first = try address(Tensor.zeros(shape, .float32))
    let second = try address(Tensor.ones(shape, .float32))
    #expect(first == second)
  }

  @Test func buffersStartOnACacheLine() throws {
    for count in [1, 3, 17, 1000, 300_000] {
      #expect(try address(Tensor.zeros([count], .float32)) % 64 == 0)
    }
  }

  @Test func whatIsKeptIsAtMostAQuarterOfTheLimit() throws {
    for count in 1...64 { _ = try Tensor.zeros([count << 12], .float64) }
    #expect(BufferPool.shared.bytesKept <= BufferPool.shared.limit / 4)
  }

  @Test func whatCannotFitIsRefusedAtOnce() throws {
    for dtype in DType.allCases {
      #expect(throws: TensorError.self) { try Tensor.ones([1_000_000, 1_000_000], dtype) }
    }
    #expect(throws: TensorError.tooManyElements(shape: [1 << 40, 1 << 40])) {
      try Tensor.zeros([1 << 40, 1 << 40], .float32)
    }
    #expect(throws: TensorError.negativeExtent(shape: [2, -1])) {
      try Tensor.zeros([2, -1], .float32)
    }
    #expect(try Tensor.zeros([1 << 40, 1 << 40, 0], .float32).count == 0)
    #expect(throws: TensorError.tooManyElements(shape: [1 << 32, 1 << 32])) {
      try Tensor.binary(
        .add, Tensor.zeros([1, 1], .bool).cast(to: .int32).broadcast(to: [1 << 32, 1]),
        Tensor.zeros([1, 1], .int32).broadcast(to: [1, 1 << 32]))
    }
  }
}
