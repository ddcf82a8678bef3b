import Testing

@testable import LineEditing

@Suite struct EditBufferTests {
  /// Widths are those of the locale that an editor sets.
  init() { _ = Terminal.isUTF8 }

  @Test(arguments: [
    ("        |x", "    |x"), ("      |", "    |"), ("    |", "|"), ("  a|", "  |"),
    ("a\n|b", "a|b"),
    ("e\u{301}|", "|"),
  ])
  func backspaceTakesAStepOfIndentation(before: String, after: String) {
    var text = EditBuffer(marked: before)
    text.deleteBackward()
    #expect(text.marked == after)
  }

  @Test(arguments: [("|x", "    |x"), ("  |", "    |"), ("     |", "        |")])
  func indentingFillsAStep(before: String, after: String) {
    var text = EditBuffer(marked: before)
    text.indent()
    #expect(text.marked == after)
  }

  @Test(arguments: [("ab|", "ba|"), ("a|bc", "ba|c"), ("x\nab|", "x\nba|")])
  func transposingSwapsTheCharactersAroundTheCursor(before: String, after: String) {
    var text = EditBuffer(marked: before)
    let result8 = text.transpose()
    #expect(result8)
    #expect(text.marked == after)
  }

  @Test func oneCharacterCannotBeTransposed() {
    var text = EditBuffer(marked: "a|")
    let result9 = text.transpose()
    #expect(!result9)
    #expect(text.marked == "a|")
  }

  @Test func offsetsCountBytesAndPositionsScalars() {
    let text = EditBuffer(marked: "α=日|x")
    #expect(text.cursorOffset == 6)
    #expect(text.position(ofOffset: 6) == 3)
    #expect(text.position(ofOffset: 100) == 4)
  }

  @Test func aCursorBesideTheTextIsMovedIntoIt() {
    #expect(EditBuffer("abc", cursor: 9).cursor == 3)
    #expect(EditBuffer("abc", cursor: -1).cursor == 0)
  }

  @Test func unindentingTakesAStepFromTheLine() {
    var text = EditBuffer(marked: "a\n      b|c")
    let isDone = text.unindent()
    #expect(isDone)
    #expect(text.marked == "a\n  b|c")
    let isDoneAgain = text.unindent()
    #expect(isDoneAgain)
    #expect(text.marked == "a\nb|c")
    let isDoneAThirdTime = text.unindent()
    #expect(!isDoneAThirdTime)
  }

  @Test(arguments: [
    ("def f(x):\n    |", "    y = x + 1\n    return y", "def f(x):\n    y = x + 1\n    return y|"),
    ("    |", "  if x:\n    y\n\n  z\n", "    if x:\n      y\n\n    z\n|"),
    ("    |", "\tif x:\n\t\ty", "    if x:\n        y|"),
    ("    |", "        x\n    y\nz", "    x\ny\nz|"),
    ("    |", "x\n    y", "    x\n    y|"), ("|", "    x\n    y", "    x\n    y|"),
    ("  a|", "  x\n  y", "  a  x\n  y|"), ("    |", "", "    |"), ("  |", "  ", "  |"),
  ])
  func anIndentedPasteBehindIndentationIsMovedAsAWhole(before: String, paste: String, after: String)
  {
    var text = EditBuffer(marked: before)
    text.paste(paste, isIndented: paste.first == " " || paste.first == "\t")
    #expect(text.marked == after)
  }

  @Test func aPasteThatLostItsIndentationIsMovedTo() {
    var text = EditBuffer(marked: "    |")
    text.paste("if x:\n  y\nz", isIndented: true)
    #expect(text.marked == "    if x:\n      y\n    z|")
  }

  @Test(arguments: ["foo(\n|", "foo(\n    |", "foo(\n  |  ", "def f():\n    x\n    |"])
  func anEmptyLastLineEndsTheTextWhateverIsOpen(before: String) {
    var text = EditBuffer(marked: before)
    let goesOn = text.enter { _ in "    " }
    #expect(!goesOn)
    #expect(text.marked == before)
  }

  @Test func enterAboveTheLastLineBreaksItWithItsIndentation() {
    var text = EditBuffer(marked: "if x:\n    a|b\n    c")
    let goesOn = text.enter { _ in nil }
    #expect(goesOn)
    #expect(text.marked == "if x:\n    a\n    |b\n    c")
  }

  @Test func enterInTheLastLineAsksForTheWholeText() {
    var text = EditBuffer(marked: "def f(x):|")
    var asked: [String] = []
    let goesOn = text.enter {
      asked.append($0)
      return "    "
    }
    #expect(goesOn)
    #expect(asked == ["def f(x):"])
    #expect(text.marked == "def f(x):\n    |")
    var complete = EditBuffer(marked: "x = |1")
    let isOpen = complete.enter { _ in nil }
    #expect(!isOpen)
    #expect(complete.marked == "x = |1")
  }

  @Test func anEmptyFirstLineAsksToo() {
    var text = EditBuffer(marked: "|")
    let goesOn = text.enter { _ in nil }
    #expect(!goesOn)
  }
}
