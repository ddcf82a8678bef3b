import TerminalTesting
import Testing

/// Recalling and searching earlier inputs at a terminal.
@Suite struct TerminalHistoryTests {
  private func notebook(_ setting: TerminalSetting) throws -> TerminalNotebook {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter(lines: ["one = 1", "two = 2", "other = 3"])
    return notebook
  }

  @Test(arguments: TerminalSetting.all)
  func upRecallsWhatStartsWithTheText(setting: TerminalSetting) throws {
    let notebook = try notebook(setting)
    notebook.type("o")
    notebook.press(.up)
    try notebook.showsLast("[4]> other = 3")
    notebook.press(.up)
    try notebook.showsLast("[4]> one = 1")
    notebook.press(.down, .down)
    try notebook.showsLast("[4]> o")
  }

  @Test(arguments: TerminalSetting.all)
  func pageUpRecallsByTheTextBeforeTheCursor(setting: TerminalSetting) throws {
    let notebook = try notebook(setting)
    notebook.type("tw")
    notebook.press(.pageUp)
    try notebook.showsLast("[4]> two = 2")
    try notebook.enter()
    #expect(notebook.text.hasSuffix("[4]> two = 2\n[5]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func controlRSearchesBackwards(setting: TerminalSetting) throws {
    let notebook = try notebook(setting)
    notebook.press(.control("R"))
    notebook.type("= ")
    try notebook.terminal.wait(forText: "[4]> other = 3")
    notebook.press(.control("R"))
    try notebook.terminal.wait(forText: "[4]> two = 2")
    notebook.press(.control("G"))
    try notebook.showsLast("[4]>")
    notebook.press(.control("R"))
    notebook.type("one")
    try notebook.terminal.wait(forText: "[4]> one = 1")
    try notebook.enter()
    #expect(notebook.text.hasSuffix("[4]> one = 1\n[5]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func controlRFindsWideCharacters(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter(lines: ["値段 = 3", "x = 1"])
    notebook.press(.control("R"))
    notebook.type("値")
    try notebook.terminal.wait(forText: "[3]> 値段 = 3")
  }

  @Test(arguments: TerminalSetting.all)
  func theNextNotebookRecallsWhatTheLastOneRan(setting: TerminalSetting) throws {
    let home = try TerminalHome()
    let first = try TerminalNotebook(["-q"], setting, home: home)
    try first.enter(lines: ["値段 = 3", " secret = 4"])
    // It runs, and is nobody's business.
    try first.enter("secret")
    #expect(first.text.contains("> secret\n4\n["))
    try first.enter("history")
    #expect(first.text.hasSuffix("\n1  値段 = 3\n3  secret\n4  history\n[5]>"))
    #expect(try first.leave() == .exited(0))
    let second = try TerminalNotebook(["-q"], setting, home: home)
    second.press(.up, .up, .up)
    try second.shows("[1]> 値段 = 3")
  }
}
