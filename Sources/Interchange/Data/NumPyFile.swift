import Language
import Tensors

/// One array in NumPy's format, `.npy`.
enum NumPyFile {
  /// The array of a file, or of a part of one.
  ///
  /// - Throws: what is wrong with it; nothing is allocated before its size is checked.
  static func item(
    _ name: String, in bytes: [UInt8], _ range: Range<Int>? = nil
  ) throws(DataError) -> (item: DataContent.Item, rest: Int) {
    var bytes = DataBytes(bytes, in: range)
    let header = try NumPyHeader(&bytes)
    let count = try header.element.byteCount(of: header.shape)
    let data = try bytes.take(
      count,
      "the \(count == 1 ? "byte" : "\(count) bytes") of an array of shape "
        + Shape.text(header.shape))
    let tensor = try header.element.tensor(
      bytes.bytes[data], shape: header.shape, isBigEndian: header.isBigEndian,
      isFortran: header.isFortran)
    return (DataContent.Item(name, .tensor(tensor), note: header.element.note), bytes.count)
  }

  /// Whether the elements of a file, or of a part of one, have their highest byte first.
  ///
  /// - Throws: what is wrong with the header.
  static func isBigEndian(_ bytes: [UInt8], _ range: Range<Int>? = nil) throws(DataError) -> Bool {
    var bytes = DataBytes(bytes, in: range)
    return try NumPyHeader(&bytes).isBigEndian
  }

  /// The bytes of a file with an array, in version 1.0, little-endian and in C's order.
  ///
  /// The header is padded with blanks so that the elements start at a multiple of 64, as NumPy does.
  ///
  /// - Throws: the errors of allocation.
  static func bytes(of tensor: Tensor) throws(TensorError) -> [UInt8] {
    let extents = tensor.shape.map(String.init).joined(separator: ", ")
    let shape = tensor.shape.count == 1 ? "(\(extents),)" : "(\(extents))"
    let descriptor = descriptor(of: tensor.dtype)
    var text = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': \(shape), }"
    let start = NumPyHeader.magic.count + 4
    let end = (start + text.utf8.count + 1 + 63) / 64 * 64
    text += String(repeating: " ", count: end - start - text.utf8.count - 1) + "\n"
    let length = text.utf8.count
    var bytes = NumPyHeader.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
    bytes += text.utf8
    try StoredBytes.append(tensor, to: &bytes)
    return bytes
  }

  private static func descriptor(of dtype: DType) -> String {
    switch dtype {
    case .float32: "<f4"
    case .float64: "<f8"
    case .int32: "<i4"
    case .int64: "<i8"
    case .bool: "|b1"
    }
  }
}

/// The elements of tensors as files hold them: little-endian, in C's order.
enum StoredBytes {
  /// Adds the elements of a tensor.
  ///
  /// - Throws: the errors of allocation, `interrupted`.
  static func append(_ tensor: Tensor, to bytes: inout [UInt8]) throws(TensorError) {
    bytes.reserveCapacity(bytes.count + tensor.count * tensor.dtype.itemSize)
    switch tensor.dtype {
    case .float32: try append(tensor.values(as: Float.self), to: &bytes) { $0.bitPattern }
    case .float64: try append(tensor.values(as: Double.self), to: &bytes) { $0.bitPattern }
    case .int32: try append(tensor.values(as: Int32.self), to: &bytes) { UInt32(bitPattern: $0) }
    case .int64: try append(tensor.values(as: Int64.self), to: &bytes) { UInt64(bitPattern: $0) }
    case .bool: try append(tensor.values(as: Bool.self), to: &bytes) { $0 ? UInt8(1) : 0 }
    }
  }

  private static func append<T, Raw: FixedWidthInteger & UnsignedInteger>(
    _ values: [T], to bytes: inout [UInt8], _ raw: (T) -> Raw
  ) throws(TensorError) {
    InterruptionCheck.forEachBlock(of: values.count) { block in
      let words = values[block].map { raw($0).littleEndian }
      words.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    try InterruptionCheck.check()
  }
}
