import Foundation
import TerminalTesting

/// The program at a terminal, with a home of its own.
final class TerminalNotebook {
  let terminal: PseudoTerminal
  let home: TerminalHome

  /// Starts the program and waits for its prompt.
  init(
    _ arguments: [String] = ["-q"], _ setting: TerminalSetting = TerminalSetting(),
    home: TerminalHome? = nil, environment: [String: String] = [:]
  ) throws {
    let home = try home ?? TerminalHome()
    self.home = home
    let isResized = setting.isResized
    terminal = try PseudoTerminal(
      TerminalHome.program, arguments,
      environment: home.environment(locale: setting.locale).merging(environment) { $1 },
      columns: isResized ? 100 : 80, rows: isResized ? 30 : 24)
    try waitForPrompt(afterLine: -1)
    if isResized { try resize(columns: 80, rows: 24) }
  }

  /// All that was shown so far and is, without blanks at the ends of rows.
  var text: String { terminal.screen.wholeText }

  /// Types on; keys are not waited for.
  func type(_ text: String) { terminal.send(text) }

  /// Presses keys, which are not waited for.
  func press(_ keys: TerminalKey...) { for key in keys { terminal.send(key) } }

  /// Types a line and Enter, and waits until the next line or input can be typed: what comes close
  /// behind Enter would count as pasted.
  func enter(_ text: String = "", by key: TerminalKey = .enter) throws {
    type(text)
    // Only what is drawn below the line that the cursor stands in now is the answer.
    terminal.settle(milliseconds: 20)
    let line = lineOfCursor
    press(key)
    try waitForPrompt(afterLine: line)
  }

  /// Types lines, each followed by Enter.
  func enter(lines: [String]) throws {
    for line in lines { try enter(line) }
  }

  /// Waits until everything that was shown is a text.
  func shows(_ expected: String) throws {
    try terminal.wait(for: "exactly\n\(expected)\n") { $0.wholeText == expected }
  }

  /// Waits until the last thing shown is a text.
  func showsLast(_ expected: String) throws {
    try terminal.wait(for: "at the end\n\(expected)\n") {
      $0.wholeText == expected || $0.wholeText.hasSuffix("\n" + expected)
    }
  }

  /// Gives the window another size, and waits until the program has drawn for it.
  func resize(columns: Int, rows: Int) throws {
    terminal.settle(milliseconds: 50)
    let count = terminal.output.count
    terminal.resize(columns: columns, rows: rows)
    try terminal.wait(for: "a new drawing") { [terminal] _ in terminal.output.count > count }
    terminal.settle(milliseconds: 50)
  }

  /// Leaves by Ctrl-D.
  func leave() throws -> PseudoTerminal.ExitStatus {
    press(.control("D"))
    return try terminal.waitForExit()
  }

  /// The cursor's row, counted from the first row of all.
  private var lineOfCursor: Int { terminal.screen.scrollback.count + terminal.screen.cursor.row }

  /// Waits until the program reads in a line below another: it takes marked pastes, and the
  /// cursor stands behind a prompt.
  func waitForPrompt(afterLine line: Int) throws {
    try terminal.wait(for: "a prompt") { screen in
      guard screen.isBracketedPasteOn, screen.scrollback.count + screen.cursor.row > line else {
        return false
      }
      let row = screen.lines[screen.cursor.row].drop { $0 == " " }
      return row.hasPrefix("[") || row.hasPrefix("...")
    }
  }
}
