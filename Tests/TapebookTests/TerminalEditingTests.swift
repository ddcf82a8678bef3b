import TerminalTesting
import Testing

/// Typing and editing inputs at a terminal.
@Suite struct TerminalEditingTests {
  @Test(arguments: TerminalSetting.all)
  func enterContinuesWhileABracketIsOpen(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter(lines: ["x = (1 +", "2)", "x"])
    #expect(notebook.text.hasPrefix("[1]> x = (1 +\n"))
    #expect(notebook.text.hasSuffix("\n[2]> x\n3\n[3]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func enterContinuesWhileABlockIsOpenAndIndentsIt(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter(lines: ["for i in [1, 2]:", "print(i)", ""])
    try notebook.shows(
      """
      [1]> for i in [1, 2]:
       ...     print(i)
       ...
      1
      2
      [2]>
      """)
  }

  @Test(arguments: TerminalSetting.all)
  func enterContinuesWhileAStringIsOpen(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter(lines: ["s = '''one", "two'''", "len(s)"])
    #expect(notebook.text.hasSuffix("[2]> len(s)\n7\n[3]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func anEmptyLineSubmitsEvenAnOpenBracket(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter("x = (1 +")
    try notebook.enter()
    #expect(notebook.text.contains("SyntaxError"))
    // What failed took a number or not; the next input runs.
    try notebook.enter("'still here'")
    #expect(notebook.text.contains("\n'still here'\n["))
  }

  @Test(arguments: TerminalSetting.all)
  func altEnterSubmitsABlock(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter("for i in [5, 6]:")
    try notebook.enter("print(i)", by: .altEnter)
    #expect(notebook.text.hasSuffix("\n5\n6\n[2]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func upAndDownMoveInsideABlock(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter("for i in [1, 2]:")
    notebook.type("print(i)")
    notebook.press(.up, .end, .left, .left)
    notebook.type(", 3")
    notebook.press(.down, .end)
    try notebook.enter(by: .altEnter)
    try notebook.showsLast(
      """
      [1]> for i in [1, 2, 3]:
       ...     print(i)
      1
      2
      3
      [2]>
      """)
  }

  @Test(arguments: TerminalSetting.all)
  func aBlockIsRecalledWhole(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter(lines: ["for i in [1]:", "print(i)", "", "'other'"])
    notebook.press(.up, .up)
    try notebook.terminal.wait(forText: "[3]> for i in [1]:\n ...     print(i)")
    notebook.press(.backspace)
    notebook.type(" + 7)")
    try notebook.enter(by: .altEnter)
    #expect(notebook.text.hasSuffix("\n ...     print(i + 7)\n8\n[4]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func wordsAreMovedOverAndKilled(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    notebook.type("'alpha' + 'beta'")
    notebook.press(.controlLeft)
    notebook.type("x")
    notebook.press(.alt("b"), .alt("b"))
    notebook.type("y")
    try notebook.enter()
    #expect(notebook.text.hasSuffix("[1]> 'yalpha' + 'xbeta'\n'yalphaxbeta'\n[2]>"))
    notebook.type("'one two'")
    notebook.press(.left, .control("W"))
    notebook.type("three")
    notebook.press(.control("A"), .control("K"), .control("Y"))
    try notebook.enter()
    #expect(notebook.text.hasSuffix("[2]> 'one three'\n'one three'\n[3]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func wideCharactersAreEdited(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    notebook.type("値段 = '日本語の文'")
    notebook.press(.left, .backspace, .backspace, .home, .right)
    notebook.type("x")
    try notebook.enter()
    #expect(notebook.text == "[1]> 値x段 = '日本語'\n[2]>")
    try notebook.enter("値x段")
    #expect(notebook.text.hasSuffix("[2]> 値x段\n'日本語'\n[3]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func aNameBehindABackslashBecomesItsCharacter(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    notebook.type("\\alpha")
    notebook.press(.tab)
    try notebook.enter(" = 5")
    try notebook.enter("α")
    #expect(notebook.text == "[1]> α = 5\n[2]> α\n5\n[3]>")
  }

  @Test(arguments: TerminalSetting.all)
  func aLongLineWrapsAndIsEdited(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    let digits = String(repeating: "0123456789", count: 12)
    notebook.type("y'" + digits + "'z")
    notebook.press(.home, .delete, .end, .backspace, .home)
    notebook.type("len(")
    notebook.press(.end)
    try notebook.enter(")")
    let line = "[1]> len('" + digits + "')"
    #expect(notebook.text == line.prefix(80) + "\n" + line.dropFirst(80) + "\n120\n[2]>")
    #expect(notebook.terminal.screen.unknownSequences == [])
  }

  @Test(arguments: TerminalSetting.all)
  func controlDOnAnEmptyLineLeaves(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    notebook.type("ab")
    notebook.press(.left, .control("D"), .backspace)
    #expect(try notebook.leave() == .exited(0))
    #expect(!notebook.terminal.screen.isBracketedPasteOn)
    #expect(notebook.terminal.screen.cursor == .init(row: 1, column: 0))
  }
}

extension TerminalNotebook {
  /// Starts the program without its banner in a setting.
  convenience init(setting: TerminalSetting) throws {
    try self.init(["-q"], setting)
  }
}
