import Foundation
import TerminalTesting
import Testing

/// The user's own beginning, pages, colours, hints and the bar of long evaluations.
@Suite struct TerminalComfortTests {
  // MARK: init.tape

  @Test(arguments: TerminalSetting.all)
  func theUsersBeginningIsRunFirst(setting: TerminalSetting) throws {
    let home = try TerminalHome()
    try home.write("値 = 40 + 2\nset dtype float64\n", to: "config/tapebook/init.tape")
    let notebook = try TerminalNotebook(["-q"], setting, home: home)
    try notebook.enter(lines: ["値", "exp(1.)"])
    #expect(notebook.text.contains("> 値\n42\n"))
    #expect(notebook.text.contains("> exp(1.)\n2.718281828459045\n"))
    let without = try TerminalNotebook(["-q", "--no-init"], setting, home: home)
    try without.enter("値")
    #expect(without.text.contains("NameError"))
  }

  @Test func aBeginningThatFailsIsToldAndThePromptComes() throws {
    let home = try TerminalHome()
    try home.write("a = 1\nb = 1 / 0\nc = 3\n", to: "config/tapebook/init.tape")
    let notebook = try TerminalNotebook(home: home)
    #expect(notebook.text.contains("ZeroDivisionError: division by zero\n"))
    try notebook.enter(lines: ["a", "c"])
    #expect(notebook.text.contains("> a\n1\n"))
    #expect(notebook.text.contains("NameError: name 'c' is not defined"))
  }

  // MARK: Pages

  @Test func longTextGoesThroughTheUsersPager() throws {
    let home = try TerminalHome()
    let seen = home.path(of: "work/seen")
    let notebook = try TerminalNotebook(home: home, environment: ["PAGER": "cat >'\(seen)'"])
    try notebook.enter(lines: ["x = arange(3000)", "x", "print all x"])
    // The value by itself is shown by its edges, and the pager has all of it.
    #expect(notebook.text.contains("[   0    1    2 ... 2997 2998 2999]"))
    let text = try String(contentsOfFile: seen, encoding: .utf8)
    #expect(text.split(whereSeparator: { " []\n".contains($0) }).map(String.init).count == 3000)
    #expect(!notebook.text.contains(" 1500 "))
    try notebook.enter("set pager off")
    try notebook.enter("print all x")
    #expect(notebook.text.contains(" 1500 "))
  }

  @Test func aPagerThatIsNotThereLosesNothing() throws {
    let notebook = try TerminalNotebook(environment: ["PAGER": "no-such-program"])
    try notebook.enter(lines: ["x = arange(3000)", "print all x"])
    #expect(notebook.text.contains(" 1500 "))
  }

  // MARK: Colours and hints

  /// What is written while a call is typed.
  private func written(
    _ environment: [String: String] = [:], after lines: [String] = []
  ) throws -> (bytes: String, screen: String) {
    let notebook = try TerminalNotebook(environment: environment)
    try notebook.enter(lines: lines)
    let count = notebook.terminal.output.count
    notebook.type("y = sum(ones(2, 3")
    notebook.terminal.settle(milliseconds: 300)
    let bytes = String(decoding: notebook.terminal.output[count...], as: UTF8.self)
    return (bytes, notebook.text)
  }

  @Test func whatIsTypedIsColouredAndHinted() throws {
    let (bytes, screen) = try written()
    #expect(bytes.contains("\u{1B}[0;34msum"))
    #expect(!screen.hasSuffix("ones(2, 3"))
  }

  @Test func noColorLeavesThePlainText() throws {
    let (bytes, screen) = try written(["NO_COLOR": "1"])
    #expect(!bytes.contains("\u{1B}[0;"))
    #expect(screen.hasSuffix("> y = sum(ones(2, 3"))
  }

  @Test func eachCanBeTurnedOff() throws {
    let plain = try written(after: ["set highlight off", "set hints off"])
    #expect(!plain.bytes.contains("\u{1B}[0;3"))
    #expect(plain.screen.hasSuffix("> y = sum(ones(2, 3"))
  }

  // MARK: Progress

  @Test func aLongLoopShowsHowFarItIsAndTakesTheBarAway() throws {
    let notebook = try TerminalNotebook()
    try notebook.enter("def wait():\n    for j in range(10**4): pass", by: .altEnter)
    notebook.type("for i in range(10**6): wait()")
    notebook.press(.altEnter)
    try notebook.terminal.wait(for: "the bar") { $0.text.contains("%  ") }
    #expect(notebook.text.contains(" of 1000000"))
    notebook.press(.control("C"))
    try notebook.terminal.wait(forText: "KeyboardInterrupt: interrupted")
    #expect(!notebook.text.contains("%  "))
  }
}
