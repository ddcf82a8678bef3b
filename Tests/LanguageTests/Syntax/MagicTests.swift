import Testing

@testable import Language

/// Lines that are IPython's, in a listing or at the prompt.
@Suite struct MagicTests {
  @Test(arguments: [
    "%matplotlib inline", "!pip install x", "%%time", "%%bash -s x", "! ls *.py", "%",
    "if 1:\n  !ls", "x = %timeit f()",
  ])
  func aLineOfANotebookIsNamed(_ text: String) {
    var script = Script()
    let failure = script.failure(of: text)
    let line = text.split(separator: "\n").last.map { $0.drop { $0 == " " } } ?? ""
    let magic = line.firstIndex { $0 == "%" || $0 == "!" }.map { line[$0...] } ?? ""
    #expect(failure?.type == "SyntaxError")
    #expect(failure?.message == "'\(magic)' is a notebook's magic, and not Python")
    #expect(
      failure?.hint == "leave it out; of a notebook itself, run FILE.ipynb skips such lines")
  }

  @Test func aLongLineIsCut() {
    var script = Script()
    let text = "!pip install " + String(repeating: "numpy ", count: 20)
    #expect(
      script.failure(of: text)?.message
        == "'!pip install numpy numpy numpy numpy nu…' is a notebook's magic, and not Python")
  }

  @Test(arguments: ["x = !y", "x = 3 + !y", "(\n! 3)", "f(% 3)"])
  func otherMistakesStayWhatTheyAre(_ text: String) {
    var script = Script()
    let failure = script.failure(of: text)
    #expect(failure?.type == "SyntaxError")
    #expect(failure?.message.contains("magic") == false)
  }

  @Test func remaindersAreNone() throws {
    var script = Script()
    #expect(try script.run("x = (7\n  % 4)\nx % 2\nx != 3") == "1\nFalse")
  }
}
