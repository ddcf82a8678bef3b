import Foundation
import TerminalTesting
import Testing

/// `tapebook demo` at a terminal.
@Suite struct TerminalDemoTests {
  private static let talk = """
    #: format = tape/1
    #: title = A talk
    # %% Numbers
    #| The **first** number is `n`.
    #@ note Ask what comes next.
    n = 1
    # %% Sums
    n + 1
    #> 2
    #@ pause
    n + 2
    #> 3
    # %% The end
    print('over')
    #> over
    """

  /// The demonstration at a terminal, with all of the input at once.
  private func demo(
    _ options: [String] = ["--pace", "0"], text: String = talk, home: TerminalHome
  ) throws -> PseudoTerminal {
    try home.write(text, to: "work/talk.tape")
    return try PseudoTerminal(
      TerminalHome.program, ["demo", home.path(of: "work/talk.tape")] + options,
      environment: home.environment(locale: "C.UTF-8"), columns: 80, rows: 24)
  }

  @Test func keysGoOnAndBackAndToAStep() throws {
    let home = try TerminalHome()
    let terminal = try demo(home: home)
    try terminal.wait(forText: "  3  The end")
    #expect(terminal.screen.text.contains("0/3"))
    terminal.send(.enter)
    try terminal.wait(forText: "1/3 Numbers")
    #expect(terminal.screen.text.contains("The first number is n.\n[1]> n = 1\n"))
    #expect(!terminal.screen.text.contains("A talk"))
    terminal.send(.enter)
    // It stops before the pause.
    try terminal.wait(forText: "2/3 Sums")
    #expect(terminal.screen.text.contains("[2]> n + 1\n2\n"))
    #expect(!terminal.screen.text.contains("n + 2"))
    terminal.send(.enter)
    try terminal.wait(forText: "[3]> n + 2\n3\n")
    terminal.send("b")
    try terminal.wait(for: "the earlier entry alone") {
      $0.text.contains("[2]> n + 1\n2\n") && !$0.text.contains("n + 2")
    }
    terminal.send("g")
    try terminal.wait(forText: "go to step:")
    terminal.send("3")
    terminal.send(.enter)
    try terminal.wait(forText: "[4]> print('over')\nover\n")
    #expect(terminal.screen.text.contains("Enter leave"))
    terminal.send(.enter)
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func aStepThatIsNotThereIsAskedForAgain() throws {
    let home = try TerminalHome()
    let terminal = try demo(home: home)
    try terminal.wait(forText: "  3  The end")
    terminal.send("g")
    try terminal.wait(forText: "go to step:")
    terminal.send("99")
    terminal.send(.enter)
    try terminal.wait(forText: "there are 3 steps\ngo to step:")
    terminal.send("2")
    terminal.send(.enter)
    try terminal.wait(forText: "2/3 Sums")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func longTitlesEndBetweenWords() throws {
    let home = try TerminalHome()
    let words = (1...30).map { "word\($0)" }
    let title = words.joined(separator: " ")
    let text = "#: format = tape/1\n#: title = T\n# %% \(title)\n1 + 1\n#> 2\n# %% End\n2\n#> 2\n"
    let terminal = try demo(text: text, home: home)
    try terminal.wait(forText: "  2  End")
    // As many words as 79 columns have room for, and an ellipsis.
    #expect(
      terminal.screen.text.contains(
        "  1  " + words.prefix(11).joined(separator: " ") + "…\n  2  End"))
    terminal.send(.enter)
    try terminal.wait(forText: "1 + 1\n2\n")
    terminal.settle()
    let lines = terminal.screen.text.split(separator: "\n")
    let heading = lines.prefix { !$0.contains("1 + 1") }
    #expect(heading.joined(separator: " ") == title)
    #expect(heading.count > 1 && heading.allSatisfy { $0.count < 80 })
    // The line below has room for how the demonstration is left.
    #expect(terminal.screen.text.contains("1/2 word1") && terminal.screen.text.contains("q quit"))
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func thePromptTriesThingsOnACopy() throws {
    let home = try TerminalHome()
    let terminal = try demo(["--pace", "0", "--from", "1"], home: home)
    try terminal.wait(forText: "1/3 Numbers")
    terminal.send("!")
    try terminal.wait(for: "a prompt") { $0.isBracketedPasteOn }
    terminal.send("n = 40")
    terminal.settle()
    terminal.send(.enter)
    try terminal.wait(forText: "[2]>")
    terminal.settle()
    terminal.send(.control("D"))
    try terminal.wait(for: "the demonstration") {
      $0.text.contains("1/3 Numbers") && !$0.text.contains("n = 40")
    }
    terminal.send(.enter)
    try terminal.wait(forText: "[2]> n + 1\n2\n")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func theRestIsShownAtOnceAndFailuresCount() throws {
    let home = try TerminalHome()
    let terminal = try demo(text: Self.talk + "\n1 / 0\n", home: home)
    try terminal.wait(forText: "0/3")
    terminal.send("r")
    try terminal.wait(forText: "ZeroDivisionError: division by zero")
    #expect(terminal.screen.text.contains("[2]> n + 1\n2\n[3]> n + 2\n3\n"))
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(1))
  }

  @Test func inputIsTypedAtItsPaceAndAKeyShowsAllOfIt() throws {
    let home = try TerminalHome()
    let text = "#: format = tape/1\n# %% Slow\nprint('abcdefghijklmnopqrstuvwxyz')\n"
    let terminal = try demo(["--pace", "2"], text: text, home: home)
    try terminal.wait(forText: "0/1")
    terminal.send(.enter)
    try terminal.wait(forText: "> p")
    // The rest would take a quarter of a minute.
    #expect(!terminal.screen.text.contains("xyz"))
    terminal.send(.enter)
    try terminal.wait(forText: "\nabcdefghijklmnopqrstuvwxyz\n", timeout: 5)
    terminal.send(.control("C"))
    #expect(try terminal.waitForExit() == .exited(130))
  }

  @Test func notesAreShownWhereThePresenterWantsThem() throws {
    let home = try TerminalHome()
    let notes = home.path(of: "work/notes")
    let terminal = try demo(["--pace", "0", "--notes", notes], home: home)
    try terminal.wait(forText: "0/3")
    #expect(!terminal.screen.text.contains("Ask what comes next."))
    terminal.send("n")
    try terminal.wait(forText: "note: Ask what comes next.")
    terminal.send(.enter)
    try terminal.wait(forText: "1/3 Numbers")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
    let text = try String(contentsOfFile: notes, encoding: .utf8)
    #expect(text.hasPrefix("0/3  0:00\n  Ask what comes next.\nnext: Numbers\n"))
    #expect(text.contains("1/3 Numbers"))
  }

  @Test func ctrlCStopsAnEntryAndLeavesTheDemonstration() throws {
    let home = try TerminalHome()
    let text = "#: format = tape/1\n# %% One\nn = 1\n# %% Long\nwhile True: pass\n"
    let terminal = try demo(text: text, home: home)
    try terminal.wait(forText: "0/2")
    terminal.send(.enter)
    try terminal.wait(forText: "1/2 One")
    terminal.send(.enter)
    try terminal.wait(forText: "while True: pass")
    terminal.settle()
    terminal.send(.control("C"))
    try terminal.wait(forText: "interrupted")
    try terminal.wait(forText: "1/2 One")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func withoutATerminalTheFileIsRun() throws {
    let home = try TerminalHome()
    try home.write(Self.talk, to: "work/talk.tape")
    let outcome = try Program.run(["demo", home.path(of: "work/talk.tape")])
    #expect(outcome.status == 0)
    #expect(outcome.output == "2\n3\nover\n")
  }

  @Test(arguments: [
    (["--pace=-1"], "--pace is a number from 0 to 10000"),
    (["--from", "0"], "--from is at least 1"),
    (["-i"], "the key ! opens a prompt"),
  ])
  func optionsThatMakeNoSenseAreRefused(options: [String], message: String) throws {
    let outcome = try Program.run(["demo", "f.tape"] + options)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains(message))
  }
}
