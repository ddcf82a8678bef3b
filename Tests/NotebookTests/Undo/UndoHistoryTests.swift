import Language
import Testing

@testable import Notebook

@Suite struct UndoHistoryTests {
  private func step(_ number: Int) -> UndoStep {
    UndoStep(
      number: number, text: "x = \(number)", session: Session(), memoryLimit: 0,
      entries: .kept(number))
  }

  private func history(depth: Int, steps: Int) -> UndoHistory {
    var history = UndoHistory(depth: depth)
    for number in 1...steps { history.push(step(number)) }
    return history
  }

  @Test func theOldestStepsAreGivenUpBeyondTheDepth() {
    let history = history(depth: 3, steps: 5)
    #expect(history.undoable.map(\.number) == [3, 4, 5])
    #expect(!history.wasReclaimed)
  }

  @Test func theOldestStepIsReclaimedFirst() {
    let history = history(depth: 10, steps: 3)
    #expect(history.reclaim())
    #expect(history.undoable.map(\.number) == [2, 3])
    #expect(history.wasReclaimed)
    #expect(history.reclaim() && history.reclaim())
    #expect(!history.reclaim())
    #expect(history.undoable.isEmpty)
  }

  @Test func whatCanBeRedoneIsReclaimedLast() {
    var history = history(depth: 10, steps: 1)
    history.pushRedo(step(3))
    history.pushRedo(step(2))
    #expect(history.reclaim() && history.reclaim())
    #expect(history.redoable.map(\.number) == [2])
  }

  @Test func copiesPartWhenOneChanges() {
    let first = history(depth: 10, steps: 2)
    var second = first
    #expect(second.popUndo()?.number == 2)
    #expect(first.undoable.map(\.number) == [1, 2])
    #expect(second.undoable.map(\.number) == [1])
  }

  @Test func afterReclaimingUndoSaysWhyThereIsLessToUndo() throws {
    var transcript = Transcript(.prompt)
    _ = transcript.run("x = 1\nx = 2\nx = 3")
    let history = try #require(transcript.interpreter.history)
    #expect(history.reclaim())
    #expect(transcript.run("undo 3") == "ValueError: only 2 entries can be undone")
    let hint = transcript.results.last?.diagnostic?.hint
    #expect(hint == "older ones were dropped because memory was short")
    #expect(transcript.run("undo 2\nx") == "undone: [3] x = 3\nundone: [2] x = 2\n1")
  }
}
