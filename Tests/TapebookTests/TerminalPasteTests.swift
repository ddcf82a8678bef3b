import TerminalTesting
import Testing

/// Pasting at a terminal.
@Suite struct TerminalPasteTests {
  @Test(arguments: TerminalSetting.all)
  func aPasteRunsNothingBeforeEnter(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    notebook.terminal.paste("print('a')\nprint('b')\n")
    try notebook.terminal.wait(forText: " ... print('b')")
    notebook.terminal.settle()
    #expect(!notebook.text.contains("\na"))
    try notebook.enter()
    #expect(notebook.text.contains("\na\nb\n[3]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func aPastedBlockKeepsItsIndents(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    notebook.terminal.paste("for i in [1]:\n  if True:\n    print(i)")
    try notebook.terminal.wait(forText: " ...     print(i)")
    try notebook.enter(by: .altEnter)
    try notebook.shows(
      """
      [1]> for i in [1]:
       ...   if True:
       ...     print(i)
      1
      [2]>
      """)
  }

  @Test(arguments: TerminalSetting.all, [true, false])
  func aReturnAndALineFeedAreOneLineBreak(setting: TerminalSetting, isMarked: Bool) throws {
    let notebook = try TerminalNotebook(setting: setting)
    let text = "x = [1,\r\n2,\r\n3]"
    notebook.type(isMarked ? "\u{1B}[200~\(text)\u{1B}[201~" : text)
    try notebook.enter()
    #expect(notebook.text == "[1]> x = [1,\n ... 2,\n ... 3]\n[2]>")
  }

  @Test func anIndentedBodyIsMovedToTheCursor() throws {
    let notebook = try TerminalNotebook()
    try notebook.enter("def f(x):")
    notebook.terminal.paste("    y = x + 1\n    return y")
    try notebook.terminal.wait(forText: " ...     return y")
    try notebook.enter(by: .altEnter)
    try notebook.enter("f(2)")
    #expect(
      notebook.text
        == """
        [1]> def f(x):
         ...     y = x + 1
         ...     return y
        [2]> f(2)
        3
        [3]>
        """)
  }

  @Test func aPasteBeyondTheLimitIsRefusedWithItsReason() throws {
    let notebook = try TerminalNotebook()
    notebook.terminal.paste(String(repeating: "x", count: (16 << 20) + 1))
    try notebook.terminal.wait(forText: "a paste may have at most 16 MiB", timeout: 60)
    try notebook.enter("'alive'")
    #expect(notebook.text.hasSuffix("\n'alive'\n[2]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func aTranscriptOfPythonLosesItsPromptsAndAnswers(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    notebook.terminal.paste(">>> for i in [1]:\n...     print(i)\n...\n1\n>>> x = 2\n>>> x\n2\n")
    try notebook.terminal.wait(forText: " ... x")
    #expect(!notebook.text.contains(">>>"))
    try notebook.enter(by: .altEnter)
    #expect(notebook.text.contains("\n1\n2\n[4]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func aTranscriptOfOursLosesItsPromptsAndAnswers(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    notebook.terminal.paste("[7]> a = (1 +\n ... 2)\n[8]> a\n3\n")
    try notebook.terminal.wait(forText: " ... a")
    #expect(!notebook.text.contains("[7]"))
    #expect(!notebook.text.contains("[8]"))
    try notebook.enter(by: .altEnter)
    #expect(notebook.text.contains("\n3\n[3]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func aPasteThatIsTallerThanTheWindowIsEdited(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    let lines = (1...40).map { "    \($0)," }
    notebook.terminal.paste("x = [\n" + lines.joined(separator: "\n") + "\n]")
    try notebook.terminal.wait(forText: " ... ]")
    for _ in 0..<41 { notebook.press(.up) }
    try notebook.terminal.wait(forText: "[1]> x = [")
    notebook.press(.end)
    notebook.type("100,")
    try notebook.enter(by: .altEnter)
    try notebook.enter("len(x)")
    #expect(notebook.text.hasPrefix("[1]> x = [100,\n ...     1,\n ...     2,"))
    #expect(notebook.text.hasSuffix(" ...     40,\n ... ]\n[2]> len(x)\n41\n[3]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func aFailureStopsTheInputsBehindIt(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    notebook.terminal.paste("1 + 1\n1 / 0\n'not run'")
    try notebook.terminal.wait(forText: " ... 'not run'")
    try notebook.enter(by: .altEnter)
    #expect(notebook.text.contains("\n2\nZeroDivisionError: division by zero\n"))
    #expect(!notebook.text.contains("\n'not run'"))
  }
}
