import Testing

@testable import Language

@Suite struct DiagnosticRendererTests {
  private func render(
    _ text: String, _ range: SourceRange, file: String? = nil, hint: String? = nil, width: Int = 80
  ) -> String {
    let source = EntrySource(file: file, text: text, firstLine: 7)
    return DiagnosticRenderer(width: width).plainText(
      Diagnostic(type: "TypeError", message: "wrong", hint: hint, range: range, source: source))
  }

  @Test func theLineAndItsCaretsAreShown() {
    #expect(
      render("a = 1\ny = f(x)\nb", SourceRange(10, 14), file: "a.py", hint: "write g") == """
        TypeError: wrong
          --> a.py:8:5
          y = f(x)
              ^^^^
        hint: write g

        """)
  }

  @Test func atThePromptNoFileIsNamed() {
    #expect(render("x", SourceRange(0, 1)) == "TypeError: wrong\n  x\n  ^\n")
  }

  @Test func caretsStandUnderWideAndCombiningCharacters() {
    #expect(render("重み = x", SourceRange(9, 10)) == "TypeError: wrong\n  重み = x\n         ^\n")
    #expect(render("重み", SourceRange(3, 6)) == "TypeError: wrong\n  重み\n    ^^\n")
    #expect(
      render("e\u{301} = x", SourceRange(6, 7)) == "TypeError: wrong\n  e\u{301} = x\n      ^\n")
    #expect(render("\tx", SourceRange(1, 2)) == "TypeError: wrong\n      x\n      ^\n")
  }

  @Test func theEndOfALineHasACaret() {
    #expect(render("if x\n  y", SourceRange(4, 4)) == "TypeError: wrong\n  if x\n      ^\n")
    #expect(render("", SourceRange(0, 0)) == "TypeError: wrong\n\n  ^\n")
  }

  @Test func aRangeOverLinesIsClippedToTheFirst() {
    #expect(render("f(\n1)", SourceRange(0, 5)) == "TypeError: wrong\n  f(\n  ^^\n")
  }

  @Test func aLongLineIsWindowedAroundTheCaret() {
    let text = String(repeating: "a", count: 100) + "X" + String(repeating: "b", count: 100)
    let expected = """
      TypeError: wrong
        …aaaaaaaaaaaaXbbbbbbbbbbbbbbbbbbbbbbb…
                     ^

      """
    #expect(render(text, SourceRange(100, 101), width: 40) == expected)
    let wide = String(repeating: "字", count: 100)
    for line in render(wide, SourceRange(150, 153), width: 40).split(separator: "\n") {
      #expect(DisplayWidth.of(line) <= 40)
    }
  }

  @Test func controlCharactersNeverReachTheTerminal() {
    let text = render("x = '\u{1B}[31m'", SourceRange(0, 1))
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(text.contains("␛[31m"))
  }

  @Test func segmentsHaveRoles() {
    let source = EntrySource(file: nil, text: "x", firstLine: 1)
    let diagnostic = Diagnostic(
      type: "E", message: "m", hint: "h", range: SourceRange(0, 1), source: source, notes: ["n"])
    let segments = DiagnosticRenderer().segments(diagnostic)
    #expect(
      segments.map(\.role) == [
        .error, .plain, .plain, .caret, .plain, .hint, .plain, .hint, .plain,
      ])
  }

  @Test func placesAreCountedInCharacters() {
    let source = EntrySource(file: "a", text: "é = 1\r\n重み + yy", firstLine: 3)
    let diagnostic = Diagnostic(
      type: "E", message: "m", range: SourceRange(17, 19), source: source)
    #expect(diagnostic.line == 4)
    #expect(diagnostic.column == 6)
    #expect(diagnostic.length == 2)
    #expect(Diagnostic(type: "E", message: "m").line == nil)
  }

  @Test func rangesOutsideTheTextAreClipped() {
    for range in [SourceRange(-5, -1), SourceRange(50, 90), SourceRange(1, 0)] {
      #expect(render("abc", range).hasPrefix("TypeError: wrong\n  abc\n"))
    }
  }
}
