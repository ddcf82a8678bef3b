import TerminalTesting
import Testing

/// Terminals that can do less, and users' own key bindings.
@Suite struct TerminalKindTests {
  @Test(arguments: ["C.UTF-8", "C", "xx_YY.UTF-8"], ["dumb", "unknown-terminal", ""])
  func aTerminalWithoutACursorIsEnough(locale: String, kind: String) throws {
    let home = try TerminalHome()
    let terminal = try PseudoTerminal(
      TerminalHome.program, ["-q"],
      environment: home.environment(locale: locale, terminal: kind))
    try terminal.wait(forText: "[1]>")
    terminal.send("値 = 20 + 1\r")
    try terminal.wait(forText: "[2]>")
    terminal.send("値 * 2\r")
    try terminal.wait(forText: "\n42\n[3]>")
    terminal.send(.control("D"))
    #expect(try terminal.waitForExit() == .exited(0))
    if kind == "dumb" { #expect(!terminal.output.contains(0x1B)) }
  }

  @Test(arguments: ["C", "C.UTF-8"])
  func ornamentsAreASCIIWhereTheLocaleIs(_ locale: String) throws {
    let notebook = try TerminalNotebook(setting: TerminalSetting(locale: locale))
    try notebook.enter(lines: ["x = constant(3.)", "watch x", "y = x * x", "explain y x"])
    let isASCII = locale == "C"
    #expect(notebook.text.contains(isASCII ? "one way: y <- x\n" : "one way: y ← x\n"))
    #expect(notebook.text.contains(isASCII ? "dy/dx = 6.0" : "∂y/∂x = 6.0"))
    try notebook.enter("graph y x")
    #expect(notebook.text.contains(isASCII ? "\n`= x = 3.0 " : "\n╚═ x = 3.0 "))
  }

  @Test func aLocaleThatDoesNotExistIsEnough() throws {
    let notebook = try TerminalNotebook(setting: TerminalSetting(locale: "xx_YY.UTF-8"))
    try notebook.enter("'日本'")
    #expect(notebook.text == "[1]> '日本'\n'日本'\n[2]>")
  }

  @Test(arguments: TerminalSetting.all)
  func viKeysAreThereWithoutLosingOurs(setting: TerminalSetting) throws {
    let home = try TerminalHome()
    try home.write("bind -v\n", to: ".editrc")
    let notebook = try TerminalNotebook(["-q"], setting, home: home)
    // In insertion: Enter, Tab and pastes are ours.
    notebook.type("\\beta")
    notebook.press(.tab)
    try notebook.enter(" = 1")
    notebook.terminal.paste("'x'\n'y'")
    try notebook.terminal.wait(forText: " ... 'y'")
    try notebook.enter(by: .altEnter)
    #expect(notebook.text.contains("\n'x'\n'y'\n[4]>"))
    // In command mode: `0`, `x` and `i` are vi's, `k` recalls.
    notebook.type("9 + 4")
    notebook.press(.escape)
    notebook.terminal.settle()
    notebook.type("0x")
    notebook.terminal.settle()
    notebook.type("i7")
    try notebook.enter()
    #expect(notebook.text.hasSuffix("[4]> 7 + 4\n11\n[5]>"))
    notebook.press(.escape)
    notebook.terminal.settle()
    notebook.type("k")
    try notebook.showsLast("[5]> 7 + 4")
  }

  @Test(arguments: TerminalSetting.all)
  func bindingsOfTheUserStayBesideOurs(setting: TerminalSetting) throws {
    let home = try TerminalHome()
    try home.write("bind -e\nbind -s \"^]\" \"'mine'\"\n", to: ".editrc")
    let notebook = try TerminalNotebook(["-q"], setting, home: home)
    notebook.press(.control("]"))
    try notebook.enter()
    #expect(notebook.text == "[1]> 'mine'\n'mine'\n[2]>")
    notebook.press(.up)
    try notebook.showsLast("[2]> 'mine'")
  }
  /// libedit's own `ed-command` crashes on a quote without an end.
  @Test(arguments: ["bind -e", "bind -v"])
  func noKeyLeadsToCommandsOfTheLibrary(binding: String) throws {
    let home = try TerminalHome()
    try home.write(binding + "\n", to: ".editrc")
    let notebook = try TerminalNotebook(home: home)
    for key in binding == "bind -v" ? [":"] : ["\u{1B}x", "\u{1B}X"] {
      if binding == "bind -v" {
        notebook.press(.escape)
        notebook.terminal.settle()
      }
      notebook.type(key)
      notebook.terminal.settle()
      if binding == "bind -v" { notebook.type("i") }
      notebook.type("'")
      notebook.terminal.settle()
      try notebook.enter("alive'")
    }
    #expect(notebook.text.hasPrefix("[1]> 'alive'\n'alive'\n[2]>"))
  }
}
