/// A file as a session read it, kept beside the entry that did: by the time the session is recovered,
/// the file may be another or gone.
public struct JournalFile: Sendable, Hashable {
  /// What is kept of a file.
  public enum Content: Sendable, Hashable {
    /// The text of one that can be run.
    case text(String)
    /// The bytes of one that holds data.
    case bytes([UInt8])
    /// How many bytes there are, and their CRC-32: of one that holds much data.
    case mark(count: Int, checksum: UInt32)
  }

  /// The most bytes of a data file that are kept as they are.
  static let byteLimit = 4 << 20

  /// The path by which the entry named it.
  public let path: String
  /// What is kept of it.
  public let content: Content

  /// A file's path and text.
  public init(path: String, text: String) {
    self.path = path
    content = .text(text)
  }

  /// A data file's path and bytes, of which only a mark is kept where they are many.
  ///
  /// - Complexity: O(n), where n is the number of bytes.
  public init(path: String, data: [UInt8]) {
    self.path = path
    content =
      data.count <= JournalFile.byteLimit
      ? .bytes(data) : .mark(count: data.count, checksum: Deflate.checksum(data[...]))
  }

  private init(path: String, content: Content) {
    self.path = path
    self.content = content
  }

  /// Whether bytes that were read again are those that were read first.
  public func isOf(_ data: [UInt8]) -> Bool {
    switch content {
    case .text(let text): data.elementsEqual(text.utf8)
    case .bytes(let bytes): data == bytes
    case .mark(let count, let checksum):
      data.count == count && Deflate.checksum(data[...]) == checksum
    }
  }

  // MARK: Lines of a journal

  /// What the line of a data file's bytes begins with.
  private static let bytesMark = Array("\\b".utf8)
  /// What the line of a data file's mark begins with.
  private static let checksumMark = Array("\\c".utf8)

  /// The line of a journal that holds it.
  var line: [UInt8] {
    switch content {
    case .text(let text): EscapedLine.otherMark + EscapedLine.encoded("\(path)\n\(text)")
    case .bytes(let bytes):
      JournalFile.bytesMark + EscapedLine.encoded("\(path)\n") + Base64.encoded(bytes)
    case .mark(let count, let checksum):
      JournalFile.checksumMark + EscapedLine.encoded("\(path)\n\(count) \(checksum)")
    }
  }

  /// The file that a line of a journal holds; nil where it holds none.
  init?(_ line: ArraySlice<UInt8>) {
    let marks = [EscapedLine.otherMark, JournalFile.bytesMark, JournalFile.checksumMark]
    guard let mark = marks.first(where: { line.starts(with: $0) }),
      let text = EscapedLine.decoded(line.dropFirst(mark.count)),
      let end = text.utf8.firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    let path = String(text[..<end])
    let rest = String(text[text.utf8.index(after: end)...])
    switch mark {
    case JournalFile.bytesMark:
      guard let bytes = Base64.decoded(rest) else { return nil }
      self.init(path: path, content: .bytes(bytes))
    case JournalFile.checksumMark:
      let numbers = rest.split(separator: " ")
      guard numbers.count == 2, let count = Int(numbers[0]), let checksum = UInt32(numbers[1])
      else { return nil }
      self.init(path: path, content: .mark(count: count, checksum: checksum))
    default: self.init(path: path, text: rest)
    }
  }
}
