import Testing

@testable import LineEditing

@Suite struct RecallTests {
  private let history = InputHistory(["x = 1", "def f(x):\n    return x", "x = 2", "y = 3"])

  /// The texts that moving through the history shows.
  private func walk(
    from draft: EditBuffer, prefix: String, _ directions: [Bool]
  ) -> [String?] {
    var recall = Recall(from: draft, prefix: prefix, in: history)
    var buffer = draft
    return directions.map { recall.move(isOlder: $0, &buffer, in: history) ? buffer.marked : nil }
  }

  @Test func anEmptyTextGoesThroughAllInputs() {
    #expect(
      walk(from: EditBuffer(""), prefix: "", [true, true, true, true, true, false]) == [
        "y = 3|", "x = 2|", "def f(x):\n    return x|", "x = 1|", nil, "def f(x):\n    return x|",
      ])
  }

  @Test func aPrefixSkipsTheOthers() {
    #expect(
      walk(from: EditBuffer("x"), prefix: "x", [true, true, true, false]) == [
        "x = 2|", "x = 1|", nil, "x = 2|",
      ])
  }

  @Test func whatWasBeingTypedComesBackWithItsCursor() {
    let draft = EditBuffer("x + y", cursor: 1)
    #expect(
      walk(from: draft, prefix: "", [false, true, false, false]) == [nil, "y = 3|", "x| + y", nil])
  }

  @Test func aChangedInputEndsTheWalk() {
    var recall = Recall(from: EditBuffer(""), prefix: "", in: history)
    var buffer = EditBuffer("")
    let isMoved = recall.move(isOlder: true, &buffer, in: history)
    #expect(isMoved)
    #expect(recall.continued(with: buffer, in: history) != nil)
    buffer.insert("!")
    #expect(recall.continued(with: buffer, in: history) == nil)
    #expect(history.entries.last == "y = 3")
  }

  @Test func aSearchLeadsToItsPlace() {
    var recall = Recall(from: EditBuffer("draft"), place: 2)
    var buffer = EditBuffer("x = 2")
    let isMoved = recall.move(isOlder: false, &buffer, in: history)
    #expect(isMoved)
    #expect(buffer.text == "y = 3")
    #expect(!recall.isAtDraft(in: history))
    let isBack = recall.move(isOlder: false, &buffer, in: history)
    #expect(isBack)
    #expect(buffer.text == "draft")
    #expect(recall.isAtDraft(in: history))
  }
}
