import Testing

@testable import Language

@Suite struct ParserTests {
  static let theTreeIsCases: [(String, String)] = [
    ("2 ^ 3 ^ 4", "(** 2 (** 3 4))"),
    ("-x ^ 2", "(- (** x 2))"),
    ("x ^= 2", "(**= x 2)"),
    ("x &= y", "(&= x y)"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("9223372036854775807", "9223372036854775807"),
    ("f′(x)", "(call (prime f 1) x)"),
    ("f″(x)", "(call (prime f 2) x)"),
    ("f′′(x)", "(call (prime f 2) x)"),
    ("t.f‴", "(prime (. t f) 3)"),
    ("f'{x=}'", "f[{x=|x!r}]"),
    ("f'{x = :.2f}'", "f[{x = |x:['.2f']}]"),
    ("f'{x = !s}'", "f[{x = |x!s}]"),
    // Python 3.12's rule: the outer quote may stand inside a field.
    ("f'{d['a']}'", "f[{([] d 'a')}]"),
    ("f'{f'{x}'}'", "f[{f[{x}]}]"),
    ("f'{a != b}{a == b}{a >= b}'", "f[{(cmp a != b)} {(cmp a == b)} {(cmp a >= b)}]"),
    ("ｘ＿1 = 1", "(= x_1 1)"),
    ("ｘ = µ", "(= x μ)"),
    ("é́ = 1", "(= é́ 1)"),
    ("\u{FEFF}x", "x"),
    ("x = 1\r\ny = 2\r\n", "(= x 1); (= y 2)"),
    ("x = 1\ry = 2", "(= x 1); (= y 2)"),
    ("", ""),
    ("  # only\n\n\u{3000}\n", ""),
    ("1if x else 2", "(if x 1 2)"),
    ("'a\\\nb'", "'ab'"),
    ("'\\q\\0\\101\\U0001F600'", "'\\q\0A😀'"),
    ("x = 1,", "(= x (tuple 1))"),
    ("for x in *a, b: pass", "(for x (tuple (* a) b) {pass})"),
    ("lambda *, k: k", "(lambda (=k) k)"),
    ("lambda *a, **k: 0", "(lambda (*a **k) 0)"),
    ("print(x); y;", "(call print x); y muted"),
    ("a;", "a muted"),
    ("x = 1;", "(= x 1)"),
    ("if a: b;", "(if a {b muted})"),
    ("x = 1 # comment", "(= x 1)"),
    ("x[*a]", "([] x (* a))"),
    ("{'a': 1,}", "{'a':1}"),
  ]

  @Test(arguments: theTreeIsCases)
  func theTreeIs(_ source: String, _ tree: String) {
    #expect(SyntaxFixture.parse(source) == tree)
  }

  @Test func aListingWithOddCommentsAndBlankLinesParses() {
    let listing = """
      import tensorflow.compat.v2 as tf
      x = tf.ones((2, 2))
      with tf.GradientTape() as t:
        t.watch(x)
              # 合計を計算する
      # yを計算
        y = tf.reduce_sum(x)
         \u{3000}
      \t
       # zはyの二乗
      \u{3000}\u{3000}# 全角の字下げ
        z = tf.multiply(y, y)
      dz_dx = t.gradient(z, x)  # 微分
      print(dz_dx)
      """
    #expect(
      SyntaxFixture.parse(listing) == """
        (import tensorflow.compat.v2 as tf); (= x (call (. tf ones) (tuple 2 2))); \
        (with ((call (. tf GradientTape)) t) {(call (. t watch) x); \
        (= y (call (. tf reduce_sum) x)); (= z (call (. tf multiply) y y))}); \
        (= dz_dx (call (. t gradient) z x)); (call print dz_dx)
        """)
  }

  @Test func rangesPointIntoTheEntrysText() throws {
    let text = "y = f(a + b, f'{c:{w}}')"
    let source = EntrySource(file: nil, text: text, firstLine: 1)
    let entry = try SyntaxFixture.parser().parse(source)
    guard case .assignment(_, let value)? = entry.statements.first?.kind,
      case .call(_, let arguments) = value.kind, case .positional(let sum)? = arguments.first,
      case .positional(let formatted)? = arguments.last,
      case .formatted(let parts) = formatted.kind,
      case .field(let field, _, _, let spec)? = parts.first,
      case .field(let width, _, _, _)? = spec.first
    else {
      Issue.record("another tree")
      return
    }
    #expect(value.range == SourceRange(4, 24))
    #expect(sum.range == SourceRange(6, 11))
    #expect(formatted.range == SourceRange(13, 23))
    #expect(field.range == SourceRange(16, 17))
    #expect(width.range == SourceRange(19, 20))
  }

  @Test func aSingleExpressionIsReadAlone() throws {
    func read(_ text: String) throws(SyntaxError) -> String {
      let source = EntrySource(file: nil, text: text, firstLine: 1)
      return SyntaxText.of(try SyntaxFixture.parser().parseExpression(source))
    }
    #expect(try read("  a + b  # sum") == "(+ a b)")
    #expect(try read("a,\n b") == "(tuple a b)")
    #expect(throws: SyntaxError.self) { try read("a = 1") }
    #expect(throws: SyntaxError.self) { try read("") }
  }
}
