import Language
import Testing

/// The language is a part of Python: its programs print what CPython prints.
@Suite struct CPythonTests {
  @Test(arguments: Snippet.numbers)
  func numbersAreThoseOfCPython(_ snippet: Snippet) throws { try check(snippet) }

  @Test(arguments: Snippet.sequences + Snippet.sequencesContinued)
  func sequencesAreThoseOfCPython(_ snippet: Snippet) throws { try check(snippet) }

  @Test(arguments: Snippet.functions + Snippet.functionsContinued)
  func functionsAreThoseOfCPython(_ snippet: Snippet) throws { try check(snippet) }

  @Test(arguments: Snippet.control)
  func controlFlowIsThatOfCPython(_ snippet: Snippet) throws { try check(snippet) }

  @Test(arguments: Snippet.exceptions + Snippet.exceptionsContinued)
  func exceptionsAreThoseOfCPython(_ snippet: Snippet) throws { try check(snippet) }

  private func check(_ snippet: Snippet) throws {
    var script = Script(echo: .never)
    #expect(try script.run(snippet.program) == snippet.output)
  }
}
