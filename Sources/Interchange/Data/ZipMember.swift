/// A file within a ZIP archive, as the archive's directory describes it.
struct ZipMember: Sendable, Hashable {
  /// The name.
  let name: String
  /// How its bytes are stored: 0 as they are, 8 by deflate.
  let method: UInt16
  /// Whether it is encrypted.
  let isEncrypted: Bool
  /// The CRC-32 of its bytes.
  let checksum: UInt32
  /// How many bytes are stored.
  let storedCount: Int
  /// How many bytes it has.
  let count: Int
  /// Where its own header begins.
  let headerOffset: Int
}

extension ZipMember {
  private static let mark: UInt32 = 0x0201_4B50
  /// The fewest bytes that a member takes in the directory.
  static let leastCount = 46

  /// Takes a member from the directory.
  ///
  /// - Throws: `truncated`, `malformed`, `notSupported`.
  init(_ list: inout DataBytes) throws(DataError) {
    let part = "the archive's directory"
    guard try list.integer(UInt32.self, part) == ZipMember.mark else {
      throw .malformed("the archive's directory is damaged")
    }
    _ = try list.take(4, part)
    let flags = try list.integer(UInt16.self, part)
    let method = try list.integer(UInt16.self, part)
    _ = try list.take(4, part)
    let checksum = try list.integer(UInt32.self, part)
    let stored = try list.integer(UInt32.self, part)
    let count = try list.integer(UInt32.self, part)
    let nameCount = Int(try list.integer(UInt16.self, part))
    let extraCount = Int(try list.integer(UInt16.self, part))
    let commentCount = Int(try list.integer(UInt16.self, part))
    _ = try list.take(2 + 2 + 4, part)
    let offset = try list.integer(UInt32.self, part)
    let nameRange = try list.take(nameCount, part)
    let extra = try list.take(extraCount, part)
    _ = try list.take(commentCount, part)
    guard let name = String(validating: list.bytes[nameRange], as: UTF8.self) else {
      throw .notSupported("a member's name is not UTF-8", hint: "write the archive anew")
    }
    var large = DataBytes(list.bytes, in: extra)
    var sizes = try LargeSizes(&large)
    // The order is the specification's: size, stored size, offset.
    let size = try sizes.size(count)
    let storedSize = try sizes.size(stored)
    let place = try sizes.size(offset)
    self.name = name
    self.method = method
    isEncrypted = flags & 1 != 0
    self.checksum = checksum
    self.count = size
    storedCount = storedSize
    headerOffset = place
  }

  /// The sizes of ZIP64, which stand for those that 32 bits do not hold.
  private struct LargeSizes {
    private var field: DataBytes?

    init(_ extra: inout DataBytes) throws(DataError) {
      let part = "a member's extra field"
      // What is too short for a field pads the list, as some writers do.
      while extra.count >= 4 {
        let tag = try extra.integer(UInt16.self, part)
        let range = try extra.take(Int(try extra.integer(UInt16.self, part)), part)
        if tag == 1 { field = DataBytes(extra.bytes, in: range) }
      }
    }

    mutating func size(_ short: UInt32) throws(DataError) -> Int {
      guard short == .max, field != nil else { return Int(short) }
      guard let size = try field?.size("a member's extra field") else {
        throw .malformed("a member's size cannot be")
      }
      return size
    }
  }
}
