@testable import LineEditing

extension EditBuffer {
  /// A text in which `|` marks the cursor.
  init(marked text: String) {
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(parts.joined(), cursor: parts.count > 1 ? parts[0].unicodeScalars.count : nil)
  }

  /// The text with the cursor marked.
  var marked: String {
    var scalars = String.UnicodeScalarView(scalars)
    scalars.insert("|", at: scalars.index(scalars.startIndex, offsetBy: cursor))
    return String(scalars)
  }
}
