import Testing

@testable import Language

@Suite struct CompletenessTests {
  static let cases: [([String], Completeness)] = [
    (["x = 1"], .complete),
    ([""], .complete),
    ([], .complete),
    (["x = (1,"], .incomplete(.bracket("("))),
    (["x = (1,", ""], .incomplete(.bracket("("))),
    (["x = (1,", "2)"], .complete),
    (["x = '''a"], .incomplete(.string)),
    (["f'''{a"], .incomplete(.string)),
    (["x = 1 + \\"], .incomplete(.continuation)),
    (["with t:"], .incomplete(.block)),
    (["with t:", "  a"], .incomplete(.block)),
    (["with t:", "  a", "  # b"], .incomplete(.block)),
    (["with t:", "  a", ""], .complete),
    (["with t:", "  a", "  "], .complete),
    (["with t:", "  a", "", "  b"], .incomplete(.block)),
    (["if a:", "  b", "else:"], .incomplete(.block)),
    (["if a:", "  x = [1,", ""], .incomplete(.bracket("["))),
    (["if a:  # why"], .incomplete(.block)),
    (["if a: b"], .complete),
    (["@a"], .incomplete(.decorator)),
    (["@a", "def f():"], .incomplete(.block)),
    (["@a", "def f():", "  pass", ""], .complete),
    (["with t:", "  a", "b"], .complete),
    (["x = 'abc"], .complete),
    (["x = )"], .complete),
    (["x: int"], .complete),
    (["f = lambda:"], .complete),
    (["else:"], .complete),
  ]

  @Test(arguments: cases) func theLinesAre(_ lines: [String], _ completeness: Completeness) {
    #expect(Completeness(lines: lines) == completeness)
  }

  @Test(arguments: ["(", "[", "{", "f(", "x[", "{1:"])
  func bracketsDeeperThanTheLimitAreForTheParser(_ open: String) {
    let allowed = String(repeating: open, count: 200)
    let bracket: Character = open.first { "([{".contains($0) } ?? "?"
    #expect(Completeness(lines: [allowed]) == .incomplete(.bracket(bracket)))
    for text in [allowed + open, String(repeating: open, count: 100_000)] {
      #expect(Completeness(lines: [text]) == .complete)
      #expect(Completeness(lines: ["with t:", "  " + text]) == .complete)
      #expect(Completeness(lines: [text, ""]) == .complete)
      #expect(SyntaxFixture.error(text)?.kind == .nestingTooDeep(limit: 200))
    }
    #expect(
      Completeness(lines: Array(repeating: open, count: 201)) == .complete, "one on each line")
  }

  @Test func textLongerThanTheLimitIsForTheParser() {
    let limits = ParserLimits(bytes: 10)
    #expect(Completeness(lines: ["x = (", "1,", ""], limits: limits) == .incomplete(.bracket("(")))
    #expect(Completeness(lines: ["x = (", "1,23"], limits: limits) == .incomplete(.bracket("(")))
    #expect(Completeness(lines: ["x = (", "1,234"], limits: limits) == .complete)
    #expect(Completeness(lines: ["'''", "1234567"], limits: limits) == .complete)
    let long = String(repeating: "a", count: ParserLimits.default.bytes)
    #expect(Completeness(lines: ["'''" + long]) == .complete)
    #expect(SyntaxFixture.error("'''" + long)?.kind == .textTooLong(limit: 16_777_216))
  }
}
