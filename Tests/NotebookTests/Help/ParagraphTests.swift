import Testing

@testable import Notebook

@Suite struct ParagraphTests {
  @Test func linesBreakAtBlanks() {
    #expect(Paragraph.wrapped("one two three", width: 8) == "one two\nthree")
    #expect(Paragraph.wrapped("one two three", width: 8, indent: 2) == "one two\n  three")
    #expect(Paragraph.wrapped("  one two three", width: 10) == "  one two\n  three")
    #expect(Paragraph.wrapped("a\n\nb") == "a\n\nb")
  }

  @Test func aLongWordStandsAlone() {
    #expect(Paragraph.wrapped("a incomprehensible b", width: 5) == "a\nincomprehensible\nb")
    #expect(Paragraph.wrapped("incomprehensible", width: 5) == "incomprehensible")
  }

  @Test func wideCharactersCountTwice() {
    #expect(Paragraph.wrapped("重み 重み", width: 8) == "重み\n重み")
  }

  @Test func definitionsAreAligned() {
    #expect(
      Paragraph.definitions([("a", "first\nsecond"), ("long", "third")])
        == "  a     first\n        second\n  long  third")
    let term = String(repeating: "t", count: 30)
    #expect(
      Paragraph.definitions([("a", "x"), (term, "y")]) == "  a  x\n  \(term)\n     y")
  }
}
