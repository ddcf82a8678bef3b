import Autodiff
import HashTreeCollections
import Language
import Tensors
import Testing

@testable import Notebook

/// NaN and infinity in a gradient: what is told, and the listing that the advice makes of it.
///
/// The numbers are closed forms.
@Suite struct BadGradientTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let listing: String
    /// Lines that are there; the first one is the first.
    let lines: [String]
    /// What replaces the last line of the listing, and the gradient by x then.
    let mended: String
    let gradient: [Double]
    var testDescription: String { listing }

    init(
      _ listing: String, _ lines: [String], mended: String, gradient: [Double]
    ) {
      self.listing = listing
      self.lines = lines
      self.mended = mended
      self.gradient = gradient
    }
  }

  private static let trap =
    "  where sends 0 into the branch that it does not take, and 0 · inf is nan:"

  static let rows = traps + roots + logarithms + others + elements

  private static let traps = [
    Row(
      "x = constant(0.)\nwatch x\nz = where(x > 0., log(x), 0.)",
      [
        "∂z/∂x is nan", "  forward: log(x) is -inf at x = 0.0, line 3",
        "  backward: 0.0 arrives at log(x), times its derivative by x, 1/x = inf, is nan", trap,
        "    safe = where(x > 0., x, 1.)", "    z = where(x > 0., log(safe), 0.)",
      ], mended: "safe = where(x > 0., x, 1.)\nz = where(x > 0., log(safe), 0.)", gradient: [0]),
    Row(
      "x = constant([1., 0., 4.])\nwatch x\ny = log(x) * 2.\nz = where(x > 0., y, 0.)",
      [
        "∂z/∂x is not finite in 1 of 3 elements; the first, x[1], is nan", trap,
        "    safe = where(x > 0., x, 1.)", "    z = where(x > 0., log(safe)*2., 0.)",
      ], mended: "safe = where(x > 0., x, 1.)\nz = where(x > 0., log(safe)*2., 0.)",
      gradient: [2, 0, 0.5]),
    Row(
      "x = constant([0., 2.])\nwatch x\nz = where(x != 0., sin(x) / x, 1.)",
      [
        "∂z/∂x is not finite in 1 of 2 elements; the first, x[0], is nan", trap,
        "    safe = where(x != 0., x, 1.)", "    z = where(x != 0., sin(safe)/safe, 1.)",
      ], mended: "safe = where(x != 0., x, 1.)\nz = where(x != 0., sin(safe)/safe, 1.)",
      // cos(2)/2 - sin(2)/4
      gradient: [0, -0.4353977749799916]),
    Row(
      "x = constant(0.)\nwatch x\nz = where(x <= 0., 0., 1. / x)",
      [
        "∂z/∂x is nan", trap, "    safe = where(x <= 0., 1., x)",
        "    z = where(x <= 0., 0., 1./safe)",
      ], mended: "safe = where(x <= 0., 1., x)\nz = where(x <= 0., 0., 1./safe)", gradient: [0]),
    Row(
      "x = constant([1., 3.])\nwatch x\nz = where(x > 1., log(x - 1.), 0.)",
      [
        "∂z/∂x is not finite in 1 of 2 elements; the first, x[0], is nan", trap,
        "    safe = where(x > 1., x - 1., 1.)", "    z = where(x > 1., log(safe), 0.)",
      ], mended: "safe = where(x > 1., x - 1., 1.)\nz = where(x > 1., log(safe), 0.)",
      gradient: [0, 0.5]),
    Row(
      "x = constant(1.)\nwatch x\nz = where(x < 1., asin(x), 1.5)",
      ["∂z/∂x is nan", trap, "    safe = where(x < 1., x, 0.)"],
      mended: "safe = where(x < 1., x, 0.)\nz = where(x < 1., asin(safe), 1.5)", gradient: [0]),
    Row(
      "x = constant([1000., 0.])\nwatch x\nz = where(x < 10., exp(x), 0.)",
      [
        "∂z/∂x is not finite in 1 of 2 elements; the first, x[0], is nan", trap,
        "    safe = where(x < 10., x, 1.)", "    z = where(x < 10., exp(safe), 0.)",
      ], mended: "safe = where(x < 10., x, 1.)\nz = where(x < 10., exp(safe), 0.)",
      gradient: [0, 1]),
  ]

  private static let roots = [
    Row(
      "x = constant(0.)\nwatch x\nz = sqrt(x)",
      [
        "∂z/∂x is inf",
        "  backward: 1.0 arrives at sqrt(x), line 3, times its derivative by x, 0.5/z = inf at "
          + "x = 0.0, is inf",
        "  a root is vertical at 0; add a little inside: sqrt(x + 1e-12)",
      ], mended: "z = sqrt(x + 1e-12)", gradient: [500_000]),
    Row(
      "x = constant([0., 0.])\nwatch x\nz = sqrt(sum(x * x))",
      [
        "∂z/∂x is not finite in 2 of 2 elements; the first, x[0], is nan",
        "  a length has no derivative at 0; add a little inside: sqrt(sum(x*x) + 1e-12)",
      ], mended: "z = sqrt(sum(x*x) + 1e-12)", gradient: [0, 0]),
    Row(
      "x = constant([0., 0.])\nwatch x\nz = norm(x)",
      [
        "∂z/∂x is not finite in 2 of 2 elements; the first, x[0], is nan",
        "  a norm or std has no derivative at 0; set kinks tapebook takes 0 there",
      ], mended: "set kinks tapebook\nz = norm(x)", gradient: [0, 0]),
    Row(
      "x = constant([2., 2.])\nwatch x\nz = std(x)",
      [
        "∂z/∂x is not finite in 2 of 2 elements; the first, x[0], is nan",
        "  a norm or std has no derivative at 0; set kinks tapebook takes 0 there",
      ], mended: "set kinks tapebook\nz = std(x)", gradient: [0, 0]),
    Row(
      "x = constant(-1.)\nwatch x\nz = sqrt(x)",
      [
        "∂z/∂x is nan", "  forward: sqrt(x) is nan at x = -1.0, line 3",
        "  a negative number has no real root; keep it above 0: sqrt(maximum(x, 1e-12))",
      ], mended: "z = sqrt(maximum(x, 1e-12))", gradient: [0]),
    Row(
      "x = constant(0.)\nwatch x\nz = x ** 0.5",
      ["∂z/∂x is inf", "  the power is vertical at 0; add a little: (x + 1e-12)**0.5"],
      mended: "z = (x + 1e-12)**0.5", gradient: [500_000]),
    Row(
      "x = constant(0.)\nwatch x\nz = x ** 0",
      ["∂z/∂x is nan", "  x**0 is 1 for every x; set kinks tapebook takes 0 at 0**0"],
      mended: "set kinks tapebook\nz = x ** 0", gradient: [0]),
    Row(
      "x = constant(-4.)\nwatch x\nz = x ** 0.5",
      [
        "∂z/∂x is nan", "  forward: x**0.5 is nan at x = -4.0, line 3",
        "  a negative number has no such real power; take abs(x)**0.5 if that is meant",
      ], mended: "z = abs(x)**0.5", gradient: [-0.25]),
    Row(
      "x = constant(0.)\nwatch x\nz = rsqrt(x)",
      ["∂z/∂x is -inf", "  keep it from 0: rsqrt(x + 1e-12)"], mended: "z = rsqrt(x + 1e-12)",
      gradient: [-5e17]),
  ]

  private static let logarithms = [
    Row(
      "x = constant([1., 0.])\nwatch x\nz = sum(log(x))",
      [
        "∂z/∂x is not finite in 1 of 2 elements; the first, x[1], is inf",
        "  forward: log(x) is -inf at x = 0.0, line 3", "  keep it from 0: log(x + 1e-12)",
      ], mended: "z = sum(log(x + 1e-12))", gradient: [1, 1e12]),
    Row(
      "x = constant(-1.)\nwatch x\nz = log(x) * x",
      [
        "∂z/∂x is nan",
        "  a negative number has no real logarithm; keep it above 0: log(maximum(x, 1e-12))",
      ], mended: "z = log(maximum(x, 1e-12)) * x",
      // log(1e-12)
      gradient: [-27.631021115928547]),
    Row(
      "x = constant(-1000.)\nwatch x\nz = log(sigmoid(x))",
      ["∂z/∂x is nan", "  take it as one function: -softplus(-x)"], mended: "z = -softplus(-x)",
      gradient: [1]),
    Row(
      "x = constant([-1000., 0.])\nwatch x\nz = sum(log(softmax(x)))",
      [
        "∂z/∂x is not finite in 2 of 2 elements; the first, x[0], is nan",
        "  forward: log(softmax(x)) is -inf at softmax(x) = 0.0, line 3",
        "  take it as one function: log_softmax(x)",
      ], mended: "z = sum(log_softmax(x))", gradient: [1, -1]),
    Row(
      "x = constant(1000.)\nwatch x\nz = log(1. + exp(x))",
      ["∂z/∂x is nan", "  take it as one function: softplus(x)"], mended: "z = softplus(x)",
      gradient: [1]),
    Row(
      "x = constant([1000., 1.])\nwatch x\nz = log(sum(exp(x)))",
      [
        "∂z/∂x is not finite in 1 of 2 elements; the first, x[0], is nan",
        "  forward: exp(x) is inf at x = 1000.0, line 3",
        "  take it as one function: logsumexp(x)",
      ], mended: "z = logsumexp(x)", gradient: [1, 0]),
    Row(
      "x = constant([1000., 1.])\nwatch x\ne = exp(x)\nz = (e / sum(e))[0]",
      [
        "∂z/∂x is not finite in 2 of 2 elements; the first, x[0], is nan",
        "  softmax(x) takes the largest away before it takes exp",
      ], mended: "z = softmax(x)[0]", gradient: [0, 0]),
    Row(
      "x = constant([1000., 1.])\nwatch x\nz = exp(x)",
      [
        "∂z/∂x is not finite in 1 of 2 elements; the first, x[0], is inf",
        "  keep what exp is taken of below 80.: exp(minimum(x, 80.))",
      ], mended: "z = exp(minimum(x, 80.))", gradient: [0, 2.718281828459045]),
  ]

  /// The operation that is told is the one of the element that is named.
  private static let elements = [
    Row(
      "x = constant([1., 2.])\nwatch x\n"
        + "z = sum(sqrt(x - 1.)) + sum(where(x > 5., 1 / (x - 2.), x))",
      [
        "∂z/∂x is not finite in 2 of 2 elements; the first, x[0], is inf",
        "  backward: 1.0 arrives at sqrt(x - 1), line 3, times its derivative by x - 1, "
          + "0.5/sqrt(x - 1) = inf at x - 1 = 0.0, is inf",
        "  a root is vertical at 0; add a little inside: sqrt(x - 1 + 1e-12)",
      ],
      // 1/(2·sqrt(1e-12)) + 1, and 1/(2·sqrt(1)) + 1.
      mended: "safe = where(x > 5., x - 2., 1.)\n"
        + "z = sum(sqrt(x - 1. + 1e-12)) + sum(where(x > 5., 1 / safe, x))",
      gradient: [500_001, 1.5]),
    Row(
      "x = constant([0., 4.])\nv = constant([1., 0.])\nwatch x\nz = sum(log(x * v))",
      [
        "∂z/∂x is not finite in 2 of 2 elements; the first, x[0], is inf",
        "  forward: log(x*v) is -inf at x*v = 0.0, line 4",
        "  backward: 1.0 arrives at log(x*v), times its derivative by x*v, 1/(x*v) = inf, is inf",
      ], mended: "z = sum(log(x * v + 1e-12))", gradient: [1e12, 0]),
    Row(
      "x = constant(1e-30)\nwatch x\nz = 1. / (x * x)",
      ["∂z/∂x is -inf", "  keep the denominator from 0: 1/where(x*x == 0, 1, x*x)"],
      mended: "z = 1/where(x*x == 0, 1, x*x)", gradient: [0]),
    Row(
      "x = constant(30.)\nwatch x\np = sigmoid(x)\nz = log(1. - p)",
      ["∂z/∂x is nan", "  take it as one function: -softplus(x)"], mended: "z = -softplus(x)",
      gradient: [-1]),
    Row(
      "x = constant([-200., -200.])\nwatch x\nz = log(sum(exp(x)))",
      [
        "∂z/∂x is not finite in 2 of 2 elements; the first, x[0], is nan",
        "  take it as one function: logsumexp(x)",
      ], mended: "z = logsumexp(x)", gradient: [0.5, 0.5]),
    Row(
      "x = constant([1000., 1.])\nwatch x\nz = (exp(x) / sum(exp(x)))[0]",
      [
        "∂z/∂x is not finite in 2 of 2 elements; the first, x[0], is nan",
        "  softmax(x) takes the largest away before it takes exp",
      ], mended: "z = softmax(x)[0]", gradient: [0, 0]),
    Row(
      "x = constant(3.)\nwatch x\nz = x / 0.",
      ["∂z/∂x is inf", "  the denominator is the number 0 itself: there is no such quotient"],
      mended: "z = x", gradient: [1]),
  ]

  private static let others = [
    Row(
      "x = constant(0.)\nwatch x\nz = 1. / x",
      [
        "∂z/∂x is -inf", "  forward: 1/x is inf at x = 0.0, line 3",
        "  keep the denominator from 0: 1/where(x == 0, 1, x)",
      ], mended: "z = 1/where(x == 0, 1, x)", gradient: [0]),
    Row(
      "x = constant(3.)\nwatch x\nc = constant(0.)\nz = x / c",
      ["∂z/∂x is inf", "  keep the denominator from 0: x/where(c == 0, 1, c)"],
      mended: "z = x/where(c == 0, 1, c)", gradient: [1]),
    Row(
      "x = constant(0.)\ny = constant(0.)\nwatch x y\nz = atan2(x, y)",
      ["∂z/∂x is nan", "  the point (0, 0) has no angle; set kinks tapebook takes 0 there"],
      mended: "set kinks tapebook\nz = atan2(x, y)", gradient: [0]),
    Row(
      "x = constant(1.)\nwatch x\nz = acos(x)",
      ["∂z/∂x is -inf", "  keep it inside: acos(clip(x, -0.999999, 0.999999))"],
      mended: "z = acos(clip(x, -0.999999, 0.999999))", gradient: [0]),
    Row(
      "x = constant(1e20)\nwatch x\nz = x * x * x",
      [
        "∂z/∂x is inf", "  forward: x*x is inf at x = 1e+20, line 3",
        "  the number is larger than float32 holds (3.4e38): scale it, or set dtype float64",
      ], mended: "set dtype float64\nx = constant(1e20)\nwatch x\nz = x * x * x", gradient: [3e40]),
  ]

  @Test(arguments: BadGradientTests.rows)
  func theBadNumberIsTold(_ row: Row) throws {
    var transcript = DiagnosisTranscript()
    #expect(transcript.run(row.listing) == "")
    let lines = try #require(try transcript.lines())
    #expect(lines.first == row.lines.first)
    for line in row.lines { #expect(lines.contains(line), "\(line)\n\(lines)") }
  }

  @Test(arguments: BadGradientTests.rows)
  func theAdviceGivesTheRightGradient(_ row: Row) throws {
    var transcript = Transcript()
    let start = row.listing.split(separator: "\n").dropLast().joined(separator: "\n")
    let shown = transcript.run(start + "\n" + row.mended + "\ng = grad z x")
    #expect(!shown.contains("Error"), "\(shown)")
    guard case .tensor(let value)? = transcript.interpreter.session.globals["g"] else {
      Issue.record("there is no gradient")
      return
    }
    let found = try value.tensor.cast(to: .float64).values(as: Double.self)
    #expect(found.count == row.gradient.count)
    for (found, expected) in zip(found, row.gradient) {
      #expect(abs(found - expected) <= 1e-5 * max(abs(expected), 1), "\(found), not \(expected)")
    }
  }

  @Test func whatWasGivenIsNamed() throws {
    var transcript = DiagnosisTranscript()
    _ = transcript.run("x = constant([1., nan])\nwatch x\nz = sum(x * x)")
    let lines = try #require(try transcript.lines())
    #expect(lines[1] == "  forward: x was given with nan")
    #expect(lines.last == "  look at where it was given that number")
    _ = transcript.run(
      "y = constant([[1., 2.], [3., 4.]])\nwatch y\nw = constant([[inf, 0.], [0., 1.]])\n"
        + "q = sum(y @ w)")
    let product = try #require(try transcript.lines("q y"))
    #expect(product.contains("  forward: w was given with inf"))
    #expect(
      product.contains(
        "  backward: matmul(y, w), line 4, makes inf of the cotangent that arrives there"))
  }

  @Test func theWayIsFollowedToTheFirstBadNumber() throws {
    var transcript = DiagnosisTranscript()
    _ = transcript.run(
      "x = constant(0.)\nwatch x\na = x * 2.\nb = sqrt(a)\nc = b + 1.\nz = log(c) * 3.")
    let lines = try #require(try transcript.lines())
    #expect(
      lines[1]
        == "  backward: 3.0 arrives at sqrt(a), line 4, times its derivative by a, 0.5/b = inf at "
        + "a = 0.0, is inf")
  }
}
