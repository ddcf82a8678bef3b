import Language
import Testing

@testable import Notebook

@Suite struct PrintCommandTests {
  @Test func everyElementIsShown() {
    let text = Transcript.of("x = arange(2000)\nprint all x")
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    #expect(numbers == Array(0..<2000))
  }

  @Test(arguments: [
    ("x = 5\nprint all x", "5"), ("x = [1, 'a']\nprint all x", "[1, 'a']"),
    ("x = 1\ny = 2\nprint all x y", "1\n2"), ("print all (1 + 2)", "3"),
    ("v = Variable([1., 2.])\nprint all v", "[1. 2.]"),
    ("set precision 2\nprint all constant([1.2345])", "[1.23]"),
  ])
  func othersAreShownToo(_ text: String, _ shown: String) {
    #expect(Transcript.of(text) == shown)
  }

  @Test func itMayBeShownPageByPage() throws {
    var transcript = Transcript()
    _ = transcript.run("print all ones(2)")
    let output = try #require(transcript.results.last?.outputs.first)
    guard case .page("[1. 1.]") = output else {
      Issue.record("a page is expected, not \(output)")
      return
    }
  }

  @Test(arguments: [
    ("print('a')", "a"), ("x = 3\nprint (x)", "3"), ("print", "<function print>"),
    ("all = 3\nprint(all)", "3"),
  ])
  func pythonsPrintIsAsItWas(_ text: String, _ shown: String) {
    #expect(Transcript.of(text) == shown)
  }

  @Test func printWithoutParenthesesIsPythonsError() {
    #expect(
      Transcript.of("x = 1\nprint x") == "SyntaxError: missing parentheses in call to 'print'")
  }
}
