/// The directory at the end of a ZIP archive.
///
/// Source: PKWARE's APPNOTE 6.3.10, sections 4.3.7 to 4.3.16 and 4.5.3 (ZIP64). Sizes are taken from
/// the directory, so that members which were written as a stream, with their sizes behind them, are
/// read like the others.
struct ZipDirectory {
  /// The members, in the order of the directory.
  let members: [ZipMember]
  /// Where the directory begins, and the members end.
  let start: Int

  private static let endMark: UInt32 = 0x0605_4B50
  private static let endCount = 22

  /// The directory of an archive.
  ///
  /// - Throws: `notOfFormat`, `truncated`, `malformed`, `notSupported`.
  init(_ bytes: [UInt8]) throws(DataError) {
    guard let end = ZipDirectory.end(of: bytes) else {
      let isBegun = bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
      if isBegun { throw .truncated(part: "the archive: its directory is missing") }
      throw .notOfFormat("ZIP archive", reason: "the directory at its end is missing")
    }
    var reader = DataBytes(bytes, in: end + 4..<bytes.count)
    let part = "the archive's directory"
    let disks = (
      try reader.integer(UInt16.self, part), try reader.integer(UInt16.self, part)
    )
    let here = try reader.integer(UInt16.self, part)
    let total = try reader.integer(UInt16.self, part)
    let size = try reader.integer(UInt32.self, part)
    let offset = try reader.integer(UInt32.self, part)
    var place = Place(count: Int(total), size: Int(size), offset: Int(offset))
    let isLarge = total == .max || size == .max || offset == .max
    if isLarge, let large = try ZipDirectory.largePlace(before: end, in: bytes) {
      place = large
    } else if disks.0 != 0 || disks.1 != 0 || here != total {
      throw .notSupported("the archive is split over several files", hint: "join its parts")
    }
    guard place.offset <= end, place.size <= end - place.offset,
      place.count <= place.size / ZipMember.leastCount
    else { throw .malformed("the archive's directory is not where it should be") }
    start = place.offset
    var list = DataBytes(bytes, in: place.offset..<place.offset + place.size)
    var members: [ZipMember] = []
    for _ in 0..<place.count { members.append(try ZipMember(&list)) }
    self.members = members
  }

  /// Where a directory is said to be.
  private struct Place {
    let count: Int
    let size: Int
    let offset: Int
  }

  /// Where the record at the end begins, behind which only its comment stands.
  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= endCount else { return nil }
    let last = bytes.count - endCount
    for offset in stride(from: last, through: max(0, last - 0xFFFF), by: -1)
    where bytes[offset] == 0x50 && bytes[offset + 1] == 0x4B && bytes[offset + 2] == 5
      && bytes[offset + 3] == 6
    {
      let comment = Int(bytes[offset + 20]) | Int(bytes[offset + 21]) << 8
      if offset + endCount + comment == bytes.count { return offset }
    }
    return nil
  }

  /// What the record of ZIP64 says; nil where there is none.
  private static func largePlace(before end: Int, in bytes: [UInt8]) throws(DataError) -> Place? {
    let part = "the archive's ZIP64 directory"
    guard end >= 20 else { return nil }
    var locator = DataBytes(bytes, in: end - 20..<end)
    guard try locator.integer(UInt32.self, part) == 0x0706_4B50 else { return nil }
    _ = try locator.take(4, part)
    guard let offset = try locator.size(part), offset <= end - 20 else {
      throw .malformed("\(part) is not where it should be")
    }
    var record = DataBytes(bytes, in: offset..<end - 20)
    guard try record.integer(UInt32.self, part) == 0x0606_4B50 else {
      throw .malformed("\(part) is not where it should be")
    }
    // Its own length, two versions and two disks.
    _ = try record.take(8 + 4 + 8, part)
    let here = try record.size(part)
    let count = try record.size(part)
    let size = try record.size(part)
    let start = try record.size(part)
    guard here == count, let count, let size, let start else {
      throw .malformed("\(part) says what cannot be")
    }
    return Place(count: count, size: size, offset: start)
  }
}
