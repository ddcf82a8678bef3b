import Testing

@testable import Language

/// A long text with a short name, which test reports show in its place.
struct LongText: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String

  init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  var testDescription: String { name }
}

@Suite struct ParserLimitsTests {
  private static let many = 100_000

  static let deep: [LongText] = [
    LongText("(", String(repeating: "(", count: many)),
    LongText(
      "(…)", String(repeating: "(", count: many) + "1" + String(repeating: ")", count: many)),
    LongText("[", String(repeating: "[", count: many)),
    LongText("{", String(repeating: "{1:", count: many)),
    LongText("-", String(repeating: "-", count: many) + "1"),
    LongText("~", String(repeating: "~", count: many) + "1"),
    LongText("not", String(repeating: "not ", count: many) + "1"),
    LongText("lambda", String(repeating: "lambda:", count: many) + "1"),
    LongText("lambda default", String(repeating: "lambda x=", count: many) + "1"),
    LongText("+", "1" + String(repeating: "+1", count: many)),
    LongText("and", "1" + String(repeating: " and 1", count: many)),
    LongText("**", "1" + String(repeating: "**1", count: many)),
    LongText("^-", "1" + String(repeating: "^-1", count: many)),
    LongText("if else", String(repeating: "a if b else ", count: many) + "1"),
    LongText("x[", String(repeating: "x[", count: many)),
    LongText("f(", String(repeating: "f(", count: many)),
    LongText("f(a=", String(repeating: "f(a=", count: many)),
    LongText(".", "a" + String(repeating: ".b", count: many)),
    LongText("()", "f" + String(repeating: "()", count: many)),
    LongText("[0]", "f" + String(repeating: "[0]", count: many)),
    LongText("[for", String(repeating: "[x for x in ", count: many)),
    LongText("f-string", String(repeating: "f'{", count: many)),
    LongText("f-string of both quotes", String(repeating: "f'{f\"{", count: many)),
    LongText("f-string spec", "f'" + String(repeating: "{x:", count: many)),
    LongText("*", String(repeating: "*", count: many) + "a = 1"),
    LongText("with (", "with " + String(repeating: "(", count: many)),
    LongText(
      "blocks",
      (0..<400).map { String(repeating: " ", count: $0) + "if x:" }.joined(separator: "\n")
    ),
    LongText("blocks on a line", String(repeating: "if x: ", count: many)),
    LongText("command", "watch " + String(repeating: "(", count: many)),
    LongText("value", "g = grad " + String(repeating: "-", count: many) + "x"),
    LongText(
      "target",
      String(repeating: "[", count: many) + "a" + String(repeating: "]", count: many) + " = 1"
    ),
    LongText("for", "for " + String(repeating: "(", count: many) + "a in b: pass"),
    LongText("prime", "f" + String(repeating: "′.a", count: many)),
  ]

  @Test(arguments: deep) func depthIsAnErrorAndNoCrash(_ source: LongText) {
    #expect(SyntaxFixture.error(source.text) != nil)
  }

  static let whatIsLongButNotDeepIsReadCases: [LongText] = [
    LongText(
      "brackets", String(repeating: "(", count: 150) + "1" + String(repeating: ")", count: 150)),
    LongText("operators", "1" + String(repeating: "+1", count: 998)),
    LongText("a long list", "[" + String(repeating: "-1,", count: 50_000) + "]"),
    LongText("many comparisons", "1" + String(repeating: "<1", count: 5_000)),
    LongText("many statements", String(repeating: "x=1;", count: 20_000)),
    LongText("many commands", String(repeating: "tape;", count: 20_000)),
    LongText("many branches", "if a: b" + String(repeating: "\nelif a: b", count: 10_000)),
    LongText("many strings", "x = " + String(repeating: "'a' ", count: 10_000)),
    LongText("many primes", "f" + String(repeating: "′", count: 10_000)),
  ]

  @Test(arguments: whatIsLongButNotDeepIsReadCases)
  func whatIsLongButNotDeepIsRead(_ source: LongText) {
    #expect(SyntaxFixture.error(source.text) == nil)
  }

  @Test func eachLimitNamesItself() {
    let limits = ParserLimits(nesting: 3, blocks: 2, depth: 4, formatted: 1, tokens: 20, bytes: 60)
    func kind(_ text: String) -> SyntaxError.Kind? {
      SyntaxFixture.error(text, limits: limits)?.kind
    }
    #expect(kind("((((1))))") == .nestingTooDeep(limit: 3))
    #expect(kind("1+1+1+1+1") == .expressionTooDeep(limit: 4))
    #expect(kind("if a:\n if a:\n  if a: b") == .blocksTooDeep(limit: 2))
    #expect(kind("f'{f'{a}'}'") == .formattedTooDeep(limit: 1))
    #expect(kind("[1,2,3,4,5,6,7,8,9,0,1,2]") == .tooManyTokens(limit: 20))
    #expect(kind(String(repeating: " ", count: 61)) == .textTooLong(limit: 60))
  }

  @Test func allThatIsAllowedAtOnceFitsTheStack() {
    let blocks = (0..<99).map { String(repeating: " ", count: $0) + "if x:" }
    let last =
      String(repeating: " ", count: 99) + "y = " + String(repeating: "f([lambda: (", count: 49)
      + "1" + String(repeating: "+1", count: 700) + String(repeating: ")])", count: 49)
    #expect(SyntaxFixture.error((blocks + [last]).joined(separator: "\n")) == nil)
  }

  @Test func chainsInsideBracketsAddUp() {
    let inner = "1" + String(repeating: "+1", count: 600)
    let source = "(" + inner + ")" + String(repeating: "*1", count: 600)
    #expect(SyntaxFixture.error(source)?.kind == .expressionTooDeep(limit: 1_000))
  }
}
