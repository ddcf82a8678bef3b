/// A file as a session read it, kept beside the entry that did: by the time the session is recovered,
/// the file may be another or gone.
public struct JournalFile: Sendable, Hashable {
  /// The path by which the entry named it.
  public let path: String
  /// What it held.
  public let text: String

  /// A file's path and text.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The line of a journal that holds it.
  var line: [UInt8] { EscapedLine.otherMark + EscapedLine.encoded("\(path)\n\(text)") }

  /// The file that a line of a journal holds; nil where it holds none.
  init?(_ line: ArraySlice<UInt8>) {
    guard line.starts(with: EscapedLine.otherMark),
      let content = EscapedLine.decoded(line.dropFirst(EscapedLine.otherMark.count)),
      let end = content.firstIndex(of: "\n")
    else { return nil }
    path = String(content[..<end])
    text = String(content[content.index(after: end)...])
  }
}
