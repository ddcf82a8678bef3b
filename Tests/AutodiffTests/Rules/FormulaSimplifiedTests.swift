import Testing

@testable import Autodiff

@Suite struct FormulaSimplifiedTests {
  private static let x = Formula.operand(0)
  private static let y = Formula.operand(1)

  static let cases: [(Formula, String)] = [
    (y + y, "2*y"), (2 * x.power(.constant(2) - 1), "2*x"), (x * x, "x**2"),
    (x.power(.constant(3) - 1) * .constant(3), "3*x**2"), (-(-x), "x"), (x - x, "0"),
    (x + (-y), "x - y"),
    (x - (-y), "x + y"), (x * .constant(0), "0"), (0 / x, "0"), (x / 1, "x"), (2 * (3 * x), "6*x"),
    (-(2 * x), "-2*x"), (x.reciprocal(), "1/x"), (x * (1 / y), "x/y"),
    (x * x - 2 * (x * x), "-x**2"),
    (x.isGreater(than: 0).select(y, y), "y"), (x * y + y * x, "2*x*y"),
    (x * y / x, "y"), (x.exp() * y.exp(), "exp(x + y)"), (x.exp().log(), "x"),
    (x.sin().square() + x.cos().square(), "1"), (.constant(0).exp(), "1"),
    (.constant(1).log(), "0"), (x.call("sqrt", [x], []).square(), "x"),
    // The root of a square is no less than 0.
    (x.call("sqrt", [x.square()], []), "sqrt(x**2)"),
    (x.square().power(.constant(1.5)), "(x**2)**1.5"), (x * y * .constant(1.0 / 3), "x*y/3"),
    (2 * (x + y) / (x + y), "2"), ((2 * x + 2).power(.constant(2)) / (x + 1), "4*x + 4"),
    (x.power(y) * x, "x**(y + 1)"), (.constant(-2).power(x), "(-2)**x"),
    (x.power(y.power(x)), "x**y**x"), (x.power(y).power(x), "(x**y)**x"),
    (x.isGreater(than: 0).select(x.sign(), .constant(0)), "where(x > 0, 1.0, 0.0)"),
    (x / .constant(0), "x/0"), (.constant(0).power(x), "0**x"), ((x + 0) * .constant(1), "x"),
    (-x / y, "-x/y"),
  ]

  @Test(arguments: cases.indices)
  func aFormulaIsWrittenInFewerWords(_ index: Int) {
    let (formula, text) = Self.cases[index]
    #expect(formula.simplified().text(operands: ["x", "y"], result: "z") == text)
  }

  @Test(arguments: Primitive.all.filter { $0.partials() != nil }.map(\.name))
  func aSimplifiedPartialHasTheSameNumbers(_ name: String) throws {
    let primitive = Primitive.named(name)
    let partials = try #require(primitive.partials())
    var programs = ScalarPrograms()
    for formula in partials {
      let plain = programs.add(Program(formula * Formula.cotangent))
      let short = programs.add(Program(formula.simplified() * Formula.cotangent))
      var isCompared = false
      for (x, y) in [(0.75, 1.5), (0.3, 2.0), (0.9, 0.6), (2.0, 0.4), (1.0, 2.5)] {
        let value = programs.run(plain, x, y, result: 1.25, cotangent: 1.0)
        let found = programs.run(short, x, y, result: 1.25, cotangent: 1.0)
        // Outside of the domain neither is a number.
        guard !value.isNaN || !found.isNaN else { continue }
        isCompared = true
        #expect(abs(value - found) <= 1e-14 * max(1, abs(value)), "\(formula)")
      }
      #expect(isCompared, "\(formula)")
    }
  }
}
