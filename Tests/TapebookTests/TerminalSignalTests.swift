import Glibc
import TerminalTesting
import Testing

/// Ctrl-C, Ctrl-Z, the window's size and the end that others ask for.
@Suite struct TerminalSignalTests {
  @Test(arguments: TerminalSetting.all)
  func controlCDropsTheLineAndStays(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter("x = (1 +")
    notebook.type("2")
    notebook.terminal.settle(milliseconds: 50)
    notebook.press(.control("C"))
    try notebook.waitForPrompt(afterLine: 1)
    #expect(notebook.text.hasSuffix("2^C\n[1]>"))
    try notebook.enter("'on'")
    #expect(notebook.text.hasSuffix("\n[1]> 'on'\n'on'\n[2]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func controlCStopsAnEvaluationAndLeavesTheSession(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter("x = 1")
    notebook.terminal.paste("while True:\n    x = x + 1")
    try notebook.terminal.wait(forText: "x = x + 1")
    notebook.press(.altEnter)
    try notebook.terminal.wait(for: "the evaluation") { !$0.isBracketedPasteOn }
    notebook.terminal.settle(milliseconds: 50)
    notebook.press(.control("C"))
    try notebook.terminal.wait(forText: "KeyboardInterrupt: interrupted")
    try notebook.terminal.wait(for: "a prompt") { $0.isBracketedPasteOn }
    try notebook.enter("x")
    #expect(notebook.text.contains("> x\n1\n["))
  }

  static let long = [
    ("w = ones(3000, 3000)", "w @ w @ w @ w"),
    ("w = [1]", "for i in range(10**9): pass"),
    ("w = [2]", "sum([i * i for i in range(10**9)])"),
  ]

  @Test(arguments: long)
  func controlCStopsWhateverRuns(_ line: String, _ text: String) throws {
    let notebook = try TerminalNotebook()
    try notebook.enter(line)
    notebook.type(text)
    notebook.terminal.settle(milliseconds: 50)
    notebook.press(.altEnter)
    try notebook.terminal.wait(for: "the evaluation") { !$0.isBracketedPasteOn }
    notebook.terminal.settle(milliseconds: 100)
    #expect(!notebook.text.contains("Interrupt"))
    let start = ContinuousClock.now
    notebook.press(.control("C"))
    try notebook.terminal.wait(forText: "KeyboardInterrupt: interrupted")
    // Other tests use the cores, too: ten times the time is let pass.
    #expect(ContinuousClock.now - start < .milliseconds(1000))
    try notebook.terminal.wait(for: "a prompt") { $0.isBracketedPasteOn }
    try notebook.enter("len(w)")
    #expect(notebook.text.contains("> len(w)\n"))
  }

  @Test func controlCStopsManySmallEntries() throws {
    let notebook = try TerminalNotebook()
    notebook.terminal.paste((1...20_000).map { "v\($0 % 10) = \($0)" }.joined(separator: "\n"))
    try notebook.terminal.wait(forText: "v0 = 20000", timeout: 30)
    notebook.press(.altEnter)
    try notebook.terminal.wait(for: "the evaluation") { !$0.isBracketedPasteOn }
    notebook.press(.control("C"))
    try notebook.terminal.wait(forText: "KeyboardInterrupt: interrupted")
  }

  static let windows = [
    (80, 23), (80, 12), (80, 4), (40, 8), (20, 3), (8, 3), (3, 3), (2, 2), (1, 1),
  ]

  @Test(arguments: windows, ["C.UTF-8", "C"])
  func aWindowThatShrinksUnderABlockIsTypedInOn(
    _ window: (columns: Int, rows: Int), _ locale: String
  ) throws {
    let notebook = try TerminalNotebook(setting: TerminalSetting(locale: locale))
    let rows = (1...40).map { row in
      "    y\(row) = x * \(row) + len('\(String(repeating: "日", count: row))')"
    }
    notebook.terminal.paste((["def f(x):"] + rows + ["    return y1"]).joined(separator: "\n"))
    try notebook.terminal.wait(forText: "return y1")
    try notebook.resize(columns: window.columns, rows: window.rows)
    notebook.type(" + 1")
    notebook.press(.left, .up, .home, .end, .controlLeft)
    notebook.type("x")
    notebook.press(.backspace, .pageDown)
    for _ in 0..<45 { notebook.press(.up) }
    for _ in 0..<45 { notebook.press(.down) }
    notebook.press(.end)
    try notebook.resize(columns: 80, rows: 24)
    try notebook.terminal.wait(forText: "return y1 + 1")
    try notebook.enter(by: .altEnter)
    try notebook.enter("f(2)")
    #expect(notebook.text.contains("> f(2)\n4\n[3]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func controlCLeavesASearch(setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    try notebook.enter("one = 1")
    notebook.press(.control("R"))
    notebook.type("one")
    try notebook.terminal.wait(forText: "[2]> one = 1")
    notebook.press(.control("C"))
    try notebook.terminal.wait(for: "a new prompt") { $0.text.hasSuffix("\n[2]>") }
    try notebook.enter("one")
    #expect(notebook.text.hasSuffix("\n[2]> one\n1\n[3]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func controlZStopsAndTheShellBringsItBack(setting: TerminalSetting) throws {
    let home = try TerminalHome()
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-i"],
      environment: home.environment(locale: setting.locale).merging(["PS1": "shell# "]) { $1 },
      columns: 80, rows: 24)
    try terminal.wait(forText: "shell#")
    terminal.send("\(TerminalHome.program) -q\r")
    try terminal.wait(for: "a prompt") { $0.isBracketedPasteOn && $0.text.hasSuffix("[1]>") }
    if setting.isResized { terminal.resize(columns: 70, rows: 20) }
    terminal.send("x = 40 +")
    try terminal.wait(forText: "[1]> x = 40 +")
    terminal.send(.control("Z"))
    try terminal.wait(for: "the shell") { $0.text.hasSuffix("shell#") }
    #expect(!terminal.screen.isBracketedPasteOn)
    terminal.send("echo 'in the shell'\r")
    try terminal.wait(forText: "\nin the shell\nshell#")
    terminal.send("fg\r")
    try terminal.wait(for: "the line again") { $0.text.hasSuffix("[1]> x = 40 +") }
    terminal.send(" 2\r")
    try terminal.wait(forText: "[1]> x = 40 + 2\n[2]>")
    terminal.send("x\r")
    try terminal.wait(forText: "[2]> x\n42\n[3]>")
    terminal.send(.control("D"))
    try terminal.wait(for: "the shell") { $0.text.hasSuffix("shell#") }
    terminal.send("exit\r")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test(arguments: ["C.UTF-8", "C"])
  func anotherWindowHoldsTheTextOnce(locale: String) throws {
    let notebook = try TerminalNotebook(setting: TerminalSetting(locale: locale))
    try notebook.enter("'above'")
    notebook.type("'" + String(repeating: "日本", count: 20))
    notebook.terminal.settle(milliseconds: 50)
    for columns in [60, 40, 25, 33, 80] {
      try notebook.resize(columns: columns, rows: 24)
      let text = notebook.text
      #expect(text.split(separator: "[2]>").count == 2, "\(columns)")
      #expect(text.filter { $0 == "日" }.count == 20, "\(columns)")
      #expect(text.hasPrefix("[1]> 'above'\n'above'\n[2]> '日本"), "\(columns)")
    }
    try notebook.enter("'")
    #expect(notebook.terminal.screen.unknownSequences == [])
  }

  @Test(arguments: [SIGTERM, SIGHUP], TerminalSetting.all)
  func aRequestToEndLeavesTheTerminalAsItWas(number: Int32, setting: TerminalSetting) throws {
    let notebook = try TerminalNotebook(setting: setting)
    notebook.type("x = 1")
    notebook.terminal.settle(milliseconds: 50)
    notebook.terminal.signal(number)
    #expect(try notebook.terminal.waitForExit() == .signalled(number))
    #expect(!notebook.terminal.screen.isBracketedPasteOn)
    #expect(notebook.terminal.screen.isCursorVisible)
  }
}
