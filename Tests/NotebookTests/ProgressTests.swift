import Language
import Synchronization
import Testing

@testable import Notebook

@Suite struct ProgressTests {
  /// What an entry reports.
  private func reports(_ text: String, _ prelude: String = "") -> [ProgressReport] {
    let shared = Shared()
    var interpreter = Interpreter(.prompt, progress: { shared.append($0) })
    interpreter.run(text: prelude)
    interpreter.run(text: text)
    return shared.reports
  }

  private final class Shared: Sendable {
    private let state = Mutex<[ProgressReport]>([])
    var reports: [ProgressReport] { state.withLock { $0 } }
    func append(_ report: ProgressReport) { state.withLock { $0.append(report) } }
  }

  private static let wait = "def wait():\n  for j in range(4000): pass\n"

  @Test(arguments: [
    ("for i in range(200): wait()", "i in range(200)", 200),
    ("x = list(range(200))\nfor i in x: wait()", "i in x", 200),
    ("for i, n in enumerate(range(200)): wait()", "i, n in enumerate(range(200))", 200),
    ("for a, b in zip(range(300), [0] * 200): wait()", "a, b in zip(range(300), [0] * 200)", 200),
    ("for row in ones(200, 2): wait()", "row in ones(200, 2)", 200),
    ("y = [wait() for i in range(200)]", "i in range(200)", 200),
  ])
  func theOutermostLoopTellsHowFarItIs(_ text: String, _ what: String, _ total: Int) {
    let reports = reports(text, Self.wait)
    #expect(!reports.isEmpty)
    #expect(reports.allSatisfy { $0.what == what && $0.total == total })
    #expect(reports.allSatisfy { (1...total).contains($0.done) })
    #expect(zip(reports, reports.dropFirst()).allSatisfy { $0.done < $1.done })
  }

  @Test(arguments: [
    "i = 0\nwhile i < 5: i += 1; wait()",
    "for i in filter(None, range(5)): wait()",
  ])
  func whatHasNoKnownLengthIsNotTold(_ text: String) {
    #expect(reports(text, "def wait():\n  i = 0\n  while i < 20000: i += 1\n").isEmpty)
  }

  @Test func aCheckTellsHowManyElementsItHasMoved() {
    let reports = reports("check y x", "x = ones(3)\nwatch x\ny = sum(exp(x))")
    #expect(reports.map(\.done) == [1, 2, 3])
    #expect(reports.allSatisfy { $0.total == 3 && $0.what == "elements of x" })
  }

  @Test func nothingIsToldWhereTheUserTurnedItOff() {
    #expect(reports("for i in range(200): wait()", Self.wait + "\nset progress off").isEmpty)
  }

  @Test func aReplayRunsWhatRanBefore() {
    let sources = ["x = 1", "x += 1", "undo", "save f", "x += 5"].map {
      EntrySource(file: nil, text: $0, firstLine: 1)
    }
    var interpreter = Interpreter(.prompt)
    let failure = interpreter.replay(sources)
    #expect(failure == nil)
    let result = interpreter.run(EntrySource(file: nil, text: "x", firstLine: 1))
    #expect(result.outputs.map { OutputText.text(of: $0) } == ["6"])
  }

  @Test func aReplayStopsAtAFailure() {
    let sources = ["x = 1", "1 / 0", "x = 2"].map {
      EntrySource(file: nil, text: $0, firstLine: 1)
    }
    var interpreter = Interpreter(.prompt)
    let failure = interpreter.replay(sources)
    #expect(failure?.index == 1)
    #expect(failure?.result.diagnostic?.type == "ZeroDivisionError")
    #expect(interpreter.saved.withoutFailures.entries.count == 1)
  }
}
