import Plotting

/// Writes XML 1.0 (W3C Recommendation, fifth edition).
struct XMLWriter {
  private var document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
  private var depth = 0
  /// Whether the last tag has no `>` yet: without content it becomes `/>`.
  private var isTagOpen = false
  /// Whether what was written last is an element, so that its parent ends on a line of its own.
  private var isAfterElement = false

  /// What was written.
  var text: String { document + "\n" }

  /// Writes an element whose content `body` writes, on a line of its own.
  mutating func element(
    _ name: String, _ attributes: [(String, String)], _ body: (inout XMLWriter) -> Void
  ) {
    closeTag()
    document += "\n" + indentation + "<" + name
    for (key, value) in attributes {
      document += " \(key)=\"\(value.xmlAttribute)\""
    }
    isTagOpen = true
    isAfterElement = false
    depth += 1
    body(&self)
    depth -= 1
    if isTagOpen {
      document += "/>"
    } else {
      document += (isAfterElement ? "\n" + indentation : "") + "</\(name)>"
    }
    isTagOpen = false
    isAfterElement = true
  }

  /// Writes characters as they are.
  mutating func characters(_ content: String) {
    guard !content.isEmpty else { return }
    closeTag()
    document += content.xmlEscaped
    isAfterElement = false
  }

  private mutating func closeTag() {
    if isTagOpen { document += ">" }
    isTagOpen = false
  }

  private var indentation: String { String(repeating: "  ", count: depth) }
}
