import Language
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

  @Test func quitEndsTheReplay() throws {
    #expect(try outcome("quit\n1\n").entryCount == 1)
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
