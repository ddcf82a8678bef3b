/// The case of letters and the kinds of characters, as Python's strings know them.
enum StringCase {
  /// A case of letters.
  enum Case { case upper, lower }

  /// Whether Python counts a character as blank.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0: true
    case 0...0x7F: false
    default: scalar.properties.isWhitespace
    }
  }

  /// Whether a character is a letter of any script.
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  /// Whether a character ends a line.
  static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isCased(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isUppercase || scalar.properties.isLowercase
      || scalar.properties.generalCategory == .titlecaseLetter
  }

  /// Whether the letters that have a case are all of one, and there is one.
  static func hasOnly(_ letterCase: Case, _ text: String) -> Bool {
    var found = false
    for scalar in text.unicodeScalars where isCased(scalar) {
      let fits =
        letterCase == .upper ? scalar.properties.isUppercase : scalar.properties.isLowercase
      guard fits else { return false }
      found = true
    }
    return found
  }

  /// The text with each word's first letter in title case and the others in lower case.
  static func titled(_ text: String) -> String {
    var result = ""
    var isInside = false
    for scalar in text.unicodeScalars {
      result += isInside ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
      isInside = isCased(scalar)
    }
    return result
  }

  /// The text with the first character in title case and the others in lower case.
  static func capitalized(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    return first.properties.titlecaseMapping
      + String(Substring(text.unicodeScalars.dropFirst())).lowercased()
  }

  /// The text with upper and lower case exchanged.
  static func swapped(_ text: String) -> String {
    text.unicodeScalars.map {
      $0.properties.isUppercase ? $0.properties.lowercaseMapping : $0.properties.uppercaseMapping
    }.joined()
  }
}
