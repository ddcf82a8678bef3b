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
      document += " \(key)=\"\(XMLWriter.escaped(value, isAttribute: true))\""
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
    document += XMLWriter.escaped(content, isAttribute: false)
    isAfterElement = false
  }

  private mutating func closeTag() {
    if isTagOpen { document += ">" }
    isTagOpen = false
  }

  private var indentation: String { String(repeating: "  ", count: depth) }

  /// Characters as they can stand in a document: section 2.2 allows no control characters, not even
  /// escaped ones, so those are written as their code points are named.
  static func escaped(_ content: String, isAttribute: Bool) -> String {
    var result = ""
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where isAttribute: result += "&quot;"
      case "\n" where isAttribute: result += "&#10;"
      case "\t" where isAttribute: result += "&#9;"
      case "\r": result += "&#13;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        if isAllowed {
          result.unicodeScalars.append(scalar)
        } else {
          result += "U+" + String(scalar.value + 0x10000, radix: 16, uppercase: true).dropFirst()
        }
      }
    }
    return result
  }
}
