import Language

/// The comments within an entry's text, handed out as the statements around them are written.
struct EntryComments {
  private let bytes: [UInt8]
  private var comments: [SourceRange]

  init(_ source: EntrySource) {
    let scan = TokenScan(source.text)
    bytes = scan.bytes
    comments = scan.tokens.filter { $0.kind == .comment }.map(\.range)
  }

  /// The comments that begin before an offset.
  mutating func take(before offset: Int) -> [String] {
    let found = comments.filter { $0.start < offset }
    comments.removeAll { $0.start < offset }
    return found.map(text)
  }

  /// The comment behind an offset on the same line.
  mutating func take(behind offset: Int) -> String? {
    guard let index = comments.firstIndex(where: { $0.start >= offset }) else { return nil }
    let comment = comments[index]
    let isSameLine = bytes[offset..<comment.start].allSatisfy { byte in
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: ";")
        || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ")")
    }
    guard isSameLine else { return nil }
    comments.remove(at: index)
    return text(comment)
  }

  private func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }
}
