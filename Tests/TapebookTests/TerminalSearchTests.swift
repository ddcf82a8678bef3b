import TerminalTesting
import Testing

/// Searching the inputs with Ctrl-R.
@Suite struct TerminalSearchTests {
  @Test func backspaceShowsWhatTheShorterPatternFinds() throws {
    let notebook = try TerminalNotebook()
    try notebook.enter(lines: ["alpha = 1", "beta = 2"])
    notebook.press(.control("R"))
    notebook.type("alzzz")
    try notebook.terminal.wait(forText: "[3]> alpha = 1\nnot found: alzzz")
    notebook.press(.backspace)
    try notebook.showsLast("[3]> alpha = 1\nnot found: alzz")
    notebook.press(.backspace, .backspace)
    try notebook.showsLast("[3]> alpha = 1\nsearch: al")
  }

  @Test func anEmptyPatternSaysNothing() throws {
    let notebook = try TerminalNotebook()
    try notebook.enter("alpha = 1")
    notebook.press(.control("R"), .control("R"))
    try notebook.terminal.wait(forText: "\nsearch:")
    notebook.terminal.settle()
    #expect(!notebook.text.contains("not found"))
    #expect(!notebook.terminal.output.contains(0x07))
  }
}
