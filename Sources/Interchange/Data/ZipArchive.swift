import Tensors

/// A ZIP archive whose members are read one by one.
///
/// What could be a trap is refused: members that share bytes, as in Fifield's zip bomb (2019), sizes
/// that deflate cannot reach, and more bytes in all than the session may hold.
struct ZipArchive {
  /// The members.
  let members: [ZipMember]
  private let bytes: [UInt8]
  /// Where the bytes of each member are stored.
  private let ranges: [Range<Int>]

  /// The archive of a file's bytes.
  ///
  /// - Throws: what is wrong with its structure.
  init(_ bytes: [UInt8]) throws(DataError) {
    let directory = try ZipDirectory(bytes)
    var ranges: [Range<Int>] = []
    var total = 0
    for member in directory.members {
      do throws(DataError) {
        ranges.append(try ZipArchive.range(of: member, in: bytes, before: directory.start))
        try ZipArchive.checkSize(member)
      } catch {
        throw .member(member.name, error)
      }
      let (sum, overflow) = total.addingReportingOverflow(member.count)
      total = overflow ? .max : sum
    }
    try DataMemory.require(total)
    let used = zip(directory.members, ranges).map { ($0.headerOffset, $1.upperBound) }
      .sorted { $0 < $1 }
    for (one, next) in zip(used, used.dropFirst()) where next.0 < one.1 {
      throw .malformed("two members of the archive share bytes, as those of a zip bomb do")
    }
    self.bytes = bytes
    self.ranges = ranges
    members = directory.members
  }

  /// The bytes of the member at a position.
  ///
  /// - Throws: `malformed`, `truncated`, `checksum`, `notSupported`.
  func content(at index: Int) throws(DataError) -> (bytes: [UInt8], range: Range<Int>) {
    let member = members[index]
    let range = ranges[index]
    let result: (bytes: [UInt8], range: Range<Int>)
    switch member.method {
    // What is stored as it is needs no copy.
    case 0: result = (bytes, range)
    case 8:
      let content = try Deflate.inflated(bytes[range], count: member.count)
      result = (content, 0..<content.count)
    default:
      throw .notSupported(
        "it is compressed by method \(member.method), which is not read here",
        hint: "np.savez_compressed and np.savez write what is")
    }
    guard Deflate.checksum(result.bytes[result.range]) == member.checksum else { throw .checksum }
    return result
  }

  /// Where the bytes of a member are, behind its own header.
  private static func range(
    of member: ZipMember, in bytes: [UInt8], before end: Int
  ) throws(DataError) -> Range<Int> {
    guard member.headerOffset < end else { throw .malformed("it is not where it should be") }
    var header = DataBytes(bytes, in: member.headerOffset..<end)
    guard try header.integer(UInt32.self, "a member's header") == 0x0403_4B50 else {
      throw .malformed("it is not where it should be")
    }
    _ = try header.take(22, "a member's header")
    let nameCount = Int(try header.integer(UInt16.self, "a member's header"))
    let extraCount = Int(try header.integer(UInt16.self, "a member's header"))
    _ = try header.take(nameCount + extraCount, "a member's header")
    return try header.take(member.storedCount, "the bytes of a member")
  }

  /// Checks that the sizes of a member can be.
  private static func checkSize(_ member: ZipMember) throws(DataError) {
    if member.isEncrypted {
      throw .notSupported("it is encrypted", hint: "write it without a password")
    }
    switch member.method {
    case 0 where member.count != member.storedCount:
      throw .malformed("it says two sizes: \(member.count) and \(member.storedCount)")
    case 8 where member.count / Deflate.mostExpansion > member.storedCount:
      throw .malformed(
        "it says that \(member.storedCount) compressed bytes are \(member.count), which deflate "
          + "cannot reach")
    default: break
    }
  }
}
