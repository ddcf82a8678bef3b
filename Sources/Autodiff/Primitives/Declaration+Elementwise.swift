import Tensors

extension Declaration {
  /// A primitive of one floating-point operand, with its partial derivative.
  static func real(
    _ name: String, _ operation: UnaryOperation, _ aliases: Aliases, _ summary: String,
    _ formula: String, domain: ClosedRange<Double>, absorbsZero: Bool = false,
    convention: PointConventions = "smooth on its domain", example: [Double] = [0.25, 0.5],
    takesIntegers: Bool = false,
    _ partial: @escaping @Sendable (_ x: Formula, _ y: Formula) -> Formula
  ) -> Declaration {
    Declaration(
      name: name, aliases: aliases, summary: summary, formula: formula,
      parameters: [.tensor("x", "features", "input")],
      result: takesIntegers ? ResultTypes.number(name) : ResultTypes.float(name),
      kernel: .unary(operation),
      derivative: .partials(absorbsZero: absorbsZero) { [partial($0[0], $1)] },
      convention: convention, example: "\(name)(constant(\(example)))",
      samples: [.uniform([[]], in: domain), .uniform([[2, 3]], in: domain)],
      errors: [ErrorSample([TensorType(.bool, [])])]
        + (takesIntegers ? [] : [ErrorSample([TensorType(.int32, [2])])]))
  }

  /// A primitive of one number whose result is discrete or flat.
  static func stepped(
    _ name: String, _ operation: UnaryOperation, _ aliases: Aliases, _ summary: String,
    _ formula: String, derivative: Derivative, convention: PointConventions
  ) -> Declaration {
    Declaration(
      name: name, aliases: aliases, summary: summary, formula: formula,
      parameters: [.tensor("x")], result: ResultTypes.number(name), kernel: .unary(operation),
      derivative: derivative, convention: convention,
      example: "\(name)(constant([-1.5, 2.25]))",
      samples: [.uniform([[2, 3]], in: 0.1...0.4), .uniform([[]], in: -0.4 ... -0.1)],
      errors: [ErrorSample([TensorType(.bool, [2])])])
  }

  /// The square root's, infinite at 0 whatever the cotangent is.
  private static let rootDerivative = Derivative.partials { _, y in [0.5 / y] }

  /// Where a norm is 0, so are its subgradients of the smallest norm.
  private static let rootOfSquaresDerivative = Derivative.partials { _, y in
    let isZero = y.isEqual(to: .constant(0))
    return [isZero.select(.constant(0), 0.5 / isZero.select(.constant(1), y))]
  }

  /// The names `tf.NAME`, `tf.math.NAME` and `np.NAME`.
  static func everywhere(_ name: String, operators: [String] = [], bare: [String] = []) -> Aliases {
    Aliases(
      bare: bare, tensorflow: [name, "math.\(name)"], numpy: [name], operators: operators)
  }

  /// The names `tf.math.NAME` and `np.NAME`.
  static func mathematical(
    _ name: String, numpy: [String] = [], bare: [String] = []
  ) -> Aliases {
    Aliases(bare: bare, tensorflow: ["math.\(name)"], numpy: numpy)
  }

  static let stepConvention = PointConventions.discrete(
    "no derivative: the gradient is None, as in TensorFlow", zeroBy: [.torch, .jax])

  /// Functions of one number, element by element.
  static let elementwise: [Declaration] = [
    real(
      "sqrt", .sqrt, everywhere("sqrt"), "The square root of each element.", "x**0.5",
      domain: 0.5...2, absorbsZero: true,
      convention: PointConventions(
        "infinite at 0; a zero cotangent gives 0 there by tensorflow and tapebook, NaN by torch "
          + "and jax", derivatives: [.torch: rootDerivative, .jax: rootDerivative])
    ) { _, y in 0.5 / y },
    real(
      "root_of_squares", .sqrt, Aliases(),
      "The square root of a sum of squares: what norm and std end in.", "x**0.5",
      domain: 0.5...2, absorbsZero: true,
      convention: PointConventions(
        "",
        kinks: [
          Kink(
            place: "0 (a norm or std of 0)", operands: 0...0, test: .isZero, example: [[0]])
        ],
        derivatives: [
          .tapebook: rootOfSquaresDerivative, .torch: rootOfSquaresDerivative,
          .jax: rootDerivative,
        ])
    ) { _, y in 0.5 / y },
    real(
      "rsqrt", .rsqrt, mathematical("rsqrt", numpy: [], bare: []),
      "One over the square root of each element.", "1/sqrt(x)", domain: 0.5...2,
      convention: "-inf at 0, as everywhere"
    ) { _, y in -0.5 * (y * y * y) },
    real(
      "reciprocal", .reciprocal, mathematical("reciprocal", numpy: ["reciprocal"]),
      "One over each element.", "1/x", domain: 0.5...2, convention: "-inf at 0, as everywhere"
    ) { _, y in -(y * y) },
    real(
      "exp", .exp,
      Aliases(
        tensorflow: ["exp", "math.exp", "keras.activations.exponential"], numpy: ["exp"]),
      "e to the power of each element.", "e**x",
      domain: -1.5...1.5
    ) { _, y in y },
    real(
      "expm1", .expm1, mathematical("expm1", numpy: ["expm1"]),
      "exp(x) - 1 of each element, exact near 0.", "e**x - 1", domain: -1...1
    ) { x, _ in x.exp() },
    real(
      "log", .log, Aliases(tensorflow: ["math.log"], numpy: ["log"]),
      "The natural logarithm of each element.", "log(x)", domain: 0.5...2,
      convention: "inf at 0, as everywhere"
    ) { x, _ in x.reciprocal() },
    real(
      "log1p", .log1p, mathematical("log1p", numpy: ["log1p"]),
      "log(1 + x) of each element, exact near 0.", "log(1 + x)", domain: -0.4...1.5
    ) { x, _ in (1 + x).reciprocal() },
    real(
      "sin", .sin, everywhere("sin"), "The sine of each element, in radians.", "sin(x)",
      domain: 0.2...1.4
    ) { x, _ in x.cos() },
    real(
      "cos", .cos, everywhere("cos"), "The cosine of each element, in radians.", "cos(x)",
      domain: 0.2...1.4
    ) { x, _ in -x.sin() },
    real(
      "tan", .tan, everywhere("tan"), "The tangent of each element, in radians.",
      "sin(x)/cos(x)", domain: -1...0.8
    ) { _, y in 1 + y.square() },
    real(
      "asin", .asin,
      Aliases(bare: ["arcsin"], tensorflow: ["asin", "math.asin"], numpy: ["arcsin"]),
      "The angle in [-pi/2, pi/2] whose sine is each element.", "asin(x)", domain: -0.7...0.6,
      convention: "inf at -1 and 1, as everywhere"
    ) { x, _ in oneLessSquare(x).rsqrt() },
    real(
      "acos", .acos,
      Aliases(bare: ["arccos"], tensorflow: ["acos", "math.acos"], numpy: ["arccos"]),
      "The angle in [0, pi] whose cosine is each element.", "acos(x)", domain: -0.7...0.6,
      convention: "-inf at -1 and 1, as everywhere"
    ) { x, _ in -oneLessSquare(x).rsqrt() },
    real(
      "atan", .atan,
      Aliases(bare: ["arctan"], tensorflow: ["atan", "math.atan"], numpy: ["arctan"]),
      "The angle in (-pi/2, pi/2) whose tangent is each element.", "atan(x)", domain: -2...1.5
    ) { x, _ in (1 + x.square()).reciprocal() },
    real(
      "sinh", .sinh, everywhere("sinh"), "The hyperbolic sine of each element.",
      "(e**x - e**-x)/2", domain: -1.5...1.2
    ) { x, _ in x.cosh() },
    real(
      "cosh", .cosh, everywhere("cosh"), "The hyperbolic cosine of each element.",
      "(e**x + e**-x)/2", domain: 0.3...1.5
    ) { x, _ in x.sinh() },
    real(
      "tanh", .tanh,
      Aliases(
        tensorflow: ["tanh", "math.tanh", "nn.tanh", "keras.activations.tanh"], numpy: ["tanh"]),
      "The hyperbolic tangent of each element.", "sinh(x)/cosh(x)", domain: -1.5...1.2
    ) { _, y in 1 - y.square() },
    real(
      "sigmoid", .sigmoid,
      Aliases(tensorflow: ["sigmoid", "math.sigmoid", "nn.sigmoid", "keras.activations.sigmoid"]),
      "The logistic function of each element.", "1/(1 + e**-x)", domain: -2...1.5
    ) { _, y in y * (1 - y) },
    real(
      "softplus", .softplus,
      Aliases(tensorflow: ["math.softplus", "nn.softplus", "keras.activations.softplus"]),
      "log(1 + exp(x)) of each element, without overflow.", "log(1 + e**x)", domain: -2...1.5
    ) { x, _ in x.sigmoid() },
    real(
      "relu", .relu, Aliases(tensorflow: ["nn.relu"]),
      "Each element where it is positive, else 0.", "max(x, 0)", domain: 0.2...1.5,
      convention: PointConventions(
        "", kinks: [Kink(place: "0", operands: 0...0, test: .isZero, example: [[0]])]),
      takesIntegers: true
    ) { x, _ in x.isGreater(than: 0).select(x.sign(), .constant(0)) },
    stepped(
      "floor", .floor, everywhere("floor"), "The largest whole number not above each element.",
      "floor(x)", derivative: .none,
      convention: stepConvention),
    stepped(
      "ceil", .ceil, Aliases(tensorflow: ["math.ceil"], numpy: ["ceil"]),
      "The smallest whole number not below each element.", "ceil(x)", derivative: .none,
      convention: stepConvention),
    stepped(
      "round", .round,
      Aliases(
        bare: ["rint"], tensorflow: ["round", "math.round", "math.rint"],
        numpy: ["rint"]),
      "The whole number nearest to each element, halves to even.", "round(x)", derivative: .none,
      convention: stepConvention),
    stepped(
      "sign", .sign, everywhere("sign"), "-1, 0 or 1 by the sign of each element.",
      "x/|x|", derivative: .zero, convention: "0 everywhere, at 0 too, as everywhere"),
  ]
}
