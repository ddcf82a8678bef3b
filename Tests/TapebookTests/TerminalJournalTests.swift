import Glibc
import TerminalTesting
import Testing

/// Nothing is lost when the program or the machine dies.
@Suite struct TerminalJournalTests {
  private let journals = "state/tapebook/journals"

  /// A home in which a notebook of three entries was killed.
  private func homeOfKilled(_ setting: TerminalSetting) throws -> TerminalHome {
    let home = try TerminalHome()
    let notebook = try TerminalNotebook(["-q"], setting, home: home)
    try notebook.enter(lines: ["値 = 20", "y = (値 +", "1)", "y * 2"])
    notebook.type("not entered")
    notebook.terminal.settle(milliseconds: 50)
    notebook.terminal.signal(SIGKILL)
    #expect(try notebook.terminal.waitForExit() == .signalled(SIGKILL))
    return home
  }

  @Test(arguments: TerminalSetting.all)
  func theNextStartTellsOfASessionThatWasKilled(setting: TerminalSetting) throws {
    let home = try homeOfKilled(setting)
    let next = try TerminalNotebook([], setting, home: home)
    let lines = next.text.split(separator: "\n")
    #expect(lines[0] == "Tapebook 0.1.0. help lists the commands; Ctrl-D leaves.")
    #expect(lines[1].hasPrefix("3 entries of "))
    #expect(lines[1].hasSuffix(" were left over: tapebook --recover or --discard"))
    #expect(lines[2] == "[1]>")
    // What was left over is no banner, so it is told without one, too.
    let quiet = try TerminalNotebook(["-q"], setting, home: home)
    #expect(quiet.text.contains(" were left over: "))
  }

  @Test(arguments: TerminalSetting.all)
  func aTerminalThatGoesLeavesTheSessionOver(setting: TerminalSetting) throws {
    let home = try TerminalHome()
    let notebook = try TerminalNotebook(["-q"], setting, home: home)
    try notebook.enter("x = 42")
    notebook.terminal.hangUp()
    #expect(try notebook.terminal.waitForExit() == .signalled(SIGHUP))
    #expect(home.files(in: journals).count == 1)
    let next = try TerminalNotebook(["-q", "--recover"], setting, home: home)
    try next.enter("x")
    #expect(next.text.contains("> x\n42\n["))
  }

  @Test(arguments: TerminalSetting.all)
  func aRequestToEndLeavesTheSessionOver(setting: TerminalSetting) throws {
    let home = try TerminalHome()
    let notebook = try TerminalNotebook(["-q"], setting, home: home)
    try notebook.enter("x = 42")
    notebook.terminal.signal(SIGTERM)
    #expect(try notebook.terminal.waitForExit() == .signalled(SIGTERM))
    #expect(home.files(in: journals).count == 1)
  }

  @Test(arguments: TerminalSetting.all)
  func filesAreRecoveredAsTheyWereRead(setting: TerminalSetting) throws {
    let home = try TerminalHome()
    try home.write("m = 1\n", to: "work/a.py")
    let notebook = try TerminalNotebook(["-q"], setting, home: home)
    try notebook.enter("load \(home.path(of: "work/a.py"))")
    notebook.terminal.signal(SIGKILL)
    _ = try notebook.terminal.waitForExit()
    try home.write("m = 99\n", to: "work/a.py")
    let next = try TerminalNotebook(["-q", "--recover"], setting, home: home)
    try next.enter("m")
    #expect(next.text.contains("> m\n1\n["))
    // And once more, from the journal that was gone on with.
    next.terminal.signal(SIGKILL)
    _ = try next.terminal.waitForExit()
    let last = try TerminalNotebook(["-q", "--recover"], setting, home: home)
    try last.enter("m")
    #expect(last.text.contains("> m\n1\n["))
  }

  @Test func whatAScriptLeftBehindStaysTheScripts() throws {
    let home = try TerminalHome()
    let script = """
      #: format = tape/1
      import numpy as np
      def f(path):
        return np.loadtxt(path)
      x = f('x.txt')

      """
    try home.write(script, to: "work/s.tape")
    try home.write("1 2\n", to: "work/x.txt")
    try home.write("3 4\n", to: "other.txt")
    let notebook = try TerminalNotebook(
      ["run", "-q", "-i", home.path(of: "work/s.tape")], home: home)
    let entry = "f('\(home.path(of: "other.txt"))')"
    try notebook.enter("x")
    try notebook.enter(entry)
    #expect(notebook.text.contains("PermissionError: a replayed script reads files of its own"))
    notebook.terminal.signal(SIGKILL)
    _ = try notebook.terminal.waitForExit()
    let next = try TerminalNotebook(["-q", "--recover"], home: home)
    try next.enter("x")
    #expect(next.text.contains("> x\n[1. 2.]\n["))
    try next.enter(entry)
    #expect(next.text.contains("PermissionError: a replayed script reads files of its own"))
  }

  @Test func whatIsDiscardedIsNotOfferedAgain() throws {
    let home = try homeOfKilled(TerminalSetting())
    let discarding = try PseudoTerminal(
      TerminalHome.program, ["--discard"], environment: home.environment(locale: "C.UTF-8"))
    #expect(try discarding.waitForExit() == .exited(0))
    #expect(discarding.screen.wholeText == "1 session is forgotten.")
    #expect(home.files(in: journals) == [])
    let next = try TerminalNotebook([], home: home)
    #expect(!next.text.contains("left over"))
  }

  @Test(arguments: TerminalSetting.all)
  func recoveringGoesOnWhereTheSessionWas(setting: TerminalSetting) throws {
    let home = try homeOfKilled(setting)
    let next = try TerminalNotebook(["-q", "--recover"], setting, home: home)
    #expect(next.text.hasSuffix("[4]>"))
    try next.enter("y + 値")
    #expect(next.text.hasSuffix("[4]> y + 値\n41\n[5]>"))
    #expect(try next.leave() == .exited(0))
    #expect(home.files(in: journals) == [])
  }

  @Test(arguments: TerminalSetting.all)
  func aRecoveredSessionThatIsKilledAgainIsNotLost(setting: TerminalSetting) throws {
    let home = try homeOfKilled(setting)
    let next = try TerminalNotebook(["-q", "--recover"], setting, home: home)
    try next.enter("z = y + 1")
    next.terminal.signal(SIGKILL)
    _ = try next.terminal.waitForExit()
    let last = try TerminalNotebook(["-q", "--recover"], setting, home: home)
    try last.enter("z")
    #expect(last.text.hasSuffix("> z\n22\n[6]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func aCleanExitLeavesNoJournal(setting: TerminalSetting) throws {
    let home = try TerminalHome()
    let notebook = try TerminalNotebook(["-q"], setting, home: home)
    try notebook.enter("x = 1")
    #expect(home.files(in: journals).count == 1)
    #expect(try notebook.leave() == .exited(0))
    #expect(home.files(in: journals) == [])
    let next = try TerminalNotebook([], setting, home: home)
    #expect(!next.text.contains("left over"))
  }

  @Test(arguments: TerminalSetting.all)
  func twoNotebooksHaveAJournalEach(setting: TerminalSetting) throws {
    let home = try TerminalHome()
    let first = try TerminalNotebook([], setting, home: home)
    try first.enter("x = 1")
    let second = try TerminalNotebook([], setting, home: home)
    try second.enter("y = 2")
    // A session that is still running is not offered.
    #expect(!second.text.contains("left over"))
    #expect(home.files(in: journals).count == 2)
    first.terminal.signal(SIGKILL)
    _ = try first.terminal.waitForExit()
    #expect(try second.leave() == .exited(0))
    let next = try TerminalNotebook(["-q", "--recover"], setting, home: home)
    try next.enter("x")
    #expect(next.text.hasSuffix("> x\n1\n[3]>"))
  }

  @Test(arguments: TerminalSetting.all)
  func anEntryThatFailedIsNotReplayed(setting: TerminalSetting) throws {
    let home = try TerminalHome()
    let notebook = try TerminalNotebook(["-q"], setting, home: home)
    try notebook.enter(lines: ["x = 1", "x = 1 / 0", "x + 1"])
    notebook.terminal.signal(SIGKILL)
    _ = try notebook.terminal.waitForExit()
    let next = try TerminalNotebook(["-q", "--recover"], setting, home: home)
    #expect(!next.text.contains("ZeroDivisionError"))
    try next.enter("x")
    #expect(next.text.contains("> x\n1\n["))
  }
}
