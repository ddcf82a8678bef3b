import TerminalTesting
import Testing

/// Nothing that is typed ends the program.
@Suite struct TerminalRobustnessTests {
  /// Keys and pairs of them: letters of vi's commands, control characters, arrows, pastes.
  private static let keys: [String] =
    "abcdefhijklnoprstuvwxyABCDEFGIKNOPRSTUWXY0123456789^$%.,;:#~@&_/?|+-()[]'=\" \\日é".map(
      String.init)
    + (1..<0x20).filter { ![3, 4, 0xA, 0xD, 0x1A, 0x1C].contains($0) }.map {
      String(Unicode.Scalar($0 as UInt8))
    } + "bdfnpxXyYuUcClL_<>\u{7F}\u{8}".map { "\u{1B}\($0)" }
    + ["A", "B", "C", "D", "H", "F", "3~", "5~", "6~", "Z", "1;5C", "1;5D", "3;5~"].map {
      "\u{1B}[\($0)"
    } + ["\u{1B}[200~  a\r\n    b\u{1B}[201~", "if a:\u{F}", "\u{1B}", "\u{1B}", "\u{1B}k", "\t\t"]

  @Test(arguments: ["bind -e", "bind -v"], 0..<6)
  func randomKeysDoNoHarm(binding: String, seed: Int) throws {
    let home = try TerminalHome()
    try home.write(binding + "\n", to: ".editrc")
    let notebook = try TerminalNotebook(home: home, environment: ["EDITOR": "true"])
    try notebook.enter(lines: ["alpha = 1", "beta = 2"])
    var state = UInt64(seed + 1)
    var typed = ""
    for _ in 0..<40 {
      for _ in 0..<12 {
        // Knuth's generator.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        typed += Self.keys[Int(state >> 33) % Self.keys.count]
      }
      notebook.type(typed)
      notebook.terminal.settle(milliseconds: 40)
      typed = ""
    }
    notebook.press(.control("C"))
    notebook.terminal.settle()
    try notebook.enter("'alive'")
    #expect(notebook.text.contains("\n'alive'\n["))
  }
}
