import RealModule
import Tensors

extension Declaration {
  private static let one = Formula.constant(1)
  private static let zero = Formula.constant(0)

  /// A primitive of a number and a parameter that derivatives flow to as well.
  private static func parametric(
    _ name: String, _ operation: BinaryOperation, _ aliases: Aliases, _ summary: String,
    _ formula: String, alpha: Parameter, convention: PointConventions, _ derivative: Derivative
  ) -> Declaration {
    Declaration(
      name: name, aliases: aliases, summary: summary, formula: formula,
      parameters: [.tensor("x", "features", "input"), alpha],
      result: ResultTypes.binaryFloat(name), kernel: .binary(operation), derivative: derivative,
      convention: convention, example: "\(name)(constant([-1., 2.]))",
      samples: [
        Sample([.uniform([2, 3], -1.5 ... -0.3), .uniform([], 0.2...0.4)]),
        Sample([.uniform([3], 0.3...1.5), .uniform([3], 0.2...0.4)]),
        Sample([.uniform([2, 1], -1.5 ... -0.3), .uniform([3], 0.5...1.5)]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2, 3]), TensorType(.float32, [2])]),
        ErrorSample([TensorType(.float32, [2]), TensorType(.float64, [])]),
        ErrorSample([TensorType(.int32, [2]), TensorType(.int32, [])]),
      ])
  }

  /// What stands between the layers of a network, element by element.
  static let activations: [Declaration] = [
    real(
      "log_sigmoid", .logSigmoid,
      Aliases(tensorflow: ["math.log_sigmoid", "keras.activations.log_sigmoid"]),
      "The logarithm of the logistic function of each element, without overflow.",
      "-log(1 + e**-x)", domain: -2...1.5
    ) { x, _ in (-x).sigmoid() },
    real(
      "relu6", .relu6, Aliases(tensorflow: ["nn.relu6", "keras.activations.relu6"]),
      "Each element, moved into the range from 0 to 6.", "min(max(x, 0), 6)", domain: 0.2...1.5,
      convention: relu6Conventions, takesIntegers: true
    ) { x, _ in
      // A sign, so that the second derivative is 0 and not None, as TensorFlow's.
      x.isGreater(than: 0).select(x.constant(6).isGreater(than: x).select(x.sign(), zero), zero)
    },
    real(
      "x_sigmoid", .silu, Aliases(),
      "Each element times its logistic function: what silu is with beta 1.", "x/(1 + e**-x)",
      domain: -1.5...1.2
    ) { x, y in x.sigmoid() + y * (-x).sigmoid() },
    real(
      "x_ndtr", .gelu, Aliases(),
      "Each element times the probability that a standard normal variable is below it: the exact "
        + "gelu.", "x*ndtr(x)", domain: -1.5...1.2
    ) { x, _ in
      x.call("ndtr", [x], []) + (1 / Double.sqrt(2 * .pi)) * (x * (-0.5 * x.square()).exp())
    },
    real(
      "mish", .mish, Aliases(tensorflow: ["keras.activations.mish"]),
      "Each element times tanh(softplus(x)).", "x*tanh(softplus(x))",
      domain: -1.5...1.2
    ) { x, _ in
      let gate = x.call("tanh", [x.call("softplus", [x], [])], [])
      return gate + x * x.sigmoid() * (1 - gate.square())
    },
    parametric(
      "leaky_relu", .leakyReLU,
      Aliases(tensorflow: ["nn.leaky_relu", "keras.activations.leaky_relu"]),
      "Each element where it is positive, else alpha times it.", "x if x > 0 else alpha*x",
      alpha: .tensor("alpha", "negative_slope", default: 0.2), convention: leakyReLUConventions,
      .partials { x, _ in
        let isPositive = x[0].isGreater(than: 0)
        return [isPositive.select(x[0].sign(), x[1]), isPositive.select(zero, x[0])]
      }),
    parametric(
      "elu", .elu, Aliases(tensorflow: ["nn.elu", "keras.activations.elu"]),
      "Each element where it is positive, else alpha*(e**x - 1).",
      "x if x > 0 else alpha*(e**x - 1)", alpha: .tensor("alpha", default: 1),
      convention: eluConventions,
      .partials { x, _ in
        let isPositive = x[0].isGreater(than: 0)
        let negative = isPositive.select(zero, x[0])
        return [
          isPositive.select(x[0].sign(), x[1] * negative.exp()),
          isPositive.select(zero, negative.expm1()),
        ]
      }),
    real(
      "selu", .selu, Aliases(tensorflow: ["nn.selu", "keras.activations.selu"]),
      "The exponential linear unit, scaled so that activations keep mean 0 and variance 1.",
      "1.0507*(x if x > 0 else 1.6733*(e**x - 1))", domain: -1.5 ... -0.3,
      convention: seluConventions
    ) { x, _ in selu(x, isLinear: x.isAtLeast(0)) },
    real(
      "softsign", .softsign,
      Aliases(tensorflow: ["math.softsign", "nn.softsign", "keras.activations.softsign"]),
      "Each element divided by one more than its magnitude.", "x/(1 + |x|)", domain: 0.2...1.5,
      convention: "smooth; its second derivative jumps at 0, where it is taken for 0"
    ) { x, _ in (1 + x.abs()).reciprocal().square() },
    real(
      "hardtanh", .hardTanh,
      Aliases(bare: ["hard_tanh"], tensorflow: ["keras.activations.hard_tanh"]),
      "Each element, moved into the range from -1 to 1.", "min(max(x, -1), 1)",
      domain: -0.7...0.6, convention: hardTanhConventions
    ) { x, _ in x.isAtLeast(-1).select(one.isAtLeast(x).select(one, zero), zero) },
  ]

  /// The derivative of selu, which is linear from 0 on or above it.
  static func selu(_ x: Formula, isLinear: Formula) -> Formula {
    // The exponential is kept from where it is not taken and may be infinite.
    isLinear.select(
      .constant(UnaryOperation.seluScale),
      UnaryOperation.seluDepth * isLinear.select(zero, x).exp())
  }
}
