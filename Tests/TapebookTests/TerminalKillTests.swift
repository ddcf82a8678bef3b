import TerminalTesting
import Testing

/// Putting in again what was cut.
@Suite struct TerminalKillTests {
  @Test(arguments: [TerminalKey.control("C"), .control("U")])
  func altYDoesNothingWhereNothingWasPutIn(key: TerminalKey) throws {
    let notebook = try TerminalNotebook()
    notebook.type("abc")
    notebook.press(.control("U"), .control("Y"))
    notebook.terminal.settle()
    notebook.press(key)
    notebook.terminal.settle()
    notebook.press(.alt("y"), .alt("y"))
    try notebook.enter("'alive'")
    #expect(notebook.text.hasSuffix("[1]> 'alive'\n'alive'\n[2]>"))
  }

  @Test func altYExchangesWhatWasPutIn() throws {
    let notebook = try TerminalNotebook()
    notebook.type("1")
    notebook.press(.control("U"))
    notebook.type("2")
    notebook.press(.control("U"), .control("Y"), .alt("y"))
    try notebook.enter()
    #expect(notebook.text == "[1]> 1\n1\n[2]>")
  }
}
