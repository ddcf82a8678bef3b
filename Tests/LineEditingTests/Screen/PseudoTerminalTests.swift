import Glibc
import TerminalTesting
import Testing

/// The pseudo-terminal with programs of the system.
@Suite struct PseudoTerminalTests {
  private func shell(_ script: String, columns: Int = 80, rows: Int = 24) throws -> PseudoTerminal {
    try PseudoTerminal(
      "/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin", "WORD": "mark"],
      columns: columns, rows: rows)
  }

  @Test func aProgramSeesTheTerminalAndItsEnvironment() throws {
    let terminal = try shell("tty; stty size; env | grep -c .; echo $WORD; exit 3", columns: 33)
    #expect(try terminal.waitForExit() == .exited(3))
    #expect(terminal.screen.lines[0].hasPrefix("/dev/pts/"))
    #expect(terminal.screen.lines[1] == "24 33")
    #expect(terminal.screen.lines[3] == "mark")
  }

  @Test func whatIsTypedComesToTheProgram() throws {
    let terminal = try shell("read line; echo \"<$line>\"")
    terminal.send("日本")
    terminal.send(.enter)
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.screen.text == "日本\n<日本>")
  }

  @Test func controlCInterruptsAndAStopIsNoticed() throws {
    let terminal = try shell("trap 'echo caught' INT; while :; do sleep 0.01; done")
    terminal.settle(milliseconds: 50)
    terminal.send(.control("C"))
    try terminal.wait(forText: "caught")
    terminal.signal(SIGSTOP)
    try terminal.waitForStop()
    terminal.signal(SIGKILL)
    #expect(try terminal.waitForExit() == .signalled(SIGKILL))
  }

  @Test func aNewSizeIsASignal() throws {
    let terminal = try shell("trap 'stty size' WINCH; echo on; while :; do sleep 0.01; done")
    try terminal.wait(forText: "on")
    terminal.resize(columns: 50, rows: 10)
    try terminal.wait(forText: "10 50")
  }

  @Test func muchInputAndOutputBlockNobody() throws {
    let terminal = try shell("stty raw -echo; echo on; head -c 300000 | tr x y; echo; echo off")
    try terminal.wait(forText: "on")
    terminal.send(String(repeating: "x", count: 300_000))
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.output.count { $0 == UInt8(ascii: "y") } == 300_000)
  }

  @Test func aWaitThatFailsShowsTheScreen() throws {
    let terminal = try shell("echo here; sleep 10")
    try terminal.wait(forText: "here")
    let failure = #expect(throws: PseudoTerminal.Failure.self) {
      try terminal.wait(forText: "there", timeout: 0.1)
    }
    #expect(failure?.description.contains("here") == true)
  }

  @Test func aProgramThatIsNotThereIsAFailure() {
    #expect(throws: PseudoTerminal.Failure.self) {
      try PseudoTerminal("/no/such/program", environment: [:])
    }
  }

  @Test func aPasteIsMarkedWhereTheProgramAsksForIt() throws {
    let terminal = try shell("stty raw -echo; printf '\\033[?2004hon'; head -c 15 | od -An -c")
    try terminal.wait(forText: "on")
    terminal.paste("a\nb")
    _ = try terminal.waitForExit()
    let sent = "033   [   2   0   0   ~   a  \\r   b 033   [   2   0   1"
    #expect(terminal.screen.text.contains(sent))
  }
}
