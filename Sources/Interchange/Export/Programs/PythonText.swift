/// Texts as a program of Python's writes them.
enum PythonText {
  /// A text between double quotes.
  static func literal(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// What stands between the double quotes.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\t": escaped += "\\t"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
