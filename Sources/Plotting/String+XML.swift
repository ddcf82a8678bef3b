extension String {
  /// The text as it stands in XML 1.0 and in HTML, also within quotes.
  ///
  /// Characters that XML has no way to write, not even by their number, become U+FFFD, the
  /// replacement character: their places stay to be seen, and documents stay well-formed (Extensible
  /// Markup Language 1.0, fifth edition, section 2.2).
  package var xmlEscaped: String { xmlEscaped(inAttribute: false) }

  /// The text as the value of an attribute, from which a reader gets its line breaks and tabs back.
  ///
  /// Written as they are, they would be read as blanks (section 3.3.3).
  package var xmlAttribute: String { xmlEscaped(inAttribute: true) }

  private func xmlEscaped(inAttribute isAttribute: Bool) -> String {
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\r": result += "&#13;"
      case "\n" where isAttribute: result += "&#10;"
      case "\t" where isAttribute: result += "&#9;"
      default: result.unicodeScalars.append(scalar.isXMLCharacter ? scalar : "\u{FFFD}")
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether XML 1.0 allows it: the production `Char` of section 2.2.
  fileprivate var isXMLCharacter: Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
