import Tensors

/// The type of the elements in a file; what tensors lack is widened without loss.
enum StoredElement: String, Sendable, CaseIterable {
  case float16, bfloat16, float32, float64
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64
  case bool

  /// The bytes of an element in the file.
  var itemSize: Int {
    switch self {
    case .int8, .uint8, .bool: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// The narrowest element type of tensors that holds every value.
  ///
  /// No type holds all of uint64: values beyond int64 are refused.
  var dtype: DType {
    switch self {
    case .float16, .bfloat16, .float32: .float32
    case .float64: .float64
    case .int8, .int16, .int32, .uint8, .uint16: .int32
    case .int64, .uint32, .uint64: .int64
    case .bool: .bool
    }
  }

  /// What should be known of elements that were widened; nil where they were not.
  var note: String? { rawValue == dtype.name ? nil : "\(rawValue) in the file" }

  /// How many elements and bytes an array takes.
  ///
  /// - Throws: `malformed` for a shape that nothing holds.
  func byteCount(of shape: [Int]) throws(DataError) -> Int {
    guard shape.count <= StoredElement.rankLimit else {
      throw .malformed("an array has \(shape.count) axes, more than \(StoredElement.rankLimit)")
    }
    guard let count = Shape.count(shape) else {
      throw .tensor(.tooManyElements(shape: shape))
    }
    return count * itemSize
  }

  /// The most axes of an array, as in NumPy 2.
  static let rankLimit = 64

  /// The tensor of elements that stand one after the other.
  ///
  /// - Parameter isFortran: whether the first axis varies fastest, and not the last.
  /// - Precondition: the bytes are as many as `byteCount(of: shape)`.
  /// - Throws: `integerRange`, and what making a tensor throws.
  /// - Complexity: O(n), where n is the number of elements.
  func tensor(
    _ bytes: ArraySlice<UInt8>, shape: [Int], isBigEndian: Bool = false, isFortran: Bool = false
  ) throws(DataError) -> Tensor {
    do throws(TensorError) {
      guard isFortran, shape.count > 1 else { return try row(bytes, shape, isBigEndian) }
      return try row(bytes, shape.reversed(), isBigEndian).transposed().contiguous()
    } catch {
      if case .notRepresentable(let place, _) = error {
        throw .integerRange(rawValue, place: Int(place) ?? 0)
      }
      throw .tensor(error)
    }
  }

  private func row(
    _ bytes: ArraySlice<UInt8>, _ shape: [Int], _ isBigEndian: Bool
  ) throws(TensorError) -> Tensor {
    try bytes.withUnsafeBufferPointer { bytes throws(TensorError) in
      let elements = Elements(
        bytes: UnsafeRawBufferPointer(bytes), shape: shape, isBigEndian: isBigEndian)
      switch self {
      case .float16:
        return try elements.map { (x: UInt16) in Float(bitPattern: HalfFloat.float32Bits(x)) }
      case .bfloat16: return try elements.map { (x: UInt16) in Float(bitPattern: UInt32(x) << 16) }
      case .float32: return try elements.map { (x: UInt32) in Float(bitPattern: x) }
      case .float64: return try elements.map { (x: UInt64) in Double(bitPattern: x) }
      case .int8: return try elements.map { (x: UInt8) in Int32(Int8(bitPattern: x)) }
      case .int16: return try elements.map { (x: UInt16) in Int32(Int16(bitPattern: x)) }
      case .int32: return try elements.map { (x: UInt32) in Int32(bitPattern: x) }
      case .int64: return try elements.map { (x: UInt64) in Int64(bitPattern: x) }
      case .uint8: return try elements.map { (x: UInt8) in Int32(x) }
      case .uint16: return try elements.map { (x: UInt16) in Int32(x) }
      case .uint32: return try elements.map { (x: UInt32) in Int64(x) }
      case .uint64:
        let result = try elements.map { (x: UInt64) in Int64(bitPattern: x) }
        if let place = try elements.firstNegative(in: result) {
          throw .notRepresentable(value: "\(place)", dtype: .int64)
        }
        return result
      case .bool: return try elements.map { (x: UInt8) in x != 0 }
      }
    }
  }
}

/// The elements of an array as they stand in a file.
private struct Elements {
  let bytes: UnsafeRawBufferPointer
  let shape: [Int]
  let isBigEndian: Bool

  /// The tensor of what each element becomes.
  @inline(__always)
  func map<Raw: FixedWidthInteger & UnsignedInteger & BitwiseCopyable, T: Element>(
    _ convert: (Raw) -> T
  ) throws(TensorError) -> Tensor {
    try Tensor(shape: shape, of: T.self) { output throws(TensorError) in
      let size = Raw.bitWidth / 8
      precondition(bytes.count == output.count * size, "the bytes are those of the shape")
      InterruptionCheck.forEachBlock(of: output.count) { block in
        for place in block {
          let raw = bytes.loadUnaligned(fromByteOffset: place * size, as: Raw.self)
          output[place] = convert(isBigEndian ? Raw(bigEndian: raw) : Raw(littleEndian: raw))
        }
      }
    }
  }

  /// Where the first negative element stands, in the order of the file.
  func firstNegative(in tensor: Tensor) throws(TensorError) -> Int? {
    try tensor.withElements(as: Int64.self) { elements throws(TensorError) in
      elements.firstIndex { $0 < 0 }
    }
  }
}

/// IEEE 754's binary16.
enum HalfFloat {
  /// The bits of the float32 of the same value; every binary16 has one.
  static func float32Bits(_ half: UInt16) -> UInt32 {
    let sign = UInt32(half & 0x8000) << 16
    let exponent = UInt32(half >> 10) & 0x1F
    let fraction = UInt32(half) & 0x3FF
    switch exponent {
    case 0x1F: return sign | 0x7F80_0000 | fraction << 13
    case 0:
      // A subnormal is its fraction times 2⁻²⁴, which float32 holds as a normal number.
      return sign | (Float(fraction) * 0x1p-24).bitPattern
    default: return sign | (exponent + 112) << 23 | fraction << 13
    }
  }
}
