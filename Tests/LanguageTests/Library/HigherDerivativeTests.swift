import Autodiff
import Language
import Testing

/// Derivatives of high order, for which many tapes record each other's passes.
@Suite struct HigherDerivativeTests {
  /// The derivatives at 0.3, by mpmath 1.3.0 with 60 digits.
  @Test(arguments: [
    ("tan", 5, "31.31636048419797"), ("tan", 6, "125.5602890412784"),
    ("tan", 7, "774.6472288876324"), ("tanh", 5, "6.113703931953152"),
    ("tanh", 6, "-52.17630757678585"), ("tanh", 7, "-14.42304800948392"),
    ("lambda x: 1 / (1 + x * x)", 5, "-91.19884913924534"),
    ("lambda x: 1 / (1 + x * x)", 6, "240.8888053792134"),
    ("lambda x: exp(x * x)", 7, "654.3314455590296"),
  ])
  func aHighOrderIsExact(_ function: String, _ order: Int, _ expected: String) throws {
    var script = Script()
    let shown = try script.run(
      "abs(D(\(function), \(order))(constant(0.3, 'float64')) / \(expected) - 1.) < 1e-12")
    #expect(shown == "True")
  }

  /// 7!/(7 - n)!, and 0 beyond.
  @Test func aProductOfSevenHasSevenDerivatives() throws {
    var script = Script()
    let shown = try script.run(
      """
      f = lambda x: x * x * x * x * x * x * x
      [float(D(f, n)(1.)) for n in range(1, 9)]
      """)
    #expect(shown == "[7.0, 42.0, 210.0, 840.0, 2520.0, 5040.0, 5040.0, 0.0]")
  }

  /// Tangents within tangents: the tangent's derivatives at 0 are 1, 2, 16 and 272.
  @Test func forwardModeNestsAsDeeply() throws {
    var script = Script()
    let shown = try script.run(
      """
      def derivative(f):
        return lambda x: jvp(f, x, ones_like(x))[1]
      f = tan
      shown = []
      for n in range(7):
        f = derivative(f)
        shown.append(float(f(constant(0., 'float64'))))
      shown
      """)
    #expect(shown == "[1.0, 0.0, 2.0, 0.0, 16.0, 0.0, 272.0]")
  }
}
