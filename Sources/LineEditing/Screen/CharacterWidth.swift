import CLineEdit

/// How many columns of the terminal a character takes.
///
/// Scalars are asked of the C library by the locale of `LC_CTYPE`, which is UTF-8 while an editor
/// is open: terminals ask it too, or copy its tables.
enum CharacterWidth {
  /// The columns of a text without line breaks and tabs, in O(length).
  static func of(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  /// The columns of a character: 0 for what shows nothing by itself, 1 or 2.
  static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
    let scalars = character.unicodeScalars
    guard let base = scalars.first else { return 0 }
    let width = of(base)
    guard width == 1, scalars.count > 1 else { return width }
    // A variation selector asks for the emoji, two regional indicators make a flag.
    let isFlag = scalars.prefix(2).allSatisfy(isRegionalIndicator)
    return isFlag || scalars.contains("\u{FE0F}") ? 2 : 1
  }

  /// The columns of a scalar that stands alone.
  private static func of(_ scalar: Unicode.Scalar) -> Int {
    let width = cle_character_width(wchar_t(scalar.value))
    guard width < 0 else { return Int(width) }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return 0
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    // Newer than the library's tables: emoji and ideographs are the wide ones.
    let isIdeograph = (0x20000...0x3FFFD).contains(scalar.value)
    return scalar.properties.isEmojiPresentation || isIdeograph ? 2 : 1
  }

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }
}
