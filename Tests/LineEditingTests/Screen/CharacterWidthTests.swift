import Glibc
import Testing

@testable import LineEditing

@Suite struct CharacterWidthTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  /// By UAX #11 (East Asian Width) and UTS #51 (emoji), as terminals follow them.
  @Test(
    arguments: [
      ("a", 1), ("α", 1), ("θ", 1), ("∂", 1), ("∇", 1), ("′", 1), ("″", 1), ("ℓ", 1), ("ₙ", 1),
      ("…", 1), ("⋮", 1), ("é", 1), ("e\u{301}", 1), ("x\u{20D7}", 1), ("日", 2), ("が", 2), ("ｱ", 1),
      ("Ａ", 2), ("가", 2), ("　", 2), ("😀", 2), ("❤", 1), ("❤️", 2), ("👩‍🔬", 2), ("👍🏽", 2),
      ("🇯🇵", 2), ("\u{1FAE9}", 2), ("\u{31350}", 2), ("\u{378}", 1), ("\u{202E}", 0),
      ("\u{200B}", 0), ("\u{7}", 0), ("\u{9B}", 0), ("\u{301}", 0), ("\u{2028}", 0),
    ] as [(Character, Int)])
  func charactersTakeTheColumnsThatTerminalsGiveThem(character: Character, width: Int) {
    #expect(CharacterWidth.of(character) == width)
  }

  @Test func aTextTakesTheSum() {
    #expect(CharacterWidth.of("α = 日本") == 8)
  }
}
