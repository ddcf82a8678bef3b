import Testing

@testable import LineEditing

@Suite struct PasteCollectorTests {
  /// What a collector makes of a text, and how much of it it took.
  private func collected(_ text: String, limit: Int) -> (text: String?, count: Int) {
    var paste = PasteCollector(limit: limit)
    var count = 0
    for byte in text.utf8 where !paste.hasEnded {
      paste.append(byte)
      count += 1
    }
    return (paste.text, count)
  }

  @Test(arguments: [(0, true), (9, true), (10, true), (11, false), (16, false), (1000, false)])
  func aPasteBeyondTheLimitGivesNothing(length: Int, isTaken: Bool) {
    let text = String(repeating: "a", count: length)
    let pasted = collected(text + "\u{1B}[201~xyz", limit: 10)
    #expect(pasted.text == (isTaken ? text : nil))
    #expect(pasted.count == length + 6)
  }

  @Test func aMarkInsideTheMarkDoesNotHideIt() {
    #expect(collected("a\u{1B}[20\u{1B}[201~", limit: 100).text == "a[20")
  }

  @Test(arguments: [
    ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("\r\n\r\n", "\n\n"), ("a\u{0}\u{7}\u{8}b\u{7F}", "ab"),
    ("\u{1B}]0;t\u{7}x", "]0;tx"), ("\tx\u{9B}31m", "\tx31m"), ("重み e\u{301}", "重み e\u{301}"),
  ])
  func onlyTextAndTabsAreKept(pasted: String, text: String) {
    #expect(PasteCollector.cleaned(Array(pasted.utf8)) == text)
  }

  @Test func bytesThatAreNotUTF8AreLeftOut() {
    #expect(PasteCollector.cleaned([0x61, 0xFF, 0xE3, 0x81, 0x62]) == "ab")
  }
}
