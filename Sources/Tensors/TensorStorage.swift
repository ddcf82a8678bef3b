/// The memory that the elements of a tensor lie in, as far as it can be told apart.
///
/// Two tensors that live at the same time show the same memory exactly when their storages are
/// equal: a view, or a value that was handed on.
public struct TensorStorage: Sendable, Hashable {
  private let buffer: ObjectIdentifier
  /// The bytes of the elements that the memory was taken for; a view may show fewer or more.
  public let byteCount: Int

  fileprivate init(_ buffer: Buffer, byteCount: Int) {
    self.buffer = ObjectIdentifier(buffer)
    self.byteCount = byteCount
  }
}

extension Tensor {
  /// The memory behind the elements; nil for a tensor of rank 0, whose element is held inline.
  public var storage: TensorStorage? {
    guard let array else { return nil }
    return TensorStorage(array.buffer, byteCount: (array.owner ?? array).count * dtype.itemSize)
  }
}
