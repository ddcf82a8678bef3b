import TerminalTesting
import Testing

@testable import LineEditing

/// The window gets another size while a text stands there.
@Suite struct ScreenResizeTests {
  private let frame = ScreenFrame(
    prompt: PromptText(first: [StyledText("[1]> ")], continuation: [StyledText(" ... ")]),
    text: "for i in range(10):\n    total = total + 日本の値段 * rate", cursor: 60)

  private func driver() -> ScreenDriver {
    var driver = ScreenDriver(columns: 60, rows: 10, above: ["one", "two"])
    driver.show(frame)
    return driver
  }

  @Test(arguments: [59, 50, 40, 33, 30, 21, 20, 12, 11, 10])
  func aNarrowerWindowHoldsTheTextOnce(columns: Int) {
    var driver = driver()
    driver.resize(columns: columns, rows: 20)
    #expect(driver.terminal.text == "one\ntwo")
    driver.show(frame)
    driver.resize(columns: 60, rows: 10)
    driver.show(frame)
    driver.finish()
  }

  @Test func severalSizesBeforeTheProgramHearsOfThem() {
    var driver = driver()
    for columns in [40, 20, 55, 13] { driver.terminal.resize(columns: columns, rows: 12) }
    driver.resize(columns: 30, rows: 12)
    driver.show(frame)
  }

  @Test func aFrameForAnotherSizeIsDrawnAnew() {
    var driver = driver()
    driver.terminal.resize(columns: 25, rows: 12)
    driver.show(frame)
  }

  @Test func aLowerWindowShowsThePartWithTheCursor() {
    var driver = driver()
    driver.resize(columns: 60, rows: 1)
    driver.terminal.feed(driver.screen.show(frame, size: driver.size))
    #expect(driver.terminal.text == "⋮...     total = total + 日本の値段 * rate")
  }

  @Test func nothingIsWrittenWhereNothingStands() {
    var screen = Screen()
    #expect(screen.resize(to: TerminalSize(columns: 10, rows: 5)) == [])
    #expect(screen.erase() == [])
    #expect(screen.finish() == [])
  }
}
