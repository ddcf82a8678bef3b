import Tensors

/// Reads the parts of a file's bytes one after the other, each checked to be there.
struct DataBytes {
  let bytes: [UInt8]
  /// Where the next part begins.
  private(set) var offset: Int
  /// Where the parts end.
  let end: Int

  /// The parts of some bytes.
  ///
  /// - Precondition: the range is one of the bytes'.
  init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    let range = range ?? 0..<bytes.count
    precondition(range.upperBound <= bytes.count, "the range is one of the bytes'")
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  /// How many bytes are left.
  var count: Int { end - offset }

  /// Takes a number of bytes.
  ///
  /// - Throws: `truncated` where there are fewer.
  mutating func take(_ count: Int, _ part: String) throws(DataError) -> Range<Int> {
    guard count >= 0, count <= self.count else { throw .truncated(part: part) }
    defer { offset += count }
    return offset..<offset + count
  }

  /// Takes an unsigned integer in little-endian order.
  ///
  /// - Throws: `truncated`.
  mutating func integer<T: FixedWidthInteger & UnsignedInteger>(
    _ type: T.Type, _ part: String
  ) throws(DataError) -> T {
    let range = try take(T.bitWidth / 8, part)
    return bytes[range].reversed().reduce(0) { $0 << 8 | T($1) }
  }

  /// Takes an unsigned integer that counts something; nil where it is beyond what can be counted.
  mutating func size(_ part: String) throws(DataError) -> Int? {
    Int(exactly: try integer(UInt64.self, part))
  }

  /// Whether certain bytes come next.
  func begins(with expected: [UInt8]) -> Bool {
    count >= expected.count && bytes[offset..<offset + expected.count].elementsEqual(expected)
  }
}

/// What the session has left for the bytes of files.
enum DataMemory {
  /// How many bytes may be read now.
  static var free: Int {
    let pool = BufferPool.shared
    return max(pool.limit - pool.bytesInUse, 0)
  }

  /// Checks that so many bytes may be held.
  ///
  /// - Throws: `memory`.
  static func require(_ count: Int) throws(DataError) {
    let free = free
    guard count <= free else { throw .memory(needed: count, free: free) }
  }

  /// Ends work that the user stopped.
  static func checkInterruption() throws(DataError) {
    if InterruptionCheck.isRequested { throw .tensor(.interrupted) }
  }
}
