import Testing

@testable import LineEditing

@Suite struct EditBufferViLineTests {
  @Test(arguments: [
    ("a\n  b|\n  c", 1, "a\n  |c"), ("a\nb|", 1, "|a"), ("a|\nb\nc", 2, "|c"),
    ("a\n|b\nc", 9, "|a"),
    ("a|b", 1, "|"), ("|", 1, "|"), ("a\n|", 1, "|a"), ("|\na", 1, "|a"),
  ])
  func linesAreDeletedWithALineBreak(before: String, count: Int, after: String) {
    var text = EditBuffer(marked: before)
    text.deleteLines(count)
    #expect(text.marked == after)
  }

  @Test(arguments: [
    ("a\n  b|c\nd", 1, "a\n  |\nd"), ("a\n  |b\nc", 2, "a\n  |"), ("a|b", 1, "|"),
    ("  |", 1, "  |"),
    ("| ab", 1, " |"),
  ])
  func changedLinesKeepTheirIndentation(before: String, count: Int, after: String) {
    var text = EditBuffer(marked: before)
    text.changeLines(count)
    #expect(text.marked == after)
  }

  @Test(arguments: [
    ("a|b\nc", false, "ab\n  |x\ny\nc"), ("a\nb|", true, "a\n  |x\ny\nb"), ("|", false, "  |x\ny"),
    ("a|", false, "a\n  |x\ny"),
  ])
  func linesArePutInAboveOrBelow(before: String, isAbove: Bool, after: String) {
    var text = EditBuffer(marked: before)
    text.put(lines: "  x\ny", isAbove: isAbove)
    #expect(text.marked == after)
  }

  @Test(arguments: [
    ("|ab", false, "ax|yb"), ("|ab", true, "x|yab"), ("a\n|\nb", false, "a\nx|y\nb"),
    ("a|b\nc", false, "abx|y\nc"),
  ])
  func textIsPutInBehindACharacterOrBeforeIt(before: String, isBefore: Bool, after: String) {
    var text = EditBuffer(marked: before)
    text.put("xy", isBefore: isBefore)
    #expect(text.marked == after)
  }

  @Test(arguments: [
    ("a\n  b|c\nd", false, "a\n  bc\n  |\nd"), ("a\n  b|c\nd", true, "a\n  |\n  bc\nd"),
    ("if |x:", false, "if x:\n    |"), ("|if x:\n  y", false, "if x:\n    |\n  y"),
    ("|", true, "|\n"),
  ])
  func aLineIsOpenedWithIndentation(before: String, isAbove: Bool, after: String) {
    var text = EditBuffer(marked: before)
    text.openLine(isAbove: isAbove) { $0.hasSuffix(":") ? "    " : nil }
    #expect(text.marked == after)
  }

  @Test(arguments: [
    ("a\n  b|c\nd", "a\n  # b|c\nd"), ("|", "# |"), ("  |  x", "    |# x"), ("a|\n#", "# a|\n#"),
  ])
  func aCommentIsMadeAndTakenBack(before: String, after: String) {
    var text = EditBuffer(marked: before)
    text.toggleComment()
    #expect(text.marked == after)
    text.toggleComment()
    #expect(text.text == EditBuffer(marked: before).text)
  }

  @Test func aNumberCountsBeforeACommand() {
    var state = ViState()
    for key in "12x".unicodeScalars.map(Key.scalar) { state.note(key) }
    #expect(state.count == 12)
    state.note(.scalar("x"))
    #expect(state.count == 1)
    for key in "0".unicodeScalars.map(Key.scalar) { state.note(key) }
    #expect(!state.isCounting)
    for key in "99999999999999999999".unicodeScalars.map(Key.scalar) { state.note(key) }
    #expect(state.count == 9999)
  }
}
