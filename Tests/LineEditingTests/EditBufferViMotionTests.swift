import Testing

@testable import LineEditing

@Suite struct EditBufferViMotionTests {
  /// Widths are those of the locale that an editor sets.
  init() { _ = Terminal.isUTF8 }

  private static let word = ViMotion.nextWord(isBig: false)

  @Test(arguments: [
    ("a = b|b\nc", ViMotion.lineStart, 1, "|a = bb\nc"),
    ("x\n  a|b", .firstNonBlank, 1, "x\n  |ab"),
    ("|ab\nc", .lineEnd, 1, "a|b\nc"), ("x\n|\ny", .lineEnd, 1, "x\n|\ny"),
    ("ab|c\nd", .right, 1, "ab|c\nd"), ("|abc\nd", .right, 9, "ab|c\nd"),
    ("a\nbc|d", .left, 9, "a\n|bcd"), ("|foo.bar baz", word, 1, "foo|.bar baz"),
    ("|foo.bar baz", .nextWord(isBig: true), 1, "foo.bar |baz"),
    ("fo|o\n  b", word, 1, "foo\n  |b"),
    ("|a b", word, 5, "a |b"), ("foo.b|ar", .previousWord(isBig: false), 2, "foo|.bar"),
    ("a\n b|c", .previousWord(isBig: true), 2, "|a\n bc"),
    ("|foo bar", .wordEnd(isBig: false), 1, "fo|o bar"),
    ("fo|o\nbar", .wordEnd(isBig: false), 1, "foo\nba|r"),
    ("f|(a[0], b)", .bracket, 1, "f(a[0], b|)"), ("f(a[0|], b)", .bracket, 1, "f(a|[0], b)"),
    ("|日本 値", word, 1, "日本 |値"),
  ])
  func aMotionLeadsToACharacter(before: String, motion: ViMotion, count: Int, after: String) throws
  {
    var text = EditBuffer(marked: before)
    if let place = text.place(after: motion, count: count) { text.move(to: place) }
    text.settle()
    #expect(text.marked == after)
  }

  @Test(arguments: [
    ("|foo bar", word, 1, "foo "), ("foo |bar\n  x", word, 1, "bar"), ("|a b c", word, 2, "a b "),
    ("|a\nb", word, 1, "a"), ("a|bc\nd", .lineEnd, 1, "bc"), ("x\nab|c", .lineStart, 1, "ab"),
    ("a|b", .right, 5, "b"), ("|foo bar", .wordEnd(isBig: false), 1, "foo"),
    ("x(|a, b)", .bracket, 1, "(a"), ("x|(a)", .bracket, 1, "(a)"), ("x\n|\ny", .lineEnd, 1, nil),
    ("|", word, 1, nil), ("|e\u{301}x", .right, 1, "e\u{301}"),
  ])
  func anOperatorTakesWhatAMotionGoesOver(
    before: String, motion: ViMotion, count: Int, part: String?
  ) {
    let text = EditBuffer(marked: before)
    let range = text.range(of: motion, count: count)
    #expect(range.map { EditBuffer.string(text.scalars[$0]) } == part)
  }

  @Test(arguments: [("|foo bar", 1, "foo"), ("|foo bar x", 2, "foo bar"), ("a| b", 1, " ")])
  func changingAWordLeavesTheBlanksBehindIt(before: String, count: Int, part: String) {
    let text = EditBuffer(marked: before)
    let range = text.range(of: Self.word, count: count, isChange: true)
    #expect(range.map { EditBuffer.string(text.scalars[$0]) } == part)
  }

  @Test(arguments: [
    (true, false, 1, "f(a|, b, c)"), (true, false, 2, "f(a, b|, c)"),
    (true, true, 1, "f(|a, b, c)"),
    (true, false, 3, "f(|a, b, c)"),
  ])
  func aCharacterIsFoundInTheLine(isForward: Bool, isUpTo: Bool, count: Int, after: String) {
    var text = EditBuffer(marked: "f(|a, b, c)")
    let find = CharacterSearch(scalar: ",", isForward: isForward, isUpTo: isUpTo)
    let motion = ViMotion.find(isForward: isForward, isUpTo: isUpTo)
    text.move(to: text.place(after: motion, count: count, find: find) ?? text.cursor)
    #expect(text.marked == after)
    #expect(text.place(after: .findAgain(isReversed: false), count: 1) == nil)
  }

  /// Nothing that is typed may trap.
  @Test func everyMotionLeadsIntoEveryText() {
    let texts = [
      "", "\n", "a", "\n\n", " ", "a\n", "\na", "e\u{301}", "\u{301}", "f(a)\n  b)\n", "日\t本",
    ]
    let motions = ViMotion.keys.map(\.motion)
    for text in texts {
      for cursor in 0...text.unicodeScalars.count {
        for motion in motions {
          for (count, isForward, isUpTo) in [(1, true, true), (9, false, true), (2, true, false)] {
            let buffer = EditBuffer(text, cursor: cursor)
            let find = CharacterSearch(scalar: "a", isForward: isForward, isUpTo: isUpTo)
            let bounds = 0...buffer.scalars.count
            let place = buffer.place(after: motion, count: count, find: find)
            #expect(place.map(bounds.contains) ?? true)
            for isChange in [true, false] {
              let range = buffer.range(of: motion, count: count, find: find, isChange: isChange)
              #expect(range.map { bounds.contains($0.upperBound) && !$0.isEmpty } ?? true)
            }
          }
        }
      }
    }
  }
}
