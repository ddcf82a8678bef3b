import Glibc
import TerminalTesting
import Testing

@testable import LineEditing

@Suite struct ScreenTests {
  private let prompt = PromptText(
    first: [StyledText("[1]> ")], continuation: [StyledText(" ... ")])

  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  private func frame(_ text: String, cursor: Int? = nil) -> ScreenFrame {
    ScreenFrame(prompt: prompt, text: text, cursor: cursor ?? text.utf8.count)
  }

  private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func aTypedCharacterIsAllThatIsWritten() {
    var screen = Screen()
    let size = TerminalSize(columns: 80, rows: 24)
    #expect(string(screen.show(frame("sum"), size: size)) == "\r\u{1B}[J[1]> sum")
    #expect(string(screen.show(frame("sum("), size: size)) == "(")
    #expect(string(screen.show(frame("sum("), size: size)) == "")
    #expect(string(screen.show(frame("sum"), size: size)) == "\u{1B}[9G\u{1B}[K")
  }

  @Test func aStyleThatChangesIsWrittenAloneAndReset() {
    var screen = Screen()
    let size = TerminalSize(columns: 80, rows: 24)
    _ = screen.show(frame("f(x) + 1"), size: size)
    var styled = frame("f(x) + 1")
    styled.styles = [StyledRange(1..<2, TextStyle(.red, isBold: true))]
    #expect(
      string(screen.show(styled, size: size)) == "\u{1B}[7G\u{1B}[0;1;31m(\u{1B}[0m\u{1B}[14G")
  }

  @Test func theCursorIsHiddenOnlyWhileSeveralRowsAreWritten() {
    var screen = Screen()
    let size = TerminalSize(columns: 80, rows: 24)
    let block = string(screen.show(frame("a:\nb"), size: size))
    #expect(block == "\r\u{1B}[J\u{1B}[?25l[1]> a:\r\n ... b\u{1B}[?25h")
    #expect(!string(screen.show(frame("a:\nbc"), size: size)).contains("?25"))
  }

  @Test func aFullRowGivesTheCursorARowOfItsOwn() {
    var driver = ScreenDriver(columns: 10, rows: 5)
    driver.show(frame("12345"))
    #expect(driver.terminal.cursor == .init(row: 1, column: 0))
    driver.show(frame("12345\nab", cursor: 5))
    #expect(driver.terminal.lines == ["[1]> 12345", "", " ... ab", "", ""])
    driver.show(frame("12345\nab"))
    #expect(driver.terminal.lines == ["[1]> 12345", " ... ab", "", "", ""])
    driver.finish()
    driver.show(frame("12345"))
    driver.finish()
    #expect(driver.terminal.lines == ["[1]> 12345", " ... ab", "[1]> 12345", "", ""])
    #expect(driver.terminal.cursor == .init(row: 3, column: 0))
  }

  @Test func aTallBlockIsShownAroundTheCursorAndLeftWhole() {
    let lines = (1...40).map { "line \($0)" }
    let text = lines.joined(separator: "\n")
    var driver = ScreenDriver(columns: 80, rows: 24, above: ["above"])
    driver.show(frame(text))
    #expect(driver.terminal.lines.first == "⋮... line 17")
    #expect(driver.terminal.scrollback == ["above"])
    driver.show(frame(text + "x"))
    driver.show(frame(text + "x", cursor: 0))
    #expect(driver.terminal.lines.first == "[1]> line 1")
    #expect(driver.terminal.lines.last == "⋮... line 24")
    driver.show(frame(text + "x"))
    #expect(driver.terminal.scrollback == ["above"])
    driver.finish()
    let expected = ["above", "[1]> line 1"] + lines.dropFirst().map { " ... \($0)" }
    #expect(driver.terminal.wholeText == expected.joined(separator: "\n") + "x")
  }

  @Test func rowsBelowLeaveHalfOfTheWindowToTheText() {
    var tall = frame((1...40).map { "\($0)" }.joined(separator: "\n"))
    tall.below = (1...40).map { [StyledText("candidate \($0)")] }
    var driver = ScreenDriver(columns: 80, rows: 24)
    driver.show(tall)
    #expect(driver.terminal.lines[11] == " ... 40")
    #expect(driver.terminal.lines[12] == "candidate 1")
    #expect(driver.terminal.lines[23] == "candidate 12")
  }

  @Test func marksAreASCIIWhereTheyMustBe() {
    var screen = Screen(isASCII: true)
    var terminal = TerminalEmulator(columns: 20, rows: 2)
    var tall = frame("1\n2\n3")
    tall.hint = "a hint that is too long"
    terminal.feed(screen.show(tall, size: TerminalSize(columns: 20, rows: 2)))
    #expect(terminal.lines == [":... 2", " ... 3a hint that..."])
  }

  @Test func aHintIsDroppedWhereFourColumnsAreNotLeft() {
    var driver = ScreenDriver(columns: 12, rows: 4)
    var hinted = frame("abc")
    hinted.hint = "(shape)"
    driver.show(hinted)
    #expect(driver.terminal.lines[0] == "[1]> abc(sh…")
    #expect(driver.terminal.style(of: "(sh…") == CellStyle(isDim: true))
    hinted.text = "abcd"
    hinted.cursor = 4
    driver.show(hinted)
    #expect(driver.terminal.lines[0] == "[1]> abcd")
    hinted.text = "a"
    hinted.cursor = 0
    driver.show(hinted)
    #expect(driver.terminal.lines[0] == "[1]> a")
  }

  @Test func aTabIsBlanksFromTheTextsStart() {
    var driver = ScreenDriver(columns: 40, rows: 4)
    driver.show(frame("\ta\tbcd\te"))
    #expect(driver.terminal.lines[0] == "[1]>     a   bcd e")
  }

  @Test func whatATerminalWouldObeyIsShown() {
    var screen = Screen()
    var terminal = TerminalEmulator(columns: 60, rows: 4)
    let text = "a\u{1B}[31m\u{7}\u{7F}\u{9B}m\u{202E}x\r\nb"
    terminal.feed(screen.show(frame(text), size: TerminalSize(columns: 60, rows: 4)))
    #expect(terminal.text == "[1]> a^[[31m^G^?<9B>m<202E>x^M\n ... b")
    #expect(terminal.style(row: 0, column: 6) == CellStyle(isReversed: true))
    #expect(terminal.style(row: 0, column: 8) == .plain)
    #expect(terminal.bellCount == 0)
    #expect(terminal.unknownSequences == [])
  }

  @Test func anAccentWithoutALetterIsShownByItsNumber() {
    var screen = Screen()
    var terminal = TerminalEmulator(columns: 60, rows: 4)
    terminal.feed(
      screen.show(frame("\u{301}a"), size: TerminalSize(columns: 60, rows: 4)))
    #expect(terminal.lines[0] == "[1]> <301>a")
    #expect(terminal.unknownSequences == [])
  }

  @Test func forgettingDrawsAllAgain() {
    var driver = ScreenDriver(columns: 40, rows: 4)
    driver.show(frame("one\ntwo", cursor: 1))
    driver.terminal.feed("\u{1B}[H\u{1B}[2J")
    driver.screen.forget()
    driver.show(frame("one\ntwo", cursor: 1))
    #expect(driver.terminal.text == "[1]> one\n ... two")
  }
}
