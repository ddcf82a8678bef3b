import RealModule
import Tensors

extension Declaration {
  /// 2/sqrt(pi), the slope of erf at 0.
  private static let slopeOfErf = 2 / Double.sqrt(.pi)

  /// A derivative of a function by its order and by its argument: the next derivative.
  private static func orders(
    _ name: String, _ operation: BinaryOperation, _ aliases: Aliases, _ summary: String,
    _ formula: String, orders: [Double], domain: ClosedRange<Double>, convention: PointConventions
  ) -> Declaration {
    Declaration(
      name: name, aliases: aliases, summary: summary, formula: formula,
      parameters: [.tensor("n", "a"), .tensor("x")], result: ResultTypes.binaryFloat(name),
      kernel: .binary(operation),
      derivative: .partials { x, _ in
        [.constant(0), x[0].call(name, [x[0] + 1, x[1]], [])]
      },
      convention: convention, example: "\(name)(1., constant([0.25, 0.5]))",
      samples: [
        Sample([.constants([], [orders[0]]), .uniform([2, 3], domain)]),
        Sample([.constants([3], orders), .uniform([3], domain)]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2, 3]), TensorType(.float32, [2])]),
        ErrorSample([TensorType(.float32, []), TensorType(.float64, [])]),
        ErrorSample([TensorType(.int32, []), TensorType(.int32, [])]),
      ])
  }

  /// Functions of probability: the error function's and the gamma function's families.
  static let specialFunctions: [Declaration] = [
    real(
      "erf", .erf, mathematical("erf"), "The error function of each element.",
      "2/sqrt(pi) * integral of e**-t**2 from 0 to x", domain: -1.5...1.2
    ) { x, _ in slopeOfErf * (-x.square()).exp() },
    real(
      "erfc", .erfc, mathematical("erfc"), "1 - erf(x) of each element, exact for large ones.",
      "1 - erf(x)", domain: -1.5...1.2
    ) { x, _ in -slopeOfErf * (-x.square()).exp() },
    real(
      "erfinv", .erfinv, mathematical("erfinv"), "The number whose erf is each element.",
      "the y with erf(y) = x", domain: -0.7...0.6, convention: "inf at -1 and 1, as everywhere"
    ) { _, y in (1 / slopeOfErf) * y.square().exp() },
    real(
      "erfcinv", .erfcinv, mathematical("erfcinv"), "The number whose erfc is each element.",
      "the y with erfc(y) = x", domain: 0.3...1.6, convention: "-inf at 0 and 2, as everywhere"
    ) { _, y in (-1 / slopeOfErf) * y.square().exp() },
    real(
      "ndtr", .ndtr, Aliases(),
      "The probability that a standard normal variable is below each element.",
      "erfc(-x/sqrt(2))/2", domain: -1.5...1.2
    ) { x, _ in (1 / Double.sqrt(2 * .pi)) * (-0.5 * x.square()).exp() },
    real(
      "lgamma", .lgamma, mathematical("lgamma", bare: ["gammaln"]),
      "The logarithm of the magnitude of the gamma function of each element.",
      "log(|gamma(x)|)", domain: 0.5...4,
      convention: "-inf at 0, NaN at the poles -1, -2, …"
    ) { x, _ in x.call("digamma", [x], []) },
    real(
      "digamma", .digamma, mathematical("digamma"),
      "The derivative of lgamma of each element.", "d/dx lgamma(x)", domain: 0.5...4,
      convention: "inf at the poles 0, -1, -2, …, as everywhere"
    ) { x, _ in x.call("polygamma", [.constant(1), x], []) },
    orders(
      "polygamma", .polygamma, mathematical("polygamma"),
      "The n-th derivative of the digamma function, for a whole n from 0 to 10000.",
      "d**n/dx**n digamma(x)", orders: [1, 0, 2], domain: 0.5...4,
      convention: "0 by n, whose fractions have no meaning; singular at 0, -1, -2, …"),
    real(
      "sinc", .sinc, Aliases(numpy: ["sinc"]),
      "The cardinal sine of each element: sin(pi x)/(pi x), and 1 at 0.", "sin(pi*x)/(pi*x)",
      domain: 0.2...1.4, convention: sincConventions
    ) { x, _ in
      // TensorFlow's has 0/0 at 0.
      x.isEqual(to: 0).select(0 / x, x.call("sinc_derivative", [.constant(1), x], []))
    },
    orders(
      "sinc_derivative", .sincDerivative, Aliases(),
      "The n-th derivative of sinc, for a whole n from 0 to 10000, exact near 0.",
      "d**n/dx**n sinc(x)", orders: [1, 0, 2], domain: 0.2...1.4,
      convention: "smooth; 0 by n, whose fractions have no meaning"),
  ]

  /// The derivative is 0 at 0, where the function is smooth.
  private static let sincConventions: PointConventions = {
    let smooth = Derivative.partials { x, _ in
      [x[0].call("sinc_derivative", [.constant(1), x[0]], [])]
    }
    return PointConventions(
      "", kinks: [Kink(place: "0", operands: 0...0, test: .isZero, example: [[0]])],
      derivatives: [.tapebook: smooth, .torch: smooth, .jax: smooth])
  }()
}
