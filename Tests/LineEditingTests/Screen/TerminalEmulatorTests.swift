import TerminalTesting
import Testing

/// The emulator by itself: expected screens follow ECMA-48 and the manuals of xterm and tmux.
@Suite struct TerminalEmulatorTests {
  private func terminal(_ text: String, columns: Int = 10, rows: Int = 4) -> TerminalEmulator {
    var terminal = TerminalEmulator(columns: columns, rows: rows)
    terminal.feed(text)
    return terminal
  }

  @Test func aFullRowWrapsOnlyWithTheNextCharacter() {
    var terminal = terminal("0123456789")
    #expect(terminal.cursor == .init(row: 0, column: 9))
    terminal.feed("a")
    #expect(terminal.lines == ["0123456789", "a", "", ""])
    #expect(terminal.cursor == .init(row: 1, column: 1))
    #expect(self.terminal("0123456789\r\na").lines == ["0123456789", "a", "", ""])
  }

  @Test func aWideCharacterThatDoesNotFitWraps() {
    #expect(terminal("012345678日").lines == ["012345678", "日", "", ""])
    #expect(terminal("日本日本日\rx").lines == ["x 本日本日", "", "", ""])
  }

  @Test func rowsGoOutAtTheTop() {
    let terminal = terminal("1\r\n2\r\n3\r\n4\r\n5")
    #expect(terminal.lines == ["2", "3", "4", "5"])
    #expect(terminal.scrollback == ["1"])
    #expect(terminal.wholeText == "1\n2\n3\n4\n5")
  }

  @Test func theCursorMovesAndStopsAtTheEdges() {
    #expect(terminal("abc\u{1B}[2Dx").lines[0] == "axc")
    #expect(terminal("a\u{1B}[9A\u{1B}[99Cb").cursor == .init(row: 0, column: 9))
    #expect(terminal("\u{1B}[3;4Hx\u{1B}[2Gy\u{1B}[Bz").lines == ["", "", " y x", "  z"])
    #expect(terminal("ab\u{8}c\tx").lines[0] == "ac      x")
  }

  @Test func erasingTakesWhatItSays() {
    #expect(terminal("abcd\u{1B}[2D\u{1B}[K").lines[0] == "ab")
    #expect(terminal("abcd\u{1B}[2D\u{1B}[1K").lines[0] == "   d")
    #expect(terminal("a\r\nb\r\nc\u{1B}[2A\u{1B}[J").lines == ["a", "", "", ""])
    #expect(terminal("日本\u{1B}[2G\u{1B}[K").lines[0] == "")
  }

  @Test func stylesBelongToTheCellsThatAreWritten() {
    let terminal = terminal("\u{1B}[1;31ma\u{1B}[0;2mb\u{1B}[mc\u{1B}[38;5;200md")
    #expect(terminal.style(row: 0, column: 0) == CellStyle(color: 1, isBold: true))
    #expect(terminal.style(row: 0, column: 1) == CellStyle(isDim: true))
    #expect(terminal.style(of: "c") == .plain)
    #expect(terminal.style(of: "d") == CellStyle(color: 200))
    #expect(terminal.style(of: "ab") == nil)
  }

  @Test func clustersTakeOneCell() {
    let terminal = terminal("e\u{301}👩‍🔬❤️🇯🇵x")
    #expect(terminal.lines[0] == "e\u{301}👩‍🔬❤️🇯🇵x")
    #expect(terminal.cursor.column == 8)
    #expect(terminal.unknownSequences == [])
  }

  @Test func sequencesAndCharactersMayComeInParts() {
    var terminal = TerminalEmulator(columns: 10, rows: 2)
    for byte in "\u{1B}[31m日\u{1B}[?2004h\u{7}".utf8 { terminal.feed([byte]) }
    #expect(terminal.style(of: "日") == CellStyle(color: 1))
    #expect(terminal.isBracketedPasteOn)
    #expect(terminal.bellCount == 1)
  }

  @Test func whatIsUnknownIsCollected() {
    #expect(terminal("\u{1B}[5z").unknownSequences == ["CSI 5z"])
    #expect(terminal("\u{1B}[?1049h").unknownSequences == ["CSI ?1049h"])
    #expect(terminal("0123456789\u{1B}[K").unknownSequences == ["CSI K behind the last column"])
    #expect(terminal("\u{301}").unknownSequences == ["U+301 joins nothing"])
  }

  @Test func aNarrowerWindowCutsRowsAndAWiderOneJoinsThem() {
    var terminal = terminal("01234567\r\nab\r\n日本日", columns: 10, rows: 6)
    terminal.resize(columns: 5, rows: 6)
    #expect(terminal.lines == ["01234", "567", "ab", "日本", "日", ""])
    #expect(terminal.cursor == .init(row: 4, column: 2))
    terminal.resize(columns: 10, rows: 6)
    #expect(terminal.lines == ["01234567", "ab", "日本日", "", "", ""])
    #expect(terminal.cursor == .init(row: 2, column: 6))
  }

  @Test func aRowThatWrappedByItselfIsJoinedInAWiderWindow() {
    var terminal = terminal("0123456789ab", columns: 10, rows: 3)
    terminal.resize(columns: 20, rows: 3)
    #expect(terminal.lines == ["0123456789ab", "", ""])
    #expect(terminal.cursor == .init(row: 0, column: 12))
  }

  @Test func aLowerWindowKeepsTheCursorAndAHigherOneTakesRowsBack() {
    var terminal = terminal("1\r\n2\r\n3\r\n4", rows: 4)
    terminal.resize(columns: 10, rows: 2)
    #expect(terminal.lines == ["3", "4"])
    #expect(terminal.scrollback == ["1", "2"])
    terminal.resize(columns: 10, rows: 3)
    #expect(terminal.lines == ["2", "3", "4"])
    #expect(terminal.cursor == .init(row: 2, column: 1))
  }
}
