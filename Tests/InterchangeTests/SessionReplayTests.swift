import Language
import Synchronization
import Testing

@testable import Interchange

@Suite struct SessionReplayTests {
  private func outcome(_ text: String) throws -> SessionReplay.Outcome {
    var replay = SessionReplay(try SessionFile("#: format = tape/1\n" + text, file: "f.tape"))
    return replay.run()
  }

  @Test func whatIsRecordedRightDoesNotDiffer() throws {
    let result = try outcome("x = 2\nx + 1\n#> 3\nx / 0\n#! ZeroDivisionError: division by zero\n")
    #expect(result.differing.isEmpty)
    #expect(result.entryCount == 3)
    #expect(result.difference == "")
    #expect(result.failures.isEmpty)
  }

  @Test func eachEntryTellsHowManyAreDone() throws {
    let file = try SessionFile("#: format = tape/1\nx = 2\nx + 1\n#> 3\n", file: "f.tape")
    let reports = Mutex<[ProgressReport]>([])
    var replay = SessionReplay(file, progress: { report in reports.withLock { $0.append(report) } })
    _ = replay.run()
    #expect(reports.withLock { $0.map(\.done) } == [0, 1])
    #expect(reports.withLock { $0.allSatisfy { $0.total == 2 } })
  }

  @Test func aDifferenceIsShownAndRecorded() throws {
    let result = try outcome("1 + 1\n#> 3\n'a'\n")
    #expect(result.differing == [1, 2])
    #expect(result.text == "#: format = tape/1\n1 + 1\n#> 2\n'a'\n#> 'a'\n")
    #expect(
      result.difference == """
        --- f.tape (recorded)
        +++ f.tape (replayed)
        @@ -1,4 +1,5 @@
         #: format = tape/1
         1 + 1
        -#> 3
        +#> 2
         'a'
        +#> 'a'

        """)
  }

  @Test func outputThatIsNotRecordedIsADifference() throws {
    #expect(try outcome("1 + 1\n").differing == [1])
  }

  @Test func aFailureThatIsNotRecordedIsADifference() throws {
    let result = try outcome("1 / 0\n")
    #expect(result.differing == [1])
    #expect(result.failures.map(\.type) == ["ZeroDivisionError"])
  }

  @Test func aFailureThatDoesNotComeIsADifference() throws {
    #expect(try outcome("1\n#> 1\n#! ValueError: no\n").differing == [1])
  }

  @Test func theHintOfADiagnosticMayBeLeftOut() throws {
    let short = "2 ** 63\n#! OverflowError: 2 ** 63 does not fit an integer of 64 bits\n"
    #expect(try outcome(short).differing.isEmpty)
    #expect(
      try outcome(short + "#! hint: write a float, such as 2. instead of 2\n").differing.isEmpty)
    #expect(try outcome(short + "#! hint: something else\n").differing == [1])
  }

  @Test func aSyntaxErrorCanBeExpected() throws {
    #expect(try outcome("1 +\n#! SyntaxError: [..]\n'on'\n#> 'on'\n").differing.isEmpty)
  }

  @Test func optionsChangeHowAnEntryIsCompared() throws {
    #expect(try outcome("#@ skip\nnothing\n#> anything\n").differing.isEmpty)
    #expect(try outcome("#@ ignore\n1\n#> 2\n").differing.isEmpty)
    #expect(try outcome("#@ exact\n1.0\n#> 1.00\n").differing == [1])
    #expect(try outcome("1.0\n#> 1.00\n").differing.isEmpty)
    #expect(try outcome("#@ rounded\n1 / 3\n#> 0.33\n").differing.isEmpty)
    #expect(try outcome("#@ tol 0.1\n1 / 3\n#> 0.34\n").differing.isEmpty)
    #expect(try outcome("#: tol = 0.1\n1 / 3\n#> 0.34\n").differing.isEmpty)
  }

  @Test func whatQuitLeavesUnreachedDiffers() throws {
    let result = try outcome("1\n#> 1\nquit\n1\n#> 2\n#@ skip\n2\nx = 3\n")
    #expect(result.entryCount == 5)
    #expect(result.differing == [3, 5])
    #expect(
      result.unrecordable.map(\.message) == [
        "not reached: quit in line 4", "not reached: quit in line 4",
      ])
    #expect(
      result.failures.map(\.message)
        == ["not reached: quit in line 4", "not reached: quit in line 4"])
    #expect(result.difference == "")
  }

  @Test func whatIsNotRecordedIsADifferenceThatIsSeen() throws {
    let text = "#@ timeout 0.05s\nprint('on')\n#> off\n#@ timeout 0.05s\nwhile True: pass\n#> 3\n"
    var checks: [EntryCheck] = []
    var replay = SessionReplay(try SessionFile("#: format = tape/1\n" + text, file: "f.tape"))
    let result = replay.run { checks.append($0) }
    let failure = [
      "#! TimeoutError: the entry took longer than 0.05 seconds",
      "#! hint: allow it more: #@ timeout 0.1s",
    ]
    #expect(checks.map(\.replayed) == [["#> on"], failure])
    #expect(checks[1].difference.contains("-#> 3\n+" + failure.joined(separator: "\n+")))
    #expect(result.difference.contains("-#> 3\n+" + failure.joined(separator: "\n+")))
    #expect(result.difference.contains("-#> off\n+#> on\n"))
    // It would say nothing of the session.
    #expect(result.text == "#: format = tape/1\n" + text.replacing("#> off", with: "#> on"))
    #expect(!result.recordableDifference.contains("TimeoutError"))
    #expect(result.recordableDifference.contains("-#> off\n+#> on\n"))
  }

  @Test func anInterruptedEntryShowsWhatCame() throws {
    let text = "#: format = tape/1\n1\n#> 2\nwhile True: pass\n#> 3\n4\n#> 5\n"
    let isInterrupted = Atomic(false)
    var replay = SessionReplay(
      try SessionFile(text, file: "f.tape"),
      isInterrupted: { isInterrupted.load(ordering: .relaxed) })
    var checks: [EntryCheck] = []
    let result = replay.run { check in
      checks.append(check)
      isInterrupted.store(true, ordering: .relaxed)
    }
    #expect(result.wasInterrupted)
    #expect(checks.map(\.verdict) == [.differs, .interrupted])
    #expect(checks[1].recorded == ["#> 3"])
    #expect(checks[1].replayed == ["#! KeyboardInterrupt: interrupted"])
    #expect(result.difference.contains("-#> 3\n+#! KeyboardInterrupt: interrupted\n"))
    #expect(!result.text.contains("KeyboardInterrupt"))
    #expect(result.failures.map(\.type) == ["KeyboardInterrupt"])
    var report = JUnitReport()
    report.begin(file: "f.tape")
    checks.forEach { report.add($0) }
    #expect(report.text.contains("<error message=\"interrupted\" type=\"KeyboardInterrupt\"/>"))
  }

  @Test func theItemsOfAListAreComparedByTheirOwnSize() throws {
    #expect(try outcome("[1000000.0, 0.5]\n#> [1000000.0, 0.4999999]\n").differing == [1])
    #expect(
      try outcome("[constant(1000000.), constant(0.5)]\n#> [1000000.0, 0.001]\n").differing == [1])
    #expect(
      try outcome("print([1e9], [1.0])\n#> [1000000000.0] [100.0]\n").differing == [1])
  }

  @Test func theFencesOfAMarkdownListLoseTheirIndentation() throws {
    let text = """
      1. First
         ```tape
         for i in [1]:
           i
         #> 2
         ```
      2. Second
         ```tape
         i
         ```
      """
    var replay = SessionReplay(try SessionFile(markdown: text, file: "f.md"))
    let result = replay.run()
    #expect(result.differing == [1, 2])
    #expect(
      result.text
        == text.replacing("#> 2", with: "#> 1").replacing("\n   i\n", with: "\n   i\n   #> 1\n"))
  }

  @Test func theBlocksOfAMarkdownFileAreOneSession() throws {
    let text = """
      # Title
      ```tape
      x = 2
      for i in [1]:
        i
      #> 1
      ```
      Text, and code that is not run:
      ```python
      x = 7
      ```
      ~~~~ tape
      x
      #> 3
      ~~~~
      """
    var replay = SessionReplay(try SessionFile(markdown: text, file: "f.md"))
    let result = replay.run()
    #expect(result.entryCount == 3)
    #expect(result.differing == [3])
    #expect(result.text == text.replacing("#> 3", with: "#> 2"))
  }
}
