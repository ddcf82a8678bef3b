import Language
import Testing

@testable import Interchange

/// Where blocks stand in a Markdown text, by CommonMark's rules.
@Suite struct MarkdownBlocksTests {
  private func outcome(_ text: String) throws -> SessionReplay.Outcome {
    var replay = SessionReplay(try SessionFile(markdown: text, file: "f.md"))
    return replay.run()
  }

  @Test func theBlocksOfQuotesAreTestedAndKeepTheirMarks() throws {
    let text = """
      > Tip:
      > ```tape
      > for i in [1]:
      >   i
      > #> 2
      >
      > i > 0
      > ```

      - In a list
        > > ```tape
        > > i + 1
        >> #> 5
        > > ```
      """
    let result = try outcome(text)
    #expect(result.entryCount == 3)
    #expect(result.differing == [1, 2, 3])
    #expect(
      result.text
        == text.replacing("#> 2", with: "#> 1").replacing("i > 0\n", with: "i > 0\n> #> True\n")
        .replacing("  >> #> 5", with: "  > > #> 2"))
  }

  @Test func aQuoteThatEndsTakesItsBlockAlong() throws {
    let result = try outcome("> ```tape\n> x = 2\n\nx = 7\n```tape\nx\n```\n")
    #expect(result.entryCount == 2)
    #expect(result.text == "> ```tape\n> x = 2\n\nx = 7\n```tape\nx\n#> 2\n```\n")
  }

  @Test func aMarkOutsideAQuoteIsCode() throws {
    let file = try SessionFile(markdown: "```tape\nx = (3\n> 2)\nx\n```\n", file: "f.md")
    #expect(file.entries.map(\.source.text) == ["x = (3\n> 2)", "x"])
  }

  @Test func theBlocksOfCommentsAreNotRun() throws {
    let text = """
      <!-- A remark -->
      ```tape
      x = 1
      ```
      <!--
      ## Not a step
      ```tape
      x = 2
      ```
      -->
      ```tape
      # <!-- only within Markdown
      x
      #> 1
      ```
      Text with <!-- a comment
      ```tape
      x + 1
      #> 2
      ```
      <!-- without an end
      ```tape
      1 / 0
      ```
      """
    let result = try outcome(text)
    #expect(result.entryCount == 3)
    #expect(result.differing == [])
    let file = try SessionFile(markdown: text, file: "f.md")
    let prose = file.parts.compactMap { part in
      if case .prose(_, let text) = part { return text }
      return nil
    }
    #expect(prose == ["Text with <!-- a comment"])
  }
}
