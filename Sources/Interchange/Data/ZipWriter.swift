/// Writes a ZIP archive, member by member; sizes and places beyond 32 bits are written as ZIP64.
///
/// Source: as `ZipDirectory`. The time of every member is the format's first, so that equal arrays
/// give equal files.
struct ZipWriter {
  /// The archive so far; whole once `finish` was called.
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  private static let firstDay: UInt16 = 1 << 5 | 1

  /// Adds a member.
  ///
  /// - Throws: `interrupted`, `outOfMemory`.
  mutating func add(
    _ name: String, _ content: [UInt8], isCompressed: Bool
  ) throws(DataError) {
    let stored = isCompressed ? try Deflate.deflated(content) : content
    let offset = bytes.count
    let isLarge = content.count >= UInt32.max || stored.count >= UInt32.max
    let isFar = offset >= UInt32.max
    var facts: [UInt8] = []
    // Version 4.5 has ZIP64; bit 11 says that the name is UTF-8.
    ZipWriter.put(UInt16(isLarge || isFar ? 45 : 20), &facts)
    ZipWriter.put(UInt16(1 << 11), &facts)
    ZipWriter.put(UInt16(isCompressed ? 8 : 0), &facts)
    ZipWriter.put(UInt16(0), &facts)
    ZipWriter.put(ZipWriter.firstDay, &facts)
    ZipWriter.put(Deflate.checksum(content[...]), &facts)
    ZipWriter.put(isLarge ? .max : UInt32(stored.count), &facts)
    ZipWriter.put(isLarge ? .max : UInt32(content.count), &facts)
    ZipWriter.put(UInt16(name.utf8.count), &facts)
    var sizes: [UInt8] = []
    if isLarge {
      ZipWriter.put(UInt64(content.count), &sizes)
      ZipWriter.put(UInt64(stored.count), &sizes)
    }
    ZipWriter.put(UInt32(0x0403_4B50), &bytes)
    bytes += facts
    let extra = ZipWriter.extra(sizes)
    ZipWriter.put(UInt16(extra.count), &bytes)
    bytes += Array(name.utf8) + extra
    bytes += stored

    if isFar { ZipWriter.put(UInt64(offset), &sizes) }
    let farExtra = ZipWriter.extra(sizes)
    ZipWriter.put(UInt32(0x0201_4B50), &directory)
    // Written on Unix.
    ZipWriter.put(UInt16(3 << 8 | 45), &directory)
    directory += facts
    ZipWriter.put(UInt16(farExtra.count), &directory)
    // No comment, the first disk, no attributes, a regular file that everybody may read.
    for _ in 0..<3 { ZipWriter.put(UInt16(0), &directory) }
    ZipWriter.put(UInt32(0o100644) << 16, &directory)
    ZipWriter.put(isFar ? .max : UInt32(offset), &directory)
    directory += Array(name.utf8) + farExtra
    count += 1
  }

  /// The whole archive.
  consuming func finished() -> [UInt8] {
    let start = bytes.count
    bytes += directory
    let end = bytes.count
    let isLarge = count >= UInt16.max || start >= UInt32.max || directory.count >= UInt32.max
    if isLarge {
      ZipWriter.put(UInt32(0x0606_4B50), &bytes)
      ZipWriter.put(UInt64(44), &bytes)
      ZipWriter.put(UInt16(45), &bytes)
      ZipWriter.put(UInt16(45), &bytes)
      ZipWriter.put(UInt64(0), &bytes)
      for size in [count, count, directory.count, start] { ZipWriter.put(UInt64(size), &bytes) }
      ZipWriter.put(UInt32(0x0706_4B50), &bytes)
      ZipWriter.put(UInt32(0), &bytes)
      ZipWriter.put(UInt64(end), &bytes)
      ZipWriter.put(UInt32(1), &bytes)
    }
    ZipWriter.put(UInt32(0x0605_4B50), &bytes)
    ZipWriter.put(UInt32(0), &bytes)
    for _ in 0..<2 { ZipWriter.put(isLarge ? .max : UInt16(count), &bytes) }
    ZipWriter.put(isLarge ? .max : UInt32(directory.count), &bytes)
    ZipWriter.put(isLarge ? .max : UInt32(start), &bytes)
    ZipWriter.put(UInt16(0), &bytes)
    return bytes
  }

  private static func extra(_ sizes: [UInt8]) -> [UInt8] {
    guard !sizes.isEmpty else { return [] }
    var extra: [UInt8] = []
    put(UInt16(1), &extra)
    put(UInt16(sizes.count), &extra)
    return extra + sizes
  }

  /// Adds an integer in little-endian order.
  private static func put<T: FixedWidthInteger & UnsignedInteger>(
    _ value: T, _ bytes: inout [UInt8]
  ) {
    for shift in stride(from: 0, to: T.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> T(shift)))
    }
  }
}
