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

  /// Which blocks are code blocks of `tape` was asked of cmark 0.30 (`cmark --to xml`).
  @Test(arguments: [
    ("    ```tape\n    1\n    ```\n", 0), ("   ```tape\n   1\n   ```\n", 1),
    ("\t```tape\n\t1\n\t```\n", 0), (">     ```tape\n>     1\n", 0),
    ("1. a\n\n   ```tape\n   1\n   ```\n", 1), ("1. a\n\n      ```tape\n      1\n", 1),
    ("1. a\n\n       ```tape\n       1\n", 0), ("- a\n  - b\n\n    ```tape\n    1\n", 1),
    ("- a\n  - b\n\n        ```tape\n        1\n", 0), ("- a\n\n\t```tape\n\t1\n", 1),
    ("- a\n\nb\n\n    ```tape\n    1\n", 0), ("10) a\nlazy\n\n    ```tape\n    1\n", 1),
    ("- ```tape\n  1\n  ```\n", 1), ("-     ```tape\n      1\n", 0),
    ("* * *\n    ```tape\n    1\n", 0), ("- a\n  > ```tape\n  > 1\n", 1),
    ("a\n    ```tape\n1\n", 0), ("```a`b tape\n```tape\n1\n", 1), ("-a\n\n     ```tape\n1\n", 0),
    ("1234567890. a\n\n            ```tape\n", 0), ("Since\n1985. ```tape\n      1\n", 0),
    ("Since\n1. ```tape\n   1\n", 1),
    ("``` tape extra\n1\n    ```\n```\n", 1),
  ])
  func aFenceThatIsIndentedAsCodeIsNone(_ text: String, _ count: Int) throws {
    let file = try SessionFile(markdown: text, file: "f.md")
    #expect(file.entries.count >= count && (count > 0 || file.entries.isEmpty), "\(file.entries)")
  }

  @Test func whatIsRecordedStandsWithinTheListItem() throws {
    let text = """
      1. One

         ```tape
         x = 1
         x
         ```

         - Two
           ```tape
           x + 1
           ```
      - ~~~tape
        x + 2
        ~~~

      after it

          ```tape
          broken (
          ```
      """
    let result = try outcome(text)
    #expect(result.entryCount == 4)
    #expect(
      result.text
        == text.replacing("   x\n", with: "   x\n   #> 1\n")
        .replacing("x + 1\n", with: "x + 1\n     #> 2\n")
        .replacing("x + 2\n", with: "x + 2\n  #> 3\n"))
  }

  @Test func anItemThatEndsTakesItsBlockAlong() throws {
    let result = try outcome("- a\n\n  ```tape\n  x = 2\nText\n\n```tape\nx\n```\n")
    #expect(result.entryCount == 2)
    #expect(result.text == "- a\n\n  ```tape\n  x = 2\nText\n\n```tape\nx\n#> 2\n```\n")
  }

  @Test func deepNestingEnds() throws {
    let text =
      String(repeating: "- ", count: 50_000) + "a\n" + String(repeating: "\n", count: 50_000)
    #expect(try SessionFile(markdown: text + "```tape\n1\n", file: nil).entries.count == 1)
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
