/// A multidimensional array of numbers or booleans: a value.
///
/// A rank-0 tensor is held inline, without a heap allocation. Others share a reference-counted
/// buffer; slices, transposes and broadcasts are views of it; writing copies a shared buffer first.
public struct Tensor: Sendable {
  /// The type of the elements.
  public let dtype: DType
  /// The bits of a rank-0 tensor's element.
  @usableFromInline let bits: UInt64
  /// Layout and memory of a tensor of rank 1 or more; nil for rank 0.
  @usableFromInline var array: StridedArray?

  @inlinable init(dtype: DType, bits: UInt64) {
    self.dtype = dtype
    self.bits = bits
    self.array = nil
  }

  @usableFromInline init(dtype: DType, array: StridedArray) {
    self.dtype = dtype
    self.bits = 0
    self.array = array
  }

  /// A rank-0 tensor.
  @inlinable public init<T: Element>(_ value: T) {
    self.init(dtype: T.dtype, bits: value.scalarBits)
  }

  /// Whether the rank is 0, so that the element is held inline.
  @inlinable public var isScalar: Bool { array == nil }

  /// The extents of the axes, outermost first.
  public var shape: [Int] { array?.shape ?? [] }

  /// The number of axes.
  public var rank: Int { array?.shape.count ?? 0 }

  /// The number of elements.
  public var count: Int { array?.count ?? 1 }

  /// The bytes that the elements take, were they laid out without gaps.
  public var byteCount: Int { count * dtype.itemSize }

  /// The element of a rank-0 tensor of this element type.
  ///
  /// - Precondition: the rank is 0 and the element type is `T`'s.
  @inlinable public func scalar<T: Element>(as type: T.Type) -> T {
    precondition(isScalar && dtype == T.dtype, "not a scalar of this type")
    return T(scalarBits: bits)
  }
}

/// Shape, strides and memory of a tensor of rank 1 or more.
@usableFromInline
final class StridedArray: Sendable {
  /// The extents, outermost axis first.
  let shape: [Int]
  /// The strides of a view; nil where they are row-major, which most tensors are.
  private let viewStrides: [Int]?
  /// The first element's distance from the buffer's start, in elements.
  let offset: Int
  let count: Int
  /// Whether the elements lie in row-major order without gaps.
  let isContiguous: Bool
  let buffer: Buffer
  /// The array whose memory a view shows; nil for the owner of the memory.
  ///
  /// Views hold the owner, never another view, so that the owner is uniquely referenced exactly
  /// when nobody else can see its memory.
  let owner: StridedArray?

  /// Row-major memory of a countable shape.
  private init(shape: [Int], count: Int, buffer: Buffer) {
    self.shape = shape
    self.count = count
    self.buffer = buffer
    viewStrides = nil
    offset = 0
    isContiguous = true
    owner = nil
  }

  /// A view of an owner's memory.
  private init(shape: [Int], strides: [Int], offset: Int, owner: StridedArray) {
    self.shape = shape
    self.viewStrides = strides
    self.offset = offset
    self.buffer = owner.buffer
    self.owner = owner
    // Shapes are countable before a layout is made of them; a shape with a zero extent may still
    // have a product of the others that is not.
    self.count = Shape.count(shape) ?? 0
    var expected = 1
    var contiguous = true
    for axis in shape.indices.reversed() where shape[axis] != 1 {
      if strides[axis] != expected { contiguous = false }
      expected = expected &* shape[axis]
    }
    self.isContiguous = contiguous || count == 0
  }

  /// The distance between neighbours along each axis, in elements; 0 where broadcast.
  ///
  /// - Complexity: O(rank).
  var strides: [Int] { viewStrides ?? Shape.rowMajorStrides(shape) }

  /// The distance between neighbours along an axis, in elements.
  ///
  /// - Complexity: O(rank), without an allocation.
  func stride(at axis: Int) -> Int {
    if let viewStrides { return viewStrides[axis] }
    var stride = 1
    for inner in (axis + 1)..<max(shape.count, axis + 1) {
      stride = stride &* max(shape[inner], 1)
    }
    return stride
  }

  /// Row-major memory with arbitrary content.
  ///
  /// - Throws: `negativeExtent`, `tooManyElements`, `memoryLimit`, `outOfMemory`.
  static func uninitialized(shape: [Int], dtype: DType) throws(TensorError) -> StridedArray {
    let count = try Shape.checkedCount(shape)
    let buffer = try Buffer.uninitialized(bytes: count * dtype.itemSize)
    return StridedArray(shape: shape, count: count, buffer: buffer)
  }

  /// Row-major elements that are all of a buffer's.
  static func whole(shape: [Int], count: Int, buffer: Buffer) -> StridedArray {
    StridedArray(shape: shape, count: count, buffer: buffer)
  }

  /// Another layout of the same memory.
  ///
  /// - Precondition: the layout stays within the memory, and the number of elements is countable.
  func view(shape: [Int], strides: [Int], offset: Int) -> StridedArray {
    StridedArray(shape: shape, strides: strides, offset: offset, owner: owner ?? self)
  }
}
