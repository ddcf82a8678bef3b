import Testing

@testable import LineEditing

@Suite struct EditBufferTests {
  /// A buffer of a text in which `|` marks the cursor.
  private func buffer(_ text: String) -> EditBuffer {
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    return EditBuffer(
      parts.joined(), cursor: parts.count > 1 ? parts[0].unicodeScalars.count : nil)
  }

  /// The text with the cursor marked.
  private func marked(_ buffer: EditBuffer) -> String {
    var scalars = String.UnicodeScalarView(buffer.scalars)
    scalars.insert("|", at: scalars.index(scalars.startIndex, offsetBy: buffer.cursor))
    return String(scalars)
  }

  @Test(arguments: [
    ("ab|", "a|b"), ("e\u{301}|", "|e\u{301}"), ("👩‍🔬|", "|👩‍🔬"), ("a\n|b", "a|\nb"), ("|a", "|a"),
  ])
  func movingBackGoesByCharacters(before: String, after: String) {
    var buffer = buffer(before)
    buffer.move(to: buffer.previousCharacter)
    #expect(marked(buffer) == after)
  }

  @Test(arguments: [
    ("|ab", "a|b"), ("|e\u{301}x", "e\u{301}|x"), ("|👩‍🔬", "👩‍🔬|"), ("a|\nb", "a\n|b"), ("a|", "a|"),
  ])
  func movingOnGoesByCharacters(before: String, after: String) {
    var buffer = buffer(before)
    buffer.move(to: buffer.nextCharacter)
    #expect(marked(buffer) == after)
  }

  @Test(arguments: [
    ("sum(x_1 * 重み)|", "sum(x_1 * |重み)"), ("sum(x_1| * y)", "sum(|x_1 * y)"), ("  |", "|  "),
  ])
  func wordsAreIdentifiersOfAnyScript(before: String, after: String) {
    var buffer = buffer(before)
    buffer.move(to: buffer.previousWord)
    #expect(marked(buffer) == after)
  }

  @Test func theNextWordEndsBehindIt() {
    var buffer = buffer("|(alpha + b)")
    buffer.move(to: buffer.nextWord)
    #expect(marked(buffer) == "(alpha| + b)")
    buffer.move(to: buffer.nextWord)
    #expect(marked(buffer) == "(alpha + b|)")
  }

  @Test func movingUpAndDownKeepsTheColumnOfTheScreen() {
    var text = buffer("日本語x\nab\nabcdefgh|")
    let column = text.column
    #expect(column == 8)
    let result1 = text.moveUp(column: column)
    #expect(result1)
    #expect(marked(text) == "日本語x\nab|\nabcdefgh")
    let result2 = text.moveUp(column: column)
    #expect(result2)
    #expect(marked(text) == "日本語x|\nab\nabcdefgh")
    let result3 = text.moveUp(column: column)
    #expect(!result3)
    let result4 = text.moveDown(column: 3)
    #expect(result4)
    let result5 = text.moveDown(column: 3)
    #expect(result5)
    #expect(marked(text) == "日本語x\nab\nabc|defgh")
    let result6 = text.moveDown(column: 3)
    #expect(!result6)
  }

  @Test func aColumnInsideAWideCharacterIsItsStart() {
    var text = buffer("日本語\nabc|")
    let result7 = text.moveUp(column: 3)
    #expect(result7)
    #expect(marked(text) == "日|本語\nabc")
  }

  @Test(arguments: [
    ("        |x", "    |x"), ("      |", "    |"), ("    |", "|"), ("  a|", "  |"),
    ("a\n|b", "a|b"),
    ("e\u{301}|", "|"),
  ])
  func backspaceTakesAStepOfIndentation(before: String, after: String) {
    var text = buffer(before)
    text.deleteBackward()
    #expect(marked(text) == after)
  }

  @Test(arguments: [("|x", "    |x"), ("  |", "    |"), ("     |", "        |")])
  func indentingFillsAStep(before: String, after: String) {
    var text = buffer(before)
    text.indent()
    #expect(marked(text) == after)
  }

  @Test(arguments: [("ab|", "ba|"), ("a|bc", "ba|c"), ("x\nab|", "x\nba|")])
  func transposingSwapsTheCharactersAroundTheCursor(before: String, after: String) {
    var text = buffer(before)
    let result8 = text.transpose()
    #expect(result8)
    #expect(marked(text) == after)
  }

  @Test func oneCharacterCannotBeTransposed() {
    var text = buffer("a|")
    let result9 = text.transpose()
    #expect(!result9)
    #expect(marked(text) == "a|")
  }

  @Test func offsetsCountBytesAndPositionsScalars() {
    let text = buffer("α=日|x")
    #expect(text.cursorOffset == 6)
    #expect(text.position(ofOffset: 6) == 3)
    #expect(text.position(ofOffset: 100) == 4)
  }

  @Test func aCursorBesideTheTextIsMovedIntoIt() {
    #expect(EditBuffer("abc", cursor: 9).cursor == 3)
    #expect(EditBuffer("abc", cursor: -1).cursor == 0)
  }
}
