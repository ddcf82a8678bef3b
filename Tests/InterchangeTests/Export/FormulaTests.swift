import Language
import Plotting
import Testing

@testable import Interchange

/// The elements are those of MathML Core, written by hand.
@Suite struct FormulaTests {
  private func math(_ text: String) throws -> String {
    let source = EntrySource(file: nil, text: text, firstLine: 1)
    let expression = try Parser(commands: [], isBound: { _ in true }).parseExpression(source)
    return ExpressionMath(source).math(of: expression).xml
  }

  @Test(arguments: [
    ("x", "<mi>x</mi>"), ("2.5", "<mn>2.5</mn>"), ("1e-05", "<mn>1e-05</mn>"),
    ("x/2", "<mfrac><mi>x</mi><mn>2</mn></mfrac>"),
    ("x**2", "<msup><mi>x</mi><mn>2</mn></msup>"),
    (
      "(a + b)**2",
      "<msup><mrow><mo>(</mo><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mo>)</mo></mrow><mn>2</mn></msup>"
    ),
    ("x**0.5", "<msqrt><mi>x</mi></msqrt>"), ("sqrt(x)", "<msqrt><mi>x</mi></msqrt>"),
    ("exp(x)", "<msup><mi>e</mi><mi>x</mi></msup>"),
    ("abs(x)", "<mrow><mo>|</mo><mi>x</mi><mo>|</mo></mrow>"),
    ("2*x", "<mrow><mn>2</mn><mo>\u{2062}</mo><mi>x</mi></mrow>"),
    ("2*3", "<mrow><mn>2</mn><mo>⋅</mo><mn>3</mn></mrow>"),
    ("ab*cd", "<mrow><mi>ab</mi><mo>⋅</mo><mi>cd</mi></mrow>"),
    ("-x", "<mrow><mo>−</mo><mi>x</mi></mrow>"),
    (
      "a - (b - c)",
      "<mrow><mi>a</mi><mo>−</mo><mrow><mo>(</mo><mrow><mi>b</mi><mo>−</mo><mi>c</mi></mrow><mo>)</mo></mrow></mrow>"
    ),
    ("a <= b", "<mrow><mi>a</mi><mo>≤</mo><mi>b</mi></mrow>"),
    ("x[1]", "<msub><mi>x</mi><mn>1</mn></msub>"),
    ("x.T", "<msup><mi>x</mi><mi>T</mi></msup>"),
    ("sum(x, axis=0)", "<mtext>sum(x, axis=0)</mtext>"),
    (
      "sin(x)",
      "<mrow><mi>sin</mi><mo>&#x2061;</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>"
    ),
    (
      "sin(x)**2",
      "<mrow><msup><mi>sin</mi><mn>2</mn></msup><mo>&#x2061;</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>"
    ),
    (
      "f′(x)",
      "<mrow><msup><mi>f</mi><mo lspace=\"0\" rspace=\"0\">′</mo></msup><mo>&#x2061;</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>"
    ),
  ])
  func expressionsAreSetAsMathematics(_ text: String, _ expected: String) throws {
    // Brackets around one piece, and the room between factors, say nothing about the meaning.
    let plain = try math(text).replacing("<mrow><mi>x</mi></mrow>", with: "<mi>x</mi>")
      .replacing("<mspace width=\"0.17em\"/>", with: "")
    #expect(plain == expected)
  }

  @Test func casesStandBelowEachOther() throws {
    let text = try math("where(x > 1, 2, 3)")
    #expect(text.contains("<mtable><mtr><mtd><mn>2</mn></mtd><mtd>"))
    #expect(text.hasSuffix("<mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow>"))
  }

  @Test(arguments: [
    "∂y/∂x = 2*x = 6.0", "  ∂v2/∂y = 1", "f′(x) = 2*x*sin(x)", "z = v2 + v4 = 45.0   line 9",
    "  ∂z/∂y = 5.0, from above", "∂²bell(x, m)/∂m² = x - m",
    "  z ← v2 ← y: ∂z/∂v2 · ∂v2/∂y = 1 · 3.0 = 3.0", "y[0, 1] = x[1]*2 = 4.0",
  ])
  func linesOfExplanationsHoldFormulas(_ line: String) throws {
    let formula = try #require(FormulaLine(line))
    #expect(line.hasPrefix(formula.lead) && line.hasSuffix(formula.remark))
    #expect(formula.math.contains(line.contains("∂") ? "<mfrac>" : "<mo>=</mo>"))
  }

  @Test func derivativesAreFractions() throws {
    let formula = try #require(FormulaLine("∂²f(x)/∂x² = 2"))
    #expect(
      formula.math.contains(
        "<mfrac><mrow><msup><mo>∂</mo><mn>2</mn></msup><mrow><mi>f</mi><mo>&#x2061;</mo>"
          + "<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow></mrow>"
          + "<mrow><mo>∂</mo><msup><mi>x</mi><mn>2</mn></msup></mrow></mfrac>"))
  }

  @Test(arguments: [
    "", "3 ways:", "x: reverse mode, forward mode and finite differences agree",
    "as at x = 0.7 and -1.3, where x > 1 is False (line 45)", "finite differences in float64 agree",
    "a = ", " = 3", "f(x) takes branches; each form holds where its branch is taken:", "= = =",
    "∂ = ∂/∂",
  ])
  func otherLinesStayText(_ line: String) { #expect(FormulaLine(line) == nil) }

  @Test(arguments: [
    ("x^2", "<mrow><msup><mi>x</mi><mn>2</mn></msup></mrow>"),
    ("a_1", "<msub><mi>a</mi><mn>1</mn></msub>"),
    ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi>"),
    (#"\frac{a}{b}"#, "<mfrac>"), (#"\sqrt{x}"#, "<msqrt>"),
    (#"\partial \theta"#, "<mo>∂</mo><mi>θ</mi>"),
    (#"\left( x \right)"#, "<mo>(</mo>"), (#"\text{loss}"#, "<mtext>loss</mtext>"),
    ("f'(x)", "<msup><mi>f</mi>"), (#"a \rightarrow b"#, "<mo>→</mo>"),
    ("-1", "<mo>−</mo><mn>1</mn>"),
  ])
  func formulasInProseAreRead(_ text: String, _ part: String) {
    let math = TeXReader.math(of: text, isBlock: false)
    #expect(math.hasPrefix("<math alttext=") && math.hasSuffix("</math>"))
    let plain = part.replacing("<mrow>", with: "").replacing("</mrow>", with: "")
    #expect(math.replacing("<mrow>", with: "").replacing("</mrow>", with: "").contains(plain))
  }

  @Test(arguments: [
    #"\unknown"#, "{", "}", "x^", #"\frac{a}"#, "x^2^3", #"\left("#, #"\"#, "a & b",
    #"\left< x \right>"#,
    String(repeating: "{", count: 5000),
  ])
  func whatIsNotUnderstoodIsShownAsTyped(_ text: String) {
    #expect(TeXReader.math(of: text, isBlock: false) == "<code>\("$\(text)$".xmlEscaped)</code>")
  }

  @Test func dollarsThatAreNoMathematicsStay() {
    #expect(
      CommonMark.html(of: "It costs $5 or $ 6 $, not \\$7.").contains(
        "It costs $5 or $ 6 $, not $7."))
    #expect(CommonMark.html(of: "`$x$` and ``a ` $y$``").contains("<code>$x$</code>"))
    #expect(!CommonMark.html(of: "```\n$x$\n```\n").contains("<math"))
    #expect(CommonMark.html(of: "so $x$.").contains("<math alttext=\"x\">"))
    #expect(CommonMark.html(of: "$$\nx\n$$").contains("display=\"block\""))
    // Emphasis does not reach into mathematics.
    #expect(!CommonMark.html(of: "$a_1$ and $b_2$").contains("<em>"))
  }
}
