import Tensors

extension Declaration {
  /// A primitive of two numbers with its partial derivatives.
  static func binary(
    _ name: String, _ operation: BinaryOperation, _ aliases: Aliases, _ summary: String,
    _ formula: String, names: (String, String) = ("x", "y"),
    result: Primitive.ResultType? = nil,
    domain: (ClosedRange<Double>, ClosedRange<Double>) = (0.5...2, 2.5...4),
    convention: PointConventions = "smooth on its domain",
    _ derivative: Derivative
  ) -> Declaration {
    let pairs: [([Int], [Int])] = [
      ([], []), ([2, 3], [2, 3]), ([2, 3], [3]), ([2, 1], [1, 3]),
    ]
    return Declaration(
      name: name, aliases: aliases, summary: summary, formula: formula,
      parameters: [.tensor(names.0, "a"), .tensor(names.1, "b")],
      result: result ?? ResultTypes.binaryNumber(name), kernel: .binary(operation),
      derivative: derivative, convention: convention,
      example: "\(name)(constant([1., 2.]), constant([4., 3.]))",
      samples: pairs.map { Sample([.uniform($0.0, domain.0), .uniform($0.1, domain.1)]) },
      errors: [
        ErrorSample([TensorType(.float32, [2, 3]), TensorType(.float32, [2])]),
        ErrorSample([TensorType(.float32, [2]), TensorType(.float64, [2])]),
        ErrorSample([TensorType(.bool, [2]), TensorType(.bool, [2])]),
      ])
  }

  /// A primitive of one number with its partial derivative.
  private static func unary(
    _ name: String, _ operation: UnaryOperation, _ aliases: Aliases, _ summary: String,
    _ formula: String, convention: PointConventions = "smooth",
    _ partial: @escaping @Sendable (_ x: Formula, _ y: Formula) -> Formula
  ) -> Declaration {
    Declaration(
      name: name, aliases: aliases, summary: summary, formula: formula,
      parameters: [.tensor("x", "a")], result: ResultTypes.number(name),
      kernel: .unary(operation), derivative: .partials { [partial($0[0], $1)] },
      convention: convention, example: "\(name)(constant([-1., 2.]))",
      samples: [
        .uniform([[]], in: 0.5...2), .uniform([[2, 3]], in: -2 ... -0.5),
      ],
      errors: [ErrorSample([TensorType(.bool, [2])])])
  }

  private static let one = Formula.constant(1)
  private static let zero = Formula.constant(0)

  /// Arithmetic with broadcasting.
  static let arithmetic: [Declaration] = [
    binary(
      "add", .add, everywhere("add", operators: ["+"]), "The sum of two tensors.", "x + y",
      convention: "linear", .partials { _, _ in [one, one] }),
    binary(
      "subtract", .subtract, everywhere("subtract", operators: ["-"]),
      "The difference of two tensors.", "x - y", convention: "linear",
      .partials { _, _ in [one, -one] }),
    binary(
      "multiply", .multiply, everywhere("multiply", operators: ["*"]),
      "The product of two tensors, element by element.", "x*y", convention: "bilinear",
      .partials { x, _ in [x[1], x[0]] }),
    binary(
      "divide", .divide,
      Aliases(
        tensorflow: ["divide", "truediv", "math.divide", "math.truediv"],
        numpy: ["divide", "true_divide"], operators: ["/"]),
      "The quotient of two tensors; integers are divided in float64.", "x/y",
      result: ResultTypes.quotient, convention: "infinite where y is 0, as everywhere",
      .partials { x, _ in [one / x[1], -x[0] / x[1] / x[1]] }),
    binary(
      "floor_divide", .floorDivide,
      Aliases(
        bare: ["floordiv"], tensorflow: ["math.floordiv"],
        numpy: ["floor_divide"], operators: ["//"]),
      "The quotient of two tensors, rounded down.", "floor(x/y)",
      convention: .discrete("no derivative: the gradient is None, as in TensorFlow"), .none),
    binary(
      "mod", .modulo,
      Aliases(
        bare: ["floormod"], tensorflow: ["math.floormod", "math.mod"],
        numpy: ["mod", "remainder"], operators: ["%"]),
      "The remainder of a floored division, with the sign of y.", "x - y*floor(x/y)",
      convention: "the derivative from the right at the jumps: 1 by x, -floor(x/y) by y",
      .partials { x, _ in [one, -(x[0] / x[1]).floor()] }),
    binary(
      "power", .power,
      Aliases(tensorflow: ["pow", "math.pow"], numpy: ["power", "pow"], operators: ["**"]),
      "Each element of x to the power of y.", "x**y", domain: (0.5...2, -1.5...2.5),
      convention: powerConventions,
      .partials { x, y in
        let positive = x[0].isGreater(than: 0)
        // The logarithm is kept away from 0, so that higher derivatives stay finite there.
        let logarithm = positive.select(positive.select(x[0], one).log(), zero)
        return [x[1] * x[0].power(x[1] - 1), y * logarithm]
      }),
    extremum(
      "maximum", .maximum, "The larger of two elements.", "max(x, y)",
      isChosen: { $0.isGreater(than: $1) }, isChosenAtTie: { $0.isAtLeast($1) }),
    extremum(
      "minimum", .minimum, "The smaller of two elements.", "min(x, y)",
      isChosen: { $1.isGreater(than: $0) }, isChosenAtTie: { $0.isAtMost($1) }),
    binary(
      "atan2", .atan2,
      Aliases(bare: ["arctan2"], tensorflow: ["atan2", "math.atan2"], numpy: ["arctan2"]),
      "The angle of the point (x, y) as seen from the origin, in (-pi, pi].",
      "atan(y/x), in the quadrant of the point", names: ("y", "x"),
      result: ResultTypes.binaryFloat("atan2"),
      convention: angleConventions,
      .partials { x, _ in
        let square = x[0].square() + x[1].square()
        return [x[1] / square, -x[0] / square]
      }),
    unary(
      "negative", .negative,
      Aliases(
        bare: ["neg"], tensorflow: ["negative", "math.negative"], numpy: ["negative"],
        operators: ["unary -"]),
      "Each element with the other sign.", "-x", convention: "linear"
    ) { _, _ in -one },
    unary(
      "abs", .abs,
      Aliases(
        bare: ["absolute"], tensorflow: ["abs", "math.abs"], numpy: ["abs", "absolute"],
        operators: ["abs"]),
      "The magnitude of each element.", "|x|",
      convention: PointConventions(
        "", kinks: [Kink(place: "0", operands: 0...0, test: .isZero, example: [[0]])],
        derivatives: [.jax: .partials { x, _ in [x[0].isAtLeast(zero).select(one, -one)] }])
    ) { x, _ in x.sign() },
    unary(
      "square", .square, everywhere("square"), "Each element times itself.", "x**2"
    ) { x, _ in 2 * x },
  ]
}
