import TerminalTesting
import Testing

/// vi's keys, which `.editrc` asks for.
@Suite struct TerminalViTests {
  /// Types lines and leaves insertion; then types commands, in which `⎋` is the Escape key.
  private func typed(_ lines: [String], _ commands: String) throws -> TerminalNotebook {
    let home = try TerminalHome()
    try home.write("bind -v\n", to: ".editrc")
    let notebook = try TerminalNotebook(home: home)
    for (index, line) in lines.enumerated() {
      if index > 0 { notebook.press(.control("O")) }
      notebook.type(line)
    }
    for part in ("⎋" + commands).split(separator: "⎋", omittingEmptySubsequences: false)
      .dropFirst()
    {
      notebook.press(.escape)
      notebook.terminal.settle(milliseconds: 60)
      notebook.type(String(part))
    }
    notebook.terminal.settle(milliseconds: 60)
    return notebook
  }

  @Test(arguments: [
    ("0A#", "aa = bb#"), ("0I#", "#aa = bb"), ("0wC#", "aa #"), ("0wD", "aa"), ("$x", "aa = b"),
    ("0dw", "= bb"), ("0dwP", "aa = bb"), ("0cwz", "z = bb"), ("0xp", "aa = bb"),
    ("02xp", " aa= bb"), ("0df=", " bb"), ("0ct=z", "z= bb"), ("0fbrz", "aa = zb"),
    ("0d2wi'", "'bb"), ("ddp", "aa = bb"), ("ccz", "z"), ("Sz", "z"), ("0~", "Aa = bb"),
    ("0ywP", "aa aa = bb"), ("0x..", "= bb"), ("0cwz⎋w.", "z z bb"), ("0rz.", "za = bb"),
    ("0yyp", "aa = bb\n ... aa = bb"), ("#", "# aa = bb"), ("xu", "aa = bb"), ("0sz", "za = bb"),
    ("d:", "aa = bb"), ("q", "aa = bb"), ("10lA#", "aa = bb#"), ("0$bX", "aa =bb"),
  ])
  func commandsChangeALine(commands: String, text: String) throws {
    try typed(["aa = bb"], commands).shows("[1]> \(text)")
  }

  @Test(arguments: [
    ("A#", ["if a:", "  b = 1", "  c#"]), ("kA#", ["if a:", "  b = 1#", "  c"]),
    ("kwA#", ["if a:", "  b = 1#", "  c"]), ("k$A#", ["if a:", "  b = 1#", "  c"]),
    ("kI#", ["if a:", "  #b = 1", "  c"]), ("k0i#", ["if a:", "#  b = 1", "  c"]),
    ("k^D", ["if a:", "", "  c"]), ("k^Cz", ["if a:", "  z", "  c"]), ("kdd", ["if a:", "  c"]),
    ("kddp", ["if a:", "  c", "  b = 1"]), ("kddP", ["if a:", "  b = 1", "  c"]),
    ("dd", ["if a:", "  b = 1"]), ("k2dd", ["if a:"]), ("kccz", ["if a:", "  z", "  c"]),
    ("kSz", ["if a:", "  z", "  c"]), ("kyyP", ["if a:", "  b = 1", "  b = 1", "  c"]),
    ("k$x", ["if a:", "  b =", "  c"]), ("k$xxxxxxxx", ["if a:", "", "  c"]),
    ("koz", ["if a:", "  b = 1", "  z", "  c"]), ("kkoz", ["if a:", "    z", "  b = 1", "  c"]),
    ("kOz", ["if a:", "  z", "  b = 1", "  c"]), ("ko⎋0iz", ["if a:", "  b = 1", "z", "  c"]),
    ("kki⎋dd", ["  b = 1", "  c"]), ("k#", ["if a:", "  # b = 1", "  c"]),
    ("kddu", ["if a:", "  b = 1", "  c"]), ("kdd.", ["if a:"]),
    ("$kaz", ["if a:", "  bz = 1", "  c"]),
  ])
  func commandsChangeTheLineOfTheCursor(commands: String, lines: [String]) throws {
    let text = lines.map { $0.isEmpty ? "" : " " + $0 }.joined(separator: "\n ...").dropFirst()
    try typed(["if a:", "  b = 1", "  c"], commands).shows("[1]> \(text)")
  }

  @Test func theNotebookGoesOnAfterCommands() throws {
    let notebook = try typed(["9 + 4"], "0cw7")
    try notebook.enter()
    #expect(notebook.text == "[1]> 7 + 4\n11\n[2]>")
  }
}
