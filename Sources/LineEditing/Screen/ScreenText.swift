/// Cells behind one another: every character in a form that can be seen and does no harm.
struct ScreenText {
  private(set) var cells: [ScreenCell] = []

  /// The cells of a text; line breaks are shown as the control characters that they are.
  init(_ text: some StringProtocol, style: TextStyle) {
    for character in text { ScreenText.forEachCell(of: character, style) { cells.append($0) } }
  }

  /// The cells of texts behind one another.
  init(_ texts: [StyledText]) {
    for text in texts { cells += ScreenText(text.text, style: text.style).cells }
  }

  /// As many cells as a number of columns holds.
  ///
  /// - Parameter ellipsis: what stands at the end where something was cut.
  func prefix(columns: Int, ellipsis: String = "") -> [ScreenCell] {
    let width = cells.reduce(0) { $0 + Int($1.width) }
    guard width > columns else { return cells }
    var room = columns - ellipsis.count
    let kept = cells.prefix { cell in
      room -= Int(cell.width)
      return room >= 0
    }
    let mark = ScreenText(ellipsis, style: cells[kept.count].style).cells
    return kept + Array(mark.prefix(columns))
  }

  /// Passes on what is shown for a character.
  ///
  /// Control characters become `^X`, others that cannot be seen `<202E>`, both reversed: what a
  /// terminal would obey or hide is shown instead.
  static func forEachCell(
    of character: Character, _ style: TextStyle, _ body: (ScreenCell) -> Void
  ) {
    let width = CharacterWidth.of(character)
    guard width == 0 else {
      return body(ScreenCell(text: String(character), width: UInt8(width), style: style))
    }
    var reversed = style
    reversed.isReversed = true
    for scalar in character.unicodeScalars {
      for shown in visibleForm(of: scalar) {
        body(ScreenCell(text: String(shown), width: 1, style: reversed))
      }
    }
  }

  private static func visibleForm(of scalar: Unicode.Scalar) -> String {
    guard scalar.value < 0x20 || scalar.value == 0x7F else {
      return "<\(String(scalar.value, radix: 16, uppercase: true))>"
    }
    return "^\(Unicode.Scalar(UInt8(scalar.value) ^ 0x40))"
  }
}
