/// The lines of a text that begin a statement: not those within a bracket or a string.
///
/// Notebooks have lines there that are no Python, and that whoever reads them replaces.
public enum StatementLines {
  /// A line that begins a statement, with the lines that it goes on with.
  public struct Line: Sendable, Hashable {
    /// The line's number, from 1.
    public let number: Int
    /// The blanks before the statement.
    public let indentation: String
    /// The rest of the line, with that of the lines joined to it by a backslash at their end.
    public let text: String
  }

  /// The text with some lines replaced; the numbers of the others stay as they are.
  ///
  /// Comments and blank lines are no statements. A line that is replaced is not read, so that it
  /// may hold anything.
  ///
  /// - Parameter replacement: what stands instead of a line behind its indentation; nil for the
  ///   line itself.
  /// - Complexity: O(length of the text).
  public static func replacing(in text: String, _ replacement: (Line) -> String?) -> String {
    let scanner = LineScanner(text)
    let bytes = scanner.bytes
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var offset = 0
    var number = 1
    while offset < bytes.count {
      let start = scanner.start(at: offset)
      guard start.kind == .code else {
        let end = scanner.endOfLine(offset)
        result += bytes[offset..<end]
        offset = end
        number += 1
        continue
      }
      let (content, end, count) = joined(scanner, at: start.offset)
      let indentation = bytes[offset..<start.offset]
      let line = Line(
        number: number, indentation: String(decoding: indentation, as: UTF8.self), text: content)
      if let new = replacement(line) {
        result += indentation + Array(new.utf8)
        // The lines that were joined to it stay as empty ones, so that the numbers do.
        let hasBreak = bytes[end - 1].isLineBreak
        result += [UInt8](repeating: UInt8(ascii: "\n"), count: hasBreak ? count : count - 1)
        offset = end
        number += count
      } else {
        let logical = scanner.line(at: start.offset)
        result += bytes[offset..<logical.end]
        offset = logical.end
        number += logical.lines
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A line with those that a backslash at its end joins to it: their text, where they end, and how
  /// many they are.
  private static func joined(
    _ scanner: LineScanner, at offset: Int
  ) -> (text: String, end: Int, count: Int) {
    var text = ""
    var offset = offset
    var count = 0
    while true {
      let end = scanner.endOfLine(offset)
      var contentEnd = end
      while contentEnd > offset, scanner.bytes[contentEnd - 1].isLineBreak { contentEnd -= 1 }
      let content = scanner.bytes[offset..<contentEnd]
      text += String(decoding: content, as: UTF8.self)
      count += 1
      guard content.last == UInt8(ascii: "\\"), end < scanner.bytes.count else {
        return (text, end, count)
      }
      text.removeLast()
      offset = end
    }
  }
}
