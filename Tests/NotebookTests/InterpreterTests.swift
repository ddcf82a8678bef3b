import Language
import Synchronization
import Testing

@testable import Notebook

@Suite struct InterpreterTests {
  @Test func aFailedLineChangesNothing() {
    var transcript = Transcript()
    _ = transcript.run("x = [1]\ny = 2")
    #expect(
      transcript.run("x.append(2); y = 3; 1 // 0")
        == "ZeroDivisionError: integer division or modulo by zero")
    #expect(transcript.run("x\ny") == "[1]\n2")
  }

  @Test func whatWasShownBeforeAFailureStays() {
    #expect(Transcript.of("'a'; nothing") == "'a'\nNameError: name 'nothing' is not defined")
  }

  @Test func theEntriesBeforeAFailureAreCommitted() {
    var transcript = Transcript()
    #expect(
      transcript.run("x = 1\nx = 2\nx / 0\nx = 3") == "ZeroDivisionError: division by zero")
    #expect(transcript.run("x") == "2")
  }

  @Test func runningGoesOnAfterAFailureWhereThatIsAskedFor() {
    var transcript = Transcript()
    let text = transcript.run("1 / 0\n1 +\n2", keepsGoing: true)
    #expect(text.hasPrefix("ZeroDivisionError: division by zero\nSyntaxError: "))
    #expect(text.hasSuffix("\n2"))
    #expect(transcript.results.map(\.status) == [.failed, .invalid, .ok])
    #expect(transcript.results.map(\.number) == [1, 2, 3])
  }

  @Test func anEntryIsReadWhenItIsReached() {
    // What follows the syntax error is never run, and what stands before it is.
    var transcript = Transcript()
    #expect(transcript.run("'before'\n)\n'after'").hasPrefix("'before'\nSyntaxError: "))
    #expect(transcript.results.count == 2)
  }

  @Test func aNameBoundByTheUserTurnsACommandIntoAStatement() {
    #expect(Transcript.of("tape = 5\ntape") == "5")
  }

  @Test func aListingShowsOnlyWhatItPrints() {
    #expect(Transcript.of("1 + 1\nx = 2\nx", kind: .listing) == "")
  }

  @Test func aCellShowsItsLastValue() {
    #expect(Transcript.of("1; 2", kind: .cell) == "2")
  }

  @Test func theLastValueHasAName() {
    #expect(Transcript.of("20 + 1\n_ * 2") == "21\n42")
  }

  @Test func anInterruptedEntryLeavesTheSessionAsItWas() {
    let counter = Counter()
    var interpreter = Interpreter(.prompt, isInterrupted: { counter.next() > 1000 })
    let start = interpreter.run(EntrySource(file: nil, text: "x = 1", firstLine: 1))
    #expect(start.status == .ok)
    let text = "while True:\n  x += 1"
    let result = interpreter.run(EntrySource(file: nil, text: text, firstLine: 2))
    #expect(result.status == .interrupted)
    #expect(result.diagnostic?.type == "KeyboardInterrupt")
    counter.reset()
    let shown = interpreter.run(EntrySource(file: nil, text: "x", firstLine: 4))
    #expect(shown.outputs.map { OutputText.text(of: $0) } == ["1"])
  }

  @Test func anEntryThatTakesTooLongFails() {
    var interpreter = Interpreter(.session)
    let source = EntrySource(file: nil, text: "while True: pass", firstLine: 1)
    let result = interpreter.run(source, timeout: 0.05)
    #expect(result.status == .failed)
    #expect(result.diagnostic?.type == "TimeoutError")
  }

  @Test func aStepLimitEndsALoop() {
    var interpreter = Interpreter(.session, maximumSteps: 100)
    let result = interpreter.run(
      EntrySource(file: nil, text: "for i in range(1000): pass", firstLine: 1))
    #expect(result.diagnostic?.type == "StepLimitError")
  }

  @Test func quitEndsTheRunAfterItsEntry() {
    var transcript = Transcript()
    #expect(transcript.run("1\nquit\n2") == "1")
    #expect(transcript.interpreter.hasQuit)
  }

  @Test func aFailedEntryDoesNotQuit() {
    var transcript = Transcript()
    _ = transcript.run("quit; 1 / 0")
    #expect(!transcript.interpreter.hasQuit)
  }

  @Test func aCopyGoesOnByItself() {
    var transcript = Transcript()
    _ = transcript.run("x = [1]")
    var copy = transcript
    _ = copy.run("x.append(2)")
    #expect(copy.run("x") == "[1, 2]")
    #expect(transcript.run("x") == "[1]")
  }
}

/// Counts how often it is asked.
private final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }

  func reset() { count.store(0, ordering: .relaxed) }
}
