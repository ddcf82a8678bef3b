/// An error as it is shown: its text, and the place in the source that it is about.
public struct Diagnostic: Error, Sendable {
  /// The name of Python's exception, such as `SyntaxError`.
  public let type: String
  /// What happened.
  public let message: String
  /// What to do next.
  public let hint: String?
  /// Where it happened, in the source's text.
  public let range: SourceRange?
  /// The text that the range points into.
  public let source: EntrySource?
  /// More to know, a line each.
  public let notes: [String]

  /// A diagnostic of a type with its text and place.
  public init(
    type: String, message: String, hint: String? = nil, range: SourceRange? = nil,
    source: EntrySource? = nil, notes: [String] = []
  ) {
    self.type = type
    self.message = message
    self.hint = hint
    self.range = range
    self.source = source
    self.notes = notes
  }

  /// The diagnostic of a syntax error in a text.
  public init(_ error: SyntaxError, source: EntrySource) {
    self.init(
      type: error.typeName, message: error.message, hint: error.hint, range: error.range,
      source: source)
  }

  /// The line of the file, from 1, or nil without a place, in O(length of the text).
  public var line: Int? { place?.line }

  /// The column in characters, from 1, in O(length of the text).
  public var column: Int? {
    place.map { $0.text(from: $0.lineStart, to: $0.start).count + 1 }
  }

  /// How many characters of its first line the place covers, at least 1, in
  /// O(length of the text).
  public var length: Int? {
    place.map { max(1, $0.text(from: $0.start, to: $0.end).count) }
  }

  /// The range within its line, or nil without one.
  var place: DiagnosticPlace? {
    guard let range, let source else { return nil }
    return DiagnosticPlace(range, in: source)
  }
}

/// A range of a text clipped to the line it starts on.
struct DiagnosticPlace {
  let bytes: [UInt8]
  /// The number of the line in the file.
  let line: Int
  /// The offsets of the line without its break.
  let lineStart: Int
  let lineEnd: Int
  /// The offsets of the range within the line.
  let start: Int
  let end: Int

  init(_ range: SourceRange, in source: EntrySource) {
    bytes = Array(source.text.utf8)
    let start = min(max(0, range.start), bytes.count)
    var lineStart = 0
    var number = source.firstLine
    var index = 0
    while index < start {
      let isPair =
        bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count
        && bytes[index + 1] == UInt8(ascii: "\n")
      if bytes[index].isLineBreak, !isPair {
        if source.numbersLines { number += 1 }
        lineStart = index + 1
      }
      index += 1
    }
    var lineEnd = lineStart
    while lineEnd < bytes.count, !bytes[lineEnd].isLineBreak { lineEnd += 1 }
    line = number
    self.lineStart = lineStart
    self.lineEnd = lineEnd
    self.start = min(start, lineEnd)
    end = min(max(self.start, range.end), lineEnd)
  }

  /// The text between two offsets.
  func text(from start: Int, to end: Int) -> String {
    String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }
}
