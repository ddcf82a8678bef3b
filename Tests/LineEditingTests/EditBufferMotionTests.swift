import Testing

@testable import LineEditing

@Suite struct EditBufferMotionTests {
  /// Widths are those of the locale that an editor sets.
  init() { _ = Terminal.isUTF8 }

  @Test(arguments: [
    ("ab|", "a|b"), ("e\u{301}|", "|e\u{301}"), ("👩‍🔬|", "|👩‍🔬"), ("a\n|b", "a|\nb"), ("|a", "|a"),
  ])
  func movingBackGoesByCharacters(before: String, after: String) {
    var buffer = EditBuffer(marked: before)
    buffer.move(to: buffer.position(after: .previousCharacter))
    #expect(buffer.marked == after)
  }

  @Test(arguments: [
    ("|ab", "a|b"), ("|e\u{301}x", "e\u{301}|x"), ("|👩‍🔬", "👩‍🔬|"), ("a|\nb", "a\n|b"), ("a|", "a|"),
  ])
  func movingOnGoesByCharacters(before: String, after: String) {
    var buffer = EditBuffer(marked: before)
    buffer.move(to: buffer.position(after: .nextCharacter))
    #expect(buffer.marked == after)
  }

  @Test(arguments: [
    ("sum(x_1 * 重み)|", "sum(x_1 * |重み)"), ("sum(x_1| * y)", "sum(|x_1 * y)"), ("  |", "|  "),
  ])
  func wordsAreIdentifiersOfAnyScript(before: String, after: String) {
    var buffer = EditBuffer(marked: before)
    buffer.move(to: buffer.position(after: .previousWord))
    #expect(buffer.marked == after)
  }

  @Test func theNextWordEndsBehindIt() {
    var buffer = EditBuffer(marked: "|(alpha + b)")
    buffer.move(to: buffer.position(after: .nextWord))
    #expect(buffer.marked == "(alpha| + b)")
    buffer.move(to: buffer.position(after: .nextWord))
    #expect(buffer.marked == "(alpha + b|)")
  }

  @Test func movingUpAndDownKeepsTheColumnOfTheScreen() {
    var text = EditBuffer(marked: "日本語x\nab\nabcdefgh|")
    let column = text.column
    #expect(column == 8)
    let result1 = text.moveUp(column: column)
    #expect(result1)
    #expect(text.marked == "日本語x\nab|\nabcdefgh")
    let result2 = text.moveUp(column: column)
    #expect(result2)
    #expect(text.marked == "日本語x|\nab\nabcdefgh")
    let result3 = text.moveUp(column: column)
    #expect(!result3)
    let result4 = text.moveDown(column: 3)
    #expect(result4)
    let result5 = text.moveDown(column: 3)
    #expect(result5)
    #expect(text.marked == "日本語x\nab\nabc|defgh")
    let result6 = text.moveDown(column: 3)
    #expect(!result6)
  }

  @Test func aColumnInsideAWideCharacterIsItsStart() {
    var text = EditBuffer(marked: "日本語\nabc|")
    let result7 = text.moveUp(column: 3)
    #expect(result7)
    #expect(text.marked == "日|本語\nabc")
  }

  @Test(arguments: [
    ("f′(θ_1) + 👩‍🔬 ❤️|", "f′(|θ_1) + 👩‍🔬 ❤️"), ("cafe\u{301}|", "|cafe\u{301}"), ("a\nb\n|", "a\n|b\n"),
  ])
  func wordsGoBackByWholeCharacters(before: String, after: String) {
    var buffer = EditBuffer(marked: before)
    buffer.move(to: buffer.position(after: .previousWord))
    #expect(buffer.marked == after)
  }

  @Test(arguments: [
    ("|❤️ 👩‍🔬x", "❤️ 👩‍🔬x|"), ("|cafe\u{301}!", "cafe\u{301}|!"), ("a|\nb1+", "a\nb1|+"),
  ])
  func wordsGoOnByWholeCharacters(before: String, after: String) {
    var buffer = EditBuffer(marked: before)
    buffer.move(to: buffer.position(after: .nextWord))
    #expect(buffer.marked == after)
  }

  private static let killed: [(Motion, String, String)] = [
    (.lineEnd, "ab|cd\ne", "ab|\ne"), (.lineEnd, "ab|\ncd", "ab|cd"), (.lineEnd, "ab|", "ab|"),
    (.lineStart, "a\nbc|d", "a\n|d"), (.lineStart, "a\n|b", "a|b"), (.lineStart, "|a", "|a"),
    (.previousBlank, "x = a.b[1] |", "x = |"), (.previousBlank, "grad  z|", "grad  |"),
    (.nextWord, "a| + bc", "a|"),
  ]

  @Test(arguments: killed)
  func killingGoesByLinesBlanksAndWords(motion: Motion, before: String, after: String) {
    var buffer = EditBuffer(marked: before)
    buffer.remove(buffer.killRange(of: motion))
    #expect(buffer.marked == after)
  }

  @Test func lineAndTextHaveTheirEnds() {
    let text = EditBuffer(marked: "ab\ncd|e\nf")
    #expect(text.position(after: .lineStart) == 3)
    #expect(text.position(after: .lineEnd) == 6)
    #expect(text.position(after: .textStart) == 0)
    #expect(text.position(after: .textEnd) == 8)
  }
}
