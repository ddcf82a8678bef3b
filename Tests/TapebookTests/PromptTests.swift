import Foundation
import TerminalTesting
import Testing

/// Lines that are typed at a terminal while the output goes to a file.
@Suite struct PromptTests {
  /// What the program writes, prompts left out, when texts are typed and the input is ended.
  private func answer(_ texts: String...) throws -> String {
    let home = try TerminalHome()
    let file = home.path(of: "work/output")
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "exec '\(TerminalHome.program)' -q >'\(file)' 2>&1"],
      environment: home.environment(locale: "C.UTF-8"))
    for text in texts {
      terminal.send(text)
      // What comes close behind a line break counts as pasted.
      terminal.settle(milliseconds: 400)
    }
    terminal.send(.control("D"))
    #expect(try terminal.waitForExit() == .exited(0))
    return try String(contentsOfFile: file, encoding: .utf8)
  }

  @Test func anEmptyLineInsideAPasteEndsNoBlock() throws {
    let text = "for i in [1, 2]:\n  j = i\n\n  \t\n  print(j)\n\nj + 5\n"
    #expect(try answer(text) == "1\n2\n7\n")
  }

  @Test func anEmptyLineThatIsTypedLastSubmits() throws {
    #expect(try answer("for i in [1]:\n", "  print(i)\n", "\n") == "1\n")
  }

  @Test func aPasteStopsAtItsFirstFailure() throws {
    let answer = try answer("1 + 1\n1 / 0\n'not run'\n")
    #expect(answer.hasPrefix("2\nZeroDivisionError: division by zero\n"))
    #expect(!answer.contains("not run"))
  }

  @Test func aLineThatTheTerminalCutsIsRefused() throws {
    let long = "x = '" + String(repeating: "a", count: 5000) + "'\n"
    #expect(
      try answer(long, "'on'\n") == """
        InputError: the terminal passes on at most 4095 bytes of a line; \
        put it in a file or pipe it
        'on'

        """)
  }
}
