import Foundation
import Language
import Testing

@testable import Interchange

@Suite struct MarkdownDocumentTests {
  private func markdown(_ text: String) throws -> String {
    SessionSamples.exported(try SessionSamples.replayed(text), "markdown")
  }

  /// What `tapebook test` finds in a Markdown text.
  private func outcome(_ text: String) throws -> SessionReplay.Outcome {
    var replay = SessionReplay(try SessionFile(markdown: text, file: "s.md"))
    return replay.run()
  }

  @Test(arguments: SessionSamples.files)
  func aSessionIsTestedAsMarkdownLikeTheSessionItself(_ file: URL) throws {
    let session = try SessionSamples.replayed(file)
    let text = SessionSamples.exported(session, "markdown")
    let outcome = try outcome(text)
    #expect(outcome.difference == "")
    #expect(outcome.entryCount == session.entries.count)
    // What is Markdown already stays as it is.
    let again = ReplayedSession(try SessionFile(markdown: text, file: "s.md"))
    #expect(SessionSamples.exported(again, "markdown") == text)
  }

  @Test func stepsProseAndEntriesAreWhatMarkdownHas() throws {
    let text = try markdown(
      """
      #: title = A title
      #: seed = 7
      #| First *words*.

      # %% A step
      #| One paragraph,
      #| two lines.
      #|
      #| Another.
      # a comment
      x = 2.
      #@ tol 1e-3
      x * 2
      #> 4.0

      def f(x):
        # inside
        return x

      1 / 0
      #! ZeroDivisionError: division by zero

      """)
    #expect(
      text == """
        # A title

        ```tape
        #: seed = 7
        ```

        First *words*.

        ## A step

        One paragraph,
        two lines.

        Another.

        ```tape
        # a comment
        x = 2.
        #@ tol 1e-3
        x * 2
        #> 4.0

        def f(x):
          # inside
          return x

        1 / 0
        #! ZeroDivisionError: division by zero
        ```

        """)
    #expect(try outcome(text).differing == [])
    #expect(try SessionFile(markdown: text, file: nil).header.seed == 7)
    #expect(try SessionFile(markdown: text, file: nil).header.title == "A title")
  }

  @Test func outputThatNamesItsLineNamesTheNewOne() throws {
    let text = try markdown(
      """
      x = constant(2.)
      #| Words.

      y = x * x
      y
      #> [..]
      watch x
      grad y x
      #> None: x was used in line 5 before it was watched; watch x first

      """)
    // The line of `y = x * x` in the Markdown, and the pattern, which still matches.
    #expect(text.lines.firstIndex(of: "y = x * x") == 7)
    #expect(text.contains("#> None: x was used in line 8 before it was watched; watch x first\n"))
    #expect(text.contains("y\n#> [..]\n"))
    #expect(try outcome(text).differing == [])
  }

  @Test func whatIsNotRecordedIsRecordedThere() throws {
    let text = try markdown("x = 3.\nx\nprint('a')\n")
    #expect(text == "```tape\nx = 3.\nx\n#> 3.0\nprint('a')\n#> a\n```\n")
  }

  @Test func fencesInProseAndInCodeEndNothing() throws {
    let text = try markdown(
      """
      #| An example:
      #| ```tape
      #| grad z x
      #| ```
      s = '''
      ```
      '''
      s
      #> \u{20}
      #> ```
      #>
      #| ~~~ never closed
      1
      #> 1

      """)
    #expect(text.contains("```text\ngrad z x\n```\n"))
    #expect(text.contains("````tape\ns = '''\n```\n'''\n"))
    #expect(text.contains("~~~ never closed\n~~~\n"))
    let file = try SessionFile(markdown: text, file: nil)
    #expect(file.entries.map(\.source.text) == ["s = '''\n```\n'''", "s", "1"])
  }

  // MARK: Markdown that holds a session

  @Test func theProseAroundTheBlocksIsKept() throws {
    let file = try SessionFile(
      markdown: """
        # Title

        Words.

        ## Step

        - an item:

          ```tape
          1
          #> 1
          ```

        ```python
        # no heading

        x
        ```
        """, file: nil)
    #expect(file.header.title == "Title")
    let parts = file.parts.map { part in
      switch part {
      case .step(let line, let title): "\(line) step \(title)"
      case .prose(let line, let text): "\(line) \(text)"
      case .entry(let entry): "\(entry.source.firstLine) entry \(entry.source.text)"
      }
    }
    #expect(
      parts == [
        "3 Words.", "5 step Step", "7 - an item:", "10 entry 1", "14 ```python",
        "15 # no heading", "17 x", "18 ```",
      ])
  }
}
