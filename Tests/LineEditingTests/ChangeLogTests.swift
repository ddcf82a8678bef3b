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

  @Test func aPasteIsOneStep() {
    var log = ChangeLog()
    for text in ["", "a", "a1 + b2 + c3"] { log.note(EditBuffer(text)) }
    let before = log.undo()
    #expect(before?.text == "a")
  }

  @Test func movingTheCursorEndsAStepOfTyping() {
    var log = ChangeLog()
    log.note(EditBuffer("a"))
    log.note(EditBuffer("ab"))
    log.note(EditBuffer("ab", cursor: 0))
    log.note(EditBuffer("xab", cursor: 1))
    let before = log.undo()
    #expect(before?.text == "ab")
  }

  @Test func whatIsKeptHasALimit() {
    var log = ChangeLog()
    let long = String(repeating: "x", count: 1 << 20)
    for number in 0..<20 { log.note(EditBuffer("\(long)\(number) ")) }
    var steps = 0
    while log.undo() != nil { steps += 1 }
    #expect((4..<10).contains(steps))
  }
}
