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
}
