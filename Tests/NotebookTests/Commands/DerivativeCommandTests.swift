import Language
import Tensors
import Testing

@testable import Notebook

/// The closed forms that `derivative` shows.
@Suite struct DerivativeCommandTests {
  static let forms: [(function: String, shown: String)] = [
    ("def f(x): return x**2 * sin(x)", "f′(x) = 2*x*sin(x) + x**2*cos(x)"),
    ("def f(x): return 3 * x + 1", "f′(x) = 3"),
    ("def f(x): return 7.", "f′(x) = 0"),
    ("def f(x): return sin(x)**2 + cos(x)**2", "f′(x) = 0"),
    ("def f(x): return x / x", "f′(x) = 0"),
    ("def f(x): return sqrt(x)", "f′(x) = 0.5/sqrt(x)"),
    ("def f(x): return exp(-x**2 / 2)", "f′(x) = -x*exp(-0.5*x**2)"),
    ("def f(x): return log(x)", "f′(x) = 1/x"),
    ("def f(t): return log(1 + exp(t))", "f′(t) = exp(t)/(1 + exp(t))"),
    ("def f(x): return 2**x", "f′(x) = 0.6931471805599453*2**x"),
    ("def f(x): return x**x", "f′(x) = x**x + x**x*where(x > 0, log(x), 0)"),
    ("def f(x): return (x**2 + 1)**3", "f′(x) = 6*x*(x**2 + 1)**2"),
    ("def f(x): return x**3 / 3", "f′(x) = x**2"),
    ("def f(x): return abs(x)", "f′(x) = sign(x)"),
    ("def f(x): return relu(x)", "f′(x) = where(x > 0, 1.0, 0.0)"),
    ("def f(x): return where(x > 0, x**2, -x)", "f′(x) = where(x > 0, 2*x, -1)"),
    ("import math\ndef f(x): return sin(2 * math.pi * x)", "f′(x) = 2*pi*cos(2*pi*x)"),
    ("a = 4.\nf = lambda x: a * x**2", "f′(x) = 8*x"),
    ("a = constant(4.)\nf = lambda x: a * x**2", "f′(x) = 2*a*x"),
    ("w = Variable(4.)\nf = lambda x: w * x + 0.1 * x", "f′(x) = w + 0.1"),
    ("f = sin", "f′(x) = cos(x)"),
    ("f = tanh", "f′(x) = 1 - tanh(x)**2"),
    ("def f(x):\n  for _ in range(3): x = x * x\n  return x", "f′(x) = 8*x**7"),
    ("def f(x): return sum(x * x)", "f′(x) = 2*x"),
    ("def f(x): return stop_gradient(x) * x", "f′(x) = stop_gradient(x)"),
    ("def f(x):\n  print('called')\n  return x * x", "f′(x) = 2*x"),
    ("def f(x, k=3.): return x**k", "f′(x) = 3*x**2\n  with k at its default"),
    ("def f(x, y): return x * y**2", "∂f(x, y)/∂x = y**2\n∂f(x, y)/∂y = 2*x*y"),
    ("f = D(sin)", "f′(x) = -sin(x)"),
  ]

  @Test(arguments: forms.indices) func aClosedFormIsShown(_ index: Int) {
    let (function, shown) = Self.forms[index]
    #expect(Transcript.of(function + "\nderivative f") == shown)
  }

  @Test func anOrderAndAnArgumentCanBeChosen() {
    #expect(Transcript.of("derivative sin 2") == "sin″(x) = -sin(x)")
    #expect(Transcript.of("derivative sin 5") == "D(sin, 5)(x) = cos(x)")
    #expect(Transcript.of("derivative (lambda x: x**4) 3") == "D(f, 3)(x) = 24*x")
    let text = "def f(x, y): return x * y**3\n"
    #expect(Transcript.of(text + "derivative f by y") == "∂f(x, y)/∂y = 3*x*y**2")
    #expect(Transcript.of(text + "derivative f by 1") == "∂f(x, y)/∂y = 3*x*y**2")
    #expect(Transcript.of(text + "derivative f 2 by y") == "∂²f(x, y)/∂y² = 6*x*y")
  }

  @Test func branchesAreToldWithTheirPoints() {
    let text = "def f(x):\n  if x > 0:\n    return x**2\n  return -x\n"
    #expect(
      Transcript.of(text + "derivative f") == """
        f takes branches; each form holds where its branch is taken:
        f′(x) = 2*x
          as at x = 0.7 and 2.3, where x > 0 is True (line 2)
        f′(x) = -1
          as at x = -1.3, where x > 0 is False (line 2)
        """)
    #expect(
      Transcript.of(text + "derivative f at -3.") == """
        f′(x) = -1
          as at x = -3.0, where x > 0 is False (line 2)
        """)
    // A loop that runs until a condition holds depends on where it is called.
    let loop = "def f(x):\n  while x < 10: x = x * x + 1\n  return x\n"
    // At -1.3 this one never ends, which does not keep anybody waiting.
    let endless = "def f(x):\n  while x < 10: x = x * 2\n  return x\n"
    #expect(Transcript.of(endless + "derivative f").contains("f′(x) = 16\n  as at x = 0.7"))
    #expect(Transcript.of(endless + "derivative f at -1.").hasPrefix("StepLimitError: "))
    #expect(Transcript.of(loop + "derivative f at 20.").hasPrefix("f′(x) = 1\n  as at x = 20.0"))
  }

  @Test func plainNumbersThatSteerAreTold() {
    let text = "def f(x): return x**2 if float(x) > 1 else x\n"
    let shown = Transcript.of(text + "derivative f")
    #expect(
      shown.hasPrefix("f computes with plain numbers that depend on where it is called; each form"))
    #expect(shown.contains("f′(x) = 2*x\n  as at x = 2.3"))
  }

  @Test func clippingHasAFormula() {
    // Inside of its bounds a clipped value moves as it is.
    let shown = Transcript.of(
      "def f(x): return clip_by_value(x * x, 0., 2.)\nderivative f at 1.2")
    #expect(shown.hasPrefix("f′(x) = "), "\(shown)")
    let formula = shown.split(separator: "\n")[0].dropFirst("f′(x) = ".count)
    #expect(Transcript.of("x = constant(1.2)\n\(formula)") == "2.4")
    #expect(Transcript.of("x = constant(1.5)\n\(formula)") == "0.0")
  }

  static let refusals: [(text: String, message: String)] = [
    (
      "derivative softmax",
      "IndexError: softmax of a tensor of shape (): axis -1 is out of range for a tensor of rank 0"
    ),
    (
      "def f(x): return sum(stack([x, x]) @ stack([x, x]))\nderivative f",
      "ValueError: f uses stack in line 1, for which no formula of single numbers is declared, so there is no "
        + "closed form"
    ),
    (
      "a = ones(2)\ndef f(x): return sum(a * x)\nderivative f",
      "ValueError: f computes with a tensor of shape (2,) in line 2; a closed form is of single "
        + "numbers"
    ),
    (
      "import math\ndef f(x): return math.sin(x)\nderivative f",
      "ValueError: what f gives has left the tape: no derivative leads through a plain number"
    ),
    (
      "def f(x):\n  for _ in range(100): x = sin(x)\n  return x\nderivative f",
      "ValueError: f nests more than 48 operations in each other, too many for a formula"
    ),
    (
      "def f(x):\n  for _ in range(12): x = sin(x) * x + cos(x)\n  return x\nderivative f",
      "ValueError: the closed form has more than 600 parts, which nobody reads"
    ),
    ("derivative 3", "TypeError: 3 is no function but int"),
    (
      "def f(*x): return x[0]\nderivative f", "TypeError: f takes any number of arguments"
    ),
    ("def f(): return 1.\nderivative f", "TypeError: f takes no argument that it could depend on"),
    ("derivative sin 0", "ValueError: the order of a derivative is 1 to 10, not 0"),
    ("derivative sin 11", "ValueError: the order of a derivative is 1 to 10, not 11"),
    ("derivative sin --all", "TypeError: derivative has no option --all"),
    ("derivative sin by y", "ValueError: sin has no argument 'y' without a default"),
    ("def f(x): return 'a'\nderivative f", "TypeError: f gives str, not a number"),
    ("def f(x): raise ValueError('no')\nderivative f", "ValueError: no"),
  ]

  @Test(arguments: refusals.indices) func whatHasNoClosedFormSaysWhy(_ index: Int) {
    let (text, message) = Self.refusals[index]
    #expect(Transcript.of(text) == message)
  }

  @Test func askingChangesNothing() {
    var transcript = Transcript()
    _ = transcript.run("x = ones(2)\nwatch x\nn = []\ndef f(x):\n  n.append(1)\n  return x * x")
    let before = transcript.run("tape")
    #expect(transcript.run("derivative f") == "f′(x) = 2*x")
    #expect(transcript.run("tape") == before)
    #expect(transcript.run("len(n)") == "0")
    #expect(transcript.run("random.normal((2,))\nderivative f") != "")
  }

  // MARK: Right numbers

  static let functions = [
    "x**2 * sin(x)", "x**5 - 3*x**3 + x", "(x + 1) / (x**2 + 2)", "sin(x) / x",
    "exp(x) / (1 + exp(x))",
    "sqrt(1 + x**2)", "1 / sqrt(x)", "x**2.5", "x**-3", "x**x", "2**x", "log(x + sqrt(x**2 + 1))",
    "tan(x)", "asin(x / 4)", "acos(x / 4)", "atan(x)", "sinh(x)", "cosh(x)", "tanh(x)**3",
    "sigmoid(x)",
    "softplus(3*x)", "expm1(x) * log1p(x)", "square(x) + reciprocal(x)", "rsqrt(x)",
    "exp(sin(x) * cos(x))", "log(abs(x - 3))", "abs(sin(5*x))", "maximum(x, 1.25)",
    "minimum(x**2, exp(-x))", "where(x > 1, x**2, sin(x))", "where(x > 1, 1., 0.) * x + x",
    "relu(x - 1) * 2", "relu(1 - x)**2", "atan2(x, 1 + x)", "atan2(sin(x), x)", "mod(x, 0.7) * x",
    "x * sign(x - 1)", "floor(x) * x", "stop_gradient(x) * x", "-x * (-x)**2 / -3",
    "(2*x + 2)**-2 * (x + 1)**3", "sin(cos(tan(x / 4)))", "exp(-(x - 1)**2 / 0.18)",
    "x / 3 + x / 7",
    "power(sin(x) + 2, cos(x))", "(x**2)**0.5", "sqrt(4 * x**3)", "exp(x)**2 * exp(-x)",
    "sum(x) * mean(x) + max(x)", "1 - (1 - x)**4", "log(exp(2*x)) + exp(log(x))",
  ]

  /// Numbers away from kinks and from the ends of the domains.
  private static let points = ["0.45", "0.8", "1.6", "2.2"]

  @Test(arguments: functions, [1, 2])
  func theFormulaGivesTheNumbersOfTheDerivative(_ function: String, _ order: Int) throws {
    var transcript = Transcript()
    _ = transcript.run("set dtype float64\nf = lambda x: \(function)")
    let shown = transcript.run("derivative f \(order)")
    let formula = try #require(shown.split(separator: "\n").first?.firstRange(of: " = ")).upperBound
    _ = transcript.run("d = lambda x: \(shown.split(separator: "\n")[0][formula...])")
    for point in Self.points {
      // What is 0 is compared with 1, everything else with its own size.
      let gap = transcript.run(
        "a = D(f, \(order))(\(point))\nb = cast(d(constant(\(point))), float64)\n"
          + "float(abs(a - b) / maximum(abs(a), where(abs(a) < 1e-3, 1., 0.)))")
      let number = try #require(Double(gap), "\(shown): \(gap)")
      #expect(number <= 1e-12, "\(shown) at \(point)")
    }
  }
}
