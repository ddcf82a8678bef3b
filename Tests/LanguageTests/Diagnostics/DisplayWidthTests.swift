import Testing

@testable import Language

@Suite struct DisplayWidthTests {
  static let aTextTakesColumnsCases: [(String, Int)] = [
    ("abc", 3), ("θ", 1), ("重み", 4), ("ｘ", 2), ("ﾊ", 1), ("e\u{301}", 1), ("\u{200B}", 0),
    ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("🇯🇵", 2), ("❤\u{FE0F}", 2), ("…", 1),
    ("′", 1), ("𠀀", 2), ("", 0),
  ]

  @Test(arguments: aTextTakesColumnsCases)
  func aTextTakesColumns(_ text: String, _ width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }
}
