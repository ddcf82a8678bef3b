import Testing

@testable import LineEditing

@Suite struct ChangeLogTests {
  @Test func lettersTypedInARowAreOneStep() {
    var log = ChangeLog()
    for text in ["", "a", "ab", "ab ", "ab c"] { log.note(EditBuffer(text)) }
    let result1 = log.undo()
    #expect(result1?.text == "ab ")
    let result2 = log.undo()
    #expect(result2?.text == "ab")
    let result3 = log.undo()
    #expect(result3?.text == "")
    let result4 = log.undo()
    #expect(result4 == nil)
  }

  @Test func whatWasUndoneCanBeRedone() {
    var log = ChangeLog()
    for text in ["", "x+", "x+y*"] { log.note(EditBuffer(text)) }
    let result5 = log.undo()
    #expect(result5?.text == "x+")
    log.note(EditBuffer("x+"))
    let result6 = log.redo()
    #expect(result6?.text == "x+y*")
    let result7 = log.redo()
    #expect(result7 == nil)
    _ = log.undo()
    log.note(EditBuffer("z"))
    let result8 = log.redo()
    #expect(result8 == nil)
  }

  @Test func killsInARowGrowAndOlderOnesComeBack() {
    var ring = KillRing()
    ring.add("one", isBackward: false)
    ring.isGrowing = true
    ring.add(" two", isBackward: false)
    ring.add("zero ", isBackward: true)
    ring.isGrowing = false
    ring.add("other", isBackward: false)
    let result9 = ring.newest()
    #expect(result9 == "other")
    let result10 = ring.older()
    #expect(result10 == "zero one two")
    let result11 = ring.older()
    #expect(result11 == "other")
  }
}
